//go:build unix

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"verbatim/testdata/terminal"
)

// A reader is a user at a terminal in which verbatim runs.
type reader struct {
	*terminal.Terminal
	t *testing.T
}

// sit starts verbatim in a terminal.
func sit(t *testing.T, cols, rows int, silent bool, stdin *os.File, args ...string) *reader {
	t.Helper()
	cmd := sitting(t, args...)
	if stdin != nil {
		cmd.Stdin = stdin
	}
	return start(t, cmd, cols, rows, silent)
}

// sitting returns the command that sit starts.
func sitting(t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	// TestMain runs the command if the binary is called verbatim.
	cmd := &exec.Cmd{Path: binary(t), Args: append([]string{"verbatim"}, args...)}
	cmd.Env = environ(t, "TERM=xterm-256color", "COLORTERM=truecolor", "NO_COLOR=", "CLICOLOR=", "CLICOLOR_FORCE=")
	return cmd
}

func start(t *testing.T, cmd *exec.Cmd, cols, rows int, silent bool) *reader {
	t.Helper()
	term, err := terminal.Start(cmd, cols, rows, silent)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { term.Close() })
	return &reader{term, t}
}

// binary returns the name of the binary that runs verbatim.
func binary(t *testing.T) string {
	t.Helper()
	name, err := exec.LookPath("verbatim")
	if err != nil {
		t.Fatal(err)
	}
	return name
}

func (r *reader) press(keys string) {
	r.t.Helper()
	if err := r.Keys(keys); err != nil {
		r.t.Fatal(err)
	}
}

func (r *reader) wait(is func([]string) bool) {
	r.t.Helper()
	if err := r.Wait(is); err != nil {
		r.t.Fatal(err)
	}
}

func (r *reader) see(texts ...string) { r.t.Helper(); r.wait(terminal.Has(texts...)) }

// seeNot waits until every text of with and none of texts is on the screen.
func (r *reader) seeNot(texts []string, with ...string) {
	r.t.Helper()
	r.wait(func(rows []string) bool {
		for _, text := range texts {
			if terminal.Has(text)(rows) {
				return false
			}
		}
		return terminal.Has(with...)(rows)
	})
}

// rest returns the screen once the output pauses, since a frame may arrive in
// pieces.
func (r *reader) rest() string {
	r.t.Helper()
	was, since := -1, time.Now()
	r.wait(func([]string) bool {
		if n := len(r.Raw()); n != was {
			was, since = n, time.Now()
		}
		return time.Since(since) > 400*time.Millisecond
	})
	return strings.Join(r.Rows(), "\n")
}

// leaves waits for the program to end, and checks its exit status and that the
// terminal is restored.
func (r *reader) leaves(status int) {
	r.t.Helper()
	got, err := r.Exit()
	if err != nil {
		r.t.Fatal(err)
	}
	if got != status {
		r.t.Errorf("exit status %d, want %d", got, status)
	}
	left, err := r.Restored()
	if err != nil {
		r.t.Fatal(err)
	}
	if left != "" {
		r.t.Errorf("terminal left with %s", left)
	}
}

const sampleFile = "testdata/transcripts/" + sampleName

// TestReading looks for what Lukashenko said to the third question, and
// searches for a word.
func TestReading(t *testing.T) {
	r := sit(t, 120, 40, false, nil, sampleFile)
	r.see("SPEAKERS", "QUESTIONS", "▌ Question")
	r.press(":q3\r")
	r.see("── Q3", "two to tango", "Q3/4")

	r.press("\tk\r") // the speaker above Question, who is being read
	r.seeNot([]string{"▌ Question", "▌ Vladimir Putin"}, "only Alexander Lukashenko", "Q3  How do you assess", "They sort of started dancing", "Q3/4")
	r.press("\x1b")
	r.seeNot([]string{"omitted", "only "}, "── Q3", "They sort of started dancing", "Q3/4")

	r.press("/tango")
	r.see("/tango", "1/3")
	r.press("\r")
	r.see("“tango” 1/3")
	r.press("n")
	r.see("“tango” 2/3")
	r.press("nN")
	r.see("“tango” 2/3")
	r.press("G")
	r.see("100%")
	r.press("\x0f") // ctrl+o
	r.see("“tango” 2/3", "── Q3", "two to tango")

	before := r.rest()
	if err := r.Resize(60, 20); err != nil {
		t.Fatal(err)
	}
	r.wait(func(rows []string) bool { return len(rows) == 20 && terminal.Has("── Q3", "Q3/4")(rows) })
	if err := r.Resize(120, 40); err != nil {
		t.Fatal(err)
	}
	r.wait(func(rows []string) bool { return strings.Join(rows, "\n") == before })
	r.press("q")
	r.leaves(0)
}

