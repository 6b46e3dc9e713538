// Package format says what a format is: a name, how it is recognised, and how a
// source of it is rewritten.
//
// The formats themselves are in the packages below, one file each; package
// transcript has the ordered table of them.
package format
