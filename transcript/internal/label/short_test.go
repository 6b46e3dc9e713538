package label

import (
	"bytes"
	"math/rand/v2"
	"strings"
	"testing"

	"verbatim/internal/text"
	"verbatim/transcript/internal/record"
)

// Of a hard-wrapped text each line is joined once, however short lines are: what
// was joined for one line serves the next.
func TestJoinedOnce(t *testing.T) {
	for name, line := range map[string]string{"words": "and\n", "CRLF": "and so\r\n", "blanks": "and so  \n", "longer": "and so it goes on and on\n"} {
		t.Run(name, func(t *testing.T) {
			data := []byte(strings.Repeat(strings.Repeat(line, 999)+"\n", 3))
			j := joiner{layout: record.Layout{Wrapped: true}, data: data}
			var before []byte
			last, lines, afresh := 0, 0, 0
			for off := 0; off < len(data); {
				end := off + bytes.IndexByte(data[off:], '\n')
				if end == off { // paragraphs begin below it
					off++
					continue
				}
				got := j.at(off, end)
				if want := joinedAt(data, off); string(got) != want {
					t.Fatalf("at %d: got %q, want %q", off, got, want)
				}
				if n := off - last; len(got) > 0 && (n >= len(before) || &before[n] != &got[0]) {
					afresh++
				}
				before, last, off = got, off, end+1
				lines++
			}
			if afresh > lines/50 {
				t.Errorf("%d of %d lines are joined again", afresh, lines)
			}
		})
	}
}

// joinedAt joins the lines from off on, up to a blank one or to as many as a
// label can take.
func joinedAt(data []byte, off int) string {
	s := ""
	for line := range bytes.Lines(data[off:]) {
		line, _ := bytes.CutSuffix(line, text.Newline)
		if len(bytes.TrimSpace(line)) == 0 && s != "" {
			break
		}
		if s != "" {
			if cr, ok := strings.CutSuffix(s, "\r"); ok {
				s = cr + " "
			}
			s += " "
		}
		if s += string(line); len(s) >= MaxLabel {
			break
		}
	}
	return s
}

// In the middle of a hard-wrapped paragraph, where each line may begin with what
// a label could be, only labels that recur are judged.
func TestJudgesFewLabels(t *testing.T) {
	text := strings.Repeat("ANN LEE: And so it goes\non and on, as it\nalways has.\n\nBOB HALE: It goes\non and\non.\n\n", 20)
	p := judge([]byte(text), false)
	if !p.layout.Wrapped {
		t.Fatalf("layout %+v", p.layout)
	}
	l := looker{p: p, seen: newSeenLabels()}
	if _, _, ok := l.find([]byte("Carol Reyes: no"), true); ok || l.seen.known() > 0 {
		t.Errorf("a label that does not recur: found %v, %d are judged", ok, l.seen.known())
	}
	if _, v, ok := l.find([]byte("BOB HALE: no"), true); !ok || v.who.Label != "BOB HALE" {
		t.Errorf("one that does: found %v", ok)
	}
}

// known returns how many verdicts there are.
func (s *seenLabels) known() int {
	n := 0
	for _, v := range s.verdicts {
		if v.raw != "" {
			n++
		}
	}
	return n
}

// Each kind of question mark is searched for once, also where there is none.
func TestQuestionMarksOnce(t *testing.T) {
	const line = "آنا لي: ماذا؟ نعم.\n"
	data := []byte(strings.Repeat(line, 100))
	l := looker{data: data, signs: [...]int{-1, -1, -1, -1}}
	l.marked(0)
	data[len(data)-2] = '?' // who searches again finds it
	for i := len(line); i < len(data); i += len(line) {
		if !l.marked(i) {
			t.Fatalf("no question mark before %d", i)
		}
		if l.signs[0] != len(data) || l.signs[1] != len(data) {
			t.Fatalf("at %d: question marks at %v", i, l.signs)
		}
	}
}

// A footer is known by a line that is not far, and each line is looked at once.
func TestStateAhead(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 3))
	for range 200 {
		var b strings.Builder
		for range 400 {
			b.WriteString([]string{"Topics\n", "Topics\n", "The pier\n", "Publication\u00a0date: May 1\n", strings.Repeat("and so ", 90) + "\n"}[min(r.IntN(40), 4)])
		}
		l := looker{data: []byte(b.String())}
		before := 0
		for i := 0; i < len(l.data); i += bytes.IndexByte(l.data[i:], '\n') + 1 {
			line := l.data[i:min(len(l.data), i+noteSeen)]
			if !bytes.HasPrefix(line, []byte("Topics")) {
				continue
			}
			if got, want := l.stateAhead(i), isFooter(line); got != want {
				t.Fatalf("at %d: %v, want %v", i, got, want)
			}
			if l.state < before || l.state < i {
				t.Fatalf("at %d: looks from %d on, after %d", i, l.state, before)
			}
			before = l.state
		}
	}
}
