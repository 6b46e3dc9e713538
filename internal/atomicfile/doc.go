// Package atomicfile writes files so that a reader of the file sees either what
// was there before or all of what is new.
//
// The new bytes go to a temporary file in the same directory, which replaces the
// old one at the end. Mode, owner and symbolic links are kept. It does not lock:
// of two writers the last one wins.
package atomicfile
