package transcript

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"verbatim/transcript/internal/source"
)

// A serialForm hides that turns can be printed apart.
type serialForm struct{ form }

// breaksAt returns an error for bytes from an offset on, unless it is 0.
type breaksAt struct {
	*strings.Reader
	off int64
}

var errBroken = errors.New("broken")

func (r *breaksAt) ReadAt(b []byte, off int64) (int, error) {
	if end := off + int64(len(b)); r.off > 0 && end > r.off {
		n, _ := r.Reader.ReadAt(b[:max(0, r.off-off)], off)
		return n, errBroken
	}
	return r.Reader.ReadAt(b, off)
}

// aheadText has turns of different sizes: many small ones, and two that are too
// long for a part, next to each other.
func aheadText() string {
	var b strings.Builder
	for i := range 5_000 {
		fmt.Fprintf(&b, "Speaker %c: Turn %d says “%s”.\nAnd a \ttab.\n\n", 'A'+i%20, i, strings.Repeat("so ", i%40))
		if i == 2_000 || i == 2_001 {
			fmt.Fprintf(&b, "%s\n\n", strings.Repeat("a long word, ", 100_000))
		}
	}
	return b.String()
}

// TestAhead checks that turns printed ahead are written like those printed one
// after the other: all, some, and up to an error.
func TestAhead(t *testing.T) {
	text := aheadText()
	in := &breaksAt{strings.NewReader(text), 0}
	d, err := Load(context.Background(), &Source{source.FromReaderAt("talk.txt", in, int64(len(text)))}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	odd, small := &Selection{}, &Selection{}
	for i := range d.Len() {
		if i%3 == 1 {
			odd.turns = append(odd.turns, uint32(i))
		}
		if i%1000 == 17 {
			small.turns = append(small.turns, uint32(i))
		}
	}
	for _, format := range []string{"json", "jsonl", "csv"} {
		for name, sel := range map[string]*Selection{"all": nil, "odd": odd, "small": small} {
			for _, off := range []int64{0, 4 * source.PageSize, int64(len(text)) / source.PageSize * source.PageSize} { // a View may have part of a page
				in.off = off
				got, turns, gotErr := aheadPrint(t, d, sel, format, false)
				want, wantTurns, wantErr := aheadPrint(t, d, sel, format, true)
				if got != want || turns != wantTurns || fmt.Sprint(gotErr) != fmt.Sprint(wantErr) {
					t.Errorf("%s, %s, broken at %d: %d bytes, %d turns, error %v; want %d, %d, %v", format, name, off, len(got), turns, gotErr, len(want), wantTurns, wantErr)
				}
			}
		}
	}
}

func aheadPrint(t *testing.T, d *Document, sel *Selection, format string, serial bool) (string, int, error) {
	t.Helper()
	var out bytes.Buffer
	p, err := NewPrinter(&out, format)
	if err != nil {
		t.Fatal(err)
	}
	if serial {
		p.form = serialForm{p.form}
	}
	err = p.PrintSelection(context.Background(), d.Snapshot(), sel)
	p.w.Flush()
	return out.String(), p.Turns(), err
}

// A full disk ends the printing, though more turns have been printed ahead.
func TestAheadFull(t *testing.T) {
	d := load(t, aheadText())
	p, err := NewPrinter(&full{room: 1 << 20}, "jsonl")
	if err != nil {
		t.Fatal(err)
	}
	if err := p.PrintSelection(context.Background(), d, nil); err != errBroken || p.Turns() == 0 || p.Turns() == d.Len() {
		t.Errorf("error %v after %d turns of %d", err, p.Turns(), d.Len())
	}
}

// A full writer fails when it has taken some bytes.
type full struct{ room int }

func (f *full) Write(b []byte) (int, error) {
	if f.room -= len(b); f.room < 0 {
		return 0, errBroken
	}
	return len(b), nil
}

// BenchmarkPrint prints a talk without times in each format.
func BenchmarkPrint(b *testing.B) {
	text, err := os.ReadFile(benchTalk.File(b))
	if err != nil {
		b.Fatal(err)
	}
	d := load(b, string(text))
	for _, format := range []string{"text", "markdown", "json", "jsonl", "csv"} {
		b.Run(format, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				p, err := NewPrinter(&full{room: 1 << 40}, format)
				if err != nil {
					b.Fatal(err)
				}
				if err := p.PrintSelection(context.Background(), d, nil); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
