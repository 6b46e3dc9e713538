package transcript

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"verbatim/internal/fault"
)

// TestVTTLongCue reads a cue that is too long to be taken down at once.
func TestVTTLongCue(t *testing.T) {
	line := strings.Repeat("word ", 200)
	d := loaded(t, "WEBVTT\n\n00:00:00.000 --> 00:01:00.000\n<v Ann>"+strings.Repeat(line+"\n", 512<<10/len(line)+1)+
		"\n00:01:00.000 --> 00:01:01.000\n<v Ann>That was all.\n\n00:01:01.000 --> 00:01:02.000\n<v Bob>Was it?\n")
	if d.Len() != 2 || d.Speakers()[1].Name != "Ann" {
		t.Errorf("%s", outline(d))
	}
	last, _ := lastBlock(d, 0)
	if !strings.HasSuffix(last.Text, "That was all.") {
		t.Errorf("ends with %.80q", last.Text)
	}
}

// loaded reads text as what it is.
func loaded(t testing.TB, text string) *Document {
	t.Helper()
	d, err := Load(context.Background(), FromString("test", text), Options{})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// told is who says what in a document: a turn a line.
func told(d *Document) string {
	var b strings.Builder
	for i := range d.Len() {
		b.WriteString(d.labels[d.turn(i).Label].Text + ": ")
		sep := ""
		for first := range d.paragraphs(i) {
			text := ""
			for piece := range d.pieces(first) {
				text += piece
			}
			if first.Kind == NoteBlock {
				text = "(" + text + ")"
			}
			b.WriteString(sep + text)
			sep = " | "
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// cuesText writes cues one after the other, each a second long unless it says
// otherwise.
func cuesText(cues ...string) string {
	var b strings.Builder
	b.WriteString("WEBVTT\n")
	for i, text := range cues {
		fmt.Fprintf(&b, "\n%02d:%02d.000 --> %02d:%02d.000\n%s\n", i/60, i%60, (i+1)/60, (i+1)%60, text)
	}
	return b.String()
}

func TestVTTSpeakers(t *testing.T) {
	for _, c := range []struct {
		name string
		cues []string
		want string
	}{
		{"every cue", []string{"<v Ann>a", "<v Ann>b", "<v Bob>c", "<v Bob>d", "music", "<v Ann>e"}, "Ann: a b\nBob: c d\n: music\nAnn: e\n"},
		{"only at a change", []string{"<v Ann>a", "b", "<v Bob>c", "d", "e", "<v Ann>f"}, "Ann: a b\nBob: c d e\nAnn: f\n"},
		{"a note", []string{"<v Ann>a", "[music]", "<v Ann>b", "<v Bob>(laughs)"}, "Ann: a | ([music]) | b\nBob: (laughs)\n"},
		{"several in a cue", []string{"<v Ann>a</v> <v Bob>b</v>", "<v Ann>c</v>"}, "Ann: a\nBob: b\nAnn: c\n"},
		{"after the end of a voice", []string{"<v Joe>Hee!</v> Hee!"}, "Joe: Hee!\n: Hee!\n"},
		{"before the first voice", []string{"a", "<v Ann>b"}, ": a\nAnn: b\n"},
		{"labels", []string{"Ann Lee: a", "b", "Bob Ray: c", "Ann Lee: d"}, "Ann Lee: a b\nBob Ray: c\nAnn Lee: d\n"},
		{"labels in a second line", []string{"Ann Lee: Is it?\nBob Ray: It is.", "Ann Lee: good", "Bob Ray: yes"}, "Ann Lee: Is it?\nBob Ray: It is.\nAnn Lee: good\nBob Ray: yes\n"},
		{"a label over two lines", []string{"President of Norland Ann\nLee: a", "Bob Ray: b", "President of Norland Ann\nLee: c", "Bob Ray: d"}, "President of Norland Ann Lee: a\nBob Ray: b\nPresident of Norland Ann Lee: c\nBob Ray: d\n"},
		{"a label and signs", []string{"&gt;&gt; ANN LEE: a", "&gt;&gt; BOB RAY: b", "&gt;&gt; ANN LEE: c", ">> d", "e"}, "ANN LEE: a\nBOB RAY: b\nANN LEE: c\n: d e\n"},
		{"the only label", []string{"Ann Lee: a", "b: c", "d"}, "Ann Lee: a b: c d\n"},
		{"no label", []string{"so: b", "c", "and then: e"}, ": so: b c and then: e\n"},
		{"dashes", []string{"- Is it?\n- It is.", "Then we go."}, ": Is it?\n: It is. Then we go.\n"},
		{"no dashes", []string{"-5 degrees\n-- and so on\n--"}, ": -5 degrees -- and so on --\n"},
		{"times inside", []string{"<00:00:00.500><c>one</c><c> two</c>", "one two\n<c>three</c>", "three", "three\n<c>four</c>"}, ": one two three four\n"},
		{"repeated on purpose", []string{"la la la", "la la la", "la la la"}, ": la la la la la la la la la\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := told(loaded(t, cuesText(c.cues...))); got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}

// TestVTTGroups has ids that say which cues belong together.
func TestVTTGroups(t *testing.T) {
	d := loaded(t, `WEBVTT

ab12/7-0
00:00:01.000 --> 00:00:02.000
<v Ann Lee>One.</v>

ab12/7-1
00:00:02.000 --> 00:00:03.000
Two.

ab12/9-0
00:00:03.000 --> 00:00:04.000
<v Ann Lee>Three.</v>

ab12/10-0
00:00:04.000 --> 00:00:05.000
<v Bob Ray>Four.</v>
`)
	if got, want := told(d), "Ann Lee: One. Two. | Three.\nBob Ray: Four.\n"; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestVTTTitle(t *testing.T) {
	for head, want := range map[string]string{
		"WEBVTT": "", "WEBVTT - A day at sea": "A day at sea", "WEBVTT A day at sea": "A day at sea", "WEBVTT FILE": "",
		"WEBVTT Kind: captions; Language: en": "", "WEBVTT\nKind: captions\nLanguage: en": "", "WEBVTT\nTitle: A day: at sea\nX-TIMESTAMP-MAP=LOCAL:0": "A day: at sea",
		"WEBVTT 00:00:00.000 --> 00:00:01.000": "",
	} {
		d := loaded(t, head+"\n\n00:01.000 --> 00:02.000\nHello.\n")
		if got := d.Header().Title; got != want {
			t.Errorf("%q: %q, want %q", head, got, want)
		}
	}
}

// TestCaptionsCut cuts captions off wherever that can be told.
func TestCaptionsCut(t *testing.T) {
	const vtt = "WEBVTT\n\n1\n00:00:01.000 --> 00:00:02.000\n<v Ann>Good morning.</v>\n\n2\n00:00:02.000 --> 00:00:03.000\n<v Ann>Is it?</v>\n\n" +
		"3\n00:00:03.000 --> 00:00:04.000\n<v Bob>It is.</v>\n\n4\n"
	const srt = "1\n00:00:01,000 --> 00:00:02,000\nGood morning.\n\n2\n00:00:02,000 --> 00:00:03,000\nIs it?\n\n3\n00:00:03,000 --> 00:00:04,000\nIt is.\n\n4\n"
	const sbv = "0:00:01.000,0:00:02.000\nGood morning.\n\n0:00:02.000,0:00:03.000\nIs it?\n\n0:00:03.000,0:00:04.000\nIt is.\n\n"
	for _, c := range []struct {
		name, text string
		line       int64 // 0: whole
	}{
		{"vtt", vtt + "00:00:04.000 --> 00:00:05.000\n<v Ann>Good.</v>\n", 0},
		{"vtt, no end of line", vtt + "00:00:04.000 --> 00:00:05.000\n<v Ann>Good.</v>", 0},
		{"vtt after the number", vtt[:len(vtt)-1], 15},
		{"vtt in the times", vtt + "00:00:04.0", 16},
		{"vtt in the second time", vtt + "00:00:04.000 --> 00:0", 16},
		{"vtt after the times", vtt + "00:00:04.000 --> 00:00:05.000", 16},
		{"vtt in a tag", vtt + "00:00:04.000 --> 00:00:05.000\n<v An", 17},
		{"vtt in the text", vtt + "00:00:04.000 --> 00:00:05.000\n<v Ann>Go", 17},
		{"srt", srt + "00:00:04,000 --> 00:00:05,000\nGood.\n", 0},
		{"srt, no end of line", srt + "00:00:04,000 --> 00:00:05,000\nGood.", 0},
		{"srt after the number", srt[:len(srt)-1], 13},
		{"srt in the times", srt + "00:00:04,0", 14},
		{"srt in the second time", srt + "00:00:04,000 --> 00:0", 14},
		{"srt after the times", srt + "00:00:04,000 --> 00:00:05,000", 14},
		{"srt in the text", srt + "00:00:04,000 --> 00:00:05,000\nGo", 15},
		{"sbv", sbv + "0:00:04.000,0:00:05.000\nGood.\n", 0},
		{"sbv after the times", sbv + "0:00:04.000,0:00:05.000\n", 10},
		{"sbv in the text", sbv + "0:00:04.000,0:00:05.000\nGo", 11},
	} {
		t.Run(c.name, func(t *testing.T) {
			d, err := Load(context.Background(), FromString("test", c.text), Options{})
			line := int64(0)
			if e, ok := err.(*fault.Error); ok {
				line = e.Line
			}
			if line != c.line || err != nil && line == 0 {
				t.Errorf("%v, want line %d", err, c.line)
			}
			if got := told(d); !strings.Contains(got, "It is.") {
				t.Errorf("read only %q", got)
			}
		})
	}
}
