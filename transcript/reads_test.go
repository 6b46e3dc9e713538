package transcript

import (
	"context"
	"io"
	"strings"
	"sync/atomic"
	"testing"

	"verbatim/transcript/internal/label"
	"verbatim/transcript/internal/source"
)

// A countingReader counts the bytes that are read.
type countingReader struct {
	io.ReaderAt
	n atomic.Int64
}

func (c *countingReader) ReadAt(b []byte, off int64) (int, error) {
	n, err := c.ReaderAt.ReadAt(b, off)
	c.n.Add(int64(n))
	return n, err
}

// counted returns the document of a text, and what counts the bytes that are
// read from then on.
func counted(t *testing.T, text string) (*Document, *countingReader) {
	t.Helper()
	c := &countingReader{ReaderAt: strings.NewReader(text)}
	src := FromReaderAt("test.txt", c, int64(len(text)))
	d := drain(t, src, label.NewScanner(src.raw))
	c.n.Store(0)
	return d, c
}

// Wherever a reader goes in a turn, however long it and its paragraphs are,
// only what is near is read.
func TestReadsNearby(t *testing.T) {
	const size = 4 << 20
	for name, said := range map[string]string{
		"paragraphs":      strings.Repeat("They said so, and I said no.\n\n", size/30),
		"lines":           strings.Repeat("They said so, and I said no.\n", size/29),
		"one paragraph":   strings.Repeat("They said so, and I said no. ", size/29),
		"no blanks":       strings.Repeat("они-сказали-", size/22),
		"combining marks": "a" + strings.Repeat("\u0301", size/2),
	} {
		d, read := counted(t, "Ann Lee: Go on.\n\nBob Hale: Hm. "+said+"\n\nAnn Lee: Thank you.\n\nBob Hale: Not at all.\n")
		lo, hi := d.TextSpan(1)
		if hi-lo < size/2 {
			t.Fatalf("%s: the turn has %d bytes", name, hi-lo)
		}
		for k := range int64(50) {
			off := lo + (hi-lo-1)*k/49
			before := read.n.Load()
			b, ok := d.Block(1, off)
			if ok && k > 0 {
				d.PrevBlock(1, b.Off)
			}
			if n := read.n.Load() - before; n > 16*source.PageSize {
				t.Errorf("%s: %d bytes read at byte %d of %d", name, n, off-lo, hi-lo)
			}
		}
	}
}

// A search in what somebody says who is rarely heard reads little of what is
// said between.
func TestSearchReadsSelection(t *testing.T) {
	between := strings.Repeat("Ann Lee: They said so, and I said tango.\n\nBob Hale: And I said no.\n\n", 4<<10)
	d, read := counted(t, "Dave Rare: One tango.\n\n"+strings.Repeat(between, 16)+"Dave Rare: Another tango.\n\n"+between)
	rare, err := d.FindSpeaker("Dave Rare")
	if err != nil {
		t.Fatal(err)
	}
	sel, err := d.Select(context.Background(), Filter{Speakers: []int{rare}})
	if err != nil {
		t.Fatal(err)
	}
	if hits := search(t, d, "tango", sel); len(hits) != 2 {
		t.Errorf("%d hits", len(hits))
	}
	if n := read.n.Load(); n > 16*source.PageSize {
		t.Errorf("%d of %d bytes were read", n, d.Size())
	}
}
