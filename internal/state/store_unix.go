//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

package state

import (
	"os"
	"time"

	"golang.org/x/sys/unix"
)

// wary are the flags with which a file is opened that may be anything: no
// link is followed, and no pipe waited for.
const wary = unix.O_NOFOLLOW | unix.O_NONBLOCK

// lockWait is how long another program may keep the directory to itself. It
// writes one small file.
const lockWait = 300 * time.Millisecond

// lock keeps other readers from writing into dir until it is closed, and
// reports whether that is sure.
func lock(dir *os.File) bool {
	for end := time.Now().Add(lockWait); ; time.Sleep(lockWait / 100) {
		err := unix.Flock(int(dir.Fd()), unix.LOCK_EX|unix.LOCK_NB)
		if err == nil {
			return true
		}
		if err != unix.EWOULDBLOCK && err != unix.EINTR || time.Now().After(end) {
			return false
		}
	}
}
