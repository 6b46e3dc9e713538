//go:build linux || darwin || freebsd

package source

import (
	"os"

	"golang.org/x/sys/unix"
)

// space returns the number of free bytes on the file system of f, or 0 if it is
// unknown.
func space(f *os.File) int64 {
	var st unix.Statfs_t
	if err := unix.Fstatfs(int(f.Fd()), &st); err != nil {
		return 0
	}
	return int64(st.Bavail) * int64(st.Bsize)
}
