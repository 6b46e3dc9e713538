package term

import (
	"bytes"
	"cmp"
	"fmt"
	"os"
	"strconv"

	"golang.org/x/sys/unix"
)

// A need is what the program takes of what the system limits. Without it the
// Go runtime ends the program wherever it is, with a stack trace, and leaves
// the terminal raw.
type need struct {
	files int    // descriptors
	space uint64 // bytes of address space: threads reserve much more than they use
	data  uint64 // bytes of memory
}

var (
	printNeed  = need{files: 8, space: 64 << 20, data: 64 << 20}
	screenNeed = need{files: 16, space: 512 << 20, data: 256 << 20}
)

// CheckLimits returns an error if the limits of this process leave too little
// for printing or, with screen set, for the screen.
func CheckLimits(screen bool) error {
	n := printNeed
	if screen {
		n = screenNeed
	}
	if err := checkFiles(n.files); err != nil {
		return err
	}
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return nil // it is not known what is in use
	}
	return cmp.Or(
		checkMemory(unix.RLIMIT_AS, "address space is %d KiB (ulimit -v)", inUse(status, "VmSize:")+n.space),
		checkMemory(unix.RLIMIT_DATA, "memory is %d KiB (ulimit -d)", inUse(status, "VmData:")+n.data),
	)
}

// checkMemory compares a limit with what is needed, in bytes. What would do is
// not known: the runtime reserves the more, the higher the limit is.
func checkMemory(resource int, what string, needed uint64) error {
	var limit unix.Rlimit
	if err := unix.Getrlimit(resource, &limit); err != nil || limit.Cur >= needed {
		return nil // unix.RLIM_INFINITY is larger than anything
	}
	return fmt.Errorf("the limit on "+what+", which is too low: raise it, or set it to unlimited", limit.Cur>>10)
}

// checkFiles takes n descriptors, and gives them back.
func checkFiles(n int) error {
	var taken []int
	defer func() {
		for _, fd := range taken {
			_ = unix.Close(fd) // only ever a duplicate
		}
	}()
	for range n {
		fd, err := unix.FcntlInt(uintptr(unix.Stderr), unix.F_DUPFD_CLOEXEC, 0)
		switch err {
		case nil:
			taken = append(taken, fd)
		case unix.EMFILE, unix.EINVAL:
			var limit unix.Rlimit
			_ = unix.Getrlimit(unix.RLIMIT_NOFILE, &limit) // 0 is said if it is not known
			return fmt.Errorf("the limit on open files is %d (ulimit -n); %d or more are needed", limit.Cur, int(limit.Cur)+n-len(taken))
		default: // standard error is closed: nothing is known
			return nil
		}
	}
	return nil
}

// inUse returns a figure of /proc/self/status in bytes, 0 if it is not there.
func inUse(status []byte, key string) uint64 {
	_, rest, _ := bytes.Cut(status, []byte("\n"+key))
	fields := bytes.Fields(rest[:min(len(rest), 64)])
	if len(fields) == 0 {
		return 0
	}
	kib, _ := strconv.ParseUint(string(fields[0]), 10, 64)
	return kib << 10
}