// TestColours checks that names and bars have the speaker's colour, and that
// text has the terminal's own.
func TestColours(t *testing.T) {
	r := sit(t, 120, 40, false, nil, "--theme", "dark", sampleFile)
	r.see("SPEAKERS") // a key that comes while it opens slowly is for the list
	r.press("]")
	r.see("Q1/4")
	for y, row := range r.Rows() {
		x := len([]rune(row[:max(0, strings.Index(row, "Please, go ahead"))]))
		if x == 0 {
			continue
		}
		if fg := r.Cell(x, y).Style.Fg; fg != nil {
			t.Errorf("text is in %v", fg)
		}
		name, bar := r.Cell(x, y-1).Style.Fg, r.Cell(x-2, y).Style.Fg
		if name == nil || bar != name {
			t.Errorf("the name is in %v, the bar in %v", name, bar)
		}
		if side := r.Cell(2, 1).Style.Fg; side != name {
			t.Errorf("the bar in the sidebar is in %v", side)
		}
	}
	r.press("q")
	r.leaves(0)
}

func TestNoColours(t *testing.T) {
	t.Setenv("NO_COLOR", "yes")
	cmd := exec.Command(binary(t), sampleFile)
	cmd.Args[0] = "verbatim"
	cmd.Env = environ(t, "TERM=xterm-256color", "COLORTERM=truecolor")
	term, err := terminal.Start(cmd, 80, 24, false)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { term.Close() })
	r := &reader{term, t}
	r.see("SPEAKERS", "┊ Question") // the bar of nobody in particular
	for _, colour := range []string{"\x1b[38;", "\x1b[48;", ";38;", ";48;"} {
		if strings.Contains(r.Raw(), colour) {
			t.Errorf("%q is written", colour)
		}
	}
	r.press("q")
	r.leaves(0)
}

// TestSignals checks that the terminal is restored, however the program ends.
func TestSignals(t *testing.T) {
	for _, c := range []struct {
		name   string
		signal syscall.Signal
		status int
	}{{"TERM", syscall.SIGTERM, 143}, {"INT", syscall.SIGINT, 130}, {"HUP", syscall.SIGHUP, 129}, {"QUIT", syscall.SIGQUIT, 131}} {
		t.Run(c.name, func(t *testing.T) {
			r := sit(t, 80, 24, false, nil, sampleFile)
			r.see("SPEAKERS")
			if err := r.Signal(c.signal); err != nil {
				t.Fatal(err)
			}
			r.leaves(c.status)
		})
	}
}

func TestQuitKeys(t *testing.T) {
	for name, keys := range map[string]string{"q": "q", "ctrl+c": "\x03", "Cyrillic": "й", "ctrl+c in a prompt": "/tan\x03", "ctrl+c in help": "?\x03"} {
		t.Run(name, func(t *testing.T) {
			r := sit(t, 80, 24, false, nil, sampleFile)
			r.see("SPEAKERS")
			r.press(keys)
			r.leaves(0)
		})
	}
}

// TestSilentTerminal checks that the program works in a terminal that answers
// no query.
func TestSilentTerminal(t *testing.T) {
	r := sit(t, 80, 24, true, nil, sampleFile)
	r.see("SPEAKERS", "▌ Question")
	r.press("q")
	r.leaves(0)
	for _, c := range []struct {
		args   []string
		status int
		says   string
	}{
		{[]string{"nosuch.txt"}, 1, "verbatim: nosuch.txt: no such file; name a transcript or a directory of transcripts"},
		{[]string{"--help"}, 0, "Environment variables:"}, // near the end: the rest scrolls off
		{[]string{"--frob"}, 2, "verbatim: unknown flag: --frob"},
		{[]string{"--speaker", "zork", sampleFile}, 1, `verbatim: unknown speaker "zork"`},
		{[]string{"--question", "99", sampleFile}, 1, "verbatim: question 99 does not exist: the last is 4"},
		{[]string{"--at", "somewhere", sampleFile}, 2, `want q3, t17`},
		{[]string{"--grep", "/(/", sampleFile}, 2, "verbatim: --grep: "},
	} {
		t.Run(strings.Join(c.args, " "), func(t *testing.T) {
			r := sit(t, 160, 50, true, nil, c.args...)
			r.see(c.says)
			r.leaves(c.status)
			if strings.Contains(r.Raw(), "\x1b") {
				t.Errorf("terminal changed: %q", r.Raw())
			}
		})
	}
}

