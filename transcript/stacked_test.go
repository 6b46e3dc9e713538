package transcript

import (
	"encoding/json"
	"strings"
	"testing"

	"verbatim/internal/text"
)

// stacked are texts that have more on a character than may stand there, longer
// than a block.
var stacked = map[string]string{
	"marks":              "a" + strings.Repeat("\u0301", 40_000) + " b",
	"marks after marks":  strings.Repeat("e"+strings.Repeat("\u0301\u0489", 6_000), 9),
	"hidden among them":  "a" + strings.Repeat("\u0301\u200b", 40_000) + " b",
	"skin colours":       "👍" + strings.Repeat("🏽", 20_000) + " b",
	"variation":          "❤" + strings.Repeat("\ufe0f", 40_000) + " b",
	"vowels":             "ᄀ" + strings.Repeat("ᅡ", 40_000) + " b",
	"signs of numbers":   strings.Repeat("\u0600", 40_000) + "1",
	"letters joined":     strings.Repeat("क्", 20_000) + "क",
	"emoji joined":       strings.Repeat("👩\u200d", 20_000) + "👩",
	"joiners in between": strings.Repeat("a\u200d\u200d", 20_000) + "b",
}

// What is printed piece by piece has no more on a character than what is
// cleaned at once.
func TestStackedPrinted(t *testing.T) {
	for name, said := range stacked {
		t.Run(name, func(t *testing.T) {
			d := load(t, "Ann Lee: Go on.\n\nBob Hale: "+said+"\n\nAnn Lee: Thank you.\n\nBob Hale: Not at all.\n")
			if _, hi := d.TextSpan(1); hi < 2*blockGrid {
				t.Fatalf("the turn ends at byte %d", hi)
			}
			for _, o := range Outputs() {
				if o.Name == "vtt" || o.Name == "srt" {
					continue
				}
				out, err := printed(t, d, o.Name)
				if err != nil {
					t.Fatal(err)
				}
				checkStacked(t, o.Name, out)
			}
			q, err := d.Quotation(t.Context(), nil, 1<<20)
			if err != nil {
				t.Error(err)
			}
			checkStacked(t, "quotation", q.Text)
		})
	}
}

// checkStacked tests what stands on the characters of text.
func checkStacked(t *testing.T, what, s string) {
	t.Helper()
	json := strings.HasPrefix(what, "json") // joiners and the signs of numbers are kept there
	marks, variants, joiners := 0, 0, 0
	var last rune
	for _, r := range s {
		switch {
		case text.IsVariant(r):
			variants++
		case r == 0x200D:
			joiners++
			marks = 0
		case text.IsMark(r), text.IsPrefix(r) && text.IsPrefix(last) && !json:
			marks++
		default:
			if last != 0x200D {
				joiners = 0
			}
			marks, variants = 0, 0
		}
		last = r
		if marks > text.MaxMarks || variants > 1 || joiners > text.MaxJoiners && !json {
			t.Fatalf("%s: %d marks, %d variation selectors, %d joiners", what, marks, variants, joiners)
		}
	}
}

// As JSON all of it is there, escaped, and is read back.
func TestStackedJSON(t *testing.T) {
	for name, said := range stacked {
		t.Run(name, func(t *testing.T) {
			d := load(t, "Ann Lee: Go on.\n\nBob Hale: "+said+"\n\nAnn Lee: Thank you.\n\nBob Hale: Not at all.\n")
			out, err := printed(t, d, "jsonl")
			if err != nil {
				t.Fatal(err)
			}
			var turn struct{ Paragraphs []struct{ Text string } }
			if err := json.Unmarshal([]byte(strings.Split(out, "\n")[1]), &turn); err != nil {
				t.Fatal(err)
			}
			want := strings.Map(func(r rune) rune {
				if text.IsSetting(r) {
					return -1
				}
				return r
			}, said)
			if len(turn.Paragraphs) != 1 || turn.Paragraphs[0].Text != want {
				t.Errorf("%d paragraphs, %d bytes of %d", len(turn.Paragraphs), len(turn.Paragraphs[0].Text), len(want))
			}
			if again, err := printed(t, load(t, out), "jsonl"); err != nil || speechOf(again) != speechOf(out) {
				t.Errorf("what was printed is read as something else (%v)", err)
			}
		})
	}
}

// speechOf returns JSON Lines without the lines of the source.
func speechOf(jsonl string) string {
	var b strings.Builder
	for line := range strings.Lines(jsonl) {
		_, text, _ := strings.Cut(line, `"text":`)
		b.WriteString(text)
	}
	return b.String()
}

// Where a long text may be cut, both sides are cleaned as they are together.
func TestCutsAreClean(t *testing.T) {
	for name, unit := range map[string]string{
		"Latin":      "word-and-word-",
		"Cyrillic":   "слово-и-слово-",
		"Han":        "今天上午收到消息",
		"accents":    "e\u0301a\u0308o\u0302u\u0328\u0301",
		"Devanagari": "कार्त्स्न्यधर्मक्षेत्रे",
		"emoji":      "👩\u200d👩\u200d👧\u200d👦❤\ufe0f👍🏽🇩🇪",
		"hidden":     "a\u00adb\u200bc\u2060",
		"invalid":    "слово-слово\xe2\x82и\xffслово",
		"Korean":     "ᄒ\u1161ᆫ글",
	} {
		t.Run(name, func(t *testing.T) {
			for shift := range 40 { // so that cuts fall anywhere
				said := strings.Repeat("x", shift) + strings.Repeat(unit, 3*blockGrid/len(unit))
				d := load(t, "Ann Lee: Go on.\n\nBob Hale: "+said+"\n\nAnn Lee: Thank you.\n\nBob Hale: Not at all.\n")
				got := ""
				n := 0
				for b, ok := d.Block(1, 0); ok; b, ok = d.NextBlock(1, b.End) {
					got += b.Text
					n++
				}
				if want := text.Clean(said); got != want || n < 2 {
					t.Fatalf("after %d bytes: %d blocks have %d bytes, want %d", shift, n, len(got), len(want))
				}
			}
		})
	}
}
