package transcript

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"verbatim/transcript/internal/label"
	"verbatim/transcript/internal/record"
)

// load reads text with what a reader has given its speakers, in blocks of a
// few bytes.
func loadGiven(t *testing.T, text string, g Given) *Document {
	t.Helper()
	src := FromString("talk.txt", text)
	d := NewDocument(src)
	d.Give(g)
	s := label.NewScanner(src.raw)
	s.Head, s.Block = 200, 40
	return filled(t, d, s)
}

// cast describes the speakers and the questions of a document.
func castOf(d *Document) string {
	var b strings.Builder
	for i, s := range d.Speakers()[1:] {
		asks := ""
		if s.Asks {
			asks = "?"
		}
		if i > 0 {
			b.WriteString(", ")
		}
		fmt.Fprintf(&b, "%s%s %d", s.Name, asks, s.Turns)
	}
	b.WriteString(";")
	for n := 1; n <= d.Questions(); n++ {
		fmt.Fprintf(&b, " %d", d.Question(n)+1)
	}
	return b.String()
}

const panel = `Host: Welcome to the evening. Who begins?

Ann Lee: I would like to begin with a few words about the past and the years that have gone.

Host: And you?

Bob Ray: I have nothing to add. Do I need to? I doubt it, and so do all of us who know it.

Ann Lee: There is one more thing that should be said about the years that are still to come.

Host: Go on, then.

Ann Lee: That was all that I had wanted to say.

Cy Orr: Then may I say a word? Is that allowed?

Ann: It is.
`

func TestGiven(t *testing.T) {
	const plain = "Host? 3, Ann Lee 3, Bob Ray 1, Cy Orr 1, Ann 1; 1 3"
	for _, c := range []struct {
		name string
		do   func(d *Document)
		want string
	}{
		{"nothing", func(*Document) {}, plain},
		{"renamed", func(d *Document) { d.Rename(1, "Mia Moss") }, "Mia Moss? 3, Ann Lee 3, Bob Ray 1, Cy Orr 1, Ann 1; 1 3"},
		{"joined", func(d *Document) { d.Rename(5, "ann lee") }, "Host? 3, Ann Lee 4, Bob Ray 1, Cy Orr 1; 1 3"},
		{"joined before", func(d *Document) { d.Rename(2, "Ann") }, "Host? 3, Ann 4, Bob Ray 1, Cy Orr 1; 1 3"},
		{"joined under a new name", func(d *Document) { d.Rename(5, "Ann Lee"); d.Rename(2, "A. Lee") }, "Host? 3, A. Lee 4, Bob Ray 1, Cy Orr 1; 1 3"},
		{"parted", func(d *Document) { d.Rename(5, "Ann Lee"); d.Rename(2, "Ann") }, plain},
		{"named as before", func(d *Document) { d.Rename(1, "Mia Moss"); d.Rename(1, "Host") }, plain},
		{"named nothing", func(d *Document) { d.Rename(1, " \t") }, plain},
		{"asks", func(d *Document) { d.SetAsks(3, true) }, "Host? 3, Ann Lee 3, Bob Ray? 1, Cy Orr 1, Ann 1; 1 3 4"},
		{"does not ask", func(d *Document) { d.SetAsks(1, false) }, "Host 3, Ann Lee 3, Bob Ray 1, Cy Orr 1, Ann 1;"},
		{"asks again", func(d *Document) { d.SetAsks(1, false); d.SetAsks(1, true) }, plain},
		{"joined to one who asks", func(d *Document) { d.Rename(4, "Host") }, "Host? 4, Ann Lee 3, Bob Ray 1, Ann 1; 1 3 8"},
		{"joined to one who does not", func(d *Document) { d.Rename(1, "Ann Lee") }, "Ann Lee 6, Bob Ray 1, Cy Orr 1, Ann 1;"},
		{"joined, and asks", func(d *Document) { d.Rename(1, "Ann Lee"); d.SetAsks(1, true) }, "Ann Lee? 6, Bob Ray 1, Cy Orr 1, Ann 1; 1 3"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := loadGiven(t, panel, Given{})
			c.do(d)
			if got := castOf(d); got != c.want {
				t.Fatalf("%s\nwant %s", got, c.want)
			}
			// Whoever reads it again has the same.
			again := loadGiven(t, panel, d.Given())
			if got := castOf(again); got != c.want {
				t.Errorf("read again: %s\nwant %s", got, c.want)
			}
			for i := range d.Len() {
				if a, b := d.Caption(i), again.Caption(i); a != b {
					t.Errorf("turn %d is headed %q, read again %q", i+1, a, b)
				}
			}
			for i, s := range again.Speakers() {
				if was := d.Speakers()[i]; s.Bytes != was.Bytes || s.Colour != was.Colour {
					t.Errorf("%s: %d bytes in colour %d, read again %d in %d", s.Name, was.Bytes, was.Colour, s.Bytes, s.Colour)
				}
			}
		})
	}
}

