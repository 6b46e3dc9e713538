// Package guard keeps a panic from leaving the terminal as the program had it.
//
// Every goroutine of the program is started by Go, or defers Guard. A panic
// that it catches is handed to whoever called Crashes, who restores the terminal
// and ends the program. It is not a way to go on after a panic.
package guard
