package transcript

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// objectDir has small files of JSON, as recognisers, chats, models and editors write it,
// and what has to be read in each, as frameDir has.
const objectDir = "../testdata/json"

// TestObjects reads all of them.
func TestObjects(t *testing.T) { readAll(t, objectDir) }

// inputs returns the files of a pattern by name, without what is wanted of them.
func inputs(t *testing.T, pattern string) map[string]string {
	t.Helper()
	names, err := filepath.Glob(pattern)
	if err != nil || len(names) < 100 {
		t.Fatalf("%d files: %v", len(names), err)
	}
	texts := map[string]string{}
	for _, name := range names {
		if strings.HasSuffix(name, ".want.json") {
			continue
		}
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		texts[filepath.Base(name)] = string(b)
	}
	return texts
}

// TestNotTranscripts checks that JSON and XML which is something else is refused: packages, logs,
// products, reviews, schemas, data sets, feeds, laws.
func TestNotTranscripts(t *testing.T) {
	for name, text := range inputs(t, "../testdata/not*/*") {
		d, err := Load(t.Context(), FromString(name, text), Options{})
		if d != nil {
			defer d.Close()
		}
		if err == nil && d.Len() > 0 {
			t.Errorf("%s has %d turns of %d speakers", name, d.Len(), len(d.Speakers())-1)
		}
	}
}

// TestObjectsCut checks that a file that ends too early is read as far as it goes, and that
// the error says so.
func TestObjectsCut(t *testing.T) {
	for name, text := range inputs(t, objectDir+"/*.json") {
		text = strings.TrimSpace(text)
		d, err := Load(t.Context(), FromString(name, text[:len(text)-1]), Options{})
		if err == nil || !strings.Contains(err.Error(), "ends in the middle") {
			t.Errorf("%s: error %v", name, err)
		}
		if d == nil {
			t.Fatalf("%s: no document", name)
		}
		whole, err := Load(t.Context(), FromString(name, text), Options{})
		if err != nil {
			t.Fatal(err)
		}
		if d.Len() != whole.Len() {
			t.Errorf("%s: %d turns without the last sign, %d with it", name, d.Len(), whole.Len())
		}
	}
}

// TestObjectsInPieces checks that it makes no difference how a file of JSON arrives.
func TestObjectsInPieces(t *testing.T) {
	for name, text := range inputs(t, objectDir+"/*.json*") {
		whole, err := Load(t.Context(), FromString(name, text), Options{})
		if err != nil {
			t.Fatal(err)
		}
		d, err := Load(t.Context(), FromReader(name, trickle{strings.NewReader(text), 256}), Options{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got, want := jsonTurns(d), jsonTurns(whole); got != want {
			t.Errorf("%s in pieces:\n%s\nwant\n%s", name, got, want)
		}
		_ = d.Close() // of memory
	}
}

// TestManyWords checks that no word of a long record is lost or written twice, wherever it
// stands.
func TestManyWords(t *testing.T) {
	const n = 40_000
	list := func(extra string) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, `%s{"word":"w%d","start":%d.5,"end":%d.9%s}`, strings.Repeat(",", min(i, 1)), i, i, i, extra)
		}
		return b.String()
	}
	for name, text := range map[string]string{
		"in a channel":            `{"results":{"channels":[{"alternatives":[{"words":[` + list("") + `],"transcript":"w0 w1"}]}]}}`,
		"in two channels":         `{"results":{"channels":[{"alternatives":[{"words":[` + list("") + `]}]},{"alternatives":[{"words":[` + list("") + `]}]}]}}`,
		"before the speaker":      `{"monologues":[{"words":[` + list("") + `],"speaker":"Ann"},{"words":[{"word":"End.","start":50000,"end":50001}],"speaker":"Bob"}]}`,
		"repeated with speakers":  `{"results":[{"alternatives":[{"transcript":"w0","words":[{"word":"w0","start":0.5,"end":0.9}]}]},{"alternatives":[{"words":[` + list(`,"speakerTag":1`) + `]}]}]}`,
		"in a line of JSON Lines": `{"speaker":"Ann","words":[` + list("") + `]}` + "\n" + `{"speaker":"Bob","words":[{"word":"End.","start":50000,"end":50001}]}` + "\n",
	} {
		t.Run(name, func(t *testing.T) {
			d := load(t, text)
			words := 0
			for i := range d.Len() {
				for p := range d.Paragraphs(i) {
					words += strings.Count(p, "w")
				}
			}
			want := n
			if name == "in two channels" {
				want = 2 * n
			}
			if words != want || d.Lost() != 0 {
				t.Errorf("%d words, %d lost, want %d", words, d.Lost(), want)
			}
			if name == "before the speaker" && d.Turn(0).Name != "Ann" {
				t.Errorf("said by %q", d.Turn(0).Name)
			}
		})
	}
}
