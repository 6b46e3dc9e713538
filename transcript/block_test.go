package transcript

import (
	"context"
	"fmt"
	"os"
	"strings"
	"testing"
)

func load(t testing.TB, text string) *Document {
	t.Helper()
	d, err := Load(context.Background(), FromString("test.txt", text), Options{})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// blocks returns all blocks of all turns, read forwards.
func blocks(d *Document) []Block {
	var all []Block
	for i := -1; i < d.Len(); i++ {
		for b, ok := d.Block(i, 0); ok; b, ok = d.Block(i, b.End) {
			all = append(all, b)
		}
	}
	return all
}

func TestBlocksSeed(t *testing.T) {
	text, err := os.ReadFile("../testdata/transcripts/sochi-2023-09-15.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range blocks(load(t, string(text))) {
		if b.Text == "" || !b.Opens || !b.Closes || strings.Contains(b.Text, "\n") {
			t.Errorf("turn %d, bytes %d-%d: %+v", b.Turn, b.Off, b.End, b)
		}
	}
}

// long returns a turn of one paragraph of n bytes, between two short ones.
func long(n int) string {
	var b strings.Builder
	b.WriteString("Ann: Go on.\n\nBob: ")
	for i := 0; b.Len() < n; i++ {
		fmt.Fprintf(&b, "слово%d word%d ", i, i)
	}
	b.WriteString("\n\nAnn: Thank you.\n")
	return b.String()
}

func TestBlocksAnywhere(t *testing.T) {
	wrapped := func(n int) string { return strings.ReplaceAll(long(n), "9 ", "9\n") }
	for name, text := range map[string]string{
		"short": long(300), "under the grid": long(blockGrid - 100), "over the grid": long(blockGrid + 5000),
		"long": long(9 * blockGrid), "no blanks": strings.ReplaceAll(long(3*blockGrid), " word", "-word"),
		"lines": wrapped(4 * blockGrid),
	} {
		t.Run(name, func(t *testing.T) {
			d := load(t, text)
			all := blocks(d)
			last := map[int]int64{}
			for _, b := range all {
				if len(b.Text) > 5*blockGrid {
					t.Errorf("a block of %d bytes", len(b.Text))
				}
				if at, ok := last[b.Turn]; ok && at != b.Off {
					t.Errorf("turn %d: a gap from %d to %d", b.Turn, at, b.Off)
				}
				last[b.Turn] = b.End
				lo, _ := d.TextSpan(b.Turn)
				for off := max(b.Off, lo); off < b.End; off += 1 + (b.End-b.Off)/50 {
					if c, ok := d.Block(b.Turn, off); !ok || c.Off != b.Off || c.End != b.End {
						t.Fatalf("from %d: block %d-%d, forwards it is %d-%d", off, c.Off, c.End, b.Off, b.End)
					}
				}
				for i := 0; i < len(b.Text); i += 1 + len(b.Text)/50 {
					off := b.SourceOff(i)
					if i > 0 && b.Text[i]&0xC0 != 0x80 && text[off] != b.Text[i] && b.Text[i] != ' ' {
						t.Fatalf("byte %d of the block is %q, the source has %q at %d", i, b.Text[i], text[off], off)
					}
				}
			}
			for i := len(all) - 1; i > 0; i-- {
				p, ok := d.PrevBlock(all[i].Turn, all[i].Off)
				if same := all[i-1].Turn == all[i].Turn; ok != same || ok && p.Off != all[i-1].Off {
					t.Fatalf("before block %d-%d: %d-%d (%v)", all[i].Off, all[i].End, p.Off, p.End, ok)
				}
			}
		})
	}
}

// Where a block begins does not depend on where the reader comes from.
func TestBlocksFromInside(t *testing.T) {
	for name, text := range samples(t) {
		d := scanned(t, text, 0, 0)
		for _, want := range blocks(d) {
			for _, off := range []int64{want.Off, (want.Off + want.End) / 2, want.End - 1} {
				if got, ok := d.Block(want.Turn, off); !ok || got.Off != want.Off || got.End != want.End {
					t.Fatalf("%s: byte %d of turn %d is in [%d, %d), want [%d, %d)", name, off, want.Turn, got.Off, got.End, want.Off, want.End)
				}
			}
		}
	}
}

// However many short paragraphs follow each other, few lines are looked at to
// find where one begins.
func TestManyNotes(t *testing.T) {
	for name, note := range map[string]string{"notes": "[applause]\n", "apart": "[applause]\n\n", "paragraphs": "So it is.\n\n"} {
		const n = 1 << 16
		d := load(t, "Ann: Hello.\n\nBob: Hi.\n\nAnn: Hello.\n\nBob: Hi.\n\n"+strings.Repeat(note, n)+"\nAnn: Bye.\n")
		before := d.view.Clock
		read := int64(len(blocks(d)))
		if looked := d.view.Clock - before; read < n || looked > 64*read {
			t.Errorf("%s: %d blocks, %d looks at the text", name, read, looked)
		}
	}
}

func BenchmarkManyNotes(b *testing.B) {
	text := "Ann: Hello.\n\nBob: Hi.\n\nAnn: Hello.\n\nBob: Hi.\n\n" + strings.Repeat("[applause]\n\n", 1<<16)
	d := load(b, text)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		blocks(d)
	}
}
