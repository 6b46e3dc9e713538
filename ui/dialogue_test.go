package ui

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"verbatim/transcript"
	"verbatim/ui/internal/grid"
)

func opened(d *transcript.Document, w, h int) *dialogue {
	v := newDialogue()
	v.resize(w, h)
	v.setDocument(d)
	return &v
}

// turnsOf selects the turns of a speaker.
func turnsOf(tb testing.TB, d *transcript.Document, name string) *transcript.Selection {
	tb.Helper()
	s, err := d.FindSpeaker(name)
	if err != nil {
		tb.Fatal(err)
	}
	sel, err := d.Select(context.Background(), transcript.Filter{Speakers: []int{s}})
	if err != nil {
		tb.Fatal(err)
	}
	return sel
}

var sgr = regexp.MustCompile("\x1b\\[[0-9;:]*m")

// plain returns the frame without styles, scroll map and blanks at the ends.
func plain(v *dialogue) []string {
	var rows []string
	for _, r := range v.view() {
		rows = append(rows, strings.TrimRight(strings.TrimSuffix(sgr.ReplaceAllString(r, ""), mapGlyph), " "))
	}
	return rows
}

// said returns the rows of the frame under the sticky one.
func said(v *dialogue) []string { return plain(v)[v.h-v.body():] }

func checkFrame(t *testing.T, v *dialogue) {
	t.Helper()
	rows := v.view()
	if len(rows) != max(v.h, 0) {
		t.Fatalf("%dx%d: %d rows", v.w, v.h, len(rows))
	}
	for i, r := range rows {
		if n := grid.Cells(sgr.ReplaceAllString(r, "")); n != max(v.w, 0) {
			t.Fatalf("%dx%d: row %d has %d cells: %q", v.w, v.h, i, n, r)
		}
		if k := strings.LastIndex(r, "\x1b["); k >= 0 && !strings.HasPrefix(r[k:], "\x1b[m") && !strings.HasPrefix(r[k:], "\x1b[0m") {
			t.Fatalf("%dx%d: the style of row %d leaks: %q", v.w, v.h, i, r)
		}
	}
	if again := v.view(); !slices.Equal(rows, again) {
		t.Fatalf("%dx%d: a second view differs", v.w, v.h)
	}
}

// talk is a conversation in which everything that is hard to draw occurs.
const talk = `Question: Mr President, what about https://example.org/a/very/long/address?of=something&that=does-not-fit, and 今天上午收到消息，已有三十万人签订合同？
Ann Example-Anderson: No.

And one more paragraph, 👩‍👩‍👧‍👦 and e` + "\u0301" + `toile, about tango.
(Applause.)
Question: Is that all?
Ann Example-Anderson: It is. Thank you.
Bob: Thank you.
`

func TestFrameOfAnySize(t *testing.T) {
	docs := map[string]*transcript.Document{"seed": loadFile(t, Seed), "talk": spoken(talk), "no turn": spoken("Nobody said this.\n")}
	pattern, _ := transcript.Compile("tango")
	for name, d := range docs {
		t.Run(name, func(t *testing.T) {
			v := opened(d, 80, 24)
			v.setPattern(pattern, transcript.Hit{})
			for _, w := range []int{0, 1, 2, 3, 4, 5, 8, 13, 20, 40, 60, 77, 80, 120, 200} {
				for _, h := range []int{0, 1, 2, 3, 4, 5, 15, 24, 60} {
					v.resize(w, h)
					checkFrame(t, v)
					v.page(1)
					checkFrame(t, v)
					v.toEnd()
					checkFrame(t, v)
					v.scrollRows(-1)
					checkFrame(t, v)
					v.toStart()
				}
			}
		})
	}
}

