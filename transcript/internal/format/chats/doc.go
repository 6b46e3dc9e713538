// Package chats reads chats as text, as messengers export it and as people copy it from
// their windows: messages with their times and their senders, in one line each or with
// the text in the lines below.
//
// It is not for chats in JSON (package recogniser) or in tables (package
// records).
//
// Lines come in; each message goes out to the tape as a turn, or as a paragraph
// of the same sender's turn. Clock times become times since the first message, and
// dates become notes where they change.
//
// The styles of chats are a table (style.go), and look.go finds the one of a source.
// stamp.go reads dates and times in all their forms, and clock.go computes from them when
// messages were sent.
package chats
