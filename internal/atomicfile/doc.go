// Package atomicfile writes files so that a reader of the file sees either what
// was there before or all of what is new.
//
// It is the only package that replaces files: Save writes a file that a person
// has named, Replace one that belongs to the program. The new bytes go to a temporary file in the same directory, which replaces the
// old one at the end. Save keeps mode, owner and symbolic links. Neither locks:
// of two writers the last one wins.
package atomicfile
