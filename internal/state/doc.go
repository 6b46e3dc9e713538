// Package state keeps what is to be found again the next time a transcript is
// opened: the place, bookmarks, and what a reader has said of its speakers.
//
// A Store is a directory with one small file for each transcript, known by its
// path, its size and the bytes it begins with. Text of the transcript is not
// kept, but for the notes of bookmarks. What cannot be read is set aside, never
// overwritten.
package state
