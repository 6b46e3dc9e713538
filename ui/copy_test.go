package ui

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"verbatim/internal/term"
	"verbatim/ui/internal/view"
)

// copied presses a key and returns what it hands to the clipboard.
func (s *screen) copied(name string) string {
	s.tb.Helper()
	_, cmd := s.Update(keyPress(name))
	if cmd == nil {
		return ""
	}
	if _, cmd = s.Update(cmd()); cmd == nil { // the quotation
		return ""
	}
	msg := cmd()
	if v := reflect.ValueOf(msg); reflect.TypeOf(msg) == reflect.TypeOf(term.Copy("")()) {
		return v.String()
	}
	return fmt.Sprintf("%T", msg)
}

func TestCopy(t *testing.T) {
	s := seedScreen(t, 100, 30)
	s.press(": \"q3\" enter }")
	want := "“As for the Americans, they do not even know how to tango"
	if got := s.copied("y"); !strings.HasPrefix(got, want) ||
		!strings.HasSuffix(got, "”\n\n— Vladimir Putin, President of Russia, in “Vladimir Putin and Alexander Lukashenko answered media questions”, 2023-09-15, Sochi (sochi-2023-09-15.txt, line 19)") {
		t.Errorf("y copies %q", got)
	}
	s.want("copied 170 words, with the source")

	s.press("V }")
	s.want("2 turns marked")
	if got := s.copied("y"); !strings.Contains(got, "\n\nAlexander Lukashenko: They sort of started dancing") || !strings.Contains(got, "— “Vladimir Putin and") {
		t.Errorf("y copies %q of what is marked", got)
	}
	s.wantNot("marked")

	s.press("V { esc")
	s.wantNot("marked")
	s.press("tab j enter") // only the other one
	if got := s.copied("Y"); !strings.HasPrefix(got, "Alexander Lukashenko: ") || !strings.Contains(got, "[…]") {
		t.Errorf("Y copies %q", got)
	}
}

// What is counted is what is said: not the names, nor the source.
func TestCopiedWords(t *testing.T) {
	for _, c := range []struct{ name, keys, copy, want string }{
		{"one", `: "t1" enter`, "y", "copied 1 word,"},
		{"marked", `: "t1" enter V }`, "y", "copied 5 words,"},
		{"all", "", "Y", "copied 8 words,"},
		{"one speaker", "tab g enter", "Y", "copied 4 words,"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := textScreen(t, 80, 24, "Ann Lee: Why?\n\nBob Ray: Nobody knows – not I.\n\nAnn Lee: That is it.\n")
			s.press(c.keys)
			s.copied(c.copy)
			s.want(c.want)
		})
	}
}

func TestCopyTooMuch(t *testing.T) {
	s := textScreen(t, 80, 24, "Ann Lee: Who?\n\nBob Ray: "+strings.Repeat("Somebody or other. ", 5000)+"\n\nAnn Lee: Who?\n")
	if got := s.copied("Y"); got != "" {
		t.Errorf("%d bytes are copied", len(got))
	}
	s.want("press e to write a file")
}

// A turn with any number of characters that nobody can see is given up, and
// esc gives it up before.
func TestCopyHidden(t *testing.T) {
	s := textScreen(t, 80, 24, "Ann Lee: Who?\n\nBob Ray: Not I.\n\nAnn Lee: Who is it?\n\nBob Ray: Somebody."+strings.Repeat("\u200b", 6<<20)+"\n\nAnn Lee: Who?\n")
	s.press(`: "t4" enter`)
	_, cmd := s.Update(keyPress("y"))
	s.want("copying…", "esc cancel")
	s.send(keyPress("esc"))
	s.want("copying cancelled")
	if _, then := s.Update(cmd()); then != nil {
		t.Error("it is copied all the same")
	}
	if got := s.copied("y"); got != "" {
		t.Errorf("%d bytes are copied", len(got))
	}
	s.want("press e to write a file")
	s.press("{")
	if got := s.copied("y"); !strings.HasPrefix(got, "“Who is it?”") {
		t.Errorf("y copies %q", got)
	}
}

