package transcript

import (
	"context"
	"strings"
	"testing"

	"verbatim/transcript/internal/format/captions"
)

// TestSRT has captions as programs write them, and what they break.
func TestSRT(t *testing.T) {
	const first = "1\n00:00:01,000 --> 00:00:02,000\n"
	for _, c := range []struct {
		name, text string
		want       string // who says what, at how many milliseconds
		lost       int
	}{
		{"plain", first + "a\nb\n\n2\n00:00:02,000 --> 00:00:03,000\nc\n", "a b c", 0},
		{"no end of line", first + "a", "a", 0},
		{"no numbers", "00:00:01,000 --> 00:00:02,000\na\n\n00:00:02,000 --> 00:00:03,000\nb\n", "a b", 0},
		{"no blank lines", first + "a\n2\n00:00:02,000 --> 00:00:03,000\nb\n3\n00:00:03,000 --> 00:00:04,000\nc\n", "a b c", 0},
		{"no blank lines and no numbers", "00:00:01,000 --> 00:00:02,000\na\n00:00:02,000 --> 00:00:03,000\nb\n", "a b", 0},
		{"many blank lines", "\n\n1\n\n00:00:01,000 --> 00:00:02,000\n\na\n\n\n2\n\n00:00:02,000 --> 00:00:03,000\nb\n", "a b", 0},
		{"a blank line in a text", first + "a\n\nb\n\n2\n00:00:02,000 --> 00:00:03,000\nc\n", "a b c", 0},
		{"a number in a text", first + "a\n7\nb\n\n2\n00:00:02,000 --> 00:00:03,000\n\n1984\n\n3\n00:00:03,000 --> 00:00:04,000\nc\n", "a 7 b 1984 c", 0},
		{"wrong numbers", "5\n00:00:01,000 --> 00:00:02,000\na\n\n5\n00:00:02,000 --> 00:00:03,000\nb\n\n0\n00:00:03,000 --> 00:00:04,000\nc\n", "a b c", 0},
		{"returns", "1\r\n00:00:01,000 --> 00:00:02,000\r\na\r\n\r\n2\r\n00:00:02,000 --> 00:00:03,000\r\nb\r\n", "a b", 0},
		{"only returns", "1\r00:00:01,000 --> 00:00:02,000\ra\r\r2\r00:00:02,000 --> 00:00:03,000\rb\r", "a b", 0},
		{"byte order mark", "\xef\xbb\xbf" + first + "a\n", "a", 0},
		{"times of all forms", "00:01.500 --> 0:00:02\na\n\n00:00:02.0 --> 00:00:03,5  X1:1 X2:2\nb\n\n3,25 --> 4\nc\n\n0:00:04,000-->0:00:05,000\nd\n", "a b c d", 0},
		{"bad times", first + "a\n\n2\n00:00:0x,000 --> 00:00:03,000\nb\n\n3\n00:00:61,000 --> 00:01:03,000\nc\n\n4\n00:00:03,000 -->\nd\n\n5\n00:00:03,500 --> 00:00:05,000\ne\n", "a e", 3},
		{"no times", first + "a\n\n2\nb\n\n3\n00:00:03,000 --> 00:00:04,000\nc\n", "a c", 1},
		{"tags", first + "{\\an8}<i>a</i> <b>b</b> <FONT color=\"#fff\" size=2>c</FONT> <u>d</u>{\\pos(1,2)}\n", "a b c d", 0},
		{"no tags", first + "1 < 2 <3 <sigh> {x} <ion> 3 > 2\n", "1 < 2 <3 <sigh> {x} <ion> 3 > 2", 0},
		{"characters by name", first + "a &amp; b &lt;c&gt; AT&T &copy &#8211; d&nbsp;e\n", "a & b <c> AT&T &copy – d\u00a0e", 0},
		{"voices", first + "<v Ann Lee>a</v>\n\n2\n00:00:02,000 --> 00:00:03,000\n<v Bob Ray>b</v>\n", "Ann Lee: a\nBob Ray: b", 0},
		{"labels", first + "ANN: a\n\n2\n00:00:02,000 --> 00:00:03,000\nBOB: b\n\n3\n00:00:03,000 --> 00:00:04,000\nc\n", "ANN: a\nBOB: b c", 0},
		{"labels and dashes", first + "- ANN: a\n- BOB: b\n\n2\n00:00:02,000 --> 00:00:03,000\n-ANN: c\n\n3\n00:00:03,000 --> 00:00:04,000\n- d\n", "ANN: a\nBOB: b\nANN: c\nd", 0},
		{"angles", first + ">> a\n\n2\n00:00:02,000 --> 00:00:03,000\n>>> b\nc\n", "a\nb c", 0},
		{"a pause", first + "a\n\n2\n00:00:05,000 --> 00:00:06,000\nb\n", "a\nb", 0},
		{"overlapping", first + "ANN: a\n\n2\n00:00:01,500 --> 00:00:03,000\nBOB: a\n\n3\n00:00:01,700 --> 00:00:01,900\nANN: a\n", "ANN: a\nBOB: a\nANN: a", 0},
		{"rolling", first + "so this is\n\n2\n00:00:02,000 --> 00:00:02,010\nso this is\n\n3\n00:00:02,010 --> 00:00:04,000\nso this is\nhow it goes\n\n4\n00:00:04,000 --> 00:00:05,000\nhow it goes\non\n", "so this is how it goes on", 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			if !captions.SRT.Claims([]byte(c.text)) {
				t.Fatal("is not claimed")
			}
			d := loaded(t, c.text)
			got := ""
			for i := range d.Len() {
				if i > 0 {
					got += "\n"
				}
				if l := d.labels[d.turn(i).Label].Text; l != "" {
					got += l + ": "
				}
				for first := range d.paragraphs(i) {
					got += first.Text
				}
			}
			if got != c.want || d.Lost() != c.lost {
				t.Errorf("got %q, %d lost, want %q, %d", got, d.Lost(), c.want, c.lost)
			}
		})
	}
}

