// Package memory sets how much garbage the program may hold, and returns what
// it no longer needs to the system.
//
// It holds no data of its own. Package ui calls it when the first frame is out
// and when a transcript has been read; the command calls it before printing.
package memory