// The golden frames keep the scroll map: it is one character in every row.
func TestFrames(t *testing.T) {
	d := loadFile(t, Seed)
	for _, c := range []struct {
		name string
		w, h int
		do   func(v *dialogue)
	}{
		{"start", 80, 24, func(*dialogue) {}},
		{"end", 80, 24, (*dialogue).toEnd},
		{"question", 52, 23, func(v *dialogue) { v.goTo(heading(d, d.Question(3))) }},
		{"answer", 86, 39, func(v *dialogue) { v.goTo(heading(d, d.Question(2)+1)); v.scrollRows(3) }},
		{"wide", 160, 59, func(*dialogue) {}},
		{"narrow", 40, 14, func(v *dialogue) { v.scrollRows(20) }},
		{"tiny", 20, 4, func(v *dialogue) { v.scrollRows(27) }},
		{"whole width", 120, 20, func(v *dialogue) { v.setMeasure(0) }},
		{"filtered", 80, 39, func(v *dialogue) { v.setSelection(turnsOf(t, d, "Alexander Lukashenko"), true) }},
		{"filtered end", 60, 20, func(v *dialogue) { v.setSelection(turnsOf(t, d, "Alexander Lukashenko"), true); v.toEnd() }},
	} {
		t.Run(c.name, func(t *testing.T) {
			v := opened(d, c.w, c.h)
			c.do(v)
			checkFrame(t, v)
			golden(t, "dialogue-"+strings.ReplaceAll(c.name, " ", "-"), sgr.ReplaceAllString(strings.Join(v.view(), "\n"), "")+"\n")
		})
	}
}

func TestScrollsByOneRowAndBack(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {40, 15}, {20, 5}, {120, 40}, {30, 2}} {
		t.Run(fmt.Sprintf("%dx%d", size[0], size[1]), func(t *testing.T) {
			v := opened(loadFile(t, Seed), size[0], size[1])
			frames := [][]string{v.view()}
			for !v.atEnd() {
				above := said(v)
				v.scrollRows(1)
				if below := said(v); !slices.Equal(above[1:], below[:len(below)-1]) {
					t.Fatalf("after %d rows:\n%s\nthen\n%s", len(frames), strings.Join(above, "\n"), strings.Join(below, "\n"))
				}
				frames = append(frames, v.view())
			}
			if v.scrollRows(1); !slices.Equal(v.view(), frames[len(frames)-1]) {
				t.Error("it scrolls beyond the end")
			}
			for i := len(frames) - 2; i >= 0; i-- {
				if v.scrollRows(-1); !slices.Equal(v.view(), frames[i]) {
					t.Fatalf("going up, row %d:\n%s\nbut down it was\n%s", i, strings.Join(v.view(), "\n"), strings.Join(frames[i], "\n"))
				}
			}
			if v.scrollRows(-1); !slices.Equal(v.view(), frames[0]) {
				t.Error("it scrolls beyond the start")
			}
			if v.toEnd(); !slices.Equal(v.view(), frames[len(frames)-1]) {
				t.Error("the end is not where scrolling ends")
			}
		})
	}
}

func TestPlaceIsKept(t *testing.T) {
	d := loadFile(t, Seed)
	at := strings.Index(ReadFile(t, Seed), "Second, I already said")
	v := opened(d, 80, 24)
	v.goTo(place{d.TurnAt(int64(at)), int64(at)})
	was := v.view()
	if got := said(v)[0]; !strings.Contains(got, "Second, I already said") {
		t.Fatalf("on top is %q", got)
	}
	for name, change := range map[string]func(){
		"resize":  func() { v.resize(60, 20) },
		"tiny":    func() { v.resize(10, 2) },
		"measure": func() { v.setMeasure(45) },
		"whole":   func() { v.setMeasure(0) },
		"filter":  func() { v.setSelection(turnsOf(t, d, "Vladimir Putin"), true) },
		"theme":   func() { v.setTheme(newTheme("mono", true)) },
	} {
		t.Run(name, func(t *testing.T) {
			change()
			if got := said(v)[0]; !strings.Contains(got, "Second,"[:min(7, v.cells-barCells)]) {
				t.Errorf("on top is %q", got)
			}
			v.resize(80, 24)
			v.setMeasure(72)
			v.setTheme(newTheme("dark", true))
			if v.setSelection(nil, false); !slices.Equal(v.view(), was) {
				t.Errorf("and back:\n%s", strings.Join(v.view(), "\n"))
			}
		})
	}
}

