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
	"verbatim/ui/internal/view"
)

func opened(d *transcript.Document, w, h int) *view.Dialogue {
	v := view.NewDialogue()
	v.Resize(w, h)
	v.SetDocument(d)
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
func plain(v *view.Dialogue) []string {
	var rows []string
	for _, r := range v.View() {
		rows = append(rows, strings.TrimRight(strings.TrimSuffix(sgr.ReplaceAllString(r, ""), view.MapGlyph), " "))
	}
	return rows
}

// said returns the rows of the frame under the sticky one.
func said(v *view.Dialogue) []string { return plain(v)[v.H-v.Body():] }

func checkFrame(t *testing.T, v *view.Dialogue) {
	t.Helper()
	rows := v.View()
	if len(rows) != max(v.H, 0) {
		t.Fatalf("%dx%d: %d rows", v.W, v.H, len(rows))
	}
	for i, r := range rows {
		if n := grid.Cells(sgr.ReplaceAllString(r, "")); n != max(v.W, 0) {
			t.Fatalf("%dx%d: row %d has %d cells: %q", v.W, v.H, i, n, r)
		}
		if k := strings.LastIndex(r, "\x1b["); k >= 0 && !strings.HasPrefix(r[k:], "\x1b[m") && !strings.HasPrefix(r[k:], "\x1b[0m") {
			t.Fatalf("%dx%d: the style of row %d leaks: %q", v.W, v.H, i, r)
		}
	}
	if again := v.View(); !slices.Equal(rows, again) {
		t.Fatalf("%dx%d: a second view differs", v.W, v.H)
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
			v.SetPattern(pattern, transcript.Hit{})
			for _, w := range []int{0, 1, 2, 3, 4, 5, 8, 13, 20, 40, 60, 77, 80, 120, 200} {
				for _, h := range []int{0, 1, 2, 3, 4, 5, 15, 24, 60} {
					v.Resize(w, h)
					checkFrame(t, v)
					v.Page(1)
					checkFrame(t, v)
					v.ToEnd()
					checkFrame(t, v)
					v.ScrollRows(-1)
					checkFrame(t, v)
					v.ToStart()
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
		do   func(v *view.Dialogue)
	}{
		{"start", 80, 24, func(*view.Dialogue) {}},
		{"end", 80, 24, (*view.Dialogue).ToEnd},
		{"question", 52, 23, func(v *view.Dialogue) { v.GoTo(view.Heading(d, d.Question(3))) }},
		{"answer", 86, 39, func(v *view.Dialogue) { v.GoTo(view.Heading(d, d.Question(2)+1)); v.ScrollRows(3) }},
		{"wide", 160, 59, func(*view.Dialogue) {}},
		{"narrow", 40, 14, func(v *view.Dialogue) { v.ScrollRows(20) }},
		{"tiny", 20, 4, func(v *view.Dialogue) { v.ScrollRows(27) }},
		{"whole width", 120, 20, func(v *view.Dialogue) { v.SetMeasure(0) }},
		{"filtered", 80, 39, func(v *view.Dialogue) { v.SetSelection(turnsOf(t, d, "Alexander Lukashenko"), true) }},
		{"filtered end", 60, 20, func(v *view.Dialogue) { v.SetSelection(turnsOf(t, d, "Alexander Lukashenko"), true); v.ToEnd() }},
	} {
		t.Run(c.name, func(t *testing.T) {
			v := opened(d, c.w, c.h)
			c.do(v)
			checkFrame(t, v)
			golden(t, "dialogue-"+strings.ReplaceAll(c.name, " ", "-"), sgr.ReplaceAllString(strings.Join(v.View(), "\n"), "")+"\n")
		})
	}
}

func TestScrollsByOneRowAndBack(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {40, 15}, {20, 5}, {120, 40}, {30, 2}} {
		t.Run(fmt.Sprintf("%dx%d", size[0], size[1]), func(t *testing.T) {
			v := opened(loadFile(t, Seed), size[0], size[1])
			frames := [][]string{v.View()}
			for !v.AtEnd() {
				above := said(v)
				v.ScrollRows(1)
				if below := said(v); !slices.Equal(above[1:], below[:len(below)-1]) {
					t.Fatalf("after %d rows:\n%s\nthen\n%s", len(frames), strings.Join(above, "\n"), strings.Join(below, "\n"))
				}
				frames = append(frames, v.View())
			}
			if v.ScrollRows(1); !slices.Equal(v.View(), frames[len(frames)-1]) {
				t.Error("it scrolls beyond the end")
			}
			for i := len(frames) - 2; i >= 0; i-- {
				if v.ScrollRows(-1); !slices.Equal(v.View(), frames[i]) {
					t.Fatalf("going up, row %d:\n%s\nbut down it was\n%s", i, strings.Join(v.View(), "\n"), strings.Join(frames[i], "\n"))
				}
			}
			if v.ScrollRows(-1); !slices.Equal(v.View(), frames[0]) {
				t.Error("it scrolls beyond the start")
			}
			if v.ToEnd(); !slices.Equal(v.View(), frames[len(frames)-1]) {
				t.Error("the end is not where scrolling ends")
			}
		})
	}
}

func TestPlaceIsKept(t *testing.T) {
	d := loadFile(t, Seed)
	at := strings.Index(ReadFile(t, Seed), "Second, I already said")
	v := opened(d, 80, 24)
	v.GoTo(view.Point{Turn: d.TurnAt(int64(at)), Off: int64(at)})
	was := v.View()
	if got := said(v)[0]; !strings.Contains(got, "Second, I already said") {
		t.Fatalf("on top is %q", got)
	}
	for name, change := range map[string]func(){
		"resize":  func() { v.Resize(60, 20) },
		"tiny":    func() { v.Resize(10, 2) },
		"measure": func() { v.SetMeasure(45) },
		"whole":   func() { v.SetMeasure(0) },
		"filter":  func() { v.SetSelection(turnsOf(t, d, "Vladimir Putin"), true) },
		"theme":   func() { v.SetTheme(view.NewTheme("mono", true)) },
	} {
		t.Run(name, func(t *testing.T) {
			change()
			if got := said(v)[0]; !strings.Contains(got, "Second,"[:min(7, v.Cells-view.BarCells)]) {
				t.Errorf("on top is %q", got)
			}
			v.Resize(80, 24)
			v.SetMeasure(72)
			v.SetTheme(view.NewTheme("dark", true))
			if v.SetSelection(nil, false); !slices.Equal(v.View(), was) {
				t.Errorf("and back:\n%s", strings.Join(v.View(), "\n"))
			}
		})
	}
}

func TestFilterGoesToNearestTurn(t *testing.T) {
	d := loadFile(t, Seed)
	v := opened(d, 80, 12)
	sel := turnsOf(t, d, "Alexander Lukashenko")
	for turn := range d.Len() {
		v.GoTo(view.Heading(d, turn))
		v.SetSelection(sel, true)
		best := sel.At(0)
		for i := range sel.Len() {
			if s := sel.At(i); abs(s-turn) < abs(best-turn) || abs(s-turn) == abs(best-turn) && s > best {
				best = s
			}
		}
		if !v.AtEnd() && v.Top.Turn != best {
			t.Errorf("from turn %d it went to %d, not %d", turn, v.Top.Turn, best)
		}
		v.SetSelection(nil, false)
		if v.Current() != turn {
			t.Errorf("from turn %d back to %d", turn, v.Current())
		}
	}
}

func abs(n int) int { return max(n, -n) }

func TestGoTo(t *testing.T) {
	d := loadFile(t, Seed)
	v := opened(d, 80, 24)
	for n := 1; n <= d.Questions(); n++ {
		turn := d.Question(n)
		v.GoTo(view.Heading(d, turn))
		if v.Current() != turn {
			t.Errorf("question %d: turn %d is read, not %d", n, v.Current(), turn)
		}
		rows := said(v)
		at := slices.IndexFunc(rows, func(r string) bool { return strings.Contains(r, "── "+view.Number(n)+" ──") })
		if at != 0 && !(v.AtEnd() && at > 0) {
			t.Errorf("question %d is in row %d:\n%s", n, at, strings.Join(rows, "\n"))
		}
	}
}

func TestStickyNamesQuestionAndSpeaker(t *testing.T) {
	d := loadFile(t, Seed)
	v := opened(d, 80, 12)
	turn := d.Question(2) + 1
	v.GoTo(view.Heading(d, turn))
	if got := plain(v)[0]; got != "" {
		t.Errorf("heading in sight, but above it is %q", got)
	}
	v.ScrollRows(1)
	if got := strings.TrimSpace(plain(v)[0]); got != "Q2 · Vladimir Putin" {
		t.Errorf("above is %q", got)
	}
}

func TestHitsAreLit(t *testing.T) {
	d := spoken("Ann: It takes two\nto tango, said he.\nAnn Bob: Tango! TANGO.\n")
	v := opened(d, 30, 20)
	before := plain(v)
	p, _ := transcript.Compile("tango")
	v.SetPattern(p, transcript.Hit{Turn: 1, Off: int64(len(ownHeader)) + 46})
	if !slices.Equal(plain(v), before) {
		t.Error("hits move the text")
	}
	frame := strings.Join(v.View(), "\n")
	for _, lit := range []string{v.Theme.Hit.Paint("tango"), v.Theme.Current.Paint("Tango"), v.Theme.Hit.Paint("TANGO")} {
		if !strings.Contains(frame, lit) {
			t.Errorf("%q is not in the frame\n%q", lit, frame)
		}
	}
	p, _ = transcript.Compile("ann")
	v.SetPattern(p, transcript.Hit{Turn: 1, Off: view.Heading(d, 1).Off})
	frame = strings.Join(v.View(), "\n")
	if !strings.Contains(frame, v.Theme.Hit.Paint("Ann")) || !strings.Contains(frame, v.Theme.Current.Paint("Ann")) {
		t.Errorf("names are not lit:\n%q", frame)
	}
}

func TestHitAcrossRows(t *testing.T) {
	d := spoken("Ann: It may be that it takes two to tango, said he.\n")
	v := opened(d, 30, 12)
	p, _ := transcript.Compile("takes two to tango")
	v.SetPattern(p, transcript.Hit{})
	frame := strings.Join(v.View(), "\n")
	if !strings.Contains(frame, v.Theme.Hit.Paint("takes")) || !strings.Contains(frame, v.Theme.Hit.Paint("two to tango")) {
		t.Errorf("%s\n%q", frame, frame)
	}
}

func TestLeftOut(t *testing.T) {
	d := loadFile(t, Seed)
	v := opened(d, 80, 60)
	v.SetSelection(turnsOf(t, d, "Alexander Lukashenko"), true)
	frame := strings.Join(plain(v), "\n")
	for _, want := range []string{"turns omitted ┈┈", "1 turn omitted", "Q3  How do you assess the prospects for talks?"} {
		if !strings.Contains(frame, want) {
			t.Errorf("%q is not in\n%s", want, frame)
		}
	}
	if strings.Contains(frame, "They are being used") {
		t.Errorf("others speak in\n%s", frame)
	}
	v.SetSelection(&transcript.Selection{}, true)
	if got := strings.TrimSpace(said(v)[0]); got != fmt.Sprintf("┈┈ %d turns omitted ┈┈", d.Len()) {
		t.Errorf("nothing is kept, and shown is %q", got)
	}
}

func TestNothingOpen(t *testing.T) {
	v := view.NewDialogue()
	v.Resize(20, 5)
	checkFrame(t, &v)
	for _, do := range []func(){v.ToEnd, v.ToStart, v.Grew, func() { v.Page(1) }, func() { v.GoTo(view.Point{Turn: 3, Off: 3}) }, func() { v.Show(view.Point{Turn: 3, Off: 3}) }} {
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
			var places []view.Point
			for !v.AtEnd() {
				frames, places = append(frames, said(v)), append(places, v.Place())
				v.Page(1)
			}
			for range 3 {
				v.ToStart()
				v.ToEnd()
			}
			for i := len(frames) - 1; i >= 0; i-- {
				v.GoTo(places[i])
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
			var l view.Lights
			all := p.Find(text)
			for from := 0; from < len(text); from += step {
				to := min(from+step, len(text))
				var want [][2]int
				for _, h := range all {
					if h[0] < to && h[1] > from {
						want = append(want, h)
					}
				}
				if got := l.Within(p, text, from, to); !slices.Equal(got, want) {
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
	v.ScrollRows(1)
	was := v.Place()
	more("Bob: Two.\n")
	v.Grew()
	checkFrame(t, v)
	if v.Place() != was {
		t.Errorf("from %v to %v", was, v.Place())
	}
	if frame := strings.Join(plain(v), "\n"); !strings.Contains(frame, "Bob") {
		t.Errorf("what came is not shown:\n%s", frame)
	}
}
