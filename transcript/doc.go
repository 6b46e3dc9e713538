// Package transcript reads transcripts of any size and finds out who said what,
// when, and which question it answers.
//
// It opens files of many formats (Formats), packed with gzip or zip or not, pipes,
// and files that grow. It lists speakers and questions, selects turns, searches,
// and prints what was selected in other formats (Outputs).
//
//	src, err := transcript.OpenFile("interview.txt")
//	...
//	d, err := transcript.Load(ctx, src, transcript.Options{})
//	...
//	defer d.Close()
//	for i, turn := range d.Turns(nil) {
//		for text := range d.Paragraphs(i) {
//			fmt.Println(turn.Name, text)
//		}
//	}
//
// # What it is not for
//
// It does not transcribe recordings, and needs no model and no network.
//
// It generates nothing and corrects nothing. The summary of a question is one
// of its sentences, a speaker's name and role are parts of a label, and two
// spellings of a name are two speakers until Document.Rename merges them.
//
// It knows nothing of terminals or of the command line: package ui shows a
// Document, package main has the flags.
//
// # Nouns
//
// A Source is named bytes that can be read at any offset. A Reader finds the
// turns in them. A Document is the index of what it has found: a Header (title,
// date, place), turns, speakers, questions, and notes, which are text that
// nobody speaks.
//
// A Turn is one uninterrupted contribution. Its label is how the source names
// who speaks; the Speaker is who that is. Several labels may mean one Speaker,
// and an anonymous Speaker ("Question") may be several people. The front is what
// comes before the first turn.
//
// A question is a turn that asks. It begins an exchange, which ends before the
// next question. Exchange 0, the opening, is the turns before the first one.
//
// A Filter says which turns to keep, by indices; Criteria say the same in the
// words of a user, by names. A Selection is the turns that a Filter keeps in one
// Document. A Pattern is what a user searches for, a Hit where it was found.
//
// A Block is a paragraph as it is shown, or a piece of a long one.
//
// # The path of a byte
//
//  1. Open unpacks the Source if it is an archive and converts it to UTF-8. The
//     result is again a source of bytes, which is read where it is: a file is
//     never read into memory as a whole.
//  2. The first 64 KiB tell the format. Labelled text is scanned as it is. All
//     other formats are first rewritten, in the background, to lines with marks:
//     the marks say who speaks, when, and where in the file.
//  3. Workers look through blocks of the text for lines that may begin a turn.
//     One goroutine then decides, in the order of the text, which of them do.
//     Neither the size of the blocks nor the number of workers changes the
//     result.
//  4. Reader.Next returns what was decided as a Batch, and Document.Append adds
//     it to the index. The index keeps where turns begin, not their text: its
//     memory grows with the number of turns.
//  5. Document.Block reads the bytes of a paragraph when somebody needs them. It
//     joins lines that were wrapped, removes what a terminal would obey or a
//     reader could not see, and keeps which byte of the source each byte of the
//     text comes from. A Printer and Search read text in the same way.
//
// # Units
//
// Offsets, sizes and spans are bytes of the UTF-8 that a document is read from,
// see Document.Source: of a file that was converted, unpacked or rewritten these
// are not the bytes of the file. Spans are half open: [off, end). Positions in a
// text are bytes of that text.
//
// Turns are numbered from 0 in Go and from 1 in what is printed; turn -1 is the
// front, where a method says so. Speakers are numbered from 1: speaker 0
// stands for text without a label. Questions, exchanges and lines are numbered
// from 1. Methods panic if an index is out of range.
//
// Times are milliseconds from the start of the recording, -1 where there is
// none.
//
// # Errors
//
// Errors that concern a source are *Error: they have its name and, if there is
// one, the line. Their text is one line, without control characters. Explain
// takes any error apart for a message. The variables Err... are wrapped, and
// compared with errors.Is.
//
// Where a source breaks off, what comes before is kept: Load returns both a
// Document and the error.
//
// # Safety
//
// All text that the package returns or prints is safe to send to a terminal,
// but for the name and the path of a Source and what a program decodes from
// JSON. What unpacks to far more than its size is refused, see Options.Trust.
//
// # Concurrency
//
//   - A Source may be used by several goroutines at once.
//   - A Document is for one goroutine at a time, even to read it. Snapshot
//     returns a copy for another goroutine; it is cheap, and stays as it is when
//     the Document grows.
//   - A Reader is for one goroutine, which need not be that of the Document.
//     Next waits while a source is still growing, until its context ends.
//   - A Printer is for one goroutine, but for Progress.
//   - Batch is handed over by Append. A Selection, a Pattern and a Block do not
//     change, and may be shared.
//   - Words and Search use all cores until they return. Closing a document ends
//     what is still being read of its source.
//
// # What is printed
//
// A Printer writes documents in one of several formats.
//
// text is labelled text in a dialect that this package reads back to the same
// turns, see write_text.go. markdown has a heading for each question and names
// in bold. csv has the columns source, n, speaker, label, question, asks, start,
// end, line and text, with each paragraph of a text on a line of its own.
//
// vtt and srt are captions, for documents that have times. They have one cue for
// each cue of the source, where short ones are joined, or for each paragraph
// where the source has no cues. Text without a time is given one between those of
// its neighbours.
//
// json is one object for each document:
//
//	schema     version of this description, a number: 1
//	title      of the whole; "" where the source has none, as below
//	date       2006-01-02
//	time       15:04
//	place
//	topics     list of strings, may be empty
//	persons    list of strings, may be empty
//	source     name of the file
//	format     name of the format it was read as
//	speakers   list of all speakers
//	  name
//	  role       as the first label that states one has it, or ""
//	  labels     list of the labels in the source that mean this speaker
//	  turns      how many turns
//	  words      how many words, exactly
//	  asks       true if turns of this speaker are questions
//	  anonymous  true if it is no one person: Question, Q, A voice
//	questions  list of all questions
//	  n          number of the question, from 1
//	  turn       the turn that asks it, its n
//	  summary    one sentence of it, word for word
//	front      list of what nobody speaks before the first turn
//	  line       line of the source, or null
//	  text
//	turns      list of the selected turns
//	  n          number of the turn in the document, from 1
//	  speaker    name; null where nobody is named
//	  label      as the source has it, or null
//	  role       as the label of this turn, or the source beside it, states
//	             it, or ""
//	  question   number of the question that it belongs to, 0 in the opening
//	  asks       true if it is a question
//	  start      seconds from the start of the recording, or null
//	  end        seconds, or null
//	  line       line of the source in which the turn begins, from 1; null
//	             where the source has no lines
//	  paragraphs list of what is said
//	    lines      the first and the last line of it in the source, or null
//	    text
//	  notes      list of what nobody speaks in it; omitted where there is none
//	    paragraph  how many of the paragraphs come before it
//	    text
//	notes      list of all that nobody speaks: stage directions, boxes, the
//	           head and the foot of the page
//	  line       line of the source, or null
//	  text
//
// Counts are those of the whole document, whichever turns are printed. A text is
// that of the source: control characters, invisible and reordering characters
// are kept as escapes (\u001b), so that the JSON itself is safe to print. So are
// combining marks beyond the eighth on a character and variation selectors
// beyond the first. Soft hyphens, blanks of no width and byte order marks are
// dropped. What a program decodes is as unsafe as the source. Line breaks of all
// kinds are \n, invalid UTF-8 is U+FFFD. Everything else, such as names, titles
// and summaries, is as it is shown: what cannot be seen is replaced or dropped.
//
// jsonl is one turn a line, each an object with the fields of turns and
// source. It is printed as the source is read.
//
// Both are read back to the same turns, with their labels, roles, times and
// notes; the questions are then those for which asks is true.
package transcript
