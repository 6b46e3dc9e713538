//go:build unix

package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"syscall"
	"testing"
)

// A started is a place in the program where a goroutine starts.
type started struct {
	name   string // its directory and function: "ui/find", the second one there: "ui/find 2"
	insert map[int]string
}

// starts returns the goroutines of a file: the calls of guard.Go, and the
// functions that begin with guard.Guard. count counts them by directory and
// function.
func starts(t *testing.T, name string, count map[string]int) (found []started) {
	t.Helper()
	set := token.NewFileSet()
	file, err := parser.ParseFile(set, name, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	at := func(p token.Pos) int { return set.Position(p).Offset }
	for _, d := range file.Decls {
		f, ok := d.(*ast.FuncDecl)
		if !ok {
			continue
		}
		ast.Inspect(f, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || !isGuard(call.Fun) {
				return true
			}
			where := filepath.ToSlash(filepath.Dir(name)) + "/" + f.Name.Name
			if count[where]++; count[where] > 1 {
				where = fmt.Sprint(where, " ", count[where])
			}
			s := started{name: where}
			if len(call.Args) == 1 {
				s.insert = map[int]string{at(call.Args[0].Pos()): fmt.Sprintf("guard.Failing(%q, ", where), at(call.Args[0].End()): ")"}
			} else {
				s.insert = map[int]string{at(call.End()): fmt.Sprintf("; guard.Fail(%q)", where)}
			}
			found = append(found, s)
			return true
		})
	}
	return found
}

// isGuard reports whether an expression is guard.Go or guard.Guard.
func isGuard(e ast.Expr) bool {
	s, ok := e.(*ast.SelectorExpr)
	return ok && refersTo(s.X, "guard") && (s.Sel.Name == "Go" || s.Sel.Name == "Guard")
}

// failVar names, in the environment, the goroutine that panics in a program
// that buildFailing has built.
const failVar = "VERBATIM_TEST_PANIC"

// failing is what such a program has besides, in package guard.
const failing = `
package guard

import "os"

func Fail(name string) {
	if os.Getenv("` + failVar + `") == name {
		panic("injected")
	}
}

func Failing(name string, f func()) func() {
	return func() {
		Fail(name)
		f()
	}
}
`

