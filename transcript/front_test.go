package transcript

import (
	"strings"
	"testing"
)

// Where the front and what is said first share a line, a label that comes back
// ends the front.
func TestFrontInOneLine(t *testing.T) {
	const rest = "Ann Lee: By June.\n\nQuestion: And the ferry?\n\nAnn Lee: It goes.\n"
	const told = "Ann Lee: By June.\nQuestion: And the ferry?\nAnn Lee: It goes."
	long := strings.Repeat("The mayor met the press of the town in the old hall. ", 8)
	for _, c := range []struct{ name, line, title, date, time, place, want string }{
		{"date, time and place", "News Meeting of the town May 1, 2024 12:00 Hull Question: When will the pier be mended?", "News Meeting of the town", "2024-05-01", "12:00", "Hull", "Question: When will the pier be mended?"},
		{"the title again", "News Meeting of the town May 1, 2024 12:00 Hull Meeting of the town Question: When?", "News Meeting of the town", "2024-05-01", "12:00", "Hull", "Question: When?"},
		{"the title of a section again", "Events Meeting of the town May 1, 2024 12:00 Hull Meeting of the town Question: When?", "Meeting of the town", "2024-05-01", "12:00", "Hull", "Question: When?"},
		{"a place in the title", "Meeting in New Hull May 1, 2024 12:00 Old Mill, New Hull Question: When?", "Meeting in New Hull", "2024-05-01", "12:00", "Old Mill, New Hull", "Question: When?"},
		{"a section that is a title", "Events May 1, 2024 12:00 Hull Question: When?", "Events", "2024-05-01", "12:00", "Hull", "Question: When?"},
		{"pictures", long + "May 1, 2024 12:00 Hull 1 of 2 The mayor at the mill. Question: When?", "", "2024-05-01", "12:00", "Hull", "Question: When?"},
		{"date alone", "\ufeffMeeting 2024-05-01 Question: When?", "Meeting", "2024-05-01", "", "", "Question: When?"},
		{"nothing said", "Meeting of the town May 1, 2024 12:00 Hull", "Meeting of the town", "2024-05-01", "12:00", "Hull", ""},
		{"after a sentence", long + "Question: When?", "", "", "", "", "Question: When?"},
		{"after a rule", long + "May 1, 2024 All were there. * * * Ann Lee: Well: hello.", "", "2024-05-01", "", "", "Ann Lee: Well: hello."},
		{"a box after it", "Meeting May 1, 2024 Question: When? See also Pier closed April 3, 2024 Ann Lee: Soon.", "Meeting", "2024-05-01", "", "", "Question: When?\nAnn Lee: Soon."},
		{"a box with a time", "Meeting May 1, 2024 Question: When? See also Pier closed April 3, 2024 12:30 Hull Ann Lee: Soon.", "Meeting", "2024-05-01", "", "", "Question: When?\nAnn Lee: Soon."},
		{"a box with a colon", "Meeting May 1, 2024 Question: When? See also Pier: it is closed April 3, 2024 Ann Lee: Soon.", "Meeting", "2024-05-01", "", "", "Question: When?\nAnn Lee: Soon."},
		{"a box that names another", "Meeting May 1, 2024 Question: When? See also Related materials about the pier April 3, 2024 Ann Lee: Soon.", "Meeting", "2024-05-01", "", "", "Question: When?\nAnn Lee: Soon."},
		{"a title with a name", "A talk with the mayor. Ann Lee: I never rest", "A talk with the mayor. Ann Lee: I never rest", "", "", "", ""},
		{"a label that does not come back", "Meeting May 1, 2024 12:00 Hull Bob Ray: When?", "", "2024-05-01", "12:00", "", ""},
		{"a label in what is said", "Question: Who said in May 1, 2024 Ann Lee: Never?", "", "", "", "", "Question: Who said in May 1, 2024 Ann Lee: Never?"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := load(t, c.line+"\n"+rest)
			h := d.Header()
			want := strings.TrimLeft(c.want+"\n"+told+"\n", "\n")
			if got := speeches(d); got != want {
				t.Errorf("got\n%swant\n%s", got, want)
			}
			if c.title != "" && h.Title != c.title || h.Date != c.date || h.Time != c.time || h.Place != c.place {
				t.Errorf("title %q, date %q, time %q, place %q", h.Title, h.Date, h.Time, h.Place)
			}
			if line, err := d.Line(d.turn(d.Len() - 1).Off); err != nil || line != 6 {
				t.Errorf("the last turn is in line %d, %v", line, err)
			}
		})
	}
}

// A name may end with another: the longest that may end the front is it.
func TestFrontLongestLabel(t *testing.T) {
	long := strings.Repeat("The mayor met the press of the town in the old hall. ", 8)
	const rest = "\n\nAnn Lee: Well.\n\nMary Ann Lee: Yes?\n\nAnn Lee: No.\n\nMary Ann Lee: Yes.\n"
	for _, c := range []struct{ name, line, place, want string }{
		{"the longer", "Town meeting May 1, 2024 12:00 Hull Mary Ann Lee: Hello.", "Hull", "Mary Ann Lee: Hello."},
		{"the shorter", "Town meeting May 1, 2024 12:00 Hull Ann Lee: Hello.", "Hull", "Ann Lee: Hello."},
		{"no place", "Town meeting May 1, 2024 Mary Ann Lee: Hello.", "", "Mary Ann Lee: Hello."},
		{"no rule", "Town meeting May 1, 2024 12:00 Hull " + long + "* * * Ann Lee: Hello.", "", "Ann Lee: Hello."},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := load(t, c.line+rest)
			got, _, _ := strings.Cut(speeches(d), "\n")
			at, off := strings.Index(c.line, c.want), d.turn(0).Off
			if h := d.Header(); got != c.want || off != int64(at) || h.Title != "Town meeting" || h.Place != c.place {
				t.Errorf("got %q at %d, want it at %d; title %q, place %q", got, off, at, h.Title, h.Place)
			}
		})
	}
}

// A line of a megabyte with a name in every third word would take seconds, if
// the date before each were looked for.
func TestFrontDatesBounded(t *testing.T) {
	const rest = "\n\nAnn Lee: Well.\n\nBob Ray: Yes?\n\nAnn Lee: No.\n\nBob Ray: Yes.\n"
	for _, c := range []struct {
		name, label string
		want        int
	}{
		{"dates", "May 1, 2024 Ann Lee: ", 200 + 4},
		{"parts of dates", "May 1 Ann Lee: ", 4},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := load(t, "x x x "+strings.Repeat(c.label, 200)+strings.Repeat("May 1, 2024 Ann Lee: ", 9)+rest)
			if d.Len() != c.want {
				t.Errorf("%d turns, want %d", d.Len(), c.want)
			}
		})
	}
}
