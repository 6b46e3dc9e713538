package transcript

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	utf16 "golang.org/x/text/encoding/unicode"

	"verbatim/internal/fault"
)

func encode(t *testing.T, e encoding.Encoding, s string) string {
	t.Helper()
	out, err := encoding.ReplaceUnsupported(e.NewEncoder()).String(s)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func gzipped(s string) string {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	z.Write([]byte(s))
	z.Close()
	return b.String()
}

func zipped(t *testing.T, files ...string) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i, s := range files {
		w, err := z.Create(string(rune('a'+i)) + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		w.Write([]byte(s))
	}
	z.Close()
	return b.String()
}

// said returns what a document says, for comparison.
func said(d *Document) string {
	var b strings.Builder
	for _, x := range blocks(d) {
		b.WriteString(x.Text + "\n")
	}
	return b.String()
}

func TestDecode(t *testing.T) {
	read := func(name string) string {
		b, err := os.ReadFile("../testdata/transcripts/" + name)
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	en, fr := read("sochi-2023-09-15.txt"), read("press-fr.txt")
	// Quotes and dashes are not in every one of the charmaps.
	ru := strings.NewReplacer("«", `"`, "»", `"`, "–", "-", "—", "-", "…", "...").Replace(read("press-ru.txt"))
	for _, c := range []struct{ name, in, want string }{
		{"UTF-8 with a mark", "\ufeff" + ru, ru},
		{"UTF-16 LE with a mark", encode(t, utf16.UTF16(utf16.LittleEndian, utf16.UseBOM), ru), ru},
		{"UTF-16 BE", encode(t, utf16.UTF16(utf16.BigEndian, utf16.IgnoreBOM), ru), ru},
		{"UTF-16 LE", encode(t, utf16.UTF16(utf16.LittleEndian, utf16.IgnoreBOM), en), en},
		{"windows-1251", encode(t, charmap.Windows1251, ru), ru},
		{"KOI8-R", encode(t, charmap.KOI8R, ru), ru},
		{"cp866", encode(t, charmap.CodePage866, ru), ru},
		{"ISO-8859-5", encode(t, charmap.ISO8859_5, ru), ru},
		{"windows-1252", encode(t, charmap.Windows1252, fr), fr},
		{"CR", strings.ReplaceAll(en, "\n", "\r"), en},
		{"CR LF", strings.ReplaceAll(en, "\n", "\r\n"), en},
		{"gzip", gzipped(en), en},
		{"gzip of windows-1251", gzipped(encode(t, charmap.Windows1251, ru)), ru},
		{"zip", zipped(t, en), en},
		{"a bad byte", strings.Replace(en, "Belarus.", "Belarus\xff", 1), strings.Replace(en, "Belarus.", "Belarus\uFFFD", 1)},
	} {
		t.Run(c.name, func(t *testing.T) {
			want := said(load(t, c.want))
			if got := said(load(t, c.in)); got != want {
				t.Errorf("got %.300q\nwant %.300q", got, want)
			}
		})
	}
}

// Whoever reads a file that is cut gets what comes before the cut, and then
// the error: from a Reader, a Printer and Load alike.
func TestDecodeCut(t *testing.T) {
	var text strings.Builder
	for i := range 40000 {
		fmt.Fprintf(&text, "Ann Lee: How is %d?\nBob Hale: It is %d.\n", i*7919, i*i)
	}
	whole := gzipped(text.String())
	const want = "x: is truncated: the compressed data is incomplete"
	for _, c := range []struct {
		name string
		size int
	}{{"in the head", 200}, {"further on", len(whole) * 3 / 4}, {"before the sum", len(whole) - 4}} {
		t.Run(c.name, func(t *testing.T) {
			d, err := Load(context.Background(), FromString("x", whole[:c.size]), Options{})
			if err == nil || err.Error() != want {
				t.Fatalf("got error %v, want %s", err, want)
			}
			if _, done := d.Scanned(); !done || d.Len() == 0 {
				t.Errorf("got %d turns, done %t", d.Len(), done)
			}
			var b strings.Builder
			src := FromString("x", whole[:c.size])
			r, err := Open(src, Options{})
			if err != nil {
				t.Fatal(err)
			}
			p, _ := NewPrinter(&b, "jsonl")
			err = p.Print(context.Background(), NewDocument(src), r, Criteria{})
			if err == nil || err.Error() != want {
				t.Errorf("got error %v, want %s", err, want)
			}
			if n := strings.Count(b.String(), "\n"); n != d.Len() || p.Turns() != n {
				t.Errorf("got %d lines of %d turns", n, d.Len())
			}
		})
	}
}

func TestDecodeBad(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"not really gzip", "\x1f\x8bnonsense", "x: is damaged: it cannot be unpacked"},
		{"not really zip", "PK\x03\x04" + strings.Repeat("x", 100), "x: is truncated or damaged: the list of its files is missing"},
		{"two files", zipped(t, "Ann: yes", "Bob: no"), "x: contains several files"},
		{"no file", "PK\x03\x04" + zipped(t), "x: does not contain a file"},
		{"bomb", gzipped("Ann: yes\n" + strings.Repeat("yes ", 2<<20)), "x: unpacks to over 200 times its size"},
		{"picture", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "x: is a picture"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := Load(context.Background(), FromString("x", c.in), Options{})
			var e *fault.Error
			if !errors.As(err, &e) || e.Error() != c.want {
				t.Errorf("got %v, want %s", err, c.want)
			}
		})
	}
}