func TestFilterGoesToNearestTurn(t *testing.T) {
	d := loadFile(t, Seed)
	v := opened(d, 80, 12)
	sel := turnsOf(t, d, "Alexander Lukashenko")
	for turn := range d.Len() {
		v.goTo(heading(d, turn))
		v.setSelection(sel, true)
		best := sel.At(0)
		for i := range sel.Len() {
			if s := sel.At(i); abs(s-turn) < abs(best-turn) || abs(s-turn) == abs(best-turn) && s > best {
				best = s
			}
		}
		if !v.atEnd() && v.top.turn != best {
			t.Errorf("from turn %d it went to %d, not %d", turn, v.top.turn, best)
		}
		v.setSelection(nil, false)
		if v.current() != turn {
			t.Errorf("from turn %d back to %d", turn, v.current())
		}
	}
}

func abs(n int) int { return max(n, -n) }

func TestGoTo(t *testing.T) {
	d := loadFile(t, Seed)
	v := opened(d, 80, 24)
	for n := 1; n <= d.Questions(); n++ {
		turn := d.Question(n)
		v.goTo(heading(d, turn))
		if v.current() != turn {
			t.Errorf("question %d: turn %d is read, not %d", n, v.current(), turn)
		}
		rows := said(v)
		at := slices.IndexFunc(rows, func(r string) bool { return strings.Contains(r, "── "+number(n)+" ──") })
		if at != 0 && !(v.atEnd() && at > 0) {
			t.Errorf("question %d is in row %d:\n%s", n, at, strings.Join(rows, "\n"))
		}
	}
}

func TestStickyNamesQuestionAndSpeaker(t *testing.T) {
	d := loadFile(t, Seed)
	v := opened(d, 80, 12)
	turn := d.Question(2) + 1
	v.goTo(heading(d, turn))
	if got := plain(v)[0]; got != "" {
		t.Errorf("heading in sight, but above it is %q", got)
	}
	v.scrollRows(1)
	if got := strings.TrimSpace(plain(v)[0]); got != "Q2 · Vladimir Putin" {
		t.Errorf("above is %q", got)
	}
}

func TestHitsAreLit(t *testing.T) {
	d := spoken("Ann: It takes two\nto tango, said he.\nAnn Bob: Tango! TANGO.\n")
	v := opened(d, 30, 20)
	before := plain(v)
	p, _ := transcript.Compile("tango")
	v.setPattern(p, transcript.Hit{Turn: 1, Off: int64(len(ownHeader)) + 46})
	if !slices.Equal(plain(v), before) {
		t.Error("hits move the text")
	}
	frame := strings.Join(v.view(), "\n")
	for _, lit := range []string{v.theme.hit.Paint("tango"), v.theme.current.Paint("Tango"), v.theme.hit.Paint("TANGO")} {
		if !strings.Contains(frame, lit) {
			t.Errorf("%q is not in the frame\n%q", lit, frame)
		}
	}
	p, _ = transcript.Compile("ann")
	v.setPattern(p, transcript.Hit{Turn: 1, Off: heading(d, 1).off})
	frame = strings.Join(v.view(), "\n")
	if !strings.Contains(frame, v.theme.hit.Paint("Ann")) || !strings.Contains(frame, v.theme.current.Paint("Ann")) {
		t.Errorf("names are not lit:\n%q", frame)
	}
}

func TestHitAcrossRows(t *testing.T) {
	d := spoken("Ann: It may be that it takes two to tango, said he.\n")
	v := opened(d, 30, 12)
	p, _ := transcript.Compile("takes two to tango")
	v.setPattern(p, transcript.Hit{})
	frame := strings.Join(v.view(), "\n")
	if !strings.Contains(frame, v.theme.hit.Paint("takes")) || !strings.Contains(frame, v.theme.hit.Paint("two to tango")) {
		t.Errorf("%s\n%q", frame, frame)
	}
}

