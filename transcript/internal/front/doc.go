// Package front reads what stands before the speech: the title, the date, the time and
// the place of a document, from front matter, from fields and from the first lines.
package front
