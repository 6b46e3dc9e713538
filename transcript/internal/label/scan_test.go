package label

import (
	"context"
	"io"
	"strings"
	"testing"
	"unsafe"

	"verbatim/transcript/internal/source"
)

// What is found of a line is small: there is one for each label of a block.
func TestFindingSize(t *testing.T) {
	if size := unsafe.Sizeof(finding{}); size > 32 {
		t.Errorf("a finding has %d bytes", size)
	}
}

// What scanning takes is gone with its end, though the reader stays.
func TestScannerLetsGo(t *testing.T) {
	for _, head := range []int64{64, headSize} { // read in blocks, or all of it judged
		s := NewScanner(source.FromString("x", strings.Repeat("Ann: So?\nBob: Yes.\n", 1000)))
		s.Head = head
		turns := 0
		for {
			b, err := s.Next(context.Background())
			if err == io.EOF {
				break
			}
			if err != nil {
				t.Fatal(err)
			}
			turns += len(b.Turns)
		}
		if turns != 2000 {
			t.Errorf("%d turns", turns)
		}
		if s.p != nil || s.d != nil || s.team != nil || s.spare != nil || s.ahead != nil {
			t.Errorf("it holds %+v", s)
		}
	}
}

func BenchmarkJudge(b *testing.B) {
	text := strings.Repeat("Ann Lee: And so it goes, on and on and on.\n\nBob Hale: Does it?\n\n", 1<<14)[:1<<20]
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		judge([]byte(text), false)
	}
}

// TestLastLine has ends of sources that are growing: | is what is covered.
func TestLastLine(t *testing.T) {
	long := strings.Repeat("x", lineMost)
	for text, want := range map[string]string{
		"|a\nb\nc":           "a\nb\n",
		"a\n|b\nc":           "a\nb\n",
		"a\nb\n|c":           "a\nb\n",
		"a\n|b\n":            "a\nb\n",
		"|a":                 "",
		"a\n|" + long:        "a\n" + long,
		"|" + long + "a\nb":  long + "a\n",
		"|a\n" + long + "bc": "a\n" + long + "bc",
	} {
		covered, rest, _ := strings.Cut(text, "|")
		s := NewScanner(source.FromString("test", covered+rest))
		s.off = int64(len(covered))
		if got := s.lastLine(int64(len(covered + rest))); got != int64(len(want)) {
			t.Errorf("%.20q: %d, want %d", text, got, len(want))
		}
	}
}
