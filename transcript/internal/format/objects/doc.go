// Package objects reads JSON: the files that verbatim writes, and those of speech
// recognisers, chats, language models and transcript editors.
//
// It is not for tables (package records), and it does not parse JSON (package json).
//
// It does not know programs by name. It knows the names that programs give to fields: a
// table (fields.go) lists the names for a speaker, a text, words and times, and how much
// each counts for or against speech. With this table
//
//  1. record.go and pieces.go read an object as a record: the speaker, the text, the times;
package objects
