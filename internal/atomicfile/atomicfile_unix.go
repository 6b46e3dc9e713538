//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

package atomicfile

import (
	"io/fs"
	"os"
	"syscall"
)

// chown gives f the owner and group of an old file, or at least the group. It
// reports whether f has that group.
func chown(f *os.File, old fs.FileInfo) bool {
	info, err := f.Stat()
	if err != nil {
		return false
	}
	is, ok := info.Sys().(*syscall.Stat_t)
	was, okWas := old.Sys().(*syscall.Stat_t)
	if !ok || !okWas {
		return false
	}
	if is.Uid == was.Uid && is.Gid == was.Gid {
		return true
	}
	uid, gid := int(was.Uid), int(was.Gid)
	return f.Chown(uid, gid) == nil || is.Gid == was.Gid || f.Chown(-1, gid) == nil
}
