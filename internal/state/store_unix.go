//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

package state

import (
	"os"
	"time"

	"golang.org/x/sys/unix"
)

// wary are the flags for opening a file of unknown kind: they refuse a symbolic
// link and do not block on a pipe.
const wary = unix.O_NOFOLLOW | unix.O_NONBLOCK

// lockWait is how long lock waits for another program, which holds the lock only
// while it writes one small file.
const lockWait = 300 * time.Millisecond

// lock keeps other programs from writing into dir until dir is closed. It reports
// whether it got the lock within lockWait.
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
