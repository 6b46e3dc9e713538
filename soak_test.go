//go:build unix

package main

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"verbatim/testdata/terminal"
)

var soak = flag.Int("soak", 100, "keys to press in TestSoak, on each transcript")

// soakKeys are pressed in random order. Keys that end or suspend the program or
// write files are not among them.
var soakKeys = slices.Concat(
	strings.Fields("j j j k d u b g G ] [ } { ) ( : / & n N s + - = o ? y Y V m m ' ' '' x t i a r h l 3 tango я 何"),
	[]string{" ", "\r", "\r", "\n", "\t", "\t", ":q2\r", ":50%\r", "\x1b[27u", "\x1b[27u", "\x1b", "\x7f", "\x0f", "\x0c", "\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D", "\x1b[5~", "\x1b[6~", "\x1b[H", "\x1b[F",
		"\x1b[Z", "\x1bd", "\x1bb", "\x01", "\x05", "\x0b", "\x17", "\x1b[3~", "\x1b[3;5~"},
	[]string{"\x1b[200~pasted\x1b[201~", "\x1b[200~" + strings.Repeat("a long paste ", 9000) + "\x1b[201~", "\x1b[200~\x1b[1" + strings.Repeat(";1", 40) + "mo",
		"\x1b[200~lines\r\nof \x00\x1b]0;x\x07 text\n\x1b[201~", "\x1b[201~", "\x1b[1" + strings.Repeat(";1", 40) + "m", "\x1b]11;rgb:ffff/ffff/ffff\x1b\\", "\x1b]11;rgb:0000/00"},
)

// soakFiles are transcripts in ten formats made of attacks, and some harmless
// ones.
func soakFiles(t *testing.T) []string {
	t.Helper()
	files := []string{sampleFile, "testdata/transcripts/press-zh.txt", "testdata/transcripts/hearing-gpo.txt"}
	dir := t.TempDir()
	for _, ext := range []string{".txt", ".md", ".vtt", ".srt", ".csv", ".json", ".html", ".xml", ".docx", ".fountain"} {
		name := filepath.Join(dir, "hostile"+ext)
		if err := os.WriteFile(name, []byte(hosts[ext](slices.Repeat(attacks, 5))), 0o600); err != nil {
			t.Fatal(err)
		}
		files = append(files, name)
	}
	return files
}

// TestSoak presses random keys, whole and in pieces, and resizes the terminal.
// Nothing may race or panic, memory must not grow, and the terminal must be
// restored.
func TestSoak(t *testing.T) {
	for i, name := range soakFiles(t) {
		t.Run(filepath.Base(name), func(t *testing.T) {
			r := sit(t, 120, 40, false, nil, "--no-state", name)
			r.see("SPEAKERS")
			random := rand.New(rand.NewPCG(uint64(i), uint64(*soak)))
			early := 0
			for i := 0; i < *soak; i += 10 {
				n := len(r.Raw())
				for range 10 {
					if random.IntN(10) == 0 {
						if err := r.Resize(1+random.IntN(200), 1+random.IntN(60)); err != nil {
							t.Fatal(err)
						}
					}
					r.pressIn(random, soakKeys[random.IntN(len(soakKeys))])
				}
				if err := r.Resize(30+i/10%2+random.IntN(60)*2, 1+random.IntN(60)); err != nil { // another width than before
					t.Fatal(err)
				}
				r.until("drawn", func() bool { return len(r.Raw()) > n || !r.Running() })
				if i <= *soak/4 {
					early = resident(r.PID())
				}
			}
			late := resident(r.PID())
			t.Logf("%d keys: %d KiB resident after a quarter, %d at the end, %d bytes written", *soak, early, late, len(r.Raw()))
			if late > 2*early+64<<10 {
				t.Errorf("the memory grew from %d to %d KiB", early, late)
			}
			r.press("\x03")
			r.leaves(0)
			if raw := r.Raw(); strings.Contains(raw, "DATA RACE") || strings.Contains(raw, "goroutine ") {
				t.Errorf("output %q", raw[max(0, len(raw)-2000):])
			}
			checkRaw(t, r.Raw())
		})
	}
}

