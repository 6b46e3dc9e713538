// Package chats reads exported chats: a message a line, with its time and its
// sender.
package chats
