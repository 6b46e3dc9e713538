// Package view shows one transcript: the dialogue with its scroll map, and the
// sidebar of speakers and questions.
//
// A Reading is an open transcript with its state on the screen: filter, search,
// place, and what is saved. It is not the program: package ui has the message loop, binds the keys, and opens
// prompts and lists over a Reading.
//
// Batches of turns and results of searches flow in as messages from the loop.
// Rows of styled text flow out, laid out in cells by package grid. Places in the
// text are a turn and a byte offset; rows are only derived from them.
package view
