// Package source opens a transcript as bytes that several goroutines can read at
// any offset at once.
//
// A Source is a file, or a spool for text that is piped, unpacked or rewritten.
// Bytes come in from a file, a pipe or a Writer. Decode turns them into
// UTF-8: it unpacks gzip and zip within bounds and converts character sets. A
// followed file grows. The package does not interpret the text.
package source
