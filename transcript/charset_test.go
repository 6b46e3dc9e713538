package transcript

import (
	"context"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	utf16 "golang.org/x/text/encoding/unicode"
	"golang.org/x/text/unicode/norm"
)

// allEncodings are those a source may be in without being told.
var allEncodings = []struct {
	name string
	encoding.Encoding
}{
	{"UTF-16LE with a mark", utf16.UTF16(utf16.LittleEndian, utf16.UseBOM)},
	{"UTF-16BE with a mark", utf16.UTF16(utf16.BigEndian, utf16.UseBOM)},
	{"UTF-16LE", utf16.UTF16(utf16.LittleEndian, utf16.IgnoreBOM)},
	{"UTF-16BE", utf16.UTF16(utf16.BigEndian, utf16.IgnoreBOM)},
	{"windows-1252", charmap.Windows1252},
	{"windows-1251", charmap.Windows1251},
	{"KOI8-R", charmap.KOI8R},
	{"cp866", charmap.CodePage866},
	{"ISO-8859-5", charmap.ISO8859_5},
}

// speeches returns who says what in d, whatever its paragraphs are.
func speeches(d *Document) string {
	var b strings.Builder
	for i := range d.Len() {
		b.WriteString(d.Speakers()[d.SpeakerOf(i)].Name + ":")
		for first := range d.paragraphs(i) {
			if first.Kind != Speech {
				continue
			}
			for text := range d.pieces(first) {
				b.WriteString(" " + strings.Join(strings.Fields(text), " "))
			}
		}
		b.WriteString("\n")
	}
	return b.String()
}

// speechesIn returns what is said in text, read with options.
func speechesIn(t *testing.T, text string, o Options) string {
	t.Helper()
	d, err := Load(context.Background(), FromString("x.txt", text), o)
	if err != nil {
		t.Fatal(err)
	}
	return speeches(d)
}

// sameSpeech compares what is said, and shows the first line that differs.
func sameSpeech(t *testing.T, how, got, want string) {
	t.Helper()
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range max(len(g), len(w)) {
		if i >= len(g) || i >= len(w) || g[i] != w[i] {
			t.Errorf("%s: turn %d of %d is\n%.200s\nnot\n%.200s", how, i+1, len(g)-1, strings.Join(g[min(i, len(g)):], "\n"), strings.Join(w[min(i, len(w)):], "\n"))
			return
		}
	}
}

// Every sample gives the same turns in every encoding that can carry it. What
// an encoding has no quotes and dashes for is written with plain ones.
func TestSamplesInEveryEncoding(t *testing.T) {
	plain := strings.NewReplacer("«", `"`, "»", `"`, "“", `"`, "”", `"`, "‘", "'", "’", "'", "–", "-", "—", "-", "…", "...")
	for name, text := range samples(t) {
		t.Run(name, func(t *testing.T) {
			for _, e := range allEncodings {
				text := text
				if _, err := e.NewEncoder().String(text); err != nil {
					text = plain.Replace(text)
				}
				in, err := e.NewEncoder().String(text)
				if err != nil {
					continue // not of its script
				}
				sameSpeech(t, e.name, speechesIn(t, in, Options{}), speechesIn(t, text, Options{}))
			}
		})
	}
}

// Whoever names the encoding is believed, where the bytes say little.
func TestNamedEncoding(t *testing.T) {
	const text = "Ёж: да.\n\nУж: нет.\n\nЁж: да!\n"
	want := speechesIn(t, text, Options{})
	for name, e := range map[string]encoding.Encoding{
		"windows-1251": charmap.Windows1251, "koi8-r": charmap.KOI8R, "cp866": charmap.CodePage866, "iso-8859-5": charmap.ISO8859_5,
		"utf-16le": utf16.UTF16(utf16.LittleEndian, utf16.IgnoreBOM), "utf-16be": utf16.UTF16(utf16.BigEndian, utf16.IgnoreBOM),
		"utf-8": utf16.UTF8,
	} {
		in, err := e.NewEncoder().String(text)
		if err != nil {
			t.Fatal(err)
		}
		for _, o := range []Options{{Encoding: name}, {Format: "text", Encoding: name}} {
			sameSpeech(t, name, speechesIn(t, in, o), want)
		}
	}
	for _, bad := range []string{"utf-99", "text", "koi8-r,cp866", "replacement", ","} {
		if (Options{Encoding: bad}).Check() == nil {
			t.Errorf("%q is an encoding", bad)
		}
	}
}

// hardWrapped returns text with its lines broken at 72 columns, and a blank
// line between them.
func hardWrapped(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		col := 0
		for _, word := range strings.Fields(line) {
			n := utf8.RuneCountInString(word)
			switch {
			case col > 0 && col+1+n > 72:
				b.WriteByte('\n')
				col = 0
			case col > 0:
				b.WriteByte(' ')
				col++
			}
			b.WriteString(word)
			col += n
		}
		b.WriteString("\n\n")
	}
	return b.String()
}

// between returns text with s after every letter that another one follows.
func between(text, s string) string {
	var b strings.Builder
	last := ' '
	for _, r := range text {
		if unicode.IsLetter(last) && unicode.IsLetter(r) {
			b.WriteString(s)
		}
		b.WriteRune(r)
		last = r
	}
	return b.String()
}

// The seed says the same however its lines end and its blanks are written,
// wrapped, and without any line end.
func TestSeedWrittenOtherwise(t *testing.T) {
	text := samples(t)["sochi-2023-09-15.txt"]
	want := speechesIn(t, text, Options{})
	for name, in := range map[string]string{
		"CR LF":              strings.ReplaceAll(text, "\n", "\r\n"),
		"CR":                 strings.ReplaceAll(text, "\n", "\r"),
		"hard blanks":        strings.ReplaceAll(text, " ", "\u00a0"),
		"soft hyphens":       between(text, "\u00ad"),
		"zero width":         between(text, "\u200b"),
		"decomposed":         norm.NFD.String(text),
		"wrapped":            hardWrapped(text),
		"wrapped with CR LF": strings.ReplaceAll(hardWrapped(text), "\n", "\r\n"),
		"one line":           strings.Join(strings.Fields(text), " "),
		"one line and break": strings.Join(strings.Fields(text), " ") + "\n",
	} {
		sameSpeech(t, name, speechesIn(t, in, Options{}), want)
	}
}

// One long line gives the same turns whatever is read of it at once, and far
// beyond what is.
func TestRunningIsLong(t *testing.T) {
	part := strings.Join(strings.Fields(samples(t)["sochi-2023-09-15.txt"]), " ")
	part = part[strings.Index(part, "Question:"):strings.Index(part, "<…>")]
	text := strings.Repeat(part, 200)
	d, err := Load(context.Background(), FromString("x.txt", text), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if d.Len() != 200*15 || d.Format() != "running" {
		t.Errorf("%d turns of 3000, read as %s", d.Len(), d.Format())
	}
	for i := range d.Len() {
		if got, want := d.SpeakerOf(i), d.SpeakerOf(i%15); got != want {
			t.Fatalf("turn %d is of speaker %d, not of %d", i, got, want)
		}
	}
}
