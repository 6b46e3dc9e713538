// Package front reads the title, date, time and place of a document from the text before
// the speech: front matter, fields, and the first lines.
package front
