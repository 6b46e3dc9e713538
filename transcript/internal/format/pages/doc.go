// Package pages reads HTML: the article of a page, without the navigation and
// advertising around it.
//
// It does not run scripts, fetch anything, or find turns in the text: package
// label does that.
//
// A page is read twice: once to find the article (html.go), then to write it.
// Tokens (tokens.go) come in to the htmlReader (reader.go), which gives out lines
// (lines.go). They become labelled text below a header (front.go) or, on podcast
// pages with times, turns on a tape (podcast.go). If the lines are a chat log, package
// chats writes them (log.go).
package pages
