// Package fault describes errors to users: which file, which line, what is wrong
// and what to do about it.
//
// It does not decide what is an error and does not print. Packages return an
// *Error; Explain splits it, or an error of the system, into strings that are
// safe to print.
package fault
