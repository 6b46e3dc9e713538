//go:build !linux

package term

import "os"

// discard throws away what was written to a terminal and not yet read, where
// that can be done.
func discard(*os.File) {}
