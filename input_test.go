//go:build unix

package main

import (
	"strings"
	"syscall"
	"testing"
	"time"
)

// overlong are sequences that exceed the limits of the parser of keys.
var overlong = map[string]string{
	"CSI parameters":      "\x1b[1" + strings.Repeat(";1", 40) + "m",
	"CSI sub-parameters":  "\x1b[1" + strings.Repeat(":1", 40) + "u",
	"CSI, private":        "\x1b[?1" + strings.Repeat(";1", 40) + "c",
	"CSI digits":          "\x1b[" + strings.Repeat("9", 9000) + "A",
	"CSI, no end":         "\x1b[" + strings.Repeat(";", 9000),
	"CSI intermediates":   "\x1b[" + strings.Repeat("$", 9000) + "y",
	"CSI of 8 bits":       "\x9b1" + strings.Repeat(";1", 40) + "m",
	"DCS parameters":      "\x1bP1" + strings.Repeat(";1", 40) + "|x\x1b\\",
	"DCS, no end":         "\x1bP1" + strings.Repeat(";1", 40),
	"DCS data":            "\x1bP>|" + strings.Repeat("x", 90000) + "\x1b\\",
	"OSC data":            "\x1b]11;rgb:" + strings.Repeat("f", 90000) + "\x07",
	"OSC number":          "\x1b]" + strings.Repeat("9", 9000) + ";x\x07",
	"APC data":            "\x1b_G" + strings.Repeat("a=T,", 9000) + ";x\x1b\\",
	"PM data":             "\x1b^" + strings.Repeat("x", 90000) + "\x1b\\",
	"SOS data":            "\x1bX" + strings.Repeat("x", 90000) + "\x1b\\",
	"SS3 digits":          "\x1bO" + strings.Repeat("9", 9000) + "A",
	"keys of Win32":       "\x1b[65;0;97;1;0;65535_",
	"escapes":             strings.Repeat("\x1b", 9000),
	"marks on a letter":   "e" + strings.Repeat("\u0301", 9000),
	"bytes without a use": strings.Repeat("\xff\x80\xc2", 9000),
}

// alive checks that the program still answers keys, and ends cleanly.
func (r *reader) alive() {
	r.t.Helper()
	time.Sleep(120 * time.Millisecond) // an unfinished sequence is over
	r.press("\x03")
	r.leaves(0)
	if raw := r.Raw(); strings.Contains(raw, "goroutine ") || strings.Contains(raw, "panic") {
		r.t.Errorf("output %q", raw[max(0, len(raw)-2000):])
	}
}

// TestOverlongInput checks that pasted text cannot control the terminal.
func TestOverlongInput(t *testing.T) {
	for name, seq := range overlong {
		for how, text := range map[string]string{"typed": seq, "pasted": "\x1b[200~" + seq + "\x1b[201~"} {
			t.Run(name+", "+how, func(t *testing.T) {
				t.Parallel()
				r := sit(t, 80, 24, false, nil, "--no-state", sampleFile)
				r.see("SPEAKERS")
				r.press(text)
				r.alive()
			})
		}
	}
}

// TestBrokenPaste checks that a paste in pieces, or without its end, is taken
// as text, and that the keyboard works after it.
func TestBrokenPaste(t *testing.T) {
	const slow = 60 * time.Millisecond
	for name, pieces := range map[string][]string{
		"its end in pieces":   {"\x1b[200~one two", " three\x1b[20", "1~"},
		"its start in pieces": {"\x1b[20", "0~one two three\x1b[201~"},
		"without an end":      {"\x1b[200~one two three"},
		"with half an end":    {"\x1b[200~one two three\x1b"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := sit(t, 80, 24, false, nil, "--no-state", sampleFile)
			r.see("SPEAKERS")
			r.press("/")
			r.see("regular expression")
			for _, p := range pieces {
				r.press(p)
				time.Sleep(slow)
			}
			r.see("/one two three", "not found")
			r.press("\x15tango")
			r.see("/tango", "1/3")
			r.press("\x03")
			r.leaves(0)
		})
	}
	t.Run("ctrl+c before its end", func(t *testing.T) {
		r := sit(t, 80, 24, false, nil, "--no-state", sampleFile)
		r.see("SPEAKERS")
		r.press("\x1b[200~one two")
		time.Sleep(slow)
		r.press("\x03")
		r.leaves(0)
	})
}

// TestOverlongInTmux pastes in tmux, which passes text on unchanged.
func TestOverlongInTmux(t *testing.T) {
	for _, paste := range [][]string{{"paste-buffer", "-p"}, {"paste-buffer"}} { // in brackets and without
		t.Run(strings.Join(paste, " "), func(t *testing.T) {
			m := inTmux(t, 80, 24, `verbatim "$@"; echo "exit status $?"; exec sleep 60`, "--no-state", sampleFile)
			m.see("SPEAKERS")
			for _, seq := range overlong {
				m.run(strings.NewReader(seq), "load-buffer", "-")
				m.run(nil, paste...)
				time.Sleep(120 * time.Millisecond)
			}
			m.run(nil, "send-keys", "C-c")
			m.see("exit status 0")
			if screen := m.run(nil, "capture-pane", "-p"); strings.Contains(screen, "goroutine") {
				t.Errorf("screen\n%s", screen)
			}
		})
	}
}

// TestTypedAhead checks that keys typed before the first frame are not lost.
// The terminal still turns enter into LF then.
func TestTypedAhead(t *testing.T) {
	r := shell(t, "-c", `sleep 0.3; exec verbatim "$@"`, "sh", "--no-state", sampleFile)
	r.press(":q3\r")
	r.see("── Q3", "Q3/4")
	r.press("q")
	r.leaves(0)
}

// TestLimits checks that a system limit that is too low is reported in one
// line, and that the terminal is restored.
func TestLimits(t *testing.T) {
	for name, c := range map[string]struct {
		limit, args, says string
		status            int
	}{
		"files, screen":   {"-n 12", "", "verbatim: the limit on open files is 12 (ulimit -n); ", 1},
		"files, printing": {"-n 6", "--format text", "verbatim: the limit on open files is 6 (ulimit -n); ", 1},
		"size of a file":  {"-f 1", "--format jsonl --output $OUT/big.jsonl", "big.jsonl: file too large", 1},
		"processor time":  {"-S -t 1", "", "", 128 + int(syscall.SIGXCPU)},
	} {
		t.Run(name, func(t *testing.T) {
			t.Setenv("OUT", t.TempDir())
			r := shell(t, "-c", "ulimit "+c.limit+`; exec verbatim --no-state "$0" `+c.args, sampleFile)
			if c.says == "" {
				r.see("SPEAKERS")
				for r.Running() {
					r.press("jk")
					time.Sleep(time.Millisecond)
				}
			}
			r.leaves(c.status)
			raw := r.Raw()
			if !strings.Contains(raw, c.says) || strings.Contains(raw, "goroutine ") || c.says != "" && strings.Count(raw, "\n") != 1 {
				t.Errorf("output %q", raw[max(0, len(raw)-2000):])
			}
		})
	}
}
