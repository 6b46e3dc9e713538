// Package source opens what a transcript is read from: named bytes that can be
// read at any offset, by several goroutines at once.
//
// A Source is a file, or a spool for what comes through a pipe, is unpacked or
// is rewritten. Decode makes UTF-8 of it: it unpacks gzip and zip within bounds
// and converts character sets. A file that is followed grows. The package knows
// nothing of what the bytes say.
package source
