//go:build !(darwin || dragonfly || freebsd || linux || netbsd || openbsd)

package state

import "os"

// wary is not needed on these systems.
const wary = 0

// lock reports that files cannot be locked on these systems.
func lock(*os.File) bool { return false }
