// Package documents reads text that word processors and web pages exported: Word
// documents (docx.go), OpenDocument (odt.go) and rich text (rtf.go), which are all written
// by document.go; text that lost its line ends (running.go); text with HTML entities
// (escaped.go); and conversations with language models (conversation.go).
//
// It does not find turns: package label does, in the labelled text that comes
// out. Only a table of turns in a document goes to the tape turn by turn, and
// conversations do, since their messages are Markdown with blocks of code.
package documents
