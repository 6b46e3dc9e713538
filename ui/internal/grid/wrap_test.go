package grid

import (
	"maps"
	"os"
	"strings"
	"testing"
	"unicode"

	"github.com/charmbracelet/x/ansi"
	"github.com/clipperhouse/displaywidth"
	"github.com/clipperhouse/uax29/v2/graphemes"
)

func TestWrap(t *testing.T) {
	defer byGrapheme.Store(false)
	byGrapheme.Store(true)
	for _, c := range []struct {
		name  string
		width int
		text  string
		want  string // rows, parted by |
	}{
		{"empty", 10, "", ""},
		{"one word", 10, "tango", "tango"},
		{"at blanks", 10, "it takes two to tango", "it takes|two to|tango"},
		{"exactly full", 8, "it takes two", "it takes|two"},
		{"several blanks", 8, "it takes   two", "it takes|two"},
		{"blanks that do not fit", 5, "takes      two", "takes|two"},
		{"blanks at the end", 8, "it takes  ", "it takes"},
		{"indent stays", 9, "    it takes two", "    it|takes two"},
		{"indent and a long word", 6, "  prohibited", "  proh|ibited"},
		{"nothing but blanks", 4, "          ", ""},
		{"line break", 20, "it takes\ntwo to tango", "it takes|two to tango"},
		{"line break after blanks", 8, "it takes  \ntwo", "it takes|two"},
		{"empty line", 20, "a\n\nb", "a||b"},
		{"long word", 5, "internationalisation", "inter|natio|nalis|ation"},
		{"long word after a short one", 8, "an internationalisation", "an|internat|ionalisa|tion"},
		{"address", 20, "https://example.org/events/transcripts?id=72302&page=1", "https://example.org/|events/transcripts?|id=72302&page=1"},
		{"hyphen", 12, "a Russian-Belarusian talk", "a Russian-|Belarusian|talk"},
		{"hyphen before a digit", 10, "with COVID-19", "with|COVID-19"},
		{"hyphen before a number", 8, "down to -500", "down to|-500"},
		{"em dash", 12, "he said—quite rightly", "he said—|quite|rightly"},
		{"em dash and quote", 8, "he said—” and", "he|said—”|and"},
		{"no-break blank", 10, "some 85\u00a0percent", "some|85\u00a0percent"},
		{"em space breaks", 6, "some\u2003blank", "some|blank"},
		{"Cyrillic", 11, "Уважаемые коллеги, добрый день", "Уважаемые|коллеги,|добрый день"},
		{"Han", 8, "今天上午收到消息", "今天上午|收到消息"},
		{"Han, odd width", 7, "今天上午收到消息", "今天上|午收到|消息"},
		{"not before closing", 8, "今天上午。收到消息", "今天上|午。收到|消息"},
		{"not after opening", 8, "今天上「午收到」消息", "今天上|「午收|到」消息"},
		{"small kana", 6, "コンピュータ", "コン|ピュー|タ"},
		{"two ellipses", 7, "今天上……收", "今天|上……收"},
		{"Han and Latin", 9, "使用GPT模型", "使用GPT模|型"},
		{"Hangul at blanks", 11, "오늘 아침에 받았습니다", "오늘 아침에|받았습니다"},
		{"emoji", 6, "👍🏽👍🏽👍🏽👍🏽", "👍🏽👍🏽👍🏽|👍🏽"},
		{"family", 4, "ab 👩‍👩‍👧‍👦 c", "ab|👩‍👩‍👧‍👦 c"},
		{"flags", 4, "🇩🇪🇫🇷🇯🇵", "🇩🇪🇫🇷|🇯🇵"},
		{"combining marks", 4, "e\u0301e\u0301e\u0301e\u0301e\u0301", "e\u0301e\u0301e\u0301e\u0301|e\u0301"},
		{"too narrow for a wide one", 1, "a今b", "a|今|b"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, r := range Wrap(c.text, c.width) {
				got = append(got, c.text[r.From:r.To])
			}
			if g := strings.Join(got, "|"); strings.Trim(g, "|") != c.want {
				t.Errorf("wrap(%q, %d)\n got %s\nwant %s", c.text, c.width, g, c.want)
			}
		})
	}
}

// checkRows tests what holds for any text and width: rows lose nothing but
// blanks and line breaks, are not too wide and cut no grapheme that has room.
func checkRows(t *testing.T, text string, width int) {
	t.Helper()
	whole := map[int]bool{len(text): true} // where graphemes begin
	g := graphemes.FromString(text)
	for g.Next() {
		whole[g.Start()] = true
		if Cells(g.Value()) > width {
			for i := range g.Value() {
				whole[g.Start()+i] = true
			}
		}
	}
	at := 0
	rows := Wrap(text, width)
	for i, r := range rows {
		if i+1 < len(rows) {
			checkGreedy(t, text, r, rows[i+1].From, width)
		}
		if r.From < at || r.To < r.From {
			t.Fatalf("row %d-%d after %d", r.From, r.To, at)
		}
		if lost := strings.TrimFunc(text[at:r.From], unicode.IsSpace); lost != "" {
			t.Fatalf("%q is in no row", lost)
		}
		at = r.To
		if !whole[r.From] || !whole[r.To] {
			t.Errorf("row %d-%d cuts a grapheme", r.From, r.To)
		}
		w := Cells(text[r.From:r.To])
		if w != r.Cells {
			t.Errorf("row %q has %d cells, not %d", text[r.From:r.To], w, r.Cells)
		}
		if w > width && width > 1 {
			t.Errorf("row %q is %d cells wide, more than %d", text[r.From:r.To], w, width)
		}
	}
	if lost := strings.TrimFunc(text[at:], unicode.IsSpace); lost != "" {
		t.Fatalf("%q is in no row", lost)
	}
}

