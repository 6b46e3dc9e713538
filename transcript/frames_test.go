package transcript

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"verbatim/transcript/internal/label"
)

// frameDir has small transcripts, each in another way to mark speakers, and texts
// without any. Beside each is what has to be read, in a file that ends in .want.json.
const frameDir = "../testdata/frames"

// A wantedTurn is a turn as a file of frameDir has it. A nil Speaker is nobody.
type wantedTurn struct {
	Speaker *string  `json:"speaker"`
	Text    *string  `json:"text"`
	TextAny []string `json:"text_any"`
	Start   *float64 `json:"start"` // seconds; nil: any
	Asks    *bool    `json:"asks"`  // nil: any

	SpeakersAny []*string `json:"speakers_any"` // what else the speaker may be called
}

// wanted is what a file of frameDir has to be read as.
type wanted struct {
	Turns    []wantedTurn   `json:"turns"`
	Or       [][]wantedTurn `json:"or"`
	Merge    bool           `json:"merge"`    // neighbours of one speaker count as one turn
	Speakers []string       `json:"speakers"` // names of all speakers; empty, not nil: none

	Title     oneOf    `json:"title"`
	Date      oneOf    `json:"date"`
	Time      oneOf    `json:"time"`
	Place     oneOf    `json:"place"`
	Asks      []string `json:"asks"`     // names of speakers who ask
	AsksNot   []string `json:"asks_not"` // and of others who do not
	Questions *int     `json:"questions"`
	Summaries []oneOf  `json:"summaries"`     // of the questions
	Paragraph []string `json:"paragraph_has"` // what one paragraph contains
	Contains  []string `json:"contains"`      // what one turn contains
	Lines     []string `json:"lines"`         // what lines of their own contain
}

// A oneOf is a string that may have several values. The zero oneOf may have any.
type oneOf []string

func (o *oneOf) UnmarshalJSON(b []byte) error {
	var s *string
	if json.Unmarshal(b, &s) == nil {
		if s != nil {
			*o = oneOf{*s}
		}
		return nil
	}
	return json.Unmarshal(b, (*[]string)(o))
}

func (o oneOf) allows(s string) bool {
	return o == nil || slices.ContainsFunc(o, func(want string) bool { return folded(want) == folded(s) })
}

// recordDir has small records, minutes, plays and interviews as frameDir has
// transcripts, for what surrounds the speech: metadata, headings, questions, dates.
const recordDir = "../testdata/records"

// TestFrames and TestRecords read every transcript of their directories.
func TestFrames(t *testing.T)  { readAll(t, frameDir) }
func TestRecords(t *testing.T) { readAll(t, recordDir) }

func readAll(t *testing.T, dir string) {
	names, err := filepath.Glob(dir + "/*.want.json")
	if err != nil || len(names) < 100 {
		t.Fatalf("%d files: %v", len(names), err)
	}
	for _, name := range names {
		input := strings.TrimSuffix(name, ".want.json")
		t.Run(filepath.Base(input), func(t *testing.T) {
			b, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			var want wanted
			if err := json.Unmarshal(b, &want); err != nil {
				t.Fatal(err)
			}
			text, err := os.ReadFile(input)
			if err != nil {
				t.Fatal(err)
			}
			d, err := Load(t.Context(), FromString(filepath.Base(input), string(text)), Options{})
			if err != nil {
				t.Fatal(err)
			}
			defer d.Close()
			want.check(t, d)
			want.surroundings(t, d)
		})
	}
}

// surroundings compares what d has beside its turns.
func (w *wanted) surroundings(t *testing.T, d *Document) {
	t.Helper()
	h := d.Header()
	for name, c := range map[string]struct {
		want oneOf
		got  string
	}{"title": {w.Title, h.Title}, "date": {w.Date, h.Date}, "time": {w.Time, h.Time}, "place": {w.Place, h.Place}} {
		if !c.want.allows(c.got) {
			t.Errorf("%s %q, want one of %q", name, c.got, []string(c.want))
		}
	}
	asks := map[string]bool{}
	for _, s := range d.Speakers()[1:] {
		asks[s.Name] = s.Asks
	}
	for _, name := range w.Asks {
		if !asks[name] {
			t.Errorf("%s does not ask", name)
		}
	}
	for _, name := range w.AsksNot {
		if asks[name] {
			t.Errorf("%s asks", name)
		}
	}
	if w.Questions != nil && d.Questions() != *w.Questions {
		t.Errorf("%d questions, want %d", d.Questions(), *w.Questions)
	}
	for n, want := range w.Summaries {
		if n >= d.Questions() || !want.allows(d.Summary(n+1)) {
			t.Errorf("question %d: want the summary %q", n+1, []string(want))
		}
	}
	var turns, paragraphs []string
	for i := range d.Len() {
		of := slices.Collect(d.Paragraphs(i))
		paragraphs = append(paragraphs, of...)
		turns = append(turns, strings.Join(of, "\n"))
	}
	within := func(all []string, want string) bool {
		return slices.ContainsFunc(all, func(s string) bool { return strings.Contains(folded(s), folded(want)) })
	}
	for _, want := range w.Paragraph {
		if !within(paragraphs, want) {
			t.Errorf("%q is not in one paragraph", want)
		}
	}
	for _, want := range w.Lines {
		if !hasLine(turns, want) {
			t.Errorf("%q is not a line of its own", want)
		}
	}
	for _, want := range w.Contains {
		if !within(turns, want) {
			t.Errorf("%q is not in one turn", want)
		}
	}
}

