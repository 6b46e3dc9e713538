package term

import (
	"os"

	"golang.org/x/sys/unix"
)

// discard throws away what was written to a terminal and not yet read, and
// has whoever waits for room there try again: only the line that goes on
// after a stop wakes them.
func discard(out *os.File) {
	fd := int(out.Fd())
	_ = unix.IoctlSetInt(fd, unix.TCXONC, unix.TCOOFF) // it may be gone
	_ = unix.IoctlSetInt(fd, unix.TCFLSH, unix.TCOFLUSH)
	_ = unix.IoctlSetInt(fd, unix.TCXONC, unix.TCOON)
}