// checkGreedy tests that the first word of the next row, a plain one, had no
// room in r.
func checkGreedy(t *testing.T, text string, r Row, next, width int) {
	t.Helper()
	word, _, _ := strings.Cut(text[next:], " ")
	if r.Cells == 0 || word == "" || strings.ContainsFunc(word, func(c rune) bool { return c == '\n' || c >= 0x80 || hinges[c] }) {
		return
	}
	if strings.Contains(text[r.To:next], "\n") || next+len(word) < len(text) && !ends(text, next+len(word)+1) {
		return
	}
	if w := Cells(text[r.From : next+len(word)]); w <= width {
		t.Errorf("%q has room in the row of %q, %d cells wide", word, text[r.From:r.To], width)
	}
}

var wrapSamples = map[string]string{
	"English": "They are being used in the broadest possible way – the United States is trying to approach everything from a position of force: “it takes two to tango”, https://example.org/a?b=c.\n\n  85–90 percent… ",
	"Russian": "Уважаемые коллеги, дамы и господа! Они применяются самым широким образом – я это уже комментировал; добавить мне нечего. ",
	"Chinese": "今天上午收到消息，已有三十万人签订合同。“他们愿意为祖国献身”，我想强调这一点……然后呢？（笑声）GPT模型 ",
	"mixed":   "e\u0301 नमस्ते ไทยแลนด์ שלום عَرَبِيّ 👩‍👩‍👧‍👦🇩🇪 한국어 ｶﾅ ☎️ ©️ \u3000｜ 1️⃣ ",
}

// anyTerminal calls f for terminals of both kinds.
func anyTerminal(f func()) {
	defer byGrapheme.Store(false)
	for _, whole := range []bool{false, true} {
		byGrapheme.Store(whole)
		f()
	}
}

func FuzzWrap(f *testing.F) {
	for _, s := range wrapSamples {
		f.Add(s, uint8(20))
		f.Add(strings.ReplaceAll(s, " ", ""), uint8(3))
	}
	f.Fuzz(func(t *testing.T, text string, width uint8) {
		if text = strings.ToValidUTF8(text, "?"); strings.ContainsFunc(text, func(r rune) bool { return r != '\n' && unicode.IsControl(r) }) {
			t.Skip("the gate lets no control character through")
		}
		anyTerminal(func() { checkRows(t, text, int(width)) })
	})
}

// A grapheme that no row has room for is measured once, not for each row: it
// may be as long as the text.
func TestWrapLongGrapheme(t *testing.T) {
	text := strings.Repeat("\u1100", 1000)
	b := breaker{text: text, width: 20}
	_, next := b.nextRow(0)
	if next != 30 || b.wide != len(text) {
		t.Fatalf("the row ends at %d, the grapheme at %d", next, b.wide)
	}
	b.text = text[:300] + "!" + text[301:] // if it was measured again it would be shorter
	if _, next = b.nextRow(next); next != 60 || b.wide != len(text) {
		t.Errorf("the row ends at %d, the grapheme at %d", next, b.wide)
	}
	for width := range 30 {
		anyTerminal(func() { checkRows(t, text+" "+text, width) })
	}
}

func TestWrapAnyWidth(t *testing.T) {
	for name, s := range wrapSamples {
		t.Run(name, func(t *testing.T) {
			for width := range 100 {
				anyTerminal(func() { checkRows(t, s+s, width) })
			}
		})
	}
}

func TestPlainCells(t *testing.T) {
	for c := range rune(0x20000) {
		w := plainCells(c)
		if w == 0 {
			continue
		}
		s := string(c)
		if got := displaywidth.String(s); got != w {
			t.Errorf("%U is %d cells, not %d", c, got, w)
		}
		g := graphemes.FromString("a" + s + s + "語я")
		n := 0
		for g.Next() {
			n++
		}
		if n != 5 {
			t.Errorf("%U is not plain", c)
		}
	}
}

func BenchmarkWrap(b *testing.B) {
	samples := maps.Clone(wrapSamples)
	seed, err := os.ReadFile("../../../testdata/transcripts/sochi-2023-09-15.txt")
	if err != nil {
		b.Fatal(err)
	}
	samples["seed"] = string(seed)
	for name, s := range samples {
		b.Run(name, func(b *testing.B) {
			text := strings.Repeat(s, 1+64<<10/len(s))[:64<<10]
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				Wrap(text, 72)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/64, "ns/KiB")
		})
		b.Run(name+"/ansi.Wrap", func(b *testing.B) { // beside what a terminal program would take
			text := strings.Repeat(s, 1+64<<10/len(s))[:64<<10]
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				ansi.Wrap(text, 72, "")
			}
		})
	}
}

func TestLines(t *testing.T) {
	for _, c := range []struct {
		name, text, want string
	}{
		{"nothing", "", ""},
		{"lines", "if x {\n    y()\n\n}", "if x {|    y()||}"},
		{"cut before an ellipsis", "    return 12345\nx", "    retur|x"},
		{"exactly full", "0123456789\n01234567890", "0123456789|012345678"},
		{"wide", "何何何何何\n何何何何何何", "何何何何何|何何何何"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var rows []string
			for _, r := range Lines(c.text, 10) {
				if rows = append(rows, c.text[r.From:r.To]); Cells(c.text[r.From:r.To]) != r.Cells {
					t.Errorf("%+v has %d cells", r, Cells(c.text[r.From:r.To]))
				}
			}
			if got := strings.Join(rows, "|"); got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}
