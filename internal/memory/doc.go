// Package memory sets how much garbage the program may hold, and returns what
// it no longer needs to the system.
//
// Package ui calls it after the first frame and when a transcript has been read;
// the command calls it before printing.
package memory
