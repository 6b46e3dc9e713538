// Package records reads tables with columns for a speaker, a time and a text.
//
// It knows the names that programs give to such columns. It does not read JSON (package
// objects).
//
// Values come from a table.Record; turns, paragraphs and notes go to the tape. Tables in
// web pages and Word documents use the same headings.
package records
