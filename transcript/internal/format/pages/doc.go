// Package pages reads HTML: the article of a page, without what surrounds it.
//
// The text comes out as labelled text or, for pages of podcasts with times, as a
// tape.
package pages
