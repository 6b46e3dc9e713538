package state

import (
	"reflect"
	"strings"
	"testing"

	"verbatim/transcript"
)

func TestMerge(t *testing.T) {
	marks := func(at ...int64) (list []Bookmark) {
		for _, off := range at {
			list = append(list, Bookmark{Offset: off})
		}
		return list
	}
	names := func(pairs ...string) map[string]string {
		m := make(map[string]string)
		for i := 0; i < len(pairs); i += 2 {
			m[pairs[i]] = pairs[i+1]
		}
		return m
	}
	for _, c := range []struct {
		name                     string
		base, mine, theirs, want State
	}{
		{"no change", State{Bookmarks: marks(1)}, State{Bookmarks: marks(1)}, State{Bookmarks: marks(1)}, State{Bookmarks: marks(1)}},
		{"both have added", State{}, State{Bookmarks: marks(9, 20)}, State{Bookmarks: marks(3)}, State{Bookmarks: marks(3, 9, 20)}},
		{"mine removed, theirs added", State{Bookmarks: marks(1, 2)}, State{Bookmarks: marks(2)}, State{Bookmarks: marks(1, 2, 3)}, State{Bookmarks: marks(2, 3)}},
		{"mine added, theirs removed", State{Bookmarks: marks(1, 2)}, State{Bookmarks: marks(1, 2, 4)}, State{Bookmarks: marks(2)}, State{Bookmarks: marks(2, 4)}},
		{"the place is mine", State{}, State{Place: Spot{Offset: 5}}, State{Place: Spot{Offset: 7}}, State{Place: Spot{Offset: 5}}},
		{"names of both", State{}, State{Given: transcript.Given{Names: names("A", "Ann")}}, State{Given: transcript.Given{Names: names("B", "Bob")}},
			State{Given: transcript.Given{Names: names("A", "Ann", "B", "Bob")}}},
		{"a name of both", State{}, State{Given: transcript.Given{Names: names("A", "Ann")}}, State{Given: transcript.Given{Names: names("A", "Bob")}},
			State{Given: transcript.Given{Names: names("A", "Ann")}}},
		{"name removed", State{Given: transcript.Given{Names: names("A", "Ann")}}, State{}, State{Given: transcript.Given{Names: names("A", "Ann", "B", "Bob")}},
			State{Given: transcript.Given{Names: names("B", "Bob")}}},
		{"labels that are text, of both", State{}, State{Given: transcript.Given{NotSpeakers: map[string]bool{"A": true}}}, State{Given: transcript.Given{NotSpeakers: map[string]bool{"B": true}}},
			State{Given: transcript.Given{NotSpeakers: map[string]bool{"A": true, "B": true}}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := merged(c.base, c.mine, c.theirs)
			if len(c.want.NotSpeakers) > 0 && !reflect.DeepEqual(got.NotSpeakers, c.want.NotSpeakers) {
				t.Errorf("not speakers: %v, want %v", got.NotSpeakers, c.want.NotSpeakers)
			}
			if !reflect.DeepEqual(got.Bookmarks, c.want.Bookmarks) || got.Place != c.want.Place ||
				len(got.Names) != len(c.want.Names) || len(got.Names) > 0 && !reflect.DeepEqual(got.Names, c.want.Names) {
				t.Errorf("%+v, want %+v", got, c.want)
			}
		})
	}
}

func TestParseState(t *testing.T) {
	for _, c := range []struct {
		name, text string
		wrong      string // part of the error; "": valid
	}{
		{"whole", `{"version":1,"path":"/a","place":{"offset":3,"percent":50},"names":{"A":"Ann"},"asks":{"A":true},"colours":{"A":0},"bookmarks":[{"offset":1,"note":"x"}]}`, ""},
		{"minimal", `{"version":1,"place":{"offset":0,"percent":0}}`, ""},
		{"empty", ``, "is damaged"},
		{"truncated", `{"version":1,"pl`, "is damaged"},
		{"two", `{"version":1}{"version":1}`, "is damaged"},
		{"not JSON", "\x00\x01\x02", "is damaged"},
		{"a list", `[1]`, "is damaged"},
		{"foreign", `{"name":"left-pad"}`, "is not the state"},
		{"newer version", `{"version":2,"place":{"offset":0,"percent":0}}`, "newer"},
		{"before the start", `{"version":1,"place":{"offset":-1,"percent":0}}`, "is not the state"},
		{"beyond the end", `{"version":1,"place":{"offset":1,"percent":101}}`, "is not the state"},
		{"deep", `{"version":1,"names":` + strings.Repeat("[", 1<<17) + `}`, "is damaged"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := parseState([]byte(c.text))
			switch {
			case c.wrong == "" && err != nil:
				t.Error(err)
			case c.wrong != "" && (err == nil || !strings.Contains(err.Error(), c.wrong)):
				t.Errorf("%v, want %q", err, c.wrong)
			}
		})
	}
}

// A state written by another program is cleaned like a transcript.
func TestStateIsClean(t *testing.T) {
	s, err := parseState([]byte(`{"version":1,"names":{"A\u001b[31m":"B\u0007","C":"\u202e"},"colours":{"A":-3,"B":99999},
		"bookmarks":[{"offset":7,"note":"x\u001b]0;t\u0007"},{"offset":2},{"offset":7,"note":"y "}]}`))
	if err != nil {
		t.Fatal(err)
	}
	if len(s.Names) != 1 || s.Names["A␛[31m"] != "B␇" {
		t.Errorf("names %q", s.Names)
	}
	if len(s.Colours) != 0 {
		t.Errorf("colours %v", s.Colours)
	}
	if want := []Bookmark{{Offset: 2}, {7, "y"}}; !reflect.DeepEqual(s.Bookmarks, want) {
		t.Errorf("bookmarks %v, want %v", s.Bookmarks, want)
	}
}

// A state that can be read is unchanged when it is written and read again.
func FuzzState(f *testing.F) {
	f.Add([]byte(`{"version":1,"path":"/a","place":{"offset":3,"percent":50},"names":{"A":"Ann"},"asks":{"A":true},"colours":{"A":0},"bookmarks":[{"offset":1,"note":"x"}]}`))
	f.Add([]byte(`{"version":9}`))
	f.Add([]byte(`{"version":1,"names":{"\u0000":""}}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		s, err := parseState(b)
		if err != nil {
			return
		}
		text, err := s.marshal()
		if err != nil {
			return // too long
		}
		again, err := parseState(text)
		if err != nil {
			t.Fatalf("%s cannot be read again: %v", text, err)
		}
		if second, err := again.marshal(); err != nil || string(second) != string(text) {
			t.Fatalf("%s becomes %s when read and written (%v)", text, second, err)
		}
	})
}
