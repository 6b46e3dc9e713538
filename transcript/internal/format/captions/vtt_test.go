package captions

import (
	"fmt"
	"strings"
	"testing"

	"verbatim/transcript/internal/source"
	"verbatim/transcript/internal/tape"
)

// cuesOf reads cues and formats each as id|start-end|text.
func cuesOf(t *testing.T, text string) (cues []string, lost int) {
	t.Helper()
	in, _ := tape.NewInput(source.FromString("test.vtt", text))
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
		cues = append(cues, fmt.Sprintf("%s|%d-%d|%s", c.id, c.at.Start, c.at.End, c.text))
	}
}

// TestVTTCues has cues as the specification of WebVTT reads them, and blocks
// that are not cues.
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
		{"one comma, all others full stops", "\n" + at + "\na\n\n00:00:00,000 --> 00:00:01,000\nb\n", "|0-1000|a", 1},
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
				t.Error("not claimed as WebVTT")
			}
		})
	}
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

// TestVTTText has the text of cues. Voices are shown as {name}.
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
		{"HTML tags", "<span class=x>a</span>", "a"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var ct cueText
			for range 2 { // the second call reuses the buffers of the first
				ct.read([]byte(c.text), 0)
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
