// Package term takes a terminal for a program and gives it back whatever
// happens: at the program's end, on a signal, on a panic of any goroutine, when
// the shell stops the program, and when the terminal goes away.
//
// It also stands between the terminal and the program: a gate keeps harmful
// input from the key parser, and frames are drawn when there is something to
// see. It does not know what is shown, and writes nothing but what Bubble Tea
// draws and what undoes it.
//
// Keys flow from the terminal through the gate and Bubble Tea to the model;
// frames flow back from the model through the screen file to the terminal.
package term
