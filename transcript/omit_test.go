package transcript

import (
	"context"
	"strings"
	"testing"
)

// Text and Markdown mark where turns are omitted, and other forms do not.
func TestOmission(t *testing.T) {
	const talk = "Ann Lee: One.\n\nBob Hale: Two.\n\nAnn Lee: Three.\n\nAnn Lee: Four.\n\nBob Hale: Five.\n\nAnn Lee: Six.\n"
	for form, c := range map[string]struct {
		speaker string
		want    int
	}{
		"text": {"Ann Lee", 2}, "markdown": {"Bob Hale", 1}, "json": {"Ann Lee", 0}, "jsonl": {"Ann Lee", 0}, "csv": {"Bob Hale", 0},
	} {
		var b strings.Builder
		p, err := NewPrinter(&b, form)
		if err != nil {
			t.Fatal(err)
		}
		d := load(t, talk)
		i, err := d.FindSpeaker(c.speaker)
		if err != nil {
			t.Fatal(err)
		}
		sel, err := d.Select(context.Background(), Filter{Speakers: []int{i}})
		if err != nil {
			t.Fatal(err)
		}
		if err := p.PrintSelection(context.Background(), d, sel); err != nil {
			t.Fatal(err)
		}
		if n := strings.Count(b.String(), omission); n != c.want {
			t.Errorf("%s: %d omissions, want %d:\n%s", form, n, c.want, b.String())
		}
	}
}

// Where times are times of day, a reader gives these.
func TestClockTime(t *testing.T) {
	chat := load(t, "12/03/2026, 10:01 - Ann: Good morning to you.\n12/03/2026, 10:07 - Bob: Hello.\n12/03/2026, 10:09:30 - Ann: So.\n")
	recording := load(t, "Ann Lee  0:05\nGood morning to all of you here.\n\nBob Hale  0:12\nHello to you, and to all the others.\n\nAnn Lee  0:20\nSo let us begin with it.\n\nBob Hale  0:30\nYes, let us do that.\n")
	for _, c := range []struct {
		d     *Document
		ms    int64
		short bool
		want  int64
		clock string
	}{
		{chat, (10*60 + 7) * 1000, true, 6 * 60_000, "10:07"},
		{chat, ((10*60+9)*60 + 30) * 1000, false, (8*60 + 30) * 1000, "10:09:30"},
		{recording, 12_000, true, 12_000, "0:12"},
	} {
		if got := c.d.ClockTime(c.ms, c.short); got != c.want || c.d.Clock(got) != c.clock {
			t.Errorf("%d is %d, %s, want %d, %s", c.ms, got, c.d.Clock(got), c.want, c.clock)
		}
	}
}
