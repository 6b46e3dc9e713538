package ui

import (
	"testing"

	tea "charm.land/bubbletea/v2"

	"verbatim/transcript"
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
	s := readerOf(t, 80, 24, Options{Names: []string{"talk.vtt", "talk.txt"}, Open: func(name string) (*transcript.Source, error) {
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
	s := readerOf(t, 60, 12, Options{Names: []string{"talk.srt"}, Open: func(name string) (*transcript.Source, error) {
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
