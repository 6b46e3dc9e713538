// Package chats reads exported chats: one message per line, with its time and
// its sender.
//
// It is not for chats in JSON (package recogniser) or in tables (package
// records).
//
// Lines come in; each message goes out to the tape as a turn, or as a paragraph
// of the same sender's turn. Clock times become times since the first message.
package chats
