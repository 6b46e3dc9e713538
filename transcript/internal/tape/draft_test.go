package tape

import (
	"bufio"
	"bytes"
	"testing"

	"verbatim/transcript/internal/record"
)

// TestDrafts gives lines to a tape as text and as drafts, and compares the tapes.
func TestDrafts(t *testing.T) {
	ann, bob := record.Voice{Label: "Ann"}, record.Voice{Label: "Bob "}
	at := func(n int64) Stretch { return Stretch{Start: 1000 * n, End: 1000*n + 900, Line: 3*n + 1} }
	for name, c := range map[string]struct {
		draft func(d *Drafts) // begins the second line of three
		text  string
		say   func(t *Tape, s Stretch, text string)
		give  func(t *Tape, s Stretch, d *Draft)
	}{
		"cue":                    {nil, "Yes.", (*Tape).Cue, func(t *Tape, s Stretch, d *Draft) { t.DraftCue(MarkCue, s, d) }},
		"note":                   {nil, "(Applause.)", (*Tape).Note, func(t *Tape, s Stretch, d *Draft) { t.DraftCue(MarkNote, s, d) }},
		"change":                 {nil, "- No.", (*Tape).Change, func(t *Tape, s Stretch, d *Draft) { t.DraftCue(MarkChange, s, d) }},
		"paragraph":              {nil, "So it is.", (*Tape).Paragraph, (*Tape).DraftParagraph},
		"line breaks":            {nil, "a\rb\r\nc\nd", (*Tape).Cue, func(t *Tape, s Stretch, d *Draft) { t.DraftCue(MarkCue, s, d) }},
		"the same speaker":       {nil, "Yes.", func(t *Tape, s Stretch, text string) { t.Say(ann, s, text) }, func(t *Tape, s Stretch, d *Draft) { t.DraftSay(ann, s, d) }},
		"another speaker":        {func(d *Drafts) { d.BeginTurn(at(1), bob.Label) }, "Yes.", func(t *Tape, s Stretch, text string) { t.Say(bob, s, text) }, func(t *Tape, s Stretch, d *Draft) { t.DraftSay(bob, s, d) }},
		"a speaker not foreseen": {nil, "Yes.", func(t *Tape, s Stretch, text string) { t.Say(bob, s, text) }, func(t *Tape, s Stretch, d *Draft) { t.DraftSay(bob, s, d) }},
		"no new speaker":         {func(d *Drafts) { d.BeginTurn(at(1), ann.Label) }, "Yes.", func(t *Tape, s Stretch, text string) { t.Say(ann, s, text) }, func(t *Tape, s Stretch, d *Draft) { t.DraftSay(ann, s, d) }},
	} {
		t.Run(name, func(t *testing.T) {
			want := written(func(t *Tape) {
				t.Say(ann, at(0), "Good morning.")
				c.say(t, at(1), c.text)
				t.Lost(9, "why")
				t.Say(ann, at(2), "And so on.")
			})
			got := written(func(t *Tape) {
				var d Drafts
				add := func(begin func(*Drafts), s Stretch, text string) Draft {
					if begin != nil {
						begin(&d)
					} else {
						d.Begin(s)
					}
					d.Buf = append(d.Buf, "--"+text...)
					d.Cut(2)
					return *d.End()
				}
				lines := []Draft{
					add(func(d *Drafts) { d.BeginTurn(at(0), ann.Label) }, at(0), "Good morning."),
					add(c.draft, at(1), c.text),
					add(nil, at(2), "And so on."),
				}
				d.Begin(at(3))
				d.Drop()
				t.DraftSay(ann, at(0), &lines[0])
				c.give(t, at(1), &lines[1])
				t.Lost(9, "why")
				t.DraftSay(ann, at(2), &lines[2])
				t.Settle()
				d.Reset()
			})
			if got != want {
				t.Errorf("got\n%q\nwant\n%q", got, want)
			}
		})
	}
}

// written returns the tape that write writes.
func written(write func(*Tape)) string {
	var b bytes.Buffer
	t := &Tape{Writer: bufio.NewWriter(&b)}
	write(t)
	t.Writer.Flush()
	return b.String()
}
