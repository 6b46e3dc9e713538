// Package records reads records with fields that say who speaks, when, and
// what: objects of JSON (record.go) and rows of tables (csv.go).
//
// It knows the names that programs give such fields, and reads the JSON that
// verbatim writes (own.go). The shapes of
// other JSON, and the words of speech recognisers, are in package recogniser.
//
// Values come in from a json.Reader or a table.Record; turns, paragraphs and
// notes go out to the tape. Tables in web pages and Word documents use the same
// headings.
package records
