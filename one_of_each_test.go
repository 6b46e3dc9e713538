package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// onlyIn are packages of others, and names in them, that only some directories
// may use: each kind of work is done in one place.
var onlyIn = map[string][]string{
	"encoding/xml":               {"transcript/internal/xml"},
	"encoding/csv":               {"transcript"},     // to write; transcript/internal/table reads
	"encoding/json":              {"internal/state"}, // transcript/internal/json reads transcripts
	"golang.org/x/net/html":      {"transcript/internal/format/pages"},
	"golang.org/x/net/html/atom": {"transcript/internal/format/pages"},
	"compress/gzip":              {"transcript/internal/source"},
	"archive/zip":                {"transcript/internal/source"},

	"os.CreateTemp": {"transcript/internal/source"},            // the spool, which has no name
	"os.Rename":     {"internal/atomicfile", "internal/state"}, // to set aside what is damaged
	"os.Link":       {"internal/atomicfile"},
	"os.O_CREATE":   {"internal/atomicfile"},
	"os.Create":     {},
	"os.WriteFile":  {},
}

// Each file format has one reader, and files are written in one way.
func TestOneOfEach(t *testing.T) {
	used := map[string]bool{}
	for name, file := range goFiles(t) {
		dir := filepath.ToSlash(filepath.Dir(name))
		use := func(what string) {
			dirs, bound := onlyIn[what]
			used[what+" in "+dir] = true
			if bound && !slices.Contains(dirs, dir) {
				t.Errorf("%s uses %s, which only %q may", name, what, dirs)
			}
		}
		for _, i := range file.Imports {
			path, err := strconv.Unquote(i.Path.Value)
			if err != nil {
				t.Fatal(err)
			}
			use(path)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if sel, ok := n.(*ast.SelectorExpr); ok {
				if pkg, ok := sel.X.(*ast.Ident); ok {
					use(pkg.Name + "." + sel.Sel.Name)
				}
			}
			return true
		})
	}
	for what, dirs := range onlyIn {
		for _, dir := range dirs {
			if !used[what+" in "+dir] {
				t.Errorf("%s does not use %s any more", dir, what)
			}
		}
	}
}

// goFiles returns the files of the program by their names, those of tests aside.
func goFiles(t *testing.T) map[string]*ast.File {
	t.Helper()
	files := map[string]*ast.File{}
	err := filepath.WalkDir(".", func(name string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case e.IsDir() && name != "." && (strings.HasPrefix(e.Name(), ".") || e.Name() == "testdata"):
			return fs.SkipDir
		case e.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go"):
			return nil
		}
		files[name], err = parser.ParseFile(goFileSet, name, nil, parser.ParseComments|parser.SkipObjectResolution)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

var goFileSet = token.NewFileSet()

// flagName is a flag of the command line in a text.
var flagName = regexp.MustCompile("(^|[ ;:(])--[a-z]")

// Packages below ui know nothing of the command line: what flags help with an
// error, message.go says.
func TestFlagNames(t *testing.T) {
	for name, file := range goFiles(t) {
		if top, _, _ := strings.Cut(filepath.ToSlash(name), "/"); top != "transcript" && top != "internal" {
			continue
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if s, ok := n.(*ast.BasicLit); ok && s.Kind == token.STRING && flagName.MatchString(strings.Trim(s.Value, "\"`")) {
				t.Errorf("%s: %s", goFileSet.Position(s.Pos()), s.Value)
			}
			return true
		})
	}
}
