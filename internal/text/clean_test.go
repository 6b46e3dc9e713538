package text

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestClean(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"plain", "What was asked?", "What was asked?"},
		{"letters", "Что спросили? 何", "Что спросили? 何"},
		{"escape sequence", "a\x1b[31mb", "a␛[31mb"},
		{"window title", "\x1b]0;x\x07", "␛]0;x␇"},
		{"nul and delete", "a\x00b\x7f", "a␀b␡"},
		{"C1 control", "a\u009b31mb", "a\uFFFD31mb"},
		{"tab", "ab\tc", "ab      c"},
		{"CR LF", "a\r\nb", "a\nb"},
		{"lone CR", "a\rb", "a\nb"},
		{"other line ends", "a\vb\fc\u2028d\u2029e\u0085f\x1cg", "a\nb\nc\nd\ne\nf\ng"},
		{"invalid bytes", "a\xffb\xfe\xfd", "a\uFFFDb\uFFFD\uFFFD"},
		{"truncated sequence", "a\xe2\x80b", "a\uFFFDb"},
		{"overlong", "\xc0\xaf", "\uFFFD\uFFFD"},
		{"surrogate", "\xed\xa0\x80", "\uFFFD\uFFFD\uFFFD"},
		{"bidi override", "a\u202eb\u202c\u2066c\u2069", "abc"},
		{"soft hyphen and zero width", "ta\u00adn\u200bgo\ufeff", "tango"},
		{"tags", "a\U000E0041\U000E0042", "a"},
		{"joiner between letters", "नम\u200dस", "नम\u200dस"},
		{"joiner after a blank", " \u200da", " a"},
		{"two joiners", "a\u200d\u200db", "a\u200db"},
		{"family", "👨\u200d👩\u200d👧", "👨\u200d👩\u200d👧"},
		{"variation selectors", "❤\ufe0f\ufe0f", "❤\ufe0f"},
		{"combining marks", "e" + strings.Repeat("\u0301", 5000), "e" + strings.Repeat("\u0301", MaxMarks)},
		{"marks with a width", "क" + strings.Repeat("ा", 100), "क" + strings.Repeat("ा", MaxMarks)},
		{"vowels of a syllable", "ᄀ" + strings.Repeat("ᅡ", 100), "ᄀ" + strings.Repeat("ᅡ", MaxMarks)},
		{"skin colours", "👍" + strings.Repeat("🏽", 100), "👍" + strings.Repeat("🏽", MaxMarks)},
		{"signs before a number", strings.Repeat("\u0600", 100) + "1", strings.Repeat("\u0600", MaxMarks+1) + "1"},
		{"letters joined without end", strings.Repeat("क्", 3*maxLinks+2) + "क", strings.Repeat(strings.Repeat("क्", maxLinks)+"क", 3)},
		{"a long word of joined letters", "कार्त्स्न्य धर्मक्षेत्रे कुरुक्षेत्रे", "कार्त्स्न्य धर्मक्षेत्रे कुरुक्षेत्रे"},
		{"joiners without end", strings.Repeat("👩\u200d", 2*MaxJoiners+1) + "👩", strings.Repeat(strings.Repeat("👩\u200d", MaxJoiners)+"👩", 2)},
		{"fillers", "a\u115f\u1160\u3164\uffa0\u034f\u180eb", "ab"},
		{"marks of direction", "a\u200e\u200f\u061cb", "ab"},
		{"noncharacters", "a\uffffb", "a\uFFFDb"},
		{"a private use character", "a\ue000b", "a\ue000b"},
		{"what is left of a sequence", "\x1b\x1b[3\x00J[2J", "␛␛[3␀J[2J"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := Clean(c.in); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestCleanName(t *testing.T) {
	if got, want := CleanName("  Ann\u00a0 \tLee\u202e\nx\x1b "), "Ann Lee␤x␛"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// unseen reports whether the cleaner may change or remove r.
func unseen(r rune) bool {
	return r != '\n' && unicode.IsControl(r) || IsBreak(r) && r != '\n' || IsHidden(r) || IsMark(r) || IsPrefix(r) || r == utf8.RuneError ||
		r >= 0x200C && r <= 0x200D || r >= 0xFE00 && r <= 0xFE0F || unicode.Is(unicode.Noncharacter_Code_Point, r)
}

func TestIsPlain(t *testing.T) {
	for r := range rune(0x20000) {
		if isPlain(r) && unseen(r) {
			t.Errorf("isPlain(%U) is true, but the cleaner may change it", r)
		}
	}
}

// Clean text contains nothing that a terminal could take for a command; text
// that needs no cleaning is unchanged. Escaped JSON is as safe to print and
// decodes to the same text.
func FuzzClean(f *testing.F) {
	f.Add("a\x1b[31mb\u202e\u009b\xff\u200d\u200d")
	f.Add("Что спросили? 何 \ue000")
	f.Add("\U000e0041क्\u0600")
	f.Fuzz(func(t *testing.T, s string) {
		got := Clean(s)
		if !utf8.ValidString(got) {
			t.Fatalf("not UTF-8: %q", got)
		}
		for _, r := range got {
			selector := r >= 0xE0100 && r <= 0xE01EF // allowed once on a base
			if r != '\n' && unicode.IsControl(r) || IsHidden(r) && !selector && r != 0x200C && r != 0x200D || IsBreak(r) && r != '\n' {
				t.Fatalf("%U remains in %q", r, got)
			}
		}
		if !strings.ContainsFunc(s, unseen) && utf8.ValidString(s) && got != s {
			t.Fatalf("%q became %q", s, got)
		}
		c := Cleaner{Keep: true}
		c.Add([]byte(s), 0)
		shown := Cleaner{}
		if shown.Add([]byte(s), 0); !shown.Changed && shown.Hidden == 0 && !bytes.Equal(shown.Out, c.Out) {
			t.Fatalf("%q became %q unnoticed, want %q", s, shown.Out, c.Out)
		}
		if strings.ContainsFunc(string(c.Out), IsSetting) {
			t.Fatalf("%q contains line break hints", c.Out)
		}
		out := `"` + string(new(Escaper).Append(nil, string(c.Out))) + `"`
		if strings.ContainsFunc(out, func(r rune) bool { return unicode.IsControl(r) || IsHidden(r) && r != 0x200C && r != 0x200D }) {
			t.Fatalf("%q is not safe to print", out)
		}
		var back string
		if err := json.Unmarshal([]byte(out), &back); err != nil || back != string(c.Out) {
			t.Fatalf("%q decodes to %q (%v)", c.Out, back, err)
		}
		if again := Clean(got); again != got {
			t.Fatalf("cleaning %q again gives %q", got, again)
		}
	})
}
