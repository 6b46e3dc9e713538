package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"

	"path/filepath"
	"strings"
	"testing"
)

// Only guard.Go has a go statement. What sync.WaitGroup.Go and time.AfterFunc
// run begins with guard.Guard.
func TestGuarded(t *testing.T) {
	seen := 0
	err := filepath.WalkDir(".", func(name string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case e.IsDir() && e.Name() == "testdata":
			return fs.SkipDir
		case !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") || name == filepath.Join("internal", "guard", "guard.go"):
			return nil
		}
		seen++
		for _, at := range unguarded(t, name, nil) {
			t.Errorf("%v: goroutine without a guard", at)
		}
		return nil
	})
	if err != nil || seen < 100 {
		t.Fatal(seen, err)
	}
}

// unguarded returns where a file starts goroutines that nothing guards.
func unguarded(t *testing.T, name string, src any) (where []token.Position) {
	t.Helper()
	set := token.NewFileSet()
	file, err := parser.ParseFile(set, name, src, 0)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.GoStmt:
			where = append(where, set.Position(n.Pos()))
		case *ast.CallExpr:
			f, ok := n.Fun.(*ast.SelectorExpr)
			if ok && (f.Sel.Name == "Go" || f.Sel.Name == "AfterFunc") && !refersTo(f.X, "guard") && !beginsGuarded(n.Args[len(n.Args)-1]) {
				where = append(where, set.Position(n.Pos()))
			}
		}
		return true
	})
	return where
}

// beginsGuarded reports whether a function literal begins with Guard.
func beginsGuarded(e ast.Expr) bool {
	f, ok := e.(*ast.FuncLit)
	if !ok || len(f.Body.List) == 0 {
		return false
	}
	d, ok := f.Body.List[0].(*ast.DeferStmt)
	return ok && refersTo(d.Call.Fun, "Guard")
}

// refersTo reports whether an expression is a name, of this package or another.
func refersTo(e ast.Expr, name string) bool {
	if s, ok := e.(*ast.SelectorExpr); ok {
		e = s.Sel
	}
	id, ok := e.(*ast.Ident)
	return ok && id.Name == name
}

func TestUnguarded(t *testing.T) {
	for _, c := range []struct {
		body string
		want int
	}{
		{"go f()", 1}, {"go func() { f() }()", 1}, {"go func() { f(); defer Guard() }()", 1}, {"wg.Go(f)", 1}, {"time.AfterFunc(1, f)", 1},
		{"go func() { defer guard.Guard(); f() }()", 1}, {"wg.Go(func() { defer guard.Guard() })", 0}, {"Go(f)", 0}, {"guard.Go(f)", 0}, {"f()", 0},
	} {
		if got := unguarded(t, "x.go", "package x\nfunc _() {\n"+c.body+"\n}"); len(got) != c.want {
			t.Errorf("%s: %v", c.body, got)
		}
	}
}
