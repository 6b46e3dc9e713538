package transcript

import (
	"bufio"
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// Every goroutine of the program is guarded: it is started
// by Go, or what runs on it begins with Guard.
func TestGuarded(t *testing.T) {
	for _, pattern := range []string{"*.go", "../ui/*.go", "../*.go"} {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) == 0 {
			t.Fatalf("%v, %v", files, err)
		}
		for _, name := range files {
			if strings.HasSuffix(name, "_test.go") {
				continue
			}
			for _, at := range unguarded(t, name, nil) {
				t.Errorf("%v: a goroutine without a guard", at)
			}
		}
	}
}

// unguarded returns where goroutines are started in a file that nothing
// guards.
func unguarded(t *testing.T, name string, src any) (where []token.Position) {
	t.Helper()
	set := token.NewFileSet()
	file, err := parser.ParseFile(set, name, src, 0)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(file, func(n ast.Node) bool {
		var runs ast.Expr
		switch n := n.(type) {
		case *ast.GoStmt:
			runs = n.Call.Fun
		case *ast.CallExpr:
			if f, ok := n.Fun.(*ast.SelectorExpr); ok && (f.Sel.Name == "Go" || f.Sel.Name == "AfterFunc") && !refersTo(f.X, "transcript") {
				runs = n.Args[len(n.Args)-1]
			}
		}
		if runs != nil && !beginsGuarded(runs) {
			where = append(where, set.Position(n.Pos()))
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
		{"go func() { defer Guard(); f() }()", 0}, {"wg.Go(func() { defer transcript.Guard() })", 0}, {"Go(f)", 0}, {"transcript.Go(f)", 0}, {"f()", 0},
	} {
		if got := unguarded(t, "x.go", "package x\nfunc _() {\n"+c.body+"\n}"); len(got) != c.want {
			t.Errorf("%s: %v", c.body, got)
		}
	}
}

// A panic while lines are decoded ends the transcript with an error, and
// nobody waits for the batch.
func TestDecodePanics(t *testing.T) {
	b := &jsonlBatch{data: []byte(`{"speaker": "Ann", "text": "Yes."}` + "\n"), line: 7, done: make(chan struct{})}
	Go(func() {
		b.run(func() {
			b.decode()
			panic("out of range")
		})
	})
	select {
	case <-b.done:
	case <-time.After(time.Minute):
		t.Fatal("the batch is waited for still")
	}
	var out bytes.Buffer
	take := jsonlTaker{say: dictation{out: newTape(&out)}}
	err := take.take(&input{Reader: bufio.NewReader(strings.NewReader("")), src: rawString("talk.jsonl", "")}, b)
	take.say.out.w.Flush()
	const want = "talk.jsonl:7: cannot be read: internal error: out of range"
	if err == nil || err.Error() != want || !strings.Contains(out.String(), "Yes.") {
		t.Errorf("error %v, want %s; the tape has %q", err, want, out.String())
	}
}

func newTape(w io.Writer) *tape { return &tape{w: bufio.NewWriter(w)} }