func TestLeftOut(t *testing.T) {
	d := loadFile(t, Seed)
	v := opened(d, 80, 60)
	v.setSelection(turnsOf(t, d, "Alexander Lukashenko"), true)
	frame := strings.Join(plain(v), "\n")
	for _, want := range []string{"turns left out ┈┈", "1 turn left out", "Q3  How do you assess the prospects for talks?"} {
		if !strings.Contains(frame, want) {
			t.Errorf("%q is not in\n%s", want, frame)
		}
	}
	if strings.Contains(frame, "They are being used") {
		t.Errorf("others speak in\n%s", frame)
	}
	v.setSelection(&transcript.Selection{}, true)
	if got := strings.TrimSpace(said(v)[0]); got != fmt.Sprintf("┈┈ %d turns left out ┈┈", d.Len()) {
		t.Errorf("nothing is kept, and shown is %q", got)
	}
}

func TestNothingOpen(t *testing.T) {
	v := newDialogue()
	v.resize(20, 5)
	checkFrame(t, &v)
	for _, do := range []func(){v.toEnd, v.toStart, v.grew, func() { v.page(1) }, func() { v.goTo(place{3, 3}) }, func() { v.show(place{3, 3}) }} {
		do()
		checkFrame(t, &v)
	}
}

// A paragraph of many blocks is scrolled through as if it were of one piece.
func TestLongParagraph(t *testing.T) {
	for name, sample := range longSamples {
		t.Run(name, func(t *testing.T) {
			sample = strings.ReplaceAll(sample, "\n", " ")
			d := spoken("Ann: " + strings.Repeat(sample, 200<<10/len(sample)) + "\nBob: So it is.\n")
			v := opened(d, 60, 20)
			var frames [][]string
			var places []place
			for !v.atEnd() {
				frames, places = append(frames, said(v)), append(places, v.place())
				v.page(1)
			}
			for range 3 {
				v.toStart()
				v.toEnd()
			}
			for i := len(frames) - 1; i >= 0; i-- {
				v.goTo(places[i])
				if got := said(v); i > 0 && !slices.Equal(got, frames[i]) {
					t.Fatalf("at %v:\n%s\nbut at first\n%s", places[i], strings.Join(got, "\n"), strings.Join(frames[i], "\n"))
				}
			}
		})
	}
}

func TestLightsAreThoseOfTheWholeBlock(t *testing.T) {
	text := strings.Repeat("It takes two to tango and tangerines, they say. ", 700)
	for _, pattern := range []string{"tan", "to tango", "/t\\w+s/", "/takes.{40}/"} {
		p, err := transcript.Compile(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, step := range []int{50, 333, 5000} {
			var l lights
			all := p.Find(text)
			for from := 0; from < len(text); from += step {
				to := min(from+step, len(text))
				var want [][2]int
				for _, h := range all {
					if h[0] < to && h[1] > from {
						want = append(want, h)
					}
				}
				if got := l.within(p, text, from, to); !slices.Equal(got, want) {
					t.Fatalf("%s in %d-%d: %v, not %v", pattern, from, to, got, want)
				}
			}
		}
	}
}

func TestGrowthKeepsThePlace(t *testing.T) {
	d, more := growing(t, "test.txt", ownHeader+"Ann: One.\n")
	v := opened(d, 40, 9)
	checkFrame(t, v)
	v.scrollRows(1)
	was := v.place()
	more("Bob: Two.\n")
	v.grew()
	checkFrame(t, v)
	if v.place() != was {
		t.Errorf("from %v to %v", was, v.place())
	}
	if frame := strings.Join(plain(v), "\n"); !strings.Contains(frame, "Bob") {
		t.Errorf("what came is not shown:\n%s", frame)
	}
}
