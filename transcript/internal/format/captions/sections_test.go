package captions

import (
	"bufio"
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"verbatim/transcript/internal/source"
	"verbatim/transcript/internal/tape"
)

// A sectioned is a format that is read in sections of at most size bytes.
type sectioned func(in *tape.Input, out *tape.Tape, size int64) error

// unsectioned is a size that no source has.
const unsectioned = 1 << 40

// tapeOf returns the tape of a text that is read in sections of at most size bytes, and
// the error.
func tapeOf(read sectioned, text string, size int64) string {
	var b bytes.Buffer
	out := &tape.Tape{Writer: bufio.NewWriter(&b)}
	in, _ := tape.NewInput(source.FromString("x", text))
	err := read(in, out, size)
	out.Writer.Flush()
	return fmt.Sprintf("%s%v %d", b.String(), err, in.Line)
}

// sameInSections reads a text in sections of several sizes and compares the tapes with
// that of the text read line by line.
func sameInSections(t *testing.T, read sectioned, text string, sizes ...int64) {
	t.Helper()
	want := tapeOf(read, text, unsectioned)
	for _, size := range sizes {
		if got := tapeOf(read, text, size); got != want {
			t.Fatalf("sections of %d bytes: the tape of\n%q\nis\n%s\nwant\n%s", size, text, got, want)
		}
	}
}

// madeCues returns captions of a few kinds of lines, most of them often.
func madeCues(r *rand.Rand, clock func(ms int) string) string {
	lines := []string{
		"Ann Lee: Good morning.", "BOB: Yes?", "- No.", ">> Who?", "->> Me.", "(Applause.)", "[laughs]", "♪ la la ♪", "and so on", "So it is. Bob: Why?",
		"[SPEAKER_TURN]", "so [SPEAKER_TURN] it is", "a >> b >> Carl says", "one line\nanother line", "two  blanks", "\ta\u00a0b ", "12", "7", "1", "2", "3", "  ", " ", "",
		"<v Ann>Hello.</v>", "<v Bob>Who\nis it?</v>", "<v S01>Ann: Hello.</v>", "<v S01>no name</v>", "<v>nobody</v>", "<v Ann>a</v><v Bob>b</v>", "a<v Bob>b</v>c", "<v Ann>[sighs]</v>",
		"a &amp; b", "<i>tags</i>", "<00:00:01.000><c>word</c>", "half <b", "NOTE\na\n\nb", "STYLE\n::cue { a: b }\n\n.c {}", "REGION\nid:a", "-->", "x --> y", "5 --> 6", "a\x00b",
		"5ec4e3d3-1ddd-4d8b/12-0", "5ec4e3d3-1ddd-4d8b/12-1", "t1.1.1", "t1.2.1", "t2.1.1", "{\\an8}up", "<font color=red>red</font>", "«“quoted.”»",
	}
	often := make([]string, 3+r.IntN(5))
	for i := range often {
		often[i] = lines[r.IntN(len(lines))]
	}
	line := func() string {
		if r.IntN(3) == 0 {
			return lines[r.IntN(len(lines))]
		}
		return often[r.IntN(len(often))]
	}
	ends := [][]string{{"\n"}, {"\n"}, {"\r\n"}, {"\r"}, {"\n", "\r\n", "\r"}, {"\n", "\n", "\n", "\r"}}[r.IntN(6)]
	numbers, blanks, sloppy := r.IntN(3) > 0, 1+r.IntN(2), r.IntN(3)
	said, at := line(), 0
	var b strings.Builder
	for n := range 3 + r.IntN(30) {
		if numbers && r.IntN(12) > sloppy {
			fmt.Fprintf(&b, "%d\n", n+1)
		}
		if r.IntN(12) >= sloppy {
			length := r.IntN(3) * r.IntN(3000)
			fmt.Fprintf(&b, "%s --> %s\n", clock(at), clock(at+length))
			at += length + r.IntN(3)*r.IntN(1500)
		}
		if r.IntN(4) == 0 {
			b.WriteString(said + "\n") // rolls up
		}
		for range r.IntN(3) {
			said = line()
			b.WriteString(said + "\n")
		}
		for range blanks {
			if r.IntN(12) >= sloppy {
				b.WriteString([]string{"", "", "", "", " ", "\t"}[r.IntN(4+sloppy)] + "\n")
			}
		}
	}
	text := b.String()
	if r.IntN(3) == 0 {
		text = text[:r.IntN(len(text)+1)]
	}
	var ended strings.Builder
	for l := range strings.Lines(text) {
		bare := strings.TrimSuffix(l, "\n")
		ended.WriteString(bare)
		if bare != l {
			ended.WriteString(ends[r.IntN(len(ends))])
		}
	}
	return ended.String()
}