// Old snapshots stay what they were, and what Rename returns leads from the old
// speakers to the new ones.
func TestRenameMoves(t *testing.T) {
	d := loadGiven(t, panel, Given{})
	was := d.Snapshot()
	moved := d.Rename(1, "Ann")
	if got, want := fmt.Sprint(moved), "[0 1 2 3 4 1]"; got != want {
		t.Errorf("moved %s, want %s", got, want)
	}
	if got, want := castOf(was), "Host? 3, Ann Lee 3, Bob Ray 1, Cy Orr 1, Ann 1; 1 3"; got != want {
		t.Errorf("the snapshot has %s, want %s", got, want)
	}
	if name, _ := was.Heading(0); name != "Host" {
		t.Errorf("the snapshot calls the host %q", name)
	}
	if label := d.labels[d.turn(0).Label].Text; label != "Host" {
		t.Errorf("the label is %q now", label)
	}
}

// One row for many people becomes a person by getting a name.
func TestNameForAnonymous(t *testing.T) {
	d := loadGiven(t, "Question: Who is it?\n\nAnn Lee: It is me.\n\nQuestion: And why?\n\nAnn Lee: Why not.\n", Given{})
	d.Rename(1, "Mr Hale")
	if name, _ := d.Heading(0); name != "Mr Hale" || d.Speakers()[1].Anonymous || !d.Asks(2) {
		t.Errorf("%q, %+v", name, d.Speakers()[1])
	}
}

// Where the source marks its questions a reader may know better.
func TestAsksInMarked(t *testing.T) {
	d := NewDocument(FromString("", strings.Repeat("x", 40)))
	d.add(&record.Batch{Head: &record.Head{Rule: record.RuleElement}, Labels: []record.Label{{Text: "A", Speaker: 1}, {Text: "B", Speaker: 2}},
		Speakers: []record.Speaker{{Name: "A"}, {Name: "B"}}, End: 40, Done: true, Turns: []record.Turn{
			{Off: 0, Label: 1, Flags: record.Asked}, {Off: 10, Label: 2, Flags: record.HasQuestion}, {Off: 20, Label: 1}, {Off: 30, Label: 2}}})
	for _, c := range []struct {
		speaker int
		asks    bool
		want    string
	}{
		{2, true, "A? 2, B? 2; 1 2"},
		{1, false, "A 2, B? 2; 2"},
		{2, false, "A 2, B 2;"},
		{1, true, "A? 2, B 2; 1"},
	} {
		d.SetAsks(c.speaker, c.asks)
		if got := castOf(d); got != c.want {
			t.Errorf("%s, want %s", got, c.want)
		}
	}
}

