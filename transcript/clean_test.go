package transcript

import (
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
		{"combining marks", "e" + strings.Repeat("\u0301", 5000), "e" + strings.Repeat("\u0301", maxMarks)},
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

func FuzzClean(f *testing.F) {
	f.Add("a\x1b[31mb\u202e\u009b\xff\u200d\u200d")
	f.Fuzz(func(t *testing.T, s string) {
		got := Clean(s)
		if !utf8.ValidString(got) {
			t.Fatalf("not UTF-8: %q", got)
		}
		for _, r := range got {
			if r != '\n' && unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) {
				t.Fatalf("%U is left in %q", r, got)
			}
		}
		if again := Clean(got); again != got {
			t.Fatalf("cleaning %q again gives %q", got, again)
		}
	})
}
