package main

import (
	"flag"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"verbatim/ui"
)

var update = flag.Bool("update", false, "update the table of keys in the README")

const (
	keysBegin = "<!-- keys: made from the key map, go test -run TestReadmeKeys -update . -->\n"
	keysEnd   = "<!-- /keys -->\n"
)

func readme(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestReadmeKeys checks that the README has the table of keys of package ui.
func TestReadmeKeys(t *testing.T) {
	text := readme(t)
	before, rest, ok1 := strings.Cut(text, keysBegin)
	got, after, ok2 := strings.Cut(rest, keysEnd)
	if !ok1 || !ok2 {
		t.Fatal("the README does not have the comments around the table of keys")
	}
	want := "| key | does |\n|---|---|\n"
	for _, k := range ui.KeyTable() {
		var keys []string
		for _, name := range k.Keys {
			keys = append(keys, "`"+name+"`")
		}
		want += fmt.Sprintf("| %s | %s |\n", strings.Join(keys, " "), k.Does)
	}
	if got == want {
		return
	}
	if !*update {
		t.Fatalf("keys in the README:\n%s\nwant\n%s", got, want)
	}
	if err := os.WriteFile("README.md", []byte(before+keysBegin+want+keysEnd+after), 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestReadmeCommands checks that the README names only flags that exist, links
// only to files that exist, and has the two commands that a newcomer needs.
func TestReadmeCommands(t *testing.T) {
	text := readme(t)
	c := command{}
	flags := c.cobra().Flags()
	named := regexp.MustCompile(`verbatim [^\n|]*?(--[a-z-]+)`).FindAllStringSubmatch(text, -1)
	if len(named) == 0 {
		t.Error("no example has a flag")
	}
	for _, m := range named {
		if flags.Lookup(strings.TrimPrefix(m[1], "--")) == nil {
			t.Errorf("%q: unknown flag %s", m[0], m[1])
		}
	}
	for _, want := range []string{"go run . testdata/transcripts/sochi-2023-09-15.txt\n", "go test ./...\n"} {
		if !strings.Contains(text, "\n"+want) {
			t.Errorf("the README has no line %q", want)
		}
	}
	for _, m := range regexp.MustCompile(`\]\(([^):#]+)\)`).FindAllStringSubmatch(text, -1) {
		if _, err := os.Stat(m[1]); err != nil {
			t.Errorf("the README links to %s: %v", m[1], err)
		}
	}
}
