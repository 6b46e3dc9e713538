// Package fault is how errors are told: which file, which line, what is wrong
// and what to do about it, in words for a reader.
//
// It does not decide what is an error, and prints nothing. Packages return an
// *Error; Explain takes it, and errors of the system, apart into strings that
// are safe to print.
package fault
