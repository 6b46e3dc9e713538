package transcript

import (
	"context"
	"io/fs"
	"math/rand/v2"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// plainSearch is Search as one loop over the headings and blocks.
func plainSearch(d *Document, p *Pattern, sel *Selection) []Hit {
	var hits []Hit
	n, first := d.Len(), -1
	if sel != nil {
		n, first = sel.Len(), 0
	}
	for i := first; i < n; i++ {
		t := sel.At(i)
		if t >= 0 {
			if name, role := d.Heading(t); len(p.Find(HeadingText(name, role))) > 0 {
				off, _ := d.Span(t)
				hits = append(hits, Hit{t, off})
			}
		}
		for b, ok := d.NextBlock(t, 0); ok; b, ok = d.NextBlock(t, b.End) {
			for _, m := range p.Find(b.Text) {
				hits = append(hits, Hit{t, b.SourceOff(m[0])})
			}
		}
	}
	return hits
}

// sameAsPlain compares Search with plainSearch for parts and pieces of several sizes.
func sameAsPlain(t *testing.T, d *Document, pattern string) {
	t.Helper()
	p, err := Compile(pattern)
	if err != nil {
		return
	}
	some, most := &Selection{}, &Selection{}
	for i := range uint32(d.Len()) {
		if i%2 == 1 {
			some.turns = append(some.turns, i)
		}
		if i%5 > 0 {
			most.turns = append(most.turns, i)
		}
	}
	for _, sel := range []*Selection{nil, some, most} {
		want := plainSearch(d, p, sel)
		for _, size := range []searchSizes{searchSize, {64, 16}, {1000, 100}, {40 << 10, 4 << 10}} {
			if d.end > 64<<10 {
				size.part, size.piece = size.part*100, size.piece*100
			}
			var got []Hit
			err := d.search(context.Background(), p, searchScope{sel, -1, d.n}, size, func(h []Hit) bool { got = append(got, h...); return true })
			if err != nil {
				t.Fatal(err)
			}
			if !slices.Equal(got, want) {
				t.Errorf("%q in %s, sizes %v: %d hits, want %d: %v", pattern, d.src.Name(), size, len(got), len(want), firstDifference(got, want))
				return
			}
		}
	}
}

func firstDifference(got, want []Hit) []Hit {
	for i := range min(len(got), len(want)) {
		if got[i] != want[i] {
			return []Hit{got[i], want[i]}
		}
	}
	return append(slices.Clone(got[min(len(got), len(want)):]), want[min(len(got), len(want)):]...)[:1]
}

// somePatterns returns patterns that are in a document, and some that are not.
func somePatterns(d *Document, r *rand.Rand, n int) []string {
	var shown []string
	for i := -1; i < d.Len(); i++ {
		for b, ok := d.NextBlock(i, 0); ok && len(shown) < 2000; b, ok = d.NextBlock(i, b.End) {
			shown = append(shown, b.Text)
		}
		if i >= 0 {
			name, role := d.Heading(i)
			shown = append(shown, HeadingText(name, role))
		}
	}
	patterns := []string{"e", "the", "and", "k", "s", "question", "/./", `/\w+ing\b/`}
	for range min(n, n*len(shown)) {
		s := shown[r.IntN(len(shown))]
		if s == "" {
			continue
		}
		from := r.IntN(len(s))
		for from > 0 && !utf8.RuneStart(s[from]) {
			from--
		}
		to := min(len(s), from+1+r.IntN(24))
		for to < len(s) && !utf8.RuneStart(s[to]) {
			to++
		}
		switch part := s[from:to]; r.IntN(5) {
		case 0:
			patterns = append(patterns, part)
		case 1:
			patterns = append(patterns, strings.ToLower(part))
		case 2:
			patterns = append(patterns, strings.ToUpper(part))
		case 3:
			patterns = append(patterns, "/"+strings.ReplaceAll(part, " ", ".+")+"/")
		default:
			patterns = append(patterns, strings.Join(strings.Fields(strings.ToLower(part)), "  "))
		}
	}
	return patterns
}

// Search finds what a plain loop over the blocks finds, in all kinds of formats.
func TestSearchIsExact(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	n := 0
	for _, dir := range []string{"../testdata/formats", "../testdata/json"} {
		err := filepath.WalkDir(dir, func(name string, e fs.DirEntry, err error) error {
			if n++; err != nil || e.IsDir() || n%16 > 0 {
				return err
			}
			src, err := OpenFile(name)
			if err != nil {
				return err
			}
			d, _ := Load(context.Background(), src, Options{})
			if d == nil {
				return nil
			}
			defer d.Close()
			for _, p := range somePatterns(d, r, 3) {
				sameAsPlain(t, d, p)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

// hardText is text in which the bytes of a word and what is shown of it differ.
func hardText(r *rand.Rand, turns int) string {
	words := []string{"tango", "Tango", "TANGO", "ask", "a\u017fk", "as\u212a", "танго", "ТАНГО", "漢字", "ngo", "go", "e\u0301té", "straße", "İstanbul", "ΣΊΣΥΦΟΣ", "σίσυφος", "ﬁsh", "नमस्ते", "👩\u200d👩", "\u06001", "α" + strings.Repeat("\u0301", 8) + "\u0345ιb"}
	veils := []string{"\u00ad", "\u200b", "\u200d", "\u200c", "\ufe0f", "\u2060", "\u202e", "\u034f", "\U000E0101", strings.Repeat("\u0301", 12), "\xff", "\x1b", "\t", "\r", strings.Repeat("\u00ad", 300)}
	var b strings.Builder
	for i := range turns {
		b.WriteString([]string{"Ann Lee: ", "Bob Tango: ", "Question: ", "Анна Танго: "}[r.IntN(4)])
		for range r.IntN(60) {
			w := words[r.IntN(len(words))]
			for _, c := range w {
				b.WriteRune(c)
				if r.IntN(40) == 0 {
					b.WriteString(veils[r.IntN(len(veils))])
				}
			}
			b.WriteString([]string{" ", " ", " ", "  ", "\n", "\u00a0", "", "\n\n", "\n[note] ", " \n "}[r.IntN(10)])
		}
		if i%50 == 7 { // a paragraph that is cut into blocks
			b.WriteString(strings.Repeat("tan", 15000))
			b.WriteString(strings.Repeat(" go tango", 9000))
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func TestSearchIsExactInHardText(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for _, turns := range []int{5, 12} {
		d := load(t, hardText(r, turns))
		for _, p := range append(somePatterns(d, r, 8), "tango", "go tango", "tango go", "ask", "Ask", "танго", "Танго", "字", "été", "ss", "tantan", "o t", "/t.ngo/", "/tango|ngo/", "/(go )+/", "/^tango/", "σίσυφος", "istanbul", "fish", "\u200d", "α"+strings.Repeat("\u0301", 8)+"ιb") {
			sameAsPlain(t, d, p)
		}
	}
}

// What is found while the source is scanned is what a plain loop over the blocks finds.
func TestSoughtIsExact(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	sought := 0
	for _, turns := range []int{5, 12} {
		source := hardText(r, turns)
		for _, pattern := range append(somePatterns(load(t, source), r, 8), "tango", "go tango", "ask", "字", "/tango|ngo/", "zebra") {
			p, err := Compile(pattern)
			if err != nil {
				continue
			}
			for _, block := range []int64{100, 64 << 10} {
				scan, err := Open(FromString("test.txt", source), Options{})
				if err != nil {
					t.Fatal(err)
				}
				scan.scan.Head, scan.scan.Block = 1<<10, block
				scan.seek(p)
				d := NewDocument(&Source{scan.text})
				if err := d.Fill(context.Background(), scan); err != nil {
					t.Fatal(err)
				}
				if d.candidates.To > d.candidates.From {
					sought++
				}
				var got []Hit
				if err := d.Search(context.Background(), p, nil, -1, d.Len(), func(h []Hit) bool { got = append(got, h...); return true }); err != nil {
					t.Fatal(err)
				}
				if want := plainSearch(d, p, nil); !slices.Equal(got, want) {
					t.Errorf("%q, blocks of %d: %d hits, want %d: %v", pattern, block, len(got), len(want), firstDifference(got, want))
				}
			}
		}
	}
	if sought == 0 {
		t.Error("nothing was sought")
	}
}

// Find finds what the expression of a literal finds.
func TestFindIsTheExpression(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	d := load(t, hardText(r, 40))
	for _, pattern := range append(somePatterns(d, r, 60), "tango", "o t", "ask", "aa", "aba", "go go") {
		p, err := Compile(pattern)
		if err != nil || p.literal == nil {
			continue
		}
		re := expressionOf(pattern)
		for i := -1; i < d.Len(); i++ {
			for b, ok := d.NextBlock(i, 0); ok; b, ok = d.NextBlock(i, b.End) {
				var want [][2]int
				for _, m := range re.FindAllStringIndex(b.Text, -1) {
					want = append(want, [2]int{m[0], m[1]})
				}
				if got := p.Find(b.Text); !slices.Equal(got, want) {
					t.Fatalf("%q in %q: %v, want %v", pattern, b.Text, got, want)
				}
			}
		}
	}
}

// expressionOf returns an expression that matches what the literal does.
func expressionOf(literal string) *regexp.Regexp {
	words := strings.Fields(literal)
	for i, w := range words {
		words[i] = regexp.QuoteMeta(w)
	}
	expr := strings.Join(words, `[\s\pZ]+`)
	if !strings.ContainsFunc(literal, unicode.IsUpper) {
		expr = "(?i)" + expr
	}
	return regexp.MustCompile(expr)
}
