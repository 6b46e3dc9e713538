// Package format defines what a format is: its names, how it is recognised, and
// how a source in that format is rewritten.
//
// It does not contain formats: they are in the packages below it, one file each,
// and package transcript lists them in order of precedence. To add one, write a
// file with a Format in the package that fits, and list it there:
//
//   - captions: cues of text with times
//   - recogniser: JSON of speech recognisers, and other JSON
//   - records: tables, and the JSON that verbatim writes
//   - chats: text of messages with their times and senders
//   - pages: HTML
//   - research: XML and plain text of parliaments, corpora and plays
//   - documents: Word documents, and text that lost its line ends or was
//     escaped
//
// A source comes in as a tape.Input. What a format writes to the tape is then
// scanned like labelled text; a format never sees a Document.
package format