// Colours stay, whoever says most in what is there now.
func TestColoursStay(t *testing.T) {
	d := loadGiven(t, panel, Given{Colours: map[string]int{"Bob Ray": 0, "Ann": 5}})
	got := make(map[string]int)
	for _, s := range d.Speakers()[1:] {
		got[s.Name] = s.Colour
	}
	if got["Bob Ray"] != 0 || got["Ann"] != 5 {
		t.Errorf("colours %v", got)
	}
	seen := make(map[int]string)
	for name, c := range got {
		if seen[c] != "" {
			t.Errorf("%s and %s have one colour", name, seen[c])
		}
		seen[c] = name
	}
	if again := loadGiven(t, panel, Given{Colours: d.Colours()}); fmt.Sprint(again.Colours()) != fmt.Sprint(d.Colours()) {
		t.Errorf("%v, then %v", d.Colours(), again.Colours())
	}
}

func BenchmarkSetAsks(b *testing.B) {
	const n = 6 << 20
	d := NewDocument(FromString("", "x"))
	batch := &record.Batch{Head: &record.Head{Rule: record.RuleInferred}, Labels: []record.Label{{Text: "A", Speaker: 1}, {Text: "B", Speaker: 2}},
		Speakers: []record.Speaker{{Name: "A", Asks: true}, {Name: "B"}}, End: n, Done: true}
	for i := range n {
		batch.Turns = append(batch.Turns, record.Turn{Off: int64(i), Label: uint32(1 + i%2), Flags: record.TurnFlags(i>>3) & record.HasQuestion})
	}
	d.add(batch)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		d.SetAsks(1, i%2 == 1)
	}
}

// TestCorrect reads a transcript again with a label as text, and with it as a label
// again, for text and for captions.
func TestCorrect(t *testing.T) {
	for name, text := range map[string]string{
		"text.txt":     "Ann Lee: One.\n\nNote to all: two.\n\nBob Hale: Three.\n\nNote to all: four.\n\nAnn Lee: Five.\n",
		"captions.vtt": "WEBVTT\n\n00:01.000 --> 00:02.000\nAnn Lee: One.\n\n00:03.000 --> 00:04.000\nNote to all: two.\n\n00:05.000 --> 00:06.000\nBob Hale: Three.\n\n00:07.000 --> 00:08.000\nNote to all: four.\n\n00:09.000 --> 00:10.000\nAnn Lee: Five.\n",
		"frame.txt":    "[Ann Lee] One, at last.\n[Note to all] two of them.\n[Bob Hale] Three of us.\n[Note to all] four of them.\n[Ann Lee] Five of us.\n[Bob Hale] Six of us.\n",
	} {
		t.Run(name, func(t *testing.T) {
			r, err := Open(FromString(name, text), Options{})
			if err != nil {
				t.Fatal(err)
			}
			defer r.Close()
			d := NewDocument(FromString(name, text))
			if err := d.Fill(t.Context(), r); err != nil {
				t.Fatal(err)
			}
			turns, speakers := d.Len(), len(d.Speakers())
			labels := d.Labels(slices.IndexFunc(d.Speakers(), func(s Speaker) bool { return s.Name == "Note to all" }))
			if !slices.Equal(labels, []string{"Note to all"}) {
				t.Fatalf("labels %q", labels)
			}
			d.SetSpeaker(labels, false)
			r.Correct(d.Given())
			if err := d.Fill(t.Context(), r); err != nil {
				t.Fatal(err)
			}
			if d.Len() != turns-2 || len(d.Speakers()) != speakers-1 {
				t.Errorf("%d turns of %d, %d speakers of %d", d.Len(), turns, len(d.Speakers()), speakers)
			}
			if text := strings.Join(slices.Collect(d.Paragraphs(0)), " "); !strings.Contains(text, "Note to all") {
				t.Errorf("the label is not in the text: %q", text)
			}
			d.SetSpeaker(labels, true)
			r.Correct(d.Given())
			if err := d.Fill(t.Context(), r); err != nil || d.Len() != turns || len(d.Speakers()) != speakers {
				t.Errorf("%d turns of %d, %d speakers of %d, %v", d.Len(), turns, len(d.Speakers()), speakers, err)
			}
		})
	}
}
