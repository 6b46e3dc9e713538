// Package source opens the bytes of a transcript, which can be read at any offset
// by several goroutines at once.
//
// A Source is a file, or a spool for text that is piped, unpacked or rewritten.
// Bytes come in from a file, a pipe or a derived Writer. Decode turns them into
// UTF-8: it unpacks gzip and zip within bounds and converts character sets. A
// followed file grows. The package does not interpret the text.
package source
