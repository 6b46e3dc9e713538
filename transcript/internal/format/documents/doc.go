// Package documents reads text that word processors and web pages exported: Word
// documents (docx.go), OpenDocument (odt.go) and rich text (rtf.go), which are all written
// by document.go; text that lost its line ends (running.go); text with HTML entities
// (escaped.go); and conversations with language models (conversation.go).
//
// It does not find turns: package label finds them in the labelled text that is written
// here. Only tables of turns and conversations go to the tape turn by turn, the latter
// because their messages are Markdown with blocks of code.
package documents
