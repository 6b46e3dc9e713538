package main

import (
	"go/ast"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// A slip is a pattern of bad English, and what to write instead.
type slip struct {
	pattern *regexp.Regexp
	instead string
}

func slips(rows [][2]string) []slip {
	var all []slip
	for _, row := range rows {
		all = append(all, slip{regexp.MustCompile(row[0]), row[1]})
	}
	return all
}

// inProse are the patterns for comments, strings and documents, which are
// matched with line breaks replaced by blanks.
var inProse = slips([][2]string{
	{`(?:[^e\s]|[^r]e) (?:is|are|was|were) (?:none|no (?:[^l]|l[^o]))`, `negate the verb: "is not a"`}, // not "there is no", "no longer"
	{`(?:^|[.:;] )Of (?:what|a|an|which|two|several|all|those)\b`, `begin with the subject or the verb`},
	{`: there (?:is|are)\b`, `"use one of text, markdown"`},
	{`\b[Ww]here there (?:is|are) (?:none|no)\b`, `"without a", "otherwise"`},
	{`\b(?:what|all that|as much as) there (?:is|are)\b`, `name the thing`},
	{`\b(?:is|are|be|been) (?:said|told)\b`, `say who does it: "the status line shows"`},
	{`\b(?:is|are|was|were) to be\b`, `"must", or the active voice`},
	{`\b(?:written|read|made|drawn|opened|set|begun|laid out) anew\b`, `"replaced", "reloaded", "again"`},
	{`\bg(?:ive|ives|iven|ave) up\b`, `"cancel", "drop"`},
	{`\b[Nn]obody\b`, `name the one who does not, or say "unused", "stale"`},
	{`\b[Ww]hoever\b`, `"a caller that", "a user who"`},
	{`\bcannot be meant\b`, `"invalid"`},
	{`\b(?:left|leave|leaves|leaving) out\b`, `"omit", "skip", "cannot be combined with"`},
	{`\bpass(?:ed|es)? over\b`, `"skip"`},
	{`\b(?:taken|takes|took|take) down\b`, `"record", "write to"`},
	{`\bthat (?:is|are) none\b`, `"is not a"`},
	{`\b(?:the two join|join the two)\b`, `"merge"`},
	{`--help tells\b`, `"see verbatim --help"`},
	{`\bonce more\b`, `"again"`},
	{`\bhas not got\b`, `"does not have"`},
})

// inNames are the patterns for identifiers.
var inNames = slips([][2]string{
	{`^most[A-Z]`, "max"},
	{`^least[A-Z]`, "min"},
})

// allowed has the number of slips in files that have not been rewritten yet. A
// row may only shrink: remove a file when it is clean.
var allowed = map[string]int{}

// A finding is a slip in a file.
type finding struct {
	where, text, instead string
}

// TestWording looks for slips in the comments, strings and identifiers of the
// program, in the documents, and in the comments of the scripts.
func TestWording(t *testing.T) {
	found := map[string][]finding{}
	for name, file := range goFiles(t) {
		found[filepath.ToSlash(name)] = inSource(file)
	}
	if len(found) < 100 {
		t.Fatalf("only %d files", len(found))
	}
	scripts, _ := filepath.Glob("testdata/scripts/*")
	if len(scripts) == 0 {
		t.Fatal("no scripts")
	}
	for _, name := range append(scripts, "README.md", "CHANGELOG.md", "CONTRIBUTING.md", ".ci/run") {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		found[filepath.ToSlash(name)] = inText(name, prose(name, string(b)))
	}
	for name, fs := range found {
		if len(fs) > allowed[name] {
			t.Errorf("%s: %d slips, %d allowed", name, len(fs), allowed[name])
			for _, f := range fs {
				t.Errorf("%s: %q: write %s", f.where, f.text, f.instead)
			}
		}
	}
	for name, n := range allowed {
		if got := len(found[name]); got < n {
			t.Errorf("%s: %d slips are allowed, and it has %d: shrink its row", name, n, got)
		}
	}
}

// prose returns the part of a document or script that is English.
func prose(name, text string) string {
	if strings.HasSuffix(name, ".md") {
		before, rest, _ := strings.Cut(text, keysBegin) // the keys are in ui/keys.go
		_, after, _ := strings.Cut(rest, keysEnd)
		return before + "\n" + after
	}
	text, _, _ = strings.Cut(text, "\n-- ") // files of a script
	var comments []string
	for line := range strings.Lines(text) {
		if comment, ok := strings.CutPrefix(strings.TrimSpace(line), "#"); ok {
			comments = append(comments, strings.TrimSpace(comment))
		} else {
			comments = append(comments, "")
		}
	}
	return strings.Join(comments, "\n")
}

// inText returns the slips in the paragraphs of a text.
func inText(where, text string) (fs []finding) {
	for paragraph := range strings.SplitSeq(text, "\n\n") {
		fs = append(fs, match(where, paragraph, inProse)...)
	}
	return fs
}

func match(where, text string, rows []slip) (fs []finding) {
	text = strings.Join(strings.Fields(text), " ")
	for _, s := range rows {
		for _, at := range s.pattern.FindAllStringIndex(text, -1) {
			fs = append(fs, finding{where, text[max(at[0]-20, 0):min(at[1]+20, len(text))], s.instead})
		}
	}
	return fs
}

// inSource returns the slips in a Go file: in comments, string literals and
// the names it declares.
func inSource(file *ast.File) (fs []finding) {
	at := func(n ast.Node) string { return goFileSet.Position(n.Pos()).String() }
	for _, group := range file.Comments {
		fs = append(fs, inText(at(group), group.Text())...)
	}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BasicLit:
			if s, err := strconv.Unquote(n.Value); err == nil && n.Kind == token.STRING {
				fs = append(fs, inText(at(n), s)...)
			}
		case *ast.ValueSpec:
			fs = append(fs, inIdents(n.Names)...)
		case *ast.Field:
			fs = append(fs, inIdents(n.Names)...)
		case *ast.FuncDecl:
			fs = append(fs, inIdents([]*ast.Ident{n.Name})...)
		}
		return true
	})
	return fs
}

func inIdents(ids []*ast.Ident) (fs []finding) {
	for _, id := range ids {
		fs = append(fs, match(goFileSet.Position(id.Pos()).String(), id.Name, inNames)...)
	}
	return fs
}

// TestSlips checks that each pattern matches what it is for, and not plain
// English beside it.
func TestSlips(t *testing.T) {
	for _, c := range []struct {
		text string
		want int
	}{
		{"XDG_STATE_HOME is no absolute path", 1},
		{"XDG_STATE_HOME is not an absolute path", 0},
		{"Of a file that was cut no empty quotation is copied.", 1},
		{"Don't copy a quotation of a truncated file.", 0},
		{"unknown format: there is text, markdown", 1},
		{"Detection prints what there is.", 1},
		{"that is told and the others are printed", 1},
		{"live.txt was written\nanew", 1},
		{"a search that nobody waits for is given up", 2},
		{"the list is passed over, or left out", 2},
		{"the mode is to be restored", 1},
		{"Append adds a batch and takes ownership of it.", 0},
		{"There is one index over the bytes.", 0},
		{"there is no list of names, and the file is no longer open", 0},
	} {
		if got := inText("", c.text); len(got) != c.want {
			t.Errorf("%q: %d slips, want %d: %v", c.text, len(got), c.want, got)
		}
	}
}
