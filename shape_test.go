package main

import (
	"encoding/json"
	"errors"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// How long functions are, in lines from func to the closing brace.
const (
	medianLines  = 12
	ninthLines   = 30 // 90 of 100 are at most as long
	longestLines = 60
)

// Functions are short.
func TestFunctionLengths(t *testing.T) {
	var lengths []int
	for _, file := range goFiles(t) {
		for _, d := range file.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok || f.Body == nil {
				continue
			}
			from, to := goFileSet.Position(f.Pos()), goFileSet.Position(f.End())
			n := to.Line - from.Line + 1
			if n > longestLines {
				t.Errorf("%s: %s has %d lines", from, f.Name.Name, n)
			}
			lengths = append(lengths, n)
		}
	}
	slices.Sort(lengths)
	median, ninth := lengths[len(lengths)/2], lengths[len(lengths)*9/10]
	if median > medianLines || ninth > ninthLines {
		t.Errorf("the median is %d lines, the 90th percentile %d", median, ninth)
	}
	t.Logf("%d functions: median %d, 90th percentile %d, longest %d lines", len(lengths), median, ninth, lengths[len(lengths)-1])
}

// maxKnot is the limit on the files of a package that all know each other. A
// file knows another if it names a type, function, variable or constant that
// the other declares, or knows a file that does. A method counts as its type.
const maxKnot = 15

// Files of a package can be read one after the other.
func TestKnots(t *testing.T) {
	for _, p := range listPackages(t) {
		if p.Standard || p.Module == nil || !p.Module.Main {
			continue
		}
		knot := largestKnot(references(t, p))
		if len(knot) > maxKnot {
			t.Errorf("%s: %d files know each other, limit %d: %q", p.ImportPath, len(knot), maxKnot, knot)
		}
		t.Logf("%s: %d of %d files", p.ImportPath, len(knot), len(p.GoFiles))
	}
}

// A listedPackage is what go list says of a package.
type listedPackage struct {
	Dir, ImportPath, Export string
	GoFiles                 []string
	Standard                bool
	Module                  *struct{ Main bool }
}

// exports are the files with the types of all packages, by their import paths.
var exports = map[string]string{}

// listPackages returns the packages of the program and those that they need.
func listPackages(t *testing.T) []*listedPackage {
	t.Helper()
	cmd := exec.Command("go", "list", "-export", "-deps", "-json=Dir,ImportPath,Export,GoFiles,Standard,Module", "./...")
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	var all []*listedPackage
	for d := json.NewDecoder(out); ; {
		p := new(listedPackage)
		if err := d.Decode(p); err == io.EOF {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
		exports[p.ImportPath] = p.Export
	}
	if err := cmd.Wait(); err != nil {
		t.Fatal(err)
	}
	return all
}

// references returns which files of a package use what which others declare.
func references(t *testing.T, p *listedPackage) map[string]map[string]bool {
	t.Helper()
	pkg, fset, info := checked(t, p)
	uses := map[string]map[string]bool{}
	for _, name := range p.GoFiles {
		uses[name] = map[string]bool{}
	}
	for id, o := range info.Uses {
		if o.Parent() == pkg.Scope() {
			from, to := fset.Position(id.Pos()).Filename, fset.Position(o.Pos()).Filename
			uses[filepath.Base(from)][filepath.Base(to)] = true
		}
	}
	return uses
}

// checked returns what the names in a package stand for.
func checked(t *testing.T, p *listedPackage) (*types.Package, *token.FileSet, *types.Info) {
	t.Helper()
	fset := token.NewFileSet()
	var files []*ast.File
	for _, name := range p.GoFiles {
		f, err := parser.ParseFile(fset, filepath.Join(p.Dir, name), nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, f)
	}
	config := types.Config{Importer: importer.ForCompiler(fset, "gc", func(path string) (io.ReadCloser, error) {
		if exports[path] == "" {
			return nil, errors.New("no types of " + path)
		}
		return os.Open(exports[path])
	})}
	info := &types.Info{Uses: map[*ast.Ident]types.Object{}}
	pkg, err := config.Check(p.ImportPath, fset, files, info)
	if err != nil {
		t.Fatal(err)
	}
	return pkg, fset, info
}

// forTests are names that only tests of other packages use: what is safe to
// show, how to read a source without a format, and what the tests of whole
// screens look at. The list may only shrink.
var forTests = []string{
	"verbatim/internal/text.Clean", "verbatim/internal/text.Extends", "verbatim/internal/text.IsVariant",
	"verbatim/internal/text.IsMark", "verbatim/internal/text.IsPrefix", "verbatim/internal/text.IsSetting",
	"verbatim/internal/text.MaxJoiners", "verbatim/internal/text.MaxMarks",
	"verbatim/ui/internal/view.NewDialogue", "verbatim/ui/internal/view.GapLine", "verbatim/ui/internal/view.BandRows", "verbatim/ui/internal/view.MaxAtOnce",
}

// What an internal package exports is used by another package, types aside,
// which may be those of what is.
func TestExported(t *testing.T) {
	exported, used := map[string]bool{}, map[string]bool{}
	for _, p := range listPackages(t) {
		if p.Standard || p.Module == nil || !p.Module.Main {
			continue
		}
		pkg, _, info := checked(t, p)
		for _, name := range pkg.Scope().Names() {
			if _, is := pkg.Scope().Lookup(name).(*types.TypeName); !is && ast.IsExported(name) && strings.Contains(p.ImportPath, "internal/") {
				exported[p.ImportPath+"."+name] = true
			}
		}
		for _, o := range info.Uses {
			if o.Pkg() != nil && o.Pkg() != pkg && o.Parent() == o.Pkg().Scope() {
				used[o.Pkg().Path()+"."+o.Name()] = true
			}
		}
	}
	for name := range exported {
		if allowed := slices.Contains(forTests, name); !used[name] && !allowed {
			t.Errorf("%s is exported, and no other package uses it", name)
		} else if used[name] && allowed {
			t.Errorf("%s is used: it need not be in the list", name)
		}
	}
}

// largestKnot returns the largest set of nodes that can all be reached from
// each other.
func largestKnot(edges map[string]map[string]bool) []string {
	reach := map[string]map[string]bool{}
	for from := range edges {
		seen := map[string]bool{from: true}
		for todo := []string{from}; len(todo) > 0; {
			at := todo[len(todo)-1]
			todo = todo[:len(todo)-1]
			for to := range edges[at] {
				if !seen[to] {
					seen[to], todo = true, append(todo, to)
				}
			}
		}
		reach[from] = seen
	}
	var largest []string
	for a := range reach {
		var knot []string
		for b := range reach[a] {
			if reach[b][a] {
				knot = append(knot, b)
			}
		}
		if len(knot) > len(largest) {
			largest = knot
		}
	}
	slices.Sort(largest)
	return largest
}
