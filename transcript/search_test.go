package transcript

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// marked returns s without its « and », and the offsets of the «.
func marked(s string) (text string, at []int64) {
	for i := strings.Index(s, "«"); i >= 0; i = strings.Index(s, "«") {
		s = s[:i] + s[i+len("«"):]
		at = append(at, int64(i))
		s = strings.Replace(s, "»", "", 1)
	}
	return s, at
}

func search(t testing.TB, d *Document, pattern string, sel *Selection) []Hit {
	t.Helper()
	p, err := Compile(pattern)
	if err != nil {
		t.Fatal(err)
	}
	var all []Hit
	err = d.Search(context.Background(), p, sel, -1, d.Len(), func(h []Hit) bool {
		all = append(all, h...)
		return true
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestSearch(t *testing.T) {
	for _, c := range []struct{ name, pattern, text string }{
		{"literal", "tango", "Ann Lee: It takes two to «tango». Or a «Tango»?\nBob Lee: A «tango»!\n"},
		{"case counts with a capital", "Tango", "Ann Lee: tango «Tango» TANGO\n"},
		{"blank is any blanks", "two to", "Ann Lee: It takes «two  to tango, «two\u00a0to» gopak\n"},
		{"name", "bob", "Ann Lee: Yes.\n«Bob Lee: Well, «Bob» says so.\n"},
		{"hidden characters", "tango", "Ann Lee: «tan\u00adgo and «t\u200bango»\n"},
		{"other script", "ТАНГО", "Ann Lee: танго «ТАНГО»\n"},
		{"other script, any case", "танго", "Ann Lee: «танго» «ТАНГО»\n"},
		{"letters that fold beyond ASCII", "ask", "Ann Lee: «Ask» «a\u017fk» «as\u212a»\n"},
		{"regular expression", `/t[ao]ngo\b/`, "Ann Lee: «tango» tangos «tongo»\n"},
		{"class is no capital", `/\Stango/`, "Ann Lee: tango «-Tango»\n"},
		{"picture of a control", "␛[31m", "Ann Lee: a «\x1b[31m b\n"},
		{"what was no text", "a\ufffdb", "Ann Lee: äußerst öde, übel, böse, «a\xffb, ab\n"},
		{"expression with a word", `/two +to (tango|gopak)/`, "Ann Lee: two «two to tango», «Two  To Gopak», two to go\n"},
		{"expression that folds by itself", `/T(?i)ango/`, "Ann Lee: «TANGO» tango «Tango»\n"},
		{"expression with a letter beyond ASCII", `/as+[k]ed/`, "Ann Lee: «asked» «a\u017f\u212aed» «assked»\n"},
		{"expression in two parts", `/tango|gopak/`, "Ann Lee: «tango» «gopak»\n"},
		{"expression with a word that may be missing", `/x(tango)?y/`, "Ann Lee: «xy» «xtangoy»\n"},
		{"not across turns", "yes no", "Ann Lee: yes\nBob Lee: no\n"},
		{"front", "town", "A «town» hall\n\nAnn Lee: Welcome to the «town».\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			text, want := marked(c.text)
			var got []int64
			for _, h := range search(t, load(t, text), c.pattern, nil) {
				got = append(got, h.Off)
			}
			if !slices.Equal(got, want) {
				t.Errorf("hits at %v, want %v", got, want)
			}
		})
	}
}

// An expression that would take long to compile is refused before that.
func TestCompileLarge(t *testing.T) {
	for name, c := range map[string]struct {
		pattern string
		ok      bool
	}{
		"a class":              {`/\pL+/`, true},
		"some classes":         {"/" + strings.Repeat(`\pL`, 50) + "/", true},
		"repeats":              {`/x{1000}/`, true},
		"many words":           {"/" + strings.Repeat("word|", 500) + "x/", true},
		"a long literal":       {strings.Repeat("word ", maxPattern/5), true},
		"repeats of classes":   {`/` + strings.Repeat(`\pL{999}`, 30) + `/`, false},
		"classes":              {`/` + strings.Repeat(`\pL`, 1300) + `/`, false},
		"many repeats":         {`/` + strings.Repeat(`x{1000}`, 30) + `/`, false},
		"nested repeats":       {`/((\pL{30}){30}|x)/`, false},
		"a long expression":    {`/` + strings.Repeat("x", maxExpression+1) + `/`, false},
		"a literal, too large": {strings.Repeat("x", maxPattern+1), false},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := Compile(c.pattern); (err == nil) != c.ok {
				t.Errorf("got %v", err)
			}
		})
	}
}

func TestCompileBad(t *testing.T) {
	for _, s := range []string{"", "  ", "/(/", "/[/"} {
		if _, err := Compile(s); err == nil {
			t.Errorf("%q: no error", s)
		} else if strings.Contains(err.Error(), "\n") {
			t.Errorf("%q: %v", s, err)
		}
	}
}

// talk returns n turns of three speakers, every tenth with a rare word.
func talk(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "%s: This is what I said as number %d, and it takes a while to say.\n", [...]string{"Question", "Ann Lee", "Bob Hale"}[i%3], i)
		if i%10 == 0 {
			b.WriteString("A second paragraph, about the tango.\n")
		}
	}
	return b.String()
}

