// Package format defines what a format is: its names, how it is recognised, and
// how a source in that format is rewritten.
//
// It does not contain formats. They are in the packages below, one file each, and package
// transcript lists them in order of precedence. To add one, write a file with a Format in
// the package that fits, and list it there:
//
//   - captions: cues of text with times
//   - annotation: what tools for annotating recordings write
//   - objects: JSON
//   - records: tables
//   - chats: text of messages with their times and senders
//   - elements: XML of parliaments and meetings without a standard
//   - research: standard formats of parliaments, corpora and plays
//   - pages: HTML
//   - documents: word processor documents, and text that lost its line ends or was
//     escaped
//
// A source comes in as a tape.Input. What a format writes to the tape is then
// scanned like labelled text; a format never sees a Document.
package format
