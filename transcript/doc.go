// Package transcript reads transcripts: what was said, by whom, and what was
// asked. It knows nothing of terminals.
//
// # Goals
//
// A file of any size is open at once: turns are found in batches, and text
// is read when somebody is about to see it. The memory a document takes goes
// by its turns, not by its text. What is found does not depend on how the
// source was cut into blocks, nor on how many goroutines looked at them. All
// text that leaves the package is safe to send to a terminal.
//
// Nothing is generated: a question's summary is one of its sentences, a
// speaker's name and role are parts of a label. Nothing is corrected either:
// two spellings of a name are two speakers.
//
// # Nouns
//
// A Source is named bytes that can be read at any offset. A Document is the
// index of one: a Header (title, date, place), Turns, and Notes, which are
// text that nobody speaks. A Turn is one uninterrupted contribution; its Label
// is how the source names who speaks, the Speaker is who that is. One Speaker
// may stand behind several labels, and one that is anonymous ("Question")
// for several people. A question is a turn that asks; with the turns up to
// the next one it makes an exchange. Exchange 0, the opening, is what comes
// before the first question.
//
// # The way of a byte
//
// A Source is scanned in blocks by workers, which find candidates for turns;
// one step, in the order of the file, decides. What it decided leaves a
// Reader as a Batch, which Document.Append adds to the index. A Filter gives
// a Selection, the turns to show. To show one, Document.Block reads its
// bytes, joins what was hard-wrapped, makes it safe, and keeps where each
// byte of the text came from.
//
// A format whose turns are no spans of the source rewrites it first: to lines
// with marks, a tape, or to labelled text. Then that is what is scanned.
//
// # Units
//
// Offsets and sizes are bytes of the Source, which is UTF-8. Positions in
// a text are bytes of that text. Times are milliseconds from the start of the
// recording, -1 where there is none. Turns and exchanges are indices: turns
// from 0, questions from 1, lines from 1.
//
// # What is printed
//
// A Printer writes documents in one of several formats.
//
// text is labelled text in a dialect that this package reads back to the same
// turns, see write_text.go. markdown is for a page. csv has the columns source,
// n, speaker, label, question, asks, start, end, line and text, the paragraphs
// of a text on a line each.
//
// vtt and srt are captions, of documents that have times: a cue for each of
// the source, short ones together, or for each paragraph where it has none;
// what the source gives no time lies between the times it gives.
//
// json is one object for each document:
//
//	schema     version of this description, a number: 1
//	title      of the whole; "" where the source has none, as below
//	date       2006-01-02
//	time       15:04
//	place
//	topics     list of strings, maybe empty
//	persons    list of strings, maybe empty
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
//	turns      list of the turns that were asked for
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
//	  notes      list of what nobody speaks in it; left out where there is none
//	    paragraph  how many of the paragraphs come before it
//	    text
//	notes      list of all that nobody speaks: stage directions, boxes, the
//	           head and the foot of the page
//	  line       line of the source, or null
//	  text
//
// Counts are those of the whole document, whatever turns were asked for.
// A text is that of the source: control characters, invisible and reordering
// ones are in it, as escapes (\u001b), so that the JSON itself is safe to
// print; but for soft hyphens, blanks of no width and byte order marks. So are
// the combining marks beyond the eighth on a character, and the variation
// selectors beyond the first. What a program takes out of it is as unsafe as
// the source. Line breaks of all kinds are \n, broken UTF-8 is U+FFFD. All
// else, names and titles and summaries, is as it is shown: what cannot be seen
// is replaced or left out.
//
// jsonl is one turn a line, each an object with the fields of turns and
// source. It is printed as the source is read.
//
// Both are read back to the same turns, with their labels, roles, times and
// notes; what is a question is then what asks says.
package transcript
