package transcript

import (
	"context"
	"fmt"
	"strings"
	"testing"
)

// cuesOf reads cues as the specification has it: id, times, text, a line each.
func cuesOf(t *testing.T, text string) (cues []string, lost int) {
	t.Helper()
	in, _ := newInput(rawString("test.vtt", text))
	v := &vttCues{rows: rows{in: in}, lost: func(int64, string) { lost++ }}
	if err := v.header(func([]byte) {}); err != nil {
		t.Fatal(err)
	}
	for {
		ok, err := v.next()
		if err != nil {
			t.Fatal(err)
		}
		if !ok {
			return cues, lost
		}
		c := &v.cue
		cues = append(cues, fmt.Sprintf("%s|%d-%d|%s", c.id, c.at.start, c.at.end, c.text))
	}
}

// TestVTTCues has cues as they may be written, and what is none. «» is what
// the specification would have a program take for a cue.
func TestVTTCues(t *testing.T) {
	const at = "00:00:00.000 --> 00:00:01.000"
	for _, c := range []struct {
		name, body string
		want       string // cues, joined by " / "
		lost       int
	}{
		{"plain", "\n" + at + "\nHello.\n", "|0-1000|Hello.", 0},
		{"no end of line", "\n" + at + "\nHello.", "|0-1000|Hello.", 0},
		{"ids", "\n lead\n" + at + "\na\n\ntail \n" + at + "\nb\n\n-- >\n" + at + "\nc\n", " lead|0-1000|a / tail |0-1000|b / -- >|0-1000|c", 0},
		{"lines", "\n" + at + "\na\nb\n\nc\n", "|0-1000|a\nb", 1},
		{"times after the sign", at + "\na", "|0-1000|a", 0},
		{"more header", "Kind: captions\nLanguage: en\n\n" + at + "\na\n", "|0-1000|a", 0},
		{"header up to times", "Kind: captions\n" + at + "\na\n", "|0-1000|a", 0},
		{"no blank line between", "\n" + at + "\na\n" + at + "\nb\n", "|0-1000|a / |0-1000|b", 0},
		{"empty text", "\n" + at + "\n\n" + at + "\nb\n", "|0-1000| / |0-1000|b", 0},
		{"arrow as id", "\n-->\n" + at + "\na\n", "|0-1000|a", 1},
		{"arrow in text", "\n" + at + "\na\nb-->c\n" + at + "\nd\n", "|0-1000|a / |0-1000|d", 1},
		{"carriage returns", "\r\rone\r" + at + "\ra\r\n\r\ntwo\r\n" + at + "\r\nb\n\rthree\r" + at + "\nc\n", "one|0-1000|a / two|0-1000|b / three|0-1000|c", 0},
		{"nulls", "\nn\x00\n" + at + "\na\x00b\n", "n\uFFFD|0-1000|a\uFFFDb", 0},
		{"null in times", "\n00:00:00.000\x00 --> 00:00:01.000\na\n", "", 1},
		{"blanks in times", "\n \t00:00:00.000\f-->\t00:00:01.000 \n  a\n", "|0-1000|  a", 0},
		{"no blanks", "\n00:00:00.000-->00:00:01.000\na\n", "|0-1000|a", 0},
		{"vertical tab", "\n00:00:00.000\v-->\v00:00:01.000\na\n", "", 1},
		{"settings", "\n" + at + "align:start line:1% nonsense\na\n", "|0-1000|a", 0},
		{"no hours", "\n01:00.000 --> 01:00:00.500\na\n", "|60000-3600500|a", 0},
		{"many hours", "\n100:00:00.000 --> 1000:00:01.000\na\n", "|360000000-3600001000|a", 0},
		{"one digit of hours", "\n0:00:00.000 --> 0:00:01.000\na\n", "|0-1000|a", 0},
		{"ends before it begins", "\n00:00:02.000 --> 00:00:01.000\na\n", "|2000-1000|a", 0},
		{"sixty", "\n00:00:60.000 --> 00:01:00.000\na\n\n00:60:00.000 --> 01:00:00.000\nb\n", "", 2},
		{"sixty hours", "\n60:00:00.000 --> 60:00:01.000\na\n", "|216000000-216001000|a", 0},
		{"digits of minutes", "\n00:0:00.000 --> 00:00:01.000\na\n\n00:000:00.000 --> 00:00:01.000\na\n", "", 2},
		{"digits of the fraction", "\n" + at + "\na\n\n00:00:00.00 --> 00:00:01.000\nb\n\n00:00:00.0000 --> 00:00:01.000\nc\n", "|0-1000|a", 2},
		{"garbage", "\nx" + at + "\na\n\n00:00:00.000 -x-> 00:00:01.000\na\n\n00:00:00.000 --> 00:00:01.00x\na\n", "", 3},
		{"a comma among full stops", "\n" + at + "\na\n\n00:00:00,000 --> 00:00:01,000\nb\n", "|0-1000|a", 1},
		{"commas throughout", "\n00:00:00,500 --> 00:00:01,000\na\n\n00:00:01,000 --> 00:00:02,000\nb\n", "|500-1000|a / |1000-2000|b", 0},
		{"seconds throughout", "\n0.860 --> 7.380\na\n\n8 --> 65.5\nb\n\n1:05.5 --> 1:02:03\nc\n", "|860-7380|a / |8000-65500|b / |65500-3723000|c", 0},
		{"end missing", "\n00:00:00.000 -->\na\n", "", 1},
		{"comments", "\nNOTE\na\nb\n\nNOTE c\n\n" + at + "\nd\n", "|0-1000|d", 0},
		{"a comment before times", "\nNOTE c\n" + at + "\nd\n", "NOTE c|0-1000|d", 0},
		{"style and region", "\nSTYLE\n::cue { color: red }\n\nREGION\nid:a\n\n" + at + "\nd\n", "|0-1000|d", 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			text := "WEBVTT\n" + c.body
			got, lost := cuesOf(t, text)
			if s := strings.Join(got, " / "); s != c.want || lost != c.lost {
				t.Errorf("got %q, %d lost, want %q, %d", s, lost, c.want, c.lost)
			}
			if !claimsVTT([]byte(text)) {
				t.Error("is not claimed")
			}
		})
	}
}

