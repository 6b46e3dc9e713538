package main

import (
	"go/build"
	"slices"
	"strings"
	"testing"
)

// transcript knows of no terminal; ui is on transcript, main on both, and
// nothing the other way round.
func TestImports(t *testing.T) {
	for _, c := range []struct {
		dir     string
		allowed []string // prefixes of packages that are not of the standard library
	}{
		{"transcript", []string{"golang.org/x/"}},
		{"ui", []string{"verbatim/transcript", "charm.land/", "github.com/charmbracelet/", "github.com/clipperhouse/", "golang.org/x/sys"}},
	} {
		p, err := build.ImportDir(c.dir, 0)
		if err != nil {
			t.Fatal(err)
		}
		if len(p.Imports) == 0 {
			t.Errorf("%s imports nothing", c.dir)
		}
		for _, name := range p.Imports {
			first, _, _ := strings.Cut(name, "/")
			if !strings.Contains(first, ".") && first != "verbatim" {
				continue // the standard library
			}
			if !slices.ContainsFunc(c.allowed, func(prefix string) bool { return strings.HasPrefix(name, prefix) }) {
				t.Errorf("%s imports %s", c.dir, name)
			}
		}
	}
}
