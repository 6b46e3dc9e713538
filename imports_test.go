package main

import (
	"go/ast"
	"go/build"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// layers lists the packages of the program in the order of their imports: a
// package imports only packages of earlier rows. Packages in the same row do
// not import each other.
var layers = [][]string{
	{"internal/text"},
	{"internal/fault", "internal/guard"},
	{"internal/atomicfile", "transcript/internal/source"},
	{"transcript/internal/record"},
	{"transcript/internal/dialect"},
	{"transcript/internal/tape"},
	{"transcript/internal/xml", "transcript/internal/json", "transcript/internal/table"},
	{"transcript/internal/naming"},
	{"transcript/internal/front"},
	{"transcript/internal/label"},
	{"transcript/internal/format"},
	{"transcript/internal/format/captions", "transcript/internal/format/chats", "transcript/internal/format/records", "transcript/internal/format/research"},
	{"transcript/internal/format/annotation", "transcript/internal/format/elements", "transcript/internal/format/objects", "transcript/internal/format/pages", "transcript/internal/format/documents"},
	{"transcript"},
	{"internal/state"},
	{"ui/internal/grid", "internal/term", "internal/memory"},
	{"ui/internal/view"},
	{"ui"},
	{"."},
}

// outside lists the modules that packages may import, as prefixes, by top
// directory.
var outside = map[string][]string{
	"transcript": {"golang.org/x/"},
	"internal":   {"golang.org/x/", "charm.land/bubbletea", "github.com/charmbracelet/"},
	"ui":         {"charm.land/", "github.com/charmbracelet/", "github.com/clipperhouse/", "golang.org/x/sys"},
	".":          {"github.com/spf13/cobra", "github.com/spf13/pflag", "github.com/adrg/xdg", "golang.org/x/"},
}

// maxFiles is the largest number of files in a directory, without tests.
const maxFiles = 30

// TestLayers checks that imports go one way, that package transcript does not
// depend on a terminal, and that no directory has too many files.
func TestLayers(t *testing.T) {
	layer := map[string]int{}
	for i, row := range layers {
		for _, dir := range row {
			layer[dir] = i
		}
	}
	err := filepath.WalkDir(".", func(dir string, e fs.DirEntry, err error) error {
		switch {
		case err != nil || !e.IsDir():
			return err
		case dir != "." && (strings.HasPrefix(e.Name(), ".") || e.Name() == "testdata"):
			return fs.SkipDir
		}
		if files, _ := filepath.Glob(filepath.Join(dir, "*.go")); len(files) == 0 {
			return nil
		}
		p, err := build.ImportDir(dir, 0)
		if err != nil {
			return err
		}
		at, ok := layer[dir]
		if !ok {
			t.Errorf("%s is in no layer", dir)
			return nil
		}
		most := maxFiles
		if dir == "ui" {
			most = 40
		}
		if n := len(p.GoFiles) + len(p.IgnoredGoFiles); n > most {
			t.Errorf("%s has %d files", dir, n)
		}
		if p.Doc == "" {
			t.Errorf("%s has no package comment", dir)
		}
		top, _, _ := strings.Cut(dir, string(os.PathSeparator))
		for _, name := range p.Imports {
			first, _, _ := strings.Cut(name, "/")
			own, is := strings.CutPrefix(name, "verbatim/")
			switch {
			case is && layer[own] >= at:
				t.Errorf("%s imports %s", dir, own)
			case !is && strings.Contains(first, ".") && !slices.ContainsFunc(outside[top], func(prefix string) bool { return strings.HasPrefix(name, prefix) }):
				t.Errorf("%s imports %s", dir, name)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// undrawn are the commands of Bubble Tea that have no effect because it does not
// draw. Package term has its own Redraw, Copy, AskBackground and Suspend.
var undrawn = []string{"SetClipboard", "SetPrimaryClipboard", "ReadClipboard", "ReadPrimaryClipboard", "ClearScreen", "Raw", "Println", "Printf",
	"RequestBackgroundColor", "RequestForegroundColor", "RequestCursorColor", "RequestCursorPosition", "RequestTerminalVersion", "RequestCapability",
	"RequestWindowSize", "Suspend", "Exec", "ExecProcess"}

// No file uses reflect or unsafe, by which it could reach what a dependency
// does not export, or a command that has no effect.
func TestNoBackDoors(t *testing.T) {
	seen := 0
	err := filepath.WalkDir(".", func(name string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case e.IsDir() && e.Name() == "testdata":
			return fs.SkipDir
		case !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go"):
			return nil
		}
		seen++
		for _, what := range backDoors(t, name, nil) {
			t.Errorf("%s uses %s", name, what)
		}
		return nil
	})
	if err != nil || seen < 100 {
		t.Fatal(seen, err)
	}
}

// backDoors returns the forbidden imports and commands in a file.
func backDoors(t *testing.T, name string, src any) (found []string) {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), name, src, 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, i := range file.Imports {
		if path := strings.Trim(i.Path.Value, `"`); path == "reflect" || path == "unsafe" {
			found = append(found, path)
		}
	}
	ast.Inspect(file, func(n ast.Node) bool {
		if s, ok := n.(*ast.SelectorExpr); ok && refersTo(s.X, "tea") && slices.Contains(undrawn, s.Sel.Name) {
			found = append(found, "tea."+s.Sel.Name)
		}
		return true
	})
	return found
}

func TestBackDoors(t *testing.T) {
	for src, want := range map[string]string{
		`import "reflect"`:                   "reflect",
		`import _ "unsafe"`:                  "unsafe",
		`import "os"`:                        "",
		"var _ = tea.ClearScreen":            "tea.ClearScreen",
		"var _ = tea.Quit":                   "",
		`func f() { g(tea.Raw("\x1b[2J")) }`: "tea.Raw",
	} {
		if got := strings.Join(backDoors(t, "x.go", "package x\n"+src), " "); got != want {
			t.Errorf("%s: %q, want %q", src, got, want)
		}
	}
}