// check compares the speakers and the turns of d.
func (w *wanted) check(t *testing.T, d *Document) {
	t.Helper()
	if w.Speakers != nil {
		var have []string
		for _, s := range d.Speakers()[1:] {
			have = append(have, strings.ToLower(s.Name))
		}
		want := slices.Clone(w.Speakers)
		for i := range want {
			want[i] = strings.ToLower(want[i])
		}
		slices.Sort(have)
		slices.Sort(want)
		if !slices.Equal(have, want) {
			t.Errorf("speakers %q, want %q", have, want)
		}
	}
	if w.Turns == nil {
		return
	}
	got := wantedTurns(d)
	var first string
	for _, want := range append([][]wantedTurn{w.Turns}, w.Or...) {
		diff := differ(want, got, w.Merge)
		if diff == "" {
			return
		}
		if first == "" {
			first = diff
		}
	}
	t.Error(first)
}

// wantedTurns returns the turns of d.
func wantedTurns(d *Document) (turns []wantedTurn) {
	for i, turn := range d.Turns(nil) {
		text := strings.Join(slices.Collect(d.Paragraphs(i)), "\n")
		asks := d.Asks(i)
		w := wantedTurn{Text: &text, Asks: &asks}
		if turn.Name != "" {
			w.Speaker = &turn.Name
		}
		if turn.Start >= 0 {
			s := float64(turn.Start) / 1000
			w.Start = &s
		}
		turns = append(turns, w)
	}
	return turns
}

// joined merges neighbours of one speaker.
func joined(turns []wantedTurn) (out []wantedTurn) {
	for _, turn := range turns {
		if n := len(out); n > 0 && sameName(out[n-1].Speaker, turn.Speaker) && out[n-1].Text != nil && turn.Text != nil {
			text := *out[n-1].Text + " " + *turn.Text
			out[n-1].Text = &text
			continue
		}
		out = append(out, turn)
	}
	return out
}

func sameName(a, b *string) bool {
	if a == nil || b == nil {
		return a == b
	}
	return strings.EqualFold(folded(*a), folded(*b))
}

// fences are the lines around blocks of code.
var fences = regexp.MustCompile("(?m)^\\s*```\\S*$")

// hasLine reports whether a line of a turn is want, but for blanks around it.
func hasLine(turns []string, want string) bool {
	return slices.ContainsFunc(turns, func(turn string) bool {
		return slices.ContainsFunc(strings.Split(turn, "\n"), func(line string) bool { return strings.TrimSpace(line) == strings.TrimSpace(want) })
	})
}

// folded returns text with single blanks, without marks of direction, quotation
// marks around it and fences.
func folded(s string) string {
	s = fences.ReplaceAllString(s, "")
	s = strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		if r == 0x200e || r == 0x200f || r == 0xad || r == 0x200b {
			return -1
		}
		return r
	}, s)), " ")
	return strings.Trim(s, "\"'“”„«»‘’ ")
}

// differ returns the first difference between turns, or "".
func differ(want, got []wantedTurn, merge bool) string {
	if merge {
		want, got = joined(want), joined(got)
	}
	for i := range min(len(want), len(got)) {
		w, g := &want[i], &got[i]
		if !sameName(w.Speaker, g.Speaker) && !slices.ContainsFunc(w.SpeakersAny, func(s *string) bool { return sameName(s, g.Speaker) }) {
			return "turn " + show(g) + ", want " + show(w)
		}
		texts := w.TextAny
		if w.Text != nil {
			texts = append(texts, *w.Text)
		}
		if len(texts) > 0 && !slices.ContainsFunc(texts, func(s string) bool { return folded(s) == folded(*g.Text) }) {
			return "turn " + show(g) + ", want " + show(w)
		}
		if w.Start != nil && (g.Start == nil || *g.Start < *w.Start-0.5 || *g.Start > *w.Start+0.5) {
			return "turn " + show(g) + " has another start"
		}
		if w.Asks != nil && *w.Asks != *g.Asks {
			return "turn " + show(g) + " asks, or does not"
		}
	}
	if len(want) != len(got) {
		return "another number of turns: " + strings.Repeat("+", len(got)) + ", want " + strings.Repeat("+", len(want))
	}
	return ""
}

func show(t *wantedTurn) string {
	s := "-"
	if t.Speaker != nil {
		s = *t.Speaker
	}
	if t.Text != nil {
		s += ": " + *t.Text
	}
	return s
}

