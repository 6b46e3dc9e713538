package transcript

import (
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
			got, err := d.Quotation(c.sel, 1<<16)
			if err != nil || got != c.want {
				t.Errorf("got %v\n%s\nwant\n%s", err, got, c.want)
			}
			if _, err := d.Quotation(c.sel, len(c.want)-1); !errors.Is(err, ErrLong) {
				t.Errorf("too long: %v", err)
			}
		})
	}
	if _, err := d.Quotation(&Selection{}, 100); err == nil {
		t.Error("nothing is copied")
	}
	if all, err := d.Quotation(nil, 1<<16); err != nil || !strings.HasPrefix(all, "Ann Lee: One.") {
		t.Errorf("%q, %v", all, err)
	}
}

func TestClock(t *testing.T) {
	for ms, want := range map[int32]string{-1: "", 0: "0:00", 12_999: "0:12", 59_999: "0:59", 60_000: "1:00", 3_599_000: "59:59",
		3_750_000: "1:02:30", 3_750_500: "1:02:30", 1<<31 - 1: "596:31:23"} {
		if got := Clock(ms); got != want {
			t.Errorf("%d is %s, want %s", ms, got, want)
		}
	}
}
