package json

import (
	"bytes"
	stdjson "encoding/json"
	"errors"
	"io"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"verbatim/transcript/internal/source"
	"verbatim/transcript/internal/tape"
)

// seeds are texts that a Reader reads, valid JSON and other.
var seeds = []string{
	`null`, `true`, `-12.5e-3`, `1e999`, `"one"`, `[]`, `{}`, `[[], {}, [{}]]`, ` [1 , 2,3 ] `, "\n{\n\"a\"\n:\n1\n}\n",
	`{"speaker": "Ann Lee", "start": 1.5, "end": null, "text": "Good \"morning\".", "words": [{"w": "Good"}, {"w": "\\"}]}`,
	`{"a": 1, "a": 2, "": {"é": "\u00e9\ud83d\ude00\ud83d \udc00\ud83d\ud83d\ude00\ud83dA"}}`,
	`["\b\f\n\r\t\/\\\"", "` + strings.Repeat("a long text ", 30) + `\n", "` + strings.Repeat(`\\`, 40) + `"]`,
	"\"\xff\xc3\xa9 \xe2\x82\"", `["\u12", 1]`, `["\ud800\u12", 1]`, `["\ud800\`, `{"a" 1}`, `{"a": 1,}`, `[1, 2,]`, `[,]`, `[1,,2]`, `{,}`, `[1 2]`, `{"a": 1 "b": 2}`,
	`[NaN, +1, .5, 1..2, truely]`, `{"a": [1, 2}`, `]`, `"`, `"abc`, `[1`, `[1,`, `{"a"`, `{"a":`, `{"a": "b`, "[\"a\nb\", \"c\td\", \"\x00\", \x00, 1]", "\ufeff[1]", "[1]\x00",
	`[` + strings.Repeat("12", 40) + `]`, strings.Repeat("[", 300), strings.Repeat(`{"a":`, 300), strings.Repeat("[", 256) + strings.Repeat("]", 256),
	`[1, "two", [3], {"four": 4}] [5] "six" 7`,
}

// samples returns the examples of JSON among the transcripts, shortened.
func samples(t testing.TB) (texts []string) {
	t.Helper()
	names, err := filepath.Glob(filepath.Join("..", "..", "..", "testdata", "transcripts", "*.json*"))
	if err != nil || len(names) == 0 {
		t.Fatal("no samples: ", err)
	}
	for _, name := range names {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, string(b[:min(len(b), 4<<10)]))
	}
	return texts
}

// FuzzJSON compares what a Reader reads with encoding/json, and in buffers of
// different sizes.
func FuzzJSON(f *testing.F) {
	for _, text := range append(samples(f), seeds...) {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) { checkText(t, text) })
}

// TestMade checks made values, and the same with a few bytes changed, as FuzzJSON
// does.
func TestMade(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 3000 {
		b := appendMade(nil, r, 0)
		if !stdjson.Valid(b) {
			t.Fatalf("made an invalid value: %q", b)
		}
		checkText(t, string(b))
		for range 1 + r.IntN(3) {
			b[r.IntN(len(b))] = madeBytes[r.IntN(len(madeBytes))]
		}
		checkText(t, string(b))
	}
}

// madeBytes are bytes that mean something in JSON, and some that do not.
const madeBytes = "{}[]:,\"\\ \n\tnu0e-.x\x00\xff\xc3\xa9\xef\xbb\xbf"

// appendMade appends a value in JSON that r determines.
func appendMade(b []byte, r *rand.Rand, depth int) []byte {
	blank := func() { b = append(b, "      \n\t\r "[:r.IntN(5)*r.IntN(2)]...) }
	kind := r.IntN(8)
	if depth > 4 {
		kind %= 5
	}
	switch blank(); kind {
	case 0:
		b = append(b, []string{"null", "true", "false"}[r.IntN(3)]...)
	case 1:
		b = strconv.AppendFloat(b, math.Trunc(r.NormFloat64()*1e6)/1000, 'g', -1, 64)
	case 2, 3, 4:
		b = appendMadeString(b, r)
	case 5:
		b = append(b, '[')
		for i := range r.IntN(5) {
			if i > 0 {
				b = append(b, ',')
			}
			b = appendMade(b, r, depth+1)
		}
		b = append(b, ']')
	default:
		b = append(b, '{')
		for i := range r.IntN(5) {
			if i > 0 {
				b = append(b, ',')
			}
			b = append(appendMadeString(b, r), ':')
			b = appendMade(b, r, depth+1)
		}
		b = append(b, '}')
	}
	blank()
	return b
}

func appendMadeString(b []byte, r *rand.Rand) []byte {
	parts := []string{"a", "the word ", "é", "語", "😀", `\"`, `\\`, `\n`, `\u00e9`, `\ud83d`, `\ude00`, `\/`, "\xff", "speaker"}
	b = append(b, '"')
	for range r.IntN(12) {
		b = append(b, parts[r.IntN(len(parts))]...)
	}
	return append(b, '"')
}

// A leaf is a value that is not an object or array.
type leaf struct {
	text string
	end  int64 // offset behind it
	at   Place
}

// A walk is all that a Reader reads of a text.
type walk struct {
	values []any
	leaves []leaf
	lines  int64
	err    string
}

// walkAll reads all values, one after the other.
func walkAll(r *Reader) (w walk) {
	for r.Peek() != 0 {
		w.values = append(w.values, w.value(r))
	}
	w.lines = r.Line
	if r.Err != nil {
		w.err = r.Err.Error()
	}
	return w
}

// value reads a value as encoding/json decodes it.
func (w *walk) value(r *Reader) (v any) {
	at := r.Place()
	switch c := r.Peek(); {
	case c == '{':
		m := map[string]any{}
		r.Object(func(key string) { m[wellFormed(key)] = w.value(r) })
		return m
	case c == '[':
		all := []any{}
		r.Array(func() { all = append(all, w.value(r)) })
		return all
	case c == '-' || c >= '0' && c <= '9':
		v = r.Number()
	case c == '"':
		v = wellFormed(r.Text())
	default:
		s := r.Text()
		v = s == "true"
		if s == "" {
			v = nil
		}
	}
	if text, err := stdjson.Marshal(v); r.Err == nil {
		if err != nil { // NaN
			text = []byte(err.Error())
		}
		w.leaves = append(w.leaves, leaf{string(text), r.Base + int64(r.Pos), at})
	}
	return v
}

// wellFormed replaces each invalid byte as encoding/json does.
func wellFormed(s string) string { return string([]rune(s)) }

// inParts returns a Reader of text that has a few bytes in memory at once.
func inParts(text string, size int) *Reader {
	return &Reader{r: strings.NewReader(text), Line: 1, Buf: make([]byte, 0, size)}
}

// checkText checks all that is to be known of the reading of a text.
func checkText(t *testing.T, text string) {
	t.Helper()
	whole := walkAll(FromBytes([]byte(text), 1))
	var shared Reader
	shared.Reset([]byte(text), text, 1)
	for size, r := range map[int]*Reader{-1: &shared, 1: inParts(text, 1), 2: inParts(text, 2), 3: inParts(text, 3), 7: inParts(text, 7), 64: inParts(text, 64), 1 << 16: inParts(text, 1<<16)} {
		if w := walkAll(r); !sameWalk(w, whole) {
			t.Fatalf("%q in parts of %d bytes:\n%+v\nwant\n%+v", text, size, w, whole)
		}
	}
	checkPlaces(t, text, whole)
	if stdjson.Valid([]byte(text)) && whole.err != errJSONDeep.Error() {
		checkValid(t, text, whole)
	}
}

func sameWalk(a, b walk) bool {
	if a.lines != b.lines || a.err != b.err || len(a.leaves) != len(b.leaves) || len(a.values) != len(b.values) {
		return false
	}
	for i := range a.leaves {
		if a.leaves[i] != b.leaves[i] {
			return false
		}
	}
	return a.err != "" || sameTree(a.values, b.values)
}

// sameTree compares values, of which NaN is equal to itself.
func sameTree(a, b []any) bool {
	for i := range a {
		if f, ok := a[i].(float64); ok && math.IsNaN(f) {
			g, ok := b[i].(float64)
			if !ok || !math.IsNaN(g) {
				return false
			}
			continue
		}
		x, isArray := a[i].([]any)
		y, both := b[i].([]any)
		if isArray && both && len(x) == len(y) {
			if !sameTree(x, y) {
				return false
			}
			continue
		}
		if m, ok := a[i].(map[string]any); ok {
			n, ok := b[i].(map[string]any)
			if !ok || len(m) != len(n) {
				return false
			}
			for key := range m {
				if !sameTree([]any{m[key]}, []any{n[key]}) {
					return false
				}
			}
			continue
		}
		if !reflect.DeepEqual(a[i], b[i]) {
			return false
		}
	}
	return true
}

// checkValid compares the values of valid JSON with those of encoding/json, and
// checks that all before the end of a truncated text is read.
func checkValid(t *testing.T, text string, whole walk) {
	t.Helper()
	d := stdjson.NewDecoder(strings.NewReader(text))
	d.UseNumber()
	var want any
	if err := d.Decode(&want); err != nil {
		t.Fatal(err)
	}
	if want = numbers(want); whole.err != "" || len(whole.values) != 1 || !sameTree(whole.values, []any{want}) {
		t.Fatalf("%q:\n%+v\nwant\n%+v", text, whole, want)
	}
	if n := 1 + int64(strings.Count(text, "\n")); whole.lines != n {
		t.Fatalf("%q: ends in line %d, want %d", text, whole.lines, n)
	}
	for k := 0; k < len(text); k += 1 + len(text)/50 {
		cut := walkAll(inParts(text[:k], 5))
		n := 0
		for n < len(whole.leaves) && whole.leaves[n].end < int64(k) {
			n++
		}
		if len(cut.leaves) < n {
			t.Fatalf("%q: %d leaves of the first %d bytes, want %d", text, len(cut.leaves), k, n)
		}
		for i := range n {
			if cut.leaves[i] != whole.leaves[i] {
				t.Fatalf("%q: leaf %d of the first %d bytes is %v, want %v", text, i, k, cut.leaves[i], whole.leaves[i])
			}
		}
	}
	r := inParts(text, 3)
	if r.skip(); r.Peek() != 0 || r.Err != nil || r.Line != whole.lines {
		t.Fatalf("%q: skipped up to %d in line %d: %v", text, r.Base+int64(r.Pos), r.Line, r.Err)
	}
}

// numbers replaces the numbers in a value as Reader.Number reads them.
func numbers(v any) any {
	switch v := v.(type) {
	case stdjson.Number:
		f, err := strconv.ParseFloat(string(v[:min(len(v), maxScalar)]), 64)
		if err != nil {
			return math.NaN()
		}
		return f
	case []any:
		for i := range v {
			v[i] = numbers(v[i])
		}
	case map[string]any:
		for key := range v {
			v[key] = numbers(v[key])
		}
	}
	return v
}

// checkPlaces reads values again from their places, and strings in pieces.
func checkPlaces(t *testing.T, text string, whole walk) {
	t.Helper()
	in, _ := tape.NewInput(source.FromString("x", text))
	for i := 0; i < len(whole.leaves); i += 1 + len(whole.leaves)/10 {
		l := whole.leaves[i]
		var again walk
		r := NewReaderAt(in, l.at)
		if again.value(r); len(again.leaves) != 1 || again.leaves[0] != l {
			t.Fatalf("%q: again from %v: %v, want %v", text, l.at, again.leaves, l)
		}
		if r = NewReaderAt(in, l.at); !r.Is('"') {
			continue
		}
		want := NewReaderAt(in, l.at).Text()
		p := ReadPassage(r, 3)
		for got := p.Text; p.Rest.Line > 0 || got != want; {
			if p.Rest.Line == 0 {
				t.Fatalf("%q in pieces: %q, want %q", text, got, want)
			}
			var piece []byte
			piece, p.Rest = readPiece(NewReaderAt(in, p.Rest), 3)
			got += string(piece)
		}
		if end := r.Base + int64(r.Pos); end != l.end {
			t.Fatalf("%q: a passage at %v ends at %d, want %d", text, l.at, end, l.end)
		}
	}
}

// An error of reading ends the reading like any other, and is not one of JSON.
func TestReadingFails(t *testing.T) {
	broken := errors.New("broken")
	r := NewReader(io.MultiReader(strings.NewReader(`["one", "tw`), failing{broken}))
	w := walkAll(r)
	in, _ := tape.NewInput(source.FromString("x", ""))
	if len(w.leaves) != 1 || r.Err != broken || Failed(in, r) != broken {
		t.Errorf("%+v, error %v", w, r.Err)
	}
}

type failing struct{ error }

func (f failing) Read([]byte) (int, error) { return 0, f.error }

// Keys and strings cost no allocation where the text is shared, and keys only one
// each where it is not.
func TestAllocations(t *testing.T) {
	line := `{"speaker": "Ann Lee", "label": "Ann Lee", "start": 1.5, "asks": true, "end": null, "text": "Good morning to all of you.", "words": [{"w": "Good"}]}` + "\n"
	b := []byte(line)
	var r Reader
	read := func(key string) {
		switch key {
		case "speaker", "label", "text":
			r.Text()
		case "start", "end":
			r.Number()
		case "asks":
			r.Truth()
		}
	}
	if n := testing.AllocsPerRun(100, func() {
		r.Reset(b, line, 1)
		r.Object(read)
	}); n > 0 || r.Err != nil {
		t.Errorf("%v allocations of a shared line, want 0; error %v", n, r.Err)
	}
	many := NewReader(strings.NewReader(strings.Repeat(line, 1000)))
	if n := testing.AllocsPerRun(1, func() {
		for range 400 {
			many.Object(func(string) {})
		}
	}); n > 10 || many.Err != nil {
		t.Errorf("%v allocations for the keys of 400 objects, want few; error %v", n, many.Err)
	}
}

// benchLine is an object as verbatim writes it.
const benchLine = `{"source":"talk.txt","n":21,"speaker":"Ann Lee","label":"Ann Lee (by phone)","role":"","question":2,"asks":true,"start":12.5,"end":null,"line":39,` +
	`"paragraphs":[{"lines":[39,39],"text":"The treaty says “not more than two”, and that is what we have asked for. Is there a reason to believe that the other side reads it in another way?"},` +
	`{"lines":[40,40],"text":"And who is going to tell them?"}]}` + "\n"

// BenchmarkReader reads objects as verbatim writes them: all of each, all in
// buffers, and nothing but their keys.
func BenchmarkReader(b *testing.B) {
	text := strings.Repeat(benchLine, 2000)
	data := []byte(text)
	run := func(name string, read func()) {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				read()
			}
		})
	}
	var r *Reader
	var all func(key string)
	each := func() {
		if r.Is('{') {
			r.Object(all)
		} else {
			r.Text()
		}
	}
	all = func(key string) {
		if key == "paragraphs" {
			r.Array(each)
		} else {
			r.Text()
		}
	}
	objects := func(field func(string)) {
		for r.Peek() == '{' {
			r.Object(field)
		}
		if r.Err != nil {
			b.Fatal(r.Err)
		}
	}
	run("memory", func() { r = FromBytes(data, 1); objects(all) })
	run("shared", func() { r = &Reader{}; r.Reset(data, text, 1); objects(all) })
	run("buffers", func() { r = NewReader(bytes.NewReader(data)); objects(all) })
	run("skip", func() { r = NewReader(bytes.NewReader(data)); objects(func(string) {}) })
}
