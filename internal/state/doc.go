// Package state saves what the user expects to find when a transcript is opened
// again: the place, bookmarks, and the names, roles and colours of speakers.
//
// A Store is a directory with one small file per transcript. A transcript is
// identified by its path, its size and its first 64 KiB. States come from the
// user interface and go back to it; the transcript itself is not copied, except
// in the notes of bookmarks. A file that cannot be read is renamed, never
// overwritten.
package state
