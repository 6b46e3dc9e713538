// Package guard catches panics in goroutines, so that the terminal is restored
// before the program exits.
//
// Every goroutine of the program is started by Go or defers Guard. A panic goes
// to the channel that Crashes returned; its receiver restores the terminal and
// exits. Guard is not a way to continue after a panic.
package guard
