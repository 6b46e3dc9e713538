// Package documents reads what word processors and pages leave: Word documents,
// running text without line breaks, and text with escaped line breaks. All come
// out as labelled text.
package documents
