// Package transcript reads transcripts of any size and finds out who said what,
// when, and which question it answers.
//
// It opens files of many formats (Formats), also packed with gzip or zip, pipes,
// and files that grow. It lists speakers and questions, selects turns, searches
// them, and prints them in other formats (Outputs).
//
//	src, err := transcript.OpenFile("interview.txt")
//	...
//	d, err := transcript.Load(ctx, src, transcript.Options{})
//	...
//	defer d.Close()
//	for i, turn := range d.Turns(nil) { // nil: all turns
//		for text := range d.Paragraphs(i) {
//			fmt.Println(turn.Name, text)
//		}
//	}
//
// To list speakers, range over d.Speakers()[1:]. To keep one speaker, pass Criteria
// to d.Filter, the Filter to d.Select, and the Selection to d.Turns. To search, pass
// a Pattern from Compile to d.Search. To print, pass the document and a Selection to
// the PrintSelection method of a Printer. The examples show each.
//
// # Limits
//
// The package does not transcribe recordings, and needs no model and no network.
//
// It does not generate or correct text. The summary of a question is one of its
// sentences, a speaker's name and role are parts of a label, and two spellings of
// a name are two speakers until Document.Rename merges them.
//
// It does not know terminals or the command line: package ui shows a Document,
// and package main reads the flags.
//
// # Nouns
//
// A Source is named bytes that can be read at any offset. A Reader finds the
// turns in them. A Document is the index of the results: a Header (title, date,
// place), turns, speakers, questions, and notes. A note is text that is not
// speech, such as a stage direction.
//
// A Turn is one uninterrupted contribution of a Speaker. Its label is the name
// that the source gives the speaker there. Several labels may mean one Speaker,
// and an anonymous Speaker ("Question") may be several people. The front is the
// text before the first turn.
//
// A question is a turn that asks. It begins an exchange, which ends before the
// next question. Exchange 0, the opening, has the turns before the first question.
//
// A Filter selects turns by indices. Criteria select them by names, as a user
// states them. A Selection is the turns of one Document that a Filter keeps. A
// Pattern is a search term of a user, and a Hit is a place where it matches.
//
// A Block is a displayed paragraph, or a piece of a long one.
//
// # The path of a byte
//
//  1. Open unpacks the Source if it is an archive and converts it to UTF-8. The
//     result is again a source of bytes that is read in place: a file is never
//     read into memory as a whole.
//  2. Open detects the format from the first 64 KiB. Labelled text is scanned
//     directly. All other formats are first rewritten, in the background, to lines
//     with marks for the speaker, the time, and the position in the file.
//  3. Workers scan blocks of the text for lines that may begin a turn. One
//     goroutine then decides, in the order of the text, which of them do. Neither
//     the size of the blocks nor the number of workers changes the result.
//  4. Reader.Next returns these decisions as a Batch, and Document.Append adds it
//     to the index. The index keeps the offsets of turns, not their text: its
//     memory grows with the number of turns.
//  5. Document.Block reads the bytes of a paragraph on demand. It joins wrapped
//     lines, removes control and invisible characters, and records which byte of
//     the source each byte of the text comes from. A Printer and Search read text
//     in the same way.
//
// # Units
//
// Offsets, sizes and spans are bytes of the UTF-8 that a document is read from,
// see Document.Source. They are not bytes of the file if that was converted,
// unpacked or rewritten. Spans are half open: [off, end). Positions in a text are
// bytes of that text.
//
// Turns are numbered from 0 in Go and from 1 in printed documents; turn -1 is the
// front, for methods that document it. Speakers are numbered from 1: speaker 0
// stands for text without a label. Questions, exchanges and lines are numbered
// from 1. Methods panic if an index is out of range.
//
// Times are milliseconds from the start of the recording, or -1 if unknown.
//
// # Errors
//
// Errors of a source are *Error: they have its name and, if known, the line. Their
// text is one line, without control characters. Explain splits any error into the
// parts of a message. The variables Err... may be wrapped: test for them with
// errors.Is.
//
// If a source ends early, the part before the error is kept: Load returns both a
// Document and the error.
//
// # Safety
//
// All text that the package returns or prints is safe to send to a terminal,
// except the name and the path of a Source, and strings decoded from printed
// JSON. Open refuses an archive that unpacks to far more than its size, see
// Options.Trust.
//
// # Concurrency
//
//   - A Source may be used by several goroutines at once.
//   - A Document is for one goroutine at a time, even to read it. Snapshot
//     returns a cheap copy for another goroutine, which does not change when the
//     Document grows.
//   - A Reader is for one goroutine, which may differ from that of the Document.
//     Next waits while a source is still growing, until its context ends.
//   - A Printer is for one goroutine, except for Progress.
//   - Append takes ownership of a Batch. A Selection, a Pattern and a Block do
//     not change, and may be shared.
//   - Words and Search use all cores until they return. Closing a document stops
//     reading its source.
//
// # Output
//
// A Printer writes documents in one of several formats.
//
// text is labelled text in a dialect that this package reads back to the same
// turns, see write_text.go. markdown has a heading for each question and names
// in bold. csv has the columns source, n, speaker, label, question, asks, start,
// end, line and text, with each paragraph of a text on a line of its own.
//
// vtt and srt are captions, for documents that have times. They have one cue for
// each cue of the source, with short ones joined, or one for each paragraph if the
// source has no cues. Text without a time gets one between those of its
// neighbours.
//
// json is one object for each document:
//
//	schema     version of this description, a number: 1
//	title      of the whole; "" if unknown, as in the next three
//	date       2006-01-02
//	time       15:04
//	place
//	topics     list of strings, may be empty
//	persons    list of strings, may be empty
//	source     name of the file
//	format     name of the format of the source
//	skipped    how many records of the source could not be read
//	speakers   list of all speakers
//	  name
//	  role       from the first label that states one, or ""
//	  labels     list of the labels in the source that mean this speaker
//	  turns      how many turns
//	  words      how many words, exactly
//	  asks       true if turns of this speaker are questions
//	  anonymous  true if it may be several people: Question, Q, A voice
//	questions  list of all questions
//	  n          number of the question, from 1
//	  turn       the turn that asks it, its n
//	  summary    one sentence of it, word for word
//	front      list of the notes before the first turn
//	  line       line of the source, or null
//	  text
//	turns      list of the selected turns
//	  n          number of the turn in the document, from 1
//	  speaker    name; null if the turn has no label
//	  label      as in the source, or null
//	  role       from the label of this turn, or from the source beside it,
//	             or ""
//	  question   number of the question that it belongs to, 0 in the opening
//	  asks       true if it is a question
//	  start      seconds from the start of the recording, or null
//	  end        seconds, or null
//	  line       line of the source in which the turn begins, from 1; null
//	             if the source has no lines
//	  url        address of the turn on the web, as the source states it
//	             (these four are omitted where it does not)
//	  id         by which the publisher knows the turn
//	  column     column or page of the printed record
//	  number     of a tabled question
//	  paragraphs list of the paragraphs of speech
//	    lines      the first and the last line of it in the source, or null
//	    text
//	  notes      list of the notes in the turn; omitted if empty
//	    paragraph  how many of the paragraphs come before it
//	    text
//	notes      list of all notes: stage directions, boxes, the head and the
//	           foot of the page
//	  line       line of the source, or null
//	  text
//
// Counts are those of the whole document, whichever turns are printed.
//
// Each text is that of the source. Control, invisible and reordering characters
// are kept as escapes (\u001b), so that the JSON itself is safe to print; a
// decoded string is as unsafe as the source. Combining marks beyond the eighth on
// a character and variation selectors beyond the first are escapes too. Soft
// hyphens, zero-width spaces and byte order marks are dropped. Line breaks of all
// kinds are \n, and invalid UTF-8 is U+FFFD. All other strings, such as names,
// titles and summaries, are as displayed: invisible characters are replaced or
// dropped.
//
// jsonl has one turn a line: an object with the fields of turns, and source. It is
// printed while the source is read.
//
// The package reads both back to the same turns, with their labels, roles, times,
// references and notes. The questions are then the turns for which asks is true.
package transcript
