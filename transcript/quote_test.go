package transcript

import (
	"context"
	"errors"
	"strings"
	"testing"
)

func TestQuotation(t *testing.T) {
	const talk = "Answers at the harbour\n\n1 May 2024\n\nMayor Ann Lee: One.\n\nTwo, two.\n\n(Laughter.)\n\nBob Ray: Is it?\n\nAnn Lee: It is.\n\nBob Ray: Well.\n"
	d := load(t, talk)
	for _, c := range []struct {
		name string
		sel  *Selection
		want string
	}{
		{"one turn", &Selection{turns: []uint32{0}}, "“One.\n\nTwo, two.”\n\n— Ann Lee, Mayor, in “Answers at the harbour”, 2024-05-01 (test.txt, line 5)"},
		{"several", &Selection{turns: []uint32{0, 1, 3}}, "Ann Lee: One.\n\nTwo, two.\n\nBob Ray: Is it?\n\n[…]\n\nBob Ray: Well.\n\n— “Answers at the harbour”, 2024-05-01 (test.txt, line 5)"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := d.Quotation(t.Context(), c.sel, 1<<16)
			if err != nil || got.Text != c.want {
				t.Errorf("got %v\n%s\nwant\n%s", err, got.Text, c.want)
			}
			if _, err := d.Quotation(t.Context(), c.sel, len(c.want)-1); !errors.Is(err, ErrLong) {
				t.Errorf("too long: %v", err)
			}
		})
	}
	if _, err := d.Quotation(t.Context(), &Selection{}, 100); err == nil {
		t.Error("nothing is copied")
	}
	if all, err := d.Quotation(t.Context(), nil, 1<<16); err != nil || !strings.HasPrefix(all.Text, "Ann Lee: One.") {
		t.Errorf("%q, %v", all.Text, err)
	}
}

// For a quotation no more of the source is read than it needs, and of what
// nobody can see no more than quoteSource.
func TestQuotationReadsLittle(t *testing.T) {
	const most = 1 << 16
	for _, c := range []struct {
		name, said string
		reads      int64
		want       error
	}{
		{"words", strings.Repeat("They said so. ", 1<<20), 8 * most, ErrLong},
		{"paragraphs", strings.Repeat("They said so.\n\n", 1<<20), 8 * most, ErrLong},
		{"hidden characters", strings.Repeat("\u200b", quoteSource), 3 * quoteSource, ErrLong},
		{"hidden lines", strings.Repeat("\u200b\n", quoteSource/2), 3 * quoteSource, ErrLong},
		{"marks", "a" + strings.Repeat("\u0301", quoteSource), 3 * quoteSource, ErrLong},
		{"some hidden characters", strings.Repeat("\u200b", 1<<20) + "So.", 12 << 20, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			d, read := counted(t, beforeGap+c.said+afterGap)
			q, err := d.Quotation(t.Context(), &Selection{turns: []uint32{3}}, most)
			if n := read.n.Load(); err != c.want || n > c.reads {
				t.Errorf("%d bytes are read, %d at most (%v, %q)", n, c.reads, err, q.Text)
			}
			ctx, cancel := context.WithCancel(t.Context())
			cancel()
			before := read.n.Load()
			if _, err := d.Quotation(ctx, nil, most); !errors.Is(err, context.Canceled) || read.n.Load()-before > 8*gapGrid {
				t.Errorf("cancelled: %v, %d bytes are read", err, read.n.Load()-before)
			}
		})
	}
}

func TestClock(t *testing.T) {
	for ms, want := range map[int64]string{-1: "", 0: "0:00", 12_999: "0:12", 59_999: "0:59", 60_000: "1:00", 3_599_000: "59:59",
		3_750_000: "1:02:30", 3_750_500: "1:02:30", 1<<31 - 1: "596:31:23"} {
		if got := new(Document).Clock(ms); got != want {
			t.Errorf("%d is %s, want %s", ms, got, want)
		}
	}
}
