// Package chats reads chats as text, exported by messengers or copied from their windows:
// messages with times and senders, each on one line or with the text on the lines below.
//
// It does not read chats in JSON (package objects) or in tables (package records).
//
// Each message becomes a turn on the tape, or a paragraph of the same sender's turn. Clock
// times become times since the first message, and dates become notes where they change.
//
// The styles of chats are in a table (style.go), and look.go detects the style of a source.
// stamp.go reads dates and times in all their forms, and clock.go computes the times of
// messages from them.
package chats
