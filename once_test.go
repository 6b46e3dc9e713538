package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// Some things are done in one place: internal/text tests digits, and dialect
// knows what headers call their fields.
func TestOnce(t *testing.T) {
	seen := 0
	err := filepath.WalkDir(".", func(name string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case e.IsDir() && e.Name() == "testdata", name == filepath.Join("internal", "text"), name == filepath.Join("transcript", "internal", "dialect"):
			return fs.SkipDir
		case !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go"):
			return nil
		}
		seen++
		for _, again := range doneAgain(t, name, nil) {
			t.Error(again)
		}
		return nil
	})
	if err != nil || seen < 100 {
		t.Fatal(seen, err)
	}
}

// doneAgain returns where a file does what is done elsewhere, and what that is.
func doneAgain(t *testing.T, name string, src any) (found []string) {
	t.Helper()
	set := token.NewFileSet()
	file, err := parser.ParseFile(set, name, src, 0)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BinaryExpr:
			before := n.X // of a && b && c, b
			if x, ok := before.(*ast.BinaryExpr); ok && x.Op == n.Op {
				before = x.Y
			}
			if comparesWith(before, "'0'") && comparesWith(n.Y, "'9'") {
				found = append(found, set.Position(n.Pos()).String()+": a test for digits beside text.IsDigit")
			}
		case *ast.SwitchStmt:
			if keys := caseTexts(n); keys["title"] && keys["date"] {
				found = append(found, set.Position(n.Pos()).String()+": a switch over header keys beside dialect.FieldNamed")
			}
		}
		return true
	})
	return found
}

// comparesWith reports whether e is a comparison with a literal on the right.
func comparesWith(e ast.Expr, literal string) bool {
	b, ok := e.(*ast.BinaryExpr)
	if !ok {
		return false
	}
	l, ok := b.Y.(*ast.BasicLit)
	return ok && l.Value == literal
}

// caseTexts returns the strings of the cases of a switch, in lower case.
func caseTexts(s *ast.SwitchStmt) map[string]bool {
	texts := map[string]bool{}
	for _, clause := range s.Body.List {
		for _, e := range clause.(*ast.CaseClause).List {
			if l, ok := e.(*ast.BasicLit); ok && l.Kind == token.STRING {
				if text, err := strconv.Unquote(l.Value); err == nil {
					texts[strings.ToLower(text)] = true
				}
			}
		}
	}
	return texts
}

func TestDoneAgain(t *testing.T) {
	for body, want := range map[string]int{
		`if c >= '0' && c <= '9' {}`:                          1,
		`if len(key) > 1 && c >= '0' && c <= '9' {}`:          1,
		`if c < '0' || c > '9' {}`:                            1,
		`if c >= 'a' && c <= 'z' || c == '0' {}`:              0,
		`switch key { case "Title": case "Date", "Day": }`:    1,
		`switch key { case "date": case "time": }`:            0,
		`switch { case key == "title": case key == "date": }`: 0,
	} {
		if found := doneAgain(t, "a.go", "package a\nfunc f(c byte, key string) {"+body+"}"); len(found) != want {
			t.Errorf("%s: found %q, want %d", body, found, want)
		}
	}
}