// Of what is not in the file any more nothing is copied.
func TestCopyOfACutFile(t *testing.T) {
	name := filepath.Join(t.TempDir(), "talk.txt")
	if err := os.WriteFile(name, []byte(strings.Repeat("Ann Lee: Who is it?\n\nBob Ray: It is I, and nobody else.\n\n", 20_000)), 0o600); err != nil {
		t.Fatal(err)
	}
	s := readerOf(t, 80, 24, view.Options{Names: []string{name}})
	if err := os.Truncate(name, 1000); err != nil {
		t.Fatal(err)
	}
	s.press("G")
	for range 2 {
		if got := s.copied("y"); got != "" {
			t.Errorf("%q is copied", got)
		}
		s.want("talk.txt changed on disk: F reloads it")
	}
}

func TestExport(t *testing.T) {
	s := seedScreen(t, 100, 30)
	dir := t.TempDir()
	name := filepath.Join(dir, "out.md")
	holds := func(text string) {
		t.Helper()
		if got, err := os.ReadFile(name); err != nil || !strings.Contains(string(got), text) {
			t.Errorf("%v: the file holds %q", err, got)
		}
	}
	s.press("tab j enter e")
	s.press(`"` + name + `" enter`)
	s.want("4 turns written to")
	holds("They sort of started dancing")

	if err := os.WriteFile(name, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	s.press("e")
	s.press(`"` + name + `" enter`)
	s.want("exists: press enter again")
	holds("mine")
	s.press("enter")
	holds("They sort of started dancing")

	s.press("e")
	s.press(`"` + filepath.Join(dir, "x.pdf") + `" enter`)
	s.want("want .txt, .md, .json, .jsonl, .vtt, .srt, .csv")
	s.press("esc")
	if left, err := os.ReadDir(dir); err != nil || len(left) != 1 {
		t.Errorf("%v, %v", left, err)
	}
}

// What keeps a file from being written is all there on a usual screen, however
// long the names are, and another name can be given for the same turns.
func TestExportErrors(t *testing.T) {
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "d.txt"), 0o700); err != nil {
		t.Fatal(err)
	}
	long := filepath.Join(dir, strings.Repeat("n", 90))
	for _, c := range []struct{ name, to, want string }{
		{"no times", long + ".vtt", "the transcript has no times"},
		{"ending", long + ".pdf", "want .txt, .md, .json, .jsonl, .vtt, .srt, .csv"},
		{"directory", filepath.Join(long, "x.txt"), "no such directory"},
		{"exists", dir + "/taken.txt", "exists: press enter again to replace it"},
		{"a directory has the name", dir + "/d.txt", "is a directory"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if err := os.WriteFile(filepath.Join(dir, "taken.txt"), nil, 0o600); err != nil {
				t.Fatal(err)
			}
			s := readerOf(t, 80, 24, view.Options{Names: []string{Seed}})
			s.press(`] V } e "` + c.to + `" enter`)
			if got := s.last(); !strings.HasPrefix(got, "write to ") || !strings.HasSuffix(got, "  "+c.want) {
				t.Errorf("%q, want %q", got, c.want)
			}
			other := filepath.Join(t.TempDir(), "other.md")
			s.press(`ctrl+u "` + other + `" enter`)
			s.want("2 turns written to")
			if m := s.Dialogue.Mark; m >= 0 {
				t.Errorf("turn %d is marked still", m)
			}
		})
	}
	t.Run("nothing is shown", func(t *testing.T) {
		s := seedScreen(t, 80, 24)
		name := filepath.Join(dir, "none.txt")
		s.press(`] V } & "zork" enter e "` + name + `" enter`)
		s.want("nothing to write")
		if _, err := os.Stat(name); err == nil {
			t.Error("a file is written")
		}
	})
	t.Run("meanwhile", func(t *testing.T) {
		s := seedScreen(t, 80, 24)
		s.press(`e "` + "x.vtt" + `"`)
		_, late := s.Update(keyPress("enter"))
		s.press("?")
		s.run(late)
		s.want("x.vtt: the transcript has no times")
	})
}

// V before the first turn marks from there on.
func TestMarkAtStart(t *testing.T) {
	s := textScreen(t, 80, 12, "A talk\n15 September 2023\n\nAnn: Do you?\n\nBob: I do.\n\nAnn: Why?\n\nBob: Because.\n")
	s.press("g V")
	s.want("1 turn marked")
	s.press("}")
	s.want("marked")
	empty := textScreen(t, 80, 12, "\n\n")
	empty.press("V")
	empty.want("no turn to mark")
}