// TestNamedFrame reads texts in the frame that a user names.
func TestNamedFrame(t *testing.T) {
	for _, c := range []struct{ frame, text, want string }{
		{"[NAME] TEXT", "[zed] hello\nmore\n[he] yes\n", "zed: hello\nmore\nhe: yes\n"},
		{"NAME ⏎ TEXT", "Ann\nOne.\n\nBob\nTwo.\n", "Ann: One.\nBob: Two.\n"},
		{"NAME ⇥ TEXT", "x1\tone\nx2\ttwo\n", "x1: one\nx2: two\n"},
		{"(NAME) TEXT", "nothing here\n", "-: nothing here\n"},
	} {
		d, err := Load(t.Context(), FromString("x.txt", c.text), Options{Format: c.frame})
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, w := range wantedTurns(d) {
			got += show(&w) + "\n"
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.frame, got, c.want)
		}
		if d.Frame() == "" {
			t.Errorf("%s: no frame", c.frame)
		}
	}
	if err := (Options{Format: "NAME"}).Check(); err == nil {
		t.Error("a frame without TEXT is valid")
	}
}

// TestSparse tells a text whose rest does not look like its head from one that does.
func TestSparse(t *testing.T) {
	talk := strings.Repeat("Ann Lee: I would put it another way.\n\nBob Hale: Why is that?\n\n", 20_000)
	prose := strings.Repeat("The harbour wall was built before the church, as the surveyor told us.\n\n", 40_000)
	for name, c := range map[string]struct {
		text string
		want bool
	}{"talk": {talk + talk + talk, false}, "talk, then prose": {talk[:len(talk)*9/10] + prose, true}, "short": {talk[:1000] + prose[:1000], false}} {
		d, err := Load(t.Context(), FromString("x.txt", c.text), Options{})
		if err != nil || d.Sparse() != c.want {
			t.Errorf("%s: %v, %v", name, d.Sparse(), err)
		}
	}
}

// TestFrameEdges reads what stands at the edges of labels, with blocks of any size.
func TestFrameEdges(t *testing.T) {
	alone := strings.Repeat("Ann Lee\nWhere was the mill in those days?\n\nBob Ray\nIt stood by the river, for all I know.\n\n", 4)
	for _, c := range []struct {
		name, text string
		turns      int
		has        string // in the text of the last turn
	}{
		{"an answer in capitals before a name", alone + "Bob Ray\nOK\nAnn Lee\nGood morning to all of you.\n", 10, "Good morning"},
		{"initials before a name", alone + "AL\nAnn Lee\nGood morning to all of you.\n", 9, "Good morning"},
		{"initials, CR LF", strings.ReplaceAll(alone+"AL\nAnn Lee\nGood morning to all of you.\n", "\n", "\r\n"), 9, "Good morning"},
		{"initials in Cyrillic", strings.NewReplacer("Ann Lee", "Анна Лебедева").Replace(alone) + "АЛ\nАнна Лебедева\nДоброе утро, это мы.\n", 9, "Доброе"},
		{"a name without text", alone + "Ann Lee\n", 8, "river"},
		{"an indented time", alone + "Ann Lee\n  0:15\n  Good morning to all of you.\n", 9, "Good morning"},
	} {
		for _, block := range []int64{0, 7, 40, 64} {
			src := FromString("x.txt", c.text)
			scan := label.NewScanner(src.raw)
			scan.Head = int64(len(alone)) * 3 / 4
			if block > 0 {
				scan.Block = block
			}
			d := drain(t, src, scan)
			if d.Len() != c.turns {
				t.Errorf("%s, blocks of %d: %d turns, want %d", c.name, block, d.Len(), c.turns)
				continue
			}
			if last := strings.Join(slices.Collect(d.Paragraphs(d.Len()-1)), " "); !strings.Contains(last, c.has) {
				t.Errorf("%s, blocks of %d: the last turn is %q", c.name, block, last)
			}
		}
	}
	for name, text := range map[string]string{
		"no name between signs": strings.Repeat(">> Ann Lee\nWhere was the mill?\n>> Bob Ray\nBy the river, I think.\n", 4) + ">> ** - host\nyes\n",
		"a wall of signs":       "1\n00:00:01,000 --> 00:00:02,000\n" + strings.Repeat(">", 200_000) + " x\n",
		"many blank lines":      alone + strings.Repeat("\n", 300_000),
	} {
		d, err := Load(t.Context(), FromString("x.txt", text), Options{})
		if err != nil || d.Len() == 0 {
			t.Errorf("%s: %d turns, %v", name, d.Len(), err)
		}
	}
}

// TestVoiceCodes reads labels that only a blank separates from the text.
func TestVoiceCodes(t *testing.T) {
	for _, names := range [][2]string{{"S1", "S2"}, {"SPEAKER_00", "SPEAKER_01"}, {"@ann_l", "@bob"}, {"R.M.", "O.D."}} {
		text := ""
		for range 4 {
			text += names[0] + " Where was the mill in those days?\n" + names[1] + " It stood by the river, for all I know.\n"
		}
		d, err := Load(t.Context(), FromString("x.txt", text), Options{})
		if err != nil || d.Len() != 8 || len(d.Speakers()) != 3 {
			t.Errorf("%q: %d turns, %d speakers, %v", names, d.Len(), len(d.Speakers())-1, err)
		}
	}
}
