// Package records reads tables whose rows say who speaks, when, and what.
//
// It knows the names that programs give such columns. It is not for JSON (package
// objects).
//
// Values come in from a table.Record; turns, paragraphs and
// notes go out to the tape. Tables in web pages and Word documents use the same
// headings.
package records