func TestSearchStops(t *testing.T) {
	d := load(t, talk(50_000))
	p, _ := Compile("tango")
	ctx, cancel := context.WithCancel(context.Background())
	calls := 0
	err := d.Search(ctx, p, nil, -1, d.Len(), func(h []Hit) bool { calls++; cancel(); return true })
	if err != context.Canceled || calls != 1 {
		t.Errorf("%d batches, error %v", calls, err)
	}
	calls = 0
	if err := d.Search(context.Background(), p, nil, -1, d.Len(), func(h []Hit) bool { calls++; return false }); err != nil || calls != 1 {
		t.Errorf("%d batches after false, error %v", calls, err)
	}
	if got := len(search(t, d, "tango", nil)); got != 5000 {
		t.Errorf("%d hits, want 5000", got)
	}
}

func TestSelect(t *testing.T) {
	d := load(t, talk(30)) // question n is turn 3n-3
	text, _ := Compile("tango")
	for _, c := range []struct {
		name string
		f    Filter
		want []int
	}{
		{"speaker", Filter{Speakers: []int{3}}, []int{2, 5, 8, 11, 14, 17, 20, 23, 26, 29}},
		{"exchanges", Filter{Exchanges: []int{3, 1, 3}}, []int{0, 1, 2, 6, 7, 8}},
		{"text", Filter{Text: text}, []int{0, 10, 20}},
		{"two speakers in an exchange", Filter{Speakers: []int{1, 2}, Exchanges: []int{2}}, []int{3, 4}},
		{"speaker and text", Filter{Speakers: []int{2}, Text: text}, []int{10}},
		{"nothing", Filter{Speakers: []int{2}, Exchanges: []int{1}, Text: text}, nil},
		{"no such exchange", Filter{Exchanges: []int{99}}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, err := d.Select(context.Background(), c.f)
			if err != nil {
				t.Fatal(err)
			}
			var got []int
			for i := range s.Len() {
				got = append(got, s.At(i))
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("got %v, want %v", got, c.want)
			}
			half := &Selection{seen: 12}
			for _, i := range got {
				if i < 12 {
					half.turns = append(half.turns, uint32(i))
				}
			}
			if e, err := d.Extend(context.Background(), half, c.f); err != nil || !slices.Equal(e.turns, s.turns) {
				t.Errorf("extended: %v, %v", e.turns, err)
			}
		})
	}
	if s, err := d.Select(context.Background(), Filter{}); s != nil || err != nil {
		t.Errorf("the zero filter gives %v, %v", s, err)
	}
}

func TestFindSpeaker(t *testing.T) {
	d := load(t, talk(6))
	for _, c := range []struct {
		name, want string
		speaker    int
	}{
		{"Ann Lee", "", 2}, {"ann", "", 2}, {"HALE", "", 3}, {"question", "", 1},
		{"Putin", `unknown speaker "Putin"; use one of Question, Ann Lee, Bob Hale`, 0},
		{"e", `"e" matches several speakers: Question, Ann Lee, Bob Hale`, 0},
	} {
		i, err := d.FindSpeaker(c.name)
		if err != nil && err.Error() != c.want || err == nil && (i != c.speaker || c.want != "") {
			t.Errorf("%s: %d, %v", c.name, i, err)
		}
	}
}

func BenchmarkSearch(b *testing.B) {
	text := talk(200_000)
	d := load(b, text)
	for _, pattern := range []string{"tango", "gopak", "GOPAK", "танго", "/t[aou]ngo/", "said"} {
		b.Run(pattern, func(b *testing.B) {
			p, err := Compile(pattern)
			if err != nil {
				b.Fatal(err)
			}
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				if err := d.Search(context.Background(), p, nil, -1, d.Len(), func([]Hit) bool { return true }); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// The words of which each hit has one of each row.
func TestRequired(t *testing.T) {
	for pattern, want := range map[string]string{
		"it takes two":           "it, takes, two",
		"a\ufffdbc":              "bc",
		"/what (is|was) said/":   "WHAT, IS|WAS, SAID",
		"/tan(go)+/":             "TAN, GO",
		"/(?:tango)+/":           "TANGO",
		"/(tango){2,}X/":         "tango, X",
		"/(tango){0,2}x/":        "X",
		"/(tango)?/":             "",
		"/tango|gopak/":          "TANGO|GOPAK",
		"/(tango|gopak)? or/":    "OR",
		"/tango|g?/":             "",
		"/the tango|a quick or/": "TANGO|QUICK",
		"/A.b/":                  "A, b",
		"/^ *Ann Lee$/":          "Ann, Lee",
	} {
		p, err := Compile(pattern)
		if err != nil {
			t.Fatal(err)
		}
		var rows []string
		for _, row := range p.words {
			var words []string
			for _, n := range row {
				words = append(words, n.text)
			}
			rows = append(rows, strings.Join(words, "|"))
		}
		if got := strings.Join(rows, ", "); !strings.EqualFold(got, want) {
			t.Errorf("%s: %s, want %s", pattern, got, want)
		}
	}
}
