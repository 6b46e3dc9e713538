// Package pages reads HTML: the article of a page, without the navigation and
// advertising around it.
//
// It does not run scripts, fetch anything, or find turns in the text: package
// label does that.
//
// A page is read twice: to find the article (html.go), then to write it. Tokens (tokens.go)
// go to the htmlReader (reader.go), which passes on lines (lines.go). The lines become
// labelled text below a header (front.go) or, on podcast pages with times, turns on a tape
// (podcast.go). If the lines are a chat log, package chats writes them (log.go).
package pages