func clockWith(mark string) func(ms int) string {
	return func(ms int) string {
		return fmt.Sprintf("%02d:%02d:%02d%s%03d", ms/3_600_000, ms/60_000%60, ms/1000%60, mark, ms%1000)
	}
}

// TestSections reads made captions in sections of all sizes, so that the edges are
// everywhere.
func TestSections(t *testing.T) {
	files := 1000
	if testing.Short() {
		files = 200
	}
	for n := range uint64(files) {
		r := rand.New(rand.NewPCG(n, 0))
		mark := []string{".", ",", ".", ","}[n%4]
		text := madeCues(r, clockWith(mark))
		head := []string{"WEBVTT\n\n", "WEBVTT - title\nKind: x\n\n", "\uFEFFWEBVTT\r\n\r\n"}[r.IntN(3)]
		sizes := []int64{1 + r.Int64N(20), 20 + r.Int64N(60), 60 + r.Int64N(100), 100 + r.Int64N(400)}
		if n%50 == 0 {
			sizes = nil
			for size := int64(1); size < int64(len(text)); size++ {
				sizes = append(sizes, size)
			}
		}
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			sameInSections(t, readVTT, head+text, sizes...)
			sameInSections(t, readSRT, text, sizes...)
		})
	}
}

// TestSamplesInSections reads the samples of captions in sections of several sizes.
func TestSamplesInSections(t *testing.T) {
	for pattern, read := range map[string]sectioned{"*.vtt": readVTT, "*.srt": readSRT} {
		names, _ := filepath.Glob(filepath.Join("../../../../testdata/transcripts", pattern))
		if len(names) == 0 {
			t.Fatal("no samples")
		}
		for _, name := range names {
			t.Run(filepath.Base(name), func(t *testing.T) {
				data, err := os.ReadFile(name)
				if err != nil {
					t.Fatal(err)
				}
				for _, text := range []string{string(data), strings.ReplaceAll(string(data), "\n", "\r\n"), strings.ReplaceAll(string(data), "\n", "\r")} {
					var sizes []int64
					for size := int64(1); size < int64(len(text))/2+2; size += 1 + size/7 {
						sizes = append(sizes, size)
					}
					sameInSections(t, read, text, sizes...)
				}
			})
		}
	}
}

// TestSectionsAreRead checks that ordinary captions are read in sections: every edge is
// found.
func TestSectionsAreRead(t *testing.T) {
	const size = 1000
	for name, end := range map[string]string{"LF": "\n", "CR LF": "\r\n"} {
		t.Run(name, func(t *testing.T) {
			var vtt, srt strings.Builder
			vtt.WriteString("WEBVTT" + end + end)
			for n := range 500 {
				from, to := n*2000, n*2000+1900
				fmt.Fprintf(&vtt, "%[3]s --> %[4]s%[1]sline %[2]d%[1]s%[1]s", end, n, clockWith(".")(from), clockWith(".")(to))
				fmt.Fprintf(&srt, "%[5]d%[1]s%[3]s --> %[4]s%[1]sline %[2]d%[1]s%[1]s", end, n, clockWith(",")(from), clockWith(",")(to), n+1)
			}
			for text, edge := range map[string]func([]byte) int{vtt.String(): vttEdge, srt.String(): srtEdge} {
				for at := 100; at+size < len(text); at += 37 {
					if k := edge([]byte(text[at : at+size])); k < size-200 {
						t.Fatalf("the last edge in %q is at %d of %d", text[at:at+size], k, size)
					}
				}
			}
		})
	}
}
