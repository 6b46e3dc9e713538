package term

import (
	"os"

	"golang.org/x/sys/unix"
)

// discard drops the output that the terminal has not read yet. It also stops and
// restarts the line, because only that wakes writers that wait for room.
func discard(out *os.File) {
	fd := int(out.Fd())
	_ = unix.IoctlSetInt(fd, unix.TCXONC, unix.TCOOFF) // fails if the terminal is gone
	_ = unix.IoctlSetInt(fd, unix.TCFLSH, unix.TCOFLUSH)
	_ = unix.IoctlSetInt(fd, unix.TCXONC, unix.TCOON)
}
