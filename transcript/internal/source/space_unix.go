//go:build linux || darwin || freebsd

package source

import (
	"os"

	"golang.org/x/sys/unix"
)

// space returns how many bytes are free where f is, 0 if that is not known.
func space(f *os.File) int64 {
	var st unix.Statfs_t
	if err := unix.Fstatfs(int(f.Fd()), &st); err != nil {
		return 0
	}
	return int64(st.Bavail) * int64(st.Bsize)
}
