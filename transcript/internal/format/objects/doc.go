// Package objects reads JSON: the files that verbatim writes, and those of speech
// recognisers, chats, language models and transcript editors.
//
// It is not for tables (package records), and it does not parse JSON (package json).
//
// It does not know programs by name. It knows the names that programs give to fields: a
// table (fields.go) lists the names for a speaker, a text, words and times, and how much
// each counts for or against speech. With this table
//
//  1. record_reader.go and pieces.go read an object as a record: the speaker, the text, the
//     times;
//  2. survey.go reads some members of each list as records and counts what they have
//     (group.go), and plan.go decides from that which list is the transcript and how to
//     read it;
//  3. writer.go reads that list and writes it to the tape, as messages, segments, or words
//     joined into sentences (words.go). It may take the speakers from a list of times
//     (voices.go) and sort the members (arrange.go).
//
// Lines of JSON Lines are decoded on all cores (jsonl.go). To read another program's JSON,
// add the names of its fields to the table.
package objects
