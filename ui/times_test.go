package ui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"verbatim/transcript"
	"verbatim/ui/internal/view"
)

const timed = `WEBVTT

00:00:01.000 --> 00:00:04.000
<v Ann Lee>Who is there?

00:00:05.000 --> 00:00:09.000
<v Bob Ray>Nobody yet, and I would wait for as long as it takes to come.

01:02:30.500 --> 01:02:40.000
<v Ann Lee>And now?
`

func TestTimes(t *testing.T) {
	s := readerOf(t, 80, 24, view.Options{Names: []string{"talk.vtt", "talk.txt"}, Open: func(name string) (*transcript.Source, error) {
		if name == "talk.txt" {
			return transcript.FromString(name, evening), nil
		}
		return transcript.FromString(name, timed), nil
	}})
	s.press("enter")
	s.want("▌ Ann Lee  ", "Nobody yet")
	s.wantNot("0:05", "1:02:30")
	s.press("t")
	s.want("▌ Ann Lee  0:01", "▌ Bob Ray  0:05", "▌ Ann Lee  1:02:30")
	s.press("o j enter t")
	s.wantNot("no times") // off is always possible
	s.press("t")
	s.want("the transcript has no times")
	s.press("o k enter")
	s.wantNot("0:05")
	s.press("t")
	s.want("▌ Bob Ray  0:05")
}

// Where nobody is named a turn is headed by its time alone.
func TestTimesAlone(t *testing.T) {
	s := readerOf(t, 60, 12, view.Options{Names: []string{"talk.srt"}, Open: func(name string) (*transcript.Source, error) {
		return transcript.FromString(name, "1\n00:00:01,000 --> 00:00:02,000\nOne thing.\n\n2\n00:01:09,000 --> 00:01:12,000\nAnother thing.\n"), nil
	}})
	s.wantNot("1:09")
	s.press("t")
	s.want("│   0:01  ", "│   1:09  ")
	for _, w := range []int{1, 2, 5, 9, 20} {
		s.send(tea.WindowSizeMsg{Width: w, Height: 8})
		s.rows()
	}
}

// A time after the end leads nowhere, like any other place after it; where
// nothing tells when the last turn ends, there, with when it begins.
func TestTimeAfterTheEnd(t *testing.T) {
	const stamped = "[0:01] Ann Lee: Who is there?\n\n[0:05] Bob Ray: Nobody.\n\n[0:30] Ann Lee: Well.\n\n[0:45] Bob Ray: Well.\n"
	const untimed = `{"speaker":"Ann","start":0,"end":2,"text":"One."}
{"speaker":"Bob","start":10,"end":12,"text":"Two."}
{"speaker":"Ann","text":"Three."}
{"speaker":"Bob","text":"Four."}
`
	const within = "WEBVTT\n\n00:00.000 --> 01:00.000\n<v Ann>One.\n\n00:10.000 --> 00:12.000\n<v Bob>Two.\n"
	for _, c := range []struct{ name, text, at, want string }{
		{"after the end", timed, "99:00:00", "no 99:00:00: the transcript ends at 1:02:40"},
		{"in the last turn", timed, "1:02:35", "Ann Lee · 100%"},
		{"before it", timed, "0:06", "Bob Ray"},
		{"no end known", stamped, "99:00:00", "the last turn begins at 0:45"},
		{"at the last turn", stamped, "0:45", "Bob Ray"},
		{"turns without times come after", untimed, "0:20", "Bob · "},
		{"the last turn is within another", within, "0:30", "Bob · "},
		{"after both", within, "2:00", "no 2:00: the transcript ends at 1:00"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := readerOf(t, 80, 12, view.Options{Names: []string{"talk"}, Open: func(name string) (*transcript.Source, error) {
				return transcript.FromString(name, c.text), nil
			}})
			s.press(`: "` + c.at + `" enter`)
			if got := s.last(); !strings.Contains(got, c.want) {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}

// A time after all that has been read so far may come.
func TestTimeNotReadYet(t *testing.T) {
	begin, _, _ := strings.Cut(timed, "00:00:05.000")
	later, _ := growing(t, "talk.vtt", begin)
	endless, _ := growing(t, "talk.txt", ownHeader+"[0:45] Bob Ray: Well.\n")
	for _, c := range []struct {
		name, at string
		of       *transcript.Document
		want     error
	}{
		{"in the last turn", "0:03", later, nil},
		{"after it", "0:05", later, view.ErrLater},
		{"the start of one without an end", "0:45", endless, nil},
		{"later in it", "0:46", endless, view.ErrLater},
	} {
		t.Run(c.name, func(t *testing.T) {
			p, err := view.ParsePlace(c.at)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := p.Find(c.of); err != c.want {
				t.Errorf("%s: %v, want %v", c.at, err, c.want)
			}
		})
	}
}
