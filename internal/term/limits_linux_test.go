package term

import (
	"os"
	"os/exec"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

// limitVar names, in the environment, what the program that this binary then
// is has little of.
const limitVar = "VERBATIM_TEST_LIMIT"

func init() {
	if of := os.Getenv(limitVar); of != "" {
		os.Exit(limited(of))
	}
}

// limited is a program that has little left of something, and says what
// CheckLimits does.
func limited(of string) int {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		panic(err)
	}
	resource, limit := unix.RLIMIT_NOFILE, uint64(9)
	switch of {
	case "address space":
		resource, limit = unix.RLIMIT_AS, inUse(status, "VmSize:")+200<<20
	case "memory":
		resource, limit = unix.RLIMIT_DATA, inUse(status, "VmData:")+100<<20
	}
	if err := unix.Setrlimit(resource, &unix.Rlimit{Cur: limit, Max: limit}); err != nil {
		panic(err)
	}
	for _, screen := range []bool{false, true} {
		if err := CheckLimits(screen); err != nil {
			os.Stdout.WriteString(err.Error())
		}
		os.Stdout.WriteString("\n")
	}
	return 0
}

func TestCheckLimits(t *testing.T) {
	for of, want := range map[string][2]string{
		"open files":    {"the limit on open files is 9 (ulimit -n)", "the limit on open files is 9 (ulimit -n)"},
		"address space": {"", "the limit on address space is "},
		"memory":        {"", "the limit on memory is "},
	} {
		cmd := exec.Command(os.Args[0])
		cmd.Env = append(os.Environ(), limitVar+"="+of)
		out, err := cmd.Output()
		if err != nil {
			t.Fatal(err)
		}
		said := strings.Split(string(out), "\n")
		for i, want := range want {
			if !strings.HasPrefix(said[i], want) || want == "" && said[i] != "" || want != "" && !strings.Contains(said[i], " needed") && !strings.Contains(said[i], "too low") {
				t.Errorf("%s: got %q, want %q", of, said[i], want)
			}
		}
	}
	if err := CheckLimits(true); err != nil {
		t.Errorf("without limits: %v", err)
	}
}