// TestVTTLongCue reads a cue that is too long to be taken down at once.
func TestVTTLongCue(t *testing.T) {
	line := strings.Repeat("word ", 200)
	d := loaded(t, "WEBVTT\n\n00:00:00.000 --> 00:01:00.000\n<v Ann>"+strings.Repeat(line+"\n", 2*mostCue/len(line)+1)+
		"\n00:01:00.000 --> 00:01:01.000\n<v Ann>That was all.\n\n00:01:01.000 --> 00:01:02.000\n<v Bob>Was it?\n")
	if d.Len() != 2 || d.Speakers()[1].Name != "Ann" {
		t.Errorf("%s", outline(d))
	}
	last, _ := d.LastBlock(0)
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

func TestVTTSignature(t *testing.T) {
	for text, want := range map[string]bool{
		"WEBVTT": true, "WEBVTT\n": true, "WEBVTT ": true, "WEBVTT\t": true, "WEBVTT - title\n": true, "\xef\xbb\xbfWEBVTT\r\n": true,
		"WEBVTT\r": true, "WEBVTT 00:00:00.000 --> 00:00:01.000\ntext": true,
		"": false, "WEBVT": false, "WEBVTTx\n": false, "webvtt\n": false, "WebVTT\n": false, " WEBVTT\n": false, "\nWEBVTT\n": false,
		"WEBVTT\x00\n": false, "\xef\xbb\xbf\xef\xbb\xbfWEBVTT\n": false, "WEBSRT\n": false, "WEB VTT\n": false, "WEBVTT-\n": false, "WEBVTT\f\n": false,
	} {
		if got := claimsVTT([]byte(text)); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}

// TestVTTText has the text of cues: voices stand as {name}.
func TestVTTText(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"plain", "a b", "a b"},
		{"tags", "a<b>c</b><c.x.y>d</c><lang en>e</lang><u>f</u>", "acdef"},
		{"unknown tags", "a<x>b</x><>c< >d</>e<.>f", "abcdef"},
		{"no end of the tag", "a<b", "a"},
		{"tags in tags", "a<b<i>c", "ac"},
		{"an end with a line break", "<c>a</\nc>b", "ab"},
		{"times", "a<00:00:01.000>b<1>c", "abc"},
		{"characters", "&amp;&lt;&gt;&quot;&copy;&notin;&#65;&#x42;", "&<>\"©∉AB"},
		{"characters without a semicolon", "&amp &lt&not;&notit; AT&T &1; &; &", "& <¬¬it; AT&T &1; &; &"},
		{"a character cut by a tag", "&<b>amp;", "&amp;"},
		{"a voice", "<v Ann>a</v>", "{Ann}a"},
		{"a voice to the end", "<v Ann>a\nb", "{Ann}a\nb"},
		{"classes", "<v.loud.first Ann Lee>a", "{Ann Lee}a"},
		{"blanks", "<v \t Ann \n Lee >a", "{Ann Lee}a"},
		{"characters of a name", "<v Lee &amp; Ann&gt;>a", "{Lee & Ann>}a"},
		{"two voices", "<v Ann>a</v><v Bob>b</v>", "{Ann}a{Bob}b"},
		{"a voice that is not closed", "<v Ann>a<v Bob>b", "{Ann}a{Bob}b"},
		{"a voice in a voice", "<v Ann>a<v Bob>b</v>c</v>d", "{Ann}a{Bob}b{Ann}c{}d"},
		{"text around", "a<v Ann>b</v>c", "a{Ann}b{}c"},
		{"tags inside", "<v Ann>a<i>b</i>c</v>", "{Ann}abc"},
		{"closed in the wrong order", "<v Ann><i>a</v>b</i>c</v>d", "{Ann}abc{}d"},
		{"no name", "<v>a</v>", "a"},
		{"no name but a class", "<v.loud>a", "a"},
		{"no end of the voice", "<v Ann", ""},
		{"ruby", "<ruby>a<rt>b</rt>c<rt>d</ruby>e<rt>f", "abcdef"},
		{"ruby and a voice", "<ruby>a<rt><v Ann>b</rt></ruby>c", "a{Ann}bc"},
		{"no tag of ours", "<span class=x>a</span>", "a"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var ct cueText
			for range 2 { // the second time with what is left of the first
				ct.read([]byte(c.text))
			}
			got, who := "", ""
			for _, p := range ct.pieces {
				if p.voice != who {
					who = p.voice
					got += "{" + who + "}"
				}
				got += string(ct.text[p.from:p.to])
			}
			if got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
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
			if e, ok := err.(*Error); ok {
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