// pressIn presses a key; one in eight arrives in two pieces with a pause
// between.
func (r *reader) pressIn(random *rand.Rand, key string) {
	r.t.Helper()
	at := 0
	if len(key) > 1 && random.IntN(8) == 0 {
		at = 1 + random.IntN(len(key)-1)
		r.press(key[:at])
		time.Sleep([]time.Duration{0, time.Millisecond, 60 * time.Millisecond}[random.IntN(3)])
	}
	r.press(key[at:])
}

// resident returns the resident memory of a process in KiB, or 0 if the system
// does not report it.
func resident(pid int) int {
	status, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid)) // there is none elsewhere
	_, rest, _ := strings.Cut(string(status), "VmRSS:")
	n := 0
	_, _ = fmt.Sscan(rest, &n)
	return n
}

// TestSystemCalls checks with strace that the program opens no connection,
// starts no program, and writes only an unnamed temporary file.
func TestSystemCalls(t *testing.T) {
	strace, err := exec.LookPath("strace")
	if err != nil {
		t.Skip("no strace")
	}
	if exec.Command(strace, "-qq", "-o", os.DevNull, "true").Run() != nil {
		t.Skip("strace may not trace")
	}
	sample, err := os.ReadFile(sampleFile)
	if err != nil {
		t.Fatal(err)
	}
	big := filepath.Join(t.TempDir(), "big.txt") // more than a spool keeps in memory
	if err := os.WriteFile(big, []byte(strings.Repeat(string(sample), 17<<20/len(sample)+1)), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, script := range map[string]string{
		"screen": `verbatim --no-state "$1"`,
		"spool":  `cat "$1" | verbatim --no-state -`,
		"print":  `cat "$1" | verbatim --no-state --list speakers -`,
	} {
		t.Run(name, func(t *testing.T) {
			log := filepath.Join(t.TempDir(), "calls")
			script = strings.Replace(script, "verbatim", strace+` -f -qq -e trace=%network,%process,open,openat,creat,rename,renameat,renameat2,link,linkat,mkdir,mkdirat,unlink,unlinkat -o "$0" verbatim`, 1)
			r := shell(t, "-c", script, log, big)
			r.until("drawn or ended", func() bool { return terminal.Has("SPEAKERS")(r.Rows()) || !r.Running() })
			if r.Running() {
				r.press("]dGty")
				r.see("copied ") // or this would come after the search and hide what it says
				r.press("/tango\rn")
				r.see("“tango” ")
				r.press("\x03")
			}
			r.leaves(0)
			calls, err := os.ReadFile(log)
			if err != nil {
				t.Fatal(err)
			}
			checkCalls(t, string(calls))
		})
	}
}

var (
	opened   = regexp.MustCompile(`open(?:at)?\((?:AT_FDCWD, )?"([^"]*)", ([A-Z_|]+)`)
	harmless = regexp.MustCompile(`^/dev/(tty|null|pts/)`)
)

// checkCalls checks the system calls of a program.
func checkCalls(t *testing.T, calls string) {
	t.Helper()
	programs := 0
	for call := range strings.Lines(calls) {
		switch m := opened.FindStringSubmatch(call); {
		case strings.Contains(call, "ENOENT"), strings.Contains(call, "resumed>"):
		case strings.Contains(call, "execve"):
			if programs++; programs > 1 {
				t.Errorf("another program started: %s", call)
			}
		case strings.Contains(call, "socket("), strings.Contains(call, "connect("), strings.Contains(call, "rename"), strings.Contains(call, "link(\""), strings.Contains(call, "mkdir"):
			t.Errorf("system call %s", call)
		case m != nil && strings.ContainsAny(m[2], "W") && !harmless.MatchString(m[1]): // O_WRONLY, O_RDWR
			if !strings.Contains(m[2], "O_EXCL") || !strings.Contains(calls, fmt.Sprintf("unlinkat(AT_FDCWD, %q", m[1])) {
				t.Errorf("written to %s", call)
			}
		}
	}
	if programs == 0 {
		t.Error("nothing was traced")
	}
}