// buildFailing builds verbatim with a panic at the start of every goroutine,
// and returns the name of the binary and those of the goroutines.
func buildFailing(t *testing.T) (binary string, names []string) {
	t.Helper()
	dir, count := t.TempDir(), map[string]int{}
	replaced := map[string]string{}
	replace := func(name string, content []byte) {
		real, err := filepath.Abs(name)
		if err != nil {
			t.Fatal(err)
		}
		replaced[real] = filepath.Join(dir, fmt.Sprint(len(replaced), ".go"))
		if err := os.WriteFile(replaced[real], content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	replace("internal/guard/failing.go", []byte(failing))
	err := filepath.WalkDir(".", func(name string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case e.IsDir() && (e.Name() == "testdata" || name == filepath.Join("internal", "guard")):
			return fs.SkipDir
		case !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go"):
			return nil
		}
		found := starts(t, name, count)
		if len(found) == 0 {
			return nil
		}
		src, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		insert := map[int]string{}
		for _, s := range found {
			names = append(names, s.name)
			for at, text := range s.insert {
				insert[at] = text + insert[at]
			}
		}
		var b bytes.Buffer
		for i, c := range src {
			b.WriteString(insert[i])
			b.WriteByte(c)
		}
		replace(name, b.Bytes())
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	overlay, err := json.Marshal(map[string]any{"Replace": replaced})
	if err != nil {
		t.Fatal(err)
	}
	list := filepath.Join(dir, "overlay.json")
	if err := os.WriteFile(list, overlay, 0o600); err != nil {
		t.Fatal(err)
	}
	binary = filepath.Join(dir, "verbatim")
	if out, err := exec.Command("go", "build", "-buildvcs=false", "-overlay", list, "-o", binary, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return binary, names
}

// A fall is how a reader comes to a goroutine that panics, and what then
// happens.
type fall struct {
	args   []string       // of the command; none: the sample, which also follows them if it is packed or long
	piped  bool           // part of the sample arrives through a pipe that stays open
	packed bool           // the sample is compressed
	long   bool           // the sample is repeated: it is read in several blocks
	seen   bool           // the screen is there before keys and signal come
	keys   string         // that are pressed then
	signal syscall.Signal // that is sent then; 0: none
	status int            // the exit status; 0: 2, with one line that says why
}

// falls has every goroutine of the program by its name, as starts gives it. A
// new one needs a row here.
var falls = map[string]fall{
	"./gate":                                {args: []string{"__complete", "--fo"}},
	"internal/term/Guarded":                 {},
	"internal/term/Read":                    {},
	"internal/term/Show":                    {},
	"internal/term/Show 2":                  {},
	"internal/term/Show 3":                  {seen: true, signal: syscall.SIGCONT},
	"internal/term/end":                     {seen: true, signal: syscall.SIGTERM, status: 143},
	"internal/term/guardCmd":                {},
	"internal/term/listen":                  {seen: true, keys: "\x1b[200~a paste without an end"},
	"internal/term/schedule":                {},
	"transcript/search":                     {seen: true, keys: "/tango"},
	"transcript/search 2":                   {seen: true, keys: "/tango"},
	"transcript/countWords":                 {args: []string{"--list", "speakers", sampleFile}},
	"transcript/start":                      {args: []string{"--format", "jsonl"}, long: true},
	"transcript/internal/label/look":        {long: true},
	"transcript/internal/label/start":       {long: true},
	"transcript/internal/source/Follow":     {args: []string{"-f", sampleFile}},
	"transcript/internal/source/FromReader": {piped: true},
	"transcript/internal/source/Settled":    {piped: true},
	"transcript/internal/source/through":    {packed: true},
	"transcript/internal/tape/Rewrite":      {args: []string{"testdata/transcripts/film.srt"}},
	"transcript/internal/tape/Start":        {args: []string{"testdata/transcripts/hearing.jsonl"}},
	"ui/WarmUp":                             {},
	"ui/openFirst":                          {},
	"ui/internal/view/run":                  {seen: true, keys: "/tango"},
}

// unreached are goroutines that no reader can have panic alone.
var unreached = map[string]string{
	"internal/term/restore": "runs only once another goroutine has panicked or the terminal takes no output",
}

// A panic in any goroutine is one line to the reader. The terminal is what it
// was, and the exit status is 2, unless a signal was ending the program anyway.
func TestPanics(t *testing.T) {
	binary, names := buildFailing(t)
	for name := range falls {
		if !slices.Contains(names, name) {
			t.Errorf("%s is not a goroutine", name)
		}
	}
	for _, name := range names {
		if unreached[name] != "" {
			continue
		}
		f, ok := falls[name]
		if !ok {
			t.Errorf("%s has no row in falls", name)
			continue
		}
		t.Run(name, func(t *testing.T) { f.happen(t, binary, name) })
	}
}

// completions matches the lines that a shell gets as completions of a flag.
var completions = regexp.MustCompile("(?m)^--[a-z]+\t.*\n|^:[0-9]+\r?\n|^Completion ended.*\n")

// happen runs a program whose goroutine of a name panics.
func (f fall) happen(t *testing.T, binary, name string) {
	args := f.args
	switch {
	case f.packed, f.long:
		args = append(slices.Clone(args), f.write(t))
	case args == nil && !f.piped:
		args = []string{sampleFile}
	}
	cmd := sitting(t, args...)
	cmd.Path = binary
	cmd.Env = append(cmd.Env, failVar+"="+name)
	if f.piped {
		r, w, err := os.Pipe()
		if err != nil {
			t.Fatal(err)
		}
		defer r.Close()
		defer w.Close()
		if _, err := w.WriteString("Ann: It is a beginning.\n"); err != nil {
			t.Fatal(err)
		}
		cmd.Stdin = r
	}
	r := start(t, cmd, 100, 30, false)
	if f.seen {
		r.see("SPEAKERS")
		r.press(f.keys)
		if f.signal != 0 {
			if err := r.Signal(f.signal); err != nil {
				t.Fatal(err)
			}
		}
	}
	if f.status != 0 {
		r.leaves(f.status)
		return
	}
	r.leaves(2)
	_, said, ok := strings.Cut(r.Raw(), "verbatim: internal error: injected (")
	said = completions.ReplaceAllString(said, "") // which cobra may print meanwhile
	if !ok || strings.Count(said, "\n") != 1 || !strings.Contains(said, ".go:") || strings.ContainsAny(said, "\x1b\t") {
		t.Errorf("output %q", said)
	}
}

// write returns the name of a file that holds the sample as f wants it.
func (f fall) write(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile(sampleFile)
	if err != nil {
		t.Fatal(err)
	}
	if f.long {
		text = bytes.Repeat(text, 1+4<<20/len(text))
	}
	if f.packed {
		var b bytes.Buffer
		z := gzip.NewWriter(&b)
		if _, err := z.Write(text); err != nil {
			t.Fatal(err)
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		text = b.Bytes()
	}
	name := filepath.Join(t.TempDir(), "sample")
	if err := os.WriteFile(name, text, 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}
