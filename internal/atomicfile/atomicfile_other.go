//go:build !(darwin || dragonfly || freebsd || linux || netbsd || openbsd)

package atomicfile

import (
	"io/fs"
	"os"
)

// chown reports that a file has the group of another one: there are none.
func chown(*os.File, fs.FileInfo) bool { return true }