// TestPipedIn checks that piped input is read while it arrives, with keys from
// the terminal.
func TestPipedIn(t *testing.T) {
	out, in, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	write := func(text string) {
		t.Helper()
		if _, err := in.WriteString(text); err != nil {
			t.Fatal(err)
		}
	}
	write("Question: Who is there?\n\nAnn Lee: Nobody yet.\n\nQuestion: And now?\n\nAnn Lee: Still nobody.\n\n")
	r := sit(t, 80, 24, false, out)
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	r.see("▌ Ann Lee", "Still nobody.", "Q1/2…", "reading")
	r.press("/nobody\r")
	r.see("“nobody” 1/2")
	write("Question: And in the end?\n\nAnn Lee: Here I am. Nobody else.\n")
	if err := in.Close(); err != nil {
		t.Fatal(err)
	}
	r.seeNot([]string{"reading"}, "Here I am.", "Q1/3", "“nobody” 1/3")
	r.press("]]")
	r.see("Q3/3")
	r.press("q")
	r.leaves(0)
}

// TestFlags checks the flags that choose what is shown and where the screen
// opens.
func TestFlags(t *testing.T) {
	r := sit(t, 120, 40, false, nil, "-s", "luka", "--at", "q4", "--width", "40", sampleFile)
	r.see("only Alexander Lukashenko", "Q4  What can you say", "Q4/4")
	for _, row := range r.Rows() {
		if _, text, ok := strings.Cut(row, "▌ "); ok && len([]rune(strings.TrimRight(text, " ┃"))) > 40 {
			t.Errorf("%q is wider than 40 cells", text)
		}
	}
	r.press("q")
	r.leaves(0)
}

func TestSample(t *testing.T) {
	r := sit(t, 80, 24, false, nil)
	r.see("Vladimir Putin and Alexander Lukashenko", sampleName)
	r.press("q")
	r.leaves(0)
}

func TestDirectory(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{sampleFile, "testdata/transcripts/hearing.json"} {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, filepath.Base(name)), text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	r := sit(t, 120, 40, false, nil, dir)
	r.see("TRANSCRIPTS", "2023-09-15", "2024-03-05")
	r.press("q")
	r.leaves(0)
}

func TestDumbTerminal(t *testing.T) {
	t.Setenv("TERM", "dumb")
	cmd := exec.Command(binary(t), "-q", "1", sampleFile)
	cmd.Args[0] = "verbatim"
	cmd.Env = environ(t)
	term, err := terminal.Start(cmd, 80, 24, true)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { term.Close() })
	r := &reader{term, t}
	r.see("Question: Mr Putin, a couple of questions?")
	r.leaves(0)
	if strings.Contains(r.Raw(), "\x1b") {
		t.Errorf("%q", r.Raw())
	}
}

// TestHostile checks that the content and the name of a file reach the terminal
// only as text.
func TestHostile(t *testing.T) {
	attacks := []string{"\x1b]52;c;aGVsbG8=\x07", "\x1b[31;45m", "\x1bPq#0\x1b\\", "\x1b_Gi=1\x1b\\", "\x1b[3J", "\u009b31m", "\u009d0;t\u009c",
		"\u202e", "\u2066", "\u2028", "\U000e0041", "\xff\xfe", "\x1b[" + strings.Repeat("1;", 70) + "m"}
	var text strings.Builder
	for i, a := range attacks {
		text.WriteString("Question" + a + ": Who" + a + " is there?\n\nAnn" + a + " Lee: I " + a + " number " + strings.Repeat("x", i) + ".\n\n")
	}
	dir := t.TempDir()
	name := dir + "/talk\x1b]0;owned\x07.txt"
	if err := os.WriteFile(name, []byte(text.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	r := sit(t, 80, 24, false, nil, name)
	r.see("SPEAKERS")
	r.press("]]]}}/number\r")
	r.see("“number” ")
	r.press("nn&who\r")
	r.see("only “who”")
	r.press("\tjj?")
	r.see("a row down, up")
	r.press("q\t\to")
	r.see("TRANSCRIPTS")
	r.press("oG")
	r.see("100%")
	r.rest()
	raw := r.Raw()
	for _, a := range attacks {
		if strings.Contains(raw, a) {
			t.Errorf("%q reaches the terminal", a)
		}
	}
	if strings.Contains(raw, "owned\x07") && strings.Contains(raw, "\x1b]0;owned") {
		t.Error("the name of the file sets the title")
	}
	r.press("q")
	r.leaves(0)
}
