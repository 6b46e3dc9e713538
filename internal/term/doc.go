// Package term takes a terminal for a program and gives it back whatever
// happens: at the program's end, on a signal, on a panic of any goroutine, when
// the shell stops the program, and when the terminal goes away.
//
// It also stands between the terminal and the program: a gate keeps harmful
// input from the key parser, and a display draws frames when there is something
// to see. It does not know what is shown, and writes nothing but frames, the
// requests of the program, and the sequences that restore the terminal.
//
// Keys flow from the terminal through the gate and Bubble Tea to the model;
// frames flow back from the model through the display to the terminal. Bubble Tea itself neither draws nor sets up the terminal.
package term