// TestCaptionTimes compares the times of turns with those of their cues.
func TestCaptionTimes(t *testing.T) {
	d := loaded(t, "1\n00:00:01,000 --> 00:00:02,500\nANN: a\n\n2\n00:00:03,000 --> 00:00:04,000\nb\n\n3\n00:00:04,250 --> 00:00:05,000\nBOB: c\n\n4\n01:00:00,000 --> 01:00:01,125\nANN: d\n")
	want := [][2]int64{{1000, 4000}, {4250, 5000}, {3600000, 3601125}}
	if d.Len() != len(want) {
		t.Fatal(outline(d))
	}
	for i, w := range want {
		if tn := d.turn(i); tn.Start.Milliseconds() != w[0] || tn.End.Milliseconds() != w[1] {
			t.Errorf("turn %d: %d to %d, want %d", i+1, tn.Start, tn.End, w)
		}
	}
	if line, err := d.Line(d.turn(1).Off); err != nil || line != 10 {
		t.Errorf("line %d, %v", line, err)
	}
}

// BenchmarkRewrite is how fast captions are rewritten and scanned. They are
// long enough for reading, rewriting and scanning to go on side by side.
func BenchmarkRewrite(b *testing.B) {
	all := allSamples(b)
	for _, name := range []string{"podcast.vtt", "zoom-transcript.vtt", "rolling.vtt", "podcast.srt", "interview.sbv"} {
		b.Run(name, func(b *testing.B) {
			head, cues, ok := strings.Cut(all[name], "\n\n")
			if !strings.HasPrefix(head, captions.VTTSignature) || !ok {
				head, cues = "", all[name]
			}
			text := head + "\n\n" + strings.Repeat(cues+"\n", 16<<20/len(cues))
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Load(context.Background(), FromString(name, text), Options{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
