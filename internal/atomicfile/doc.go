// Package atomicfile writes files so that other programs see either the old
// content or all of the new.
//
// It is the only package that replaces files: Save writes a file that the user
// has named, Replace one that belongs to the program. The bytes go to a
// temporary file in the same directory, which is then renamed to its target. Save
// keeps permissions, symbolic links and, if the system allows it, the owner. It
// writes directly to a device or a pipe. The package does not lock files: of two
// writers the last one wins.
package atomicfile
