package main

import (
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/spf13/pflag"

	"verbatim/ui"
)

// helpText returns what --help prints, and the flags.
func helpText(t *testing.T) (string, *pflag.FlagSet) {
	t.Helper()
	var s strings.Builder
	c := command{}
	cmd := c.cobra()
	c.writeHelp(&s, cmd)
	return s.String(), cmd.Flags()
}

// TestHelp checks that --help fits a terminal of 80 columns, and that it has
// every flag and every list.
func TestHelp(t *testing.T) {
	help, flags := helpText(t)
	for line := range strings.Lines(help) {
		if n := utf8.RuneCountInString(strings.TrimSuffix(line, "\n")); n > 80 {
			t.Errorf("%d columns: %s", n, line)
		}
	}
	flags.VisitAll(func(f *pflag.Flag) {
		if !strings.Contains(help, " --"+f.Name+" ") {
			t.Errorf("flag --%s missing", f.Name)
		}
	})
	for _, want := range []string{"\nReading:\n", "\nFiltering:\n", "\nPrinting:\n", "\nOther:\n", "\nExit status:\n  0 ", "\nEnvironment variables:\n  NO_COLOR "} {
		if !strings.Contains(help, want) {
			t.Errorf("%q missing", want)
		}
	}
}

// TestHelpEnvironment checks that --help names every environment variable that
// the program reads.
func TestHelpEnvironment(t *testing.T) {
	help, _ := helpText(t)
	getenv := regexp.MustCompile(`(?i)\b(?:getenv|lookupenv)\("([A-Z_]+)"\)`)
	seen := 0
	for name := range goFiles(t) {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range getenv.FindAllStringSubmatch(string(b), -1) {
			seen++
			if !strings.Contains(help, "\n  "+m[1]+" ") && m[1] != "TMUX" { // tmux sets it, not a user
				t.Errorf("%s: %s missing", name, m[1])
			}
		}
	}
	if seen == 0 {
		t.Fatal("no environment variable found")
	}
}

// TestMan checks that the manual page has its sections, every flag and every
// key, and that groff formats it without a warning, where groff is installed.
func TestMan(t *testing.T) {
	var s strings.Builder
	c := command{}
	cmd := c.cobra()
	if err := c.writeMan(&s, cmd); err != nil {
		t.Fatal(err)
	}
	page := s.String()
	var sections []string
	for _, m := range regexp.MustCompile(`(?m)^\.SH (.*)$`).FindAllStringSubmatch(page, -1) {
		sections = append(sections, m[1])
	}
	if got, want := strings.Join(sections, ", "), "NAME, SYNOPSIS, DESCRIPTION, OPTIONS, KEYS, EXIT STATUS, ENVIRONMENT, FILES, EXAMPLES, SEE ALSO"; got != want {
		t.Errorf("sections %s, want %s", got, want)
	}
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		if !strings.Contains(page, bold("--"+f.Name)) {
			t.Errorf("flag --%s missing", f.Name)
		}
	})
	for _, k := range ui.KeyTable() {
		for _, key := range k.Keys {
			if !strings.Contains(page, bold(key)) {
				t.Errorf("key %s missing", key)
			}
		}
	}
	if _, err := exec.LookPath("groff"); err != nil {
		t.Skip("groff is not installed")
	}
	groff := exec.Command("groff", "-man", "-Tutf8", "-ww")
	groff.Stdin = strings.NewReader(page)
	var warnings strings.Builder
	groff.Stderr = &warnings
	if out, err := groff.Output(); err != nil || warnings.Len() > 0 || !strings.Contains(string(out), "↓") {
		t.Errorf("groff: %v\n%s", err, &warnings)
	}
}
