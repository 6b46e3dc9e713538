package term

import (
	"bytes"
	"cmp"
	"fmt"
	"os"
	"strconv"

	"golang.org/x/sys/unix"
)

// A need is the minimum of limited resources for the program. With less the Go
// runtime exits with a stack trace and leaves the terminal in raw mode.
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
		return nil // the current use is unknown
	}
	return cmp.Or(
		checkMemory(unix.RLIMIT_AS, "address space is %d KiB (ulimit -v)", inUse(status, "VmSize:")+n.space),
		checkMemory(unix.RLIMIT_DATA, "memory is %d KiB (ulimit -d)", inUse(status, "VmData:")+n.data),
	)
}

// checkMemory returns an error if a limit is below needed bytes. The error does
// not suggest a value, since the runtime reserves more if the limit is higher.
func checkMemory(resource int, what string, needed uint64) error {
	var limit unix.Rlimit
	if err := unix.Getrlimit(resource, &limit); err != nil || limit.Cur >= needed {
		return nil // unix.RLIM_INFINITY is larger than anything
	}
	return fmt.Errorf("the limit on "+what+", which is too low: raise it, or set it to unlimited", limit.Cur>>10)
}

// checkFiles opens n file descriptors and closes them again.
func checkFiles(n int) error {
	var taken []int
	defer func() {
		for _, fd := range taken {
			_ = unix.Close(fd) // a duplicate: an error does no harm
		}
	}()
	for range n {
		fd, err := unix.FcntlInt(uintptr(unix.Stderr), unix.F_DUPFD_CLOEXEC, 0)
		switch err {
		case nil:
			taken = append(taken, fd)
		case unix.EMFILE, unix.EINVAL:
			var limit unix.Rlimit
			_ = unix.Getrlimit(unix.RLIMIT_NOFILE, &limit) // on an error the message says 0
			return fmt.Errorf("the limit on open files is %d (ulimit -n); %d or more are needed", limit.Cur, int(limit.Cur)+n-len(taken))
		default: // standard error is closed: the limit cannot be tested
			return nil
		}
	}
	return nil
}

// inUse returns a value of /proc/self/status in bytes, or 0 if it is missing.
func inUse(status []byte, key string) uint64 {
	_, rest, _ := bytes.Cut(status, []byte("\n"+key))
	fields := bytes.Fields(rest[:min(len(rest), 64)])
	if len(fields) == 0 {
		return 0
	}
	kib, _ := strconv.ParseUint(string(fields[0]), 10, 64)
	return kib << 10
}
