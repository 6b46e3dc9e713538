package transcript

import (
	"strings"
	"testing"
)

func TestFrontMatter(t *testing.T) {
	for _, c := range []struct{ name, front, title, date string }{
		{"plain", "title: Town meeting\ndate: 2024-10-01", "Town meeting", "2024-10-01"},
		{"quoted", "date: '2024-10-01'\ntitle: 'The town''s meeting'", "The town's meeting", "2024-10-01"},
		{"folded", "title: \"Meeting of the town\\\n  \\ and the\\_county\"\ndate: 2024-10-01", "Meeting of the town and the county", "2024-10-01"},
		{"goes on", "date: 2024-10-01\ntitle: Meeting of the town\n  and the county:\n  a talk\ntags: x", "Meeting of the town and the county: a talk", "2024-10-01"},
		{"goes on in quotes", "title: 'Meeting of the town''s\n  people'\ntags:\n  - title: No\n  - date: no", "Meeting of the town's people", ""},
		{"escapes", `title: "The \x1b[2J \u202e\"town\""`, "The ␛[2J \"town\"", ""},
		{"none", "tags: town", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := load(t, "---\n"+c.front+"\n---\n\nQuestion: Why?\n\nAnn Lee: Well.\n\nQuestion: And?\n\nAnn Lee: So.\n")
			if h := d.Header(); h.Title != c.title || h.Date != c.date {
				t.Errorf("title %q, date %q", h.Title, h.Date)
			}
		})
	}
}

// The title of text whose lines have numbers has none, and the number of a
// page is no title.
func TestTitleOfNumberedText(t *testing.T) {
	const rest = " 3    BY MR. HALE:\n 4       Q.   Please state your name for the\n 5    record.\n 6       A.   Ann Lee.\n 7       Q.   And you were where?\n 8       A.   At home.\n 9       Q.   With whom?\n10       A.   With Bob.\n"
	for _, c := range []struct{ name, front, title string }{
		{"number", "1 P R O C E E D I N G S\n2\n", "P R O C E E D I N G S"},
		{"page", strings.Repeat(" ", 60) + "Page 12\n 1            DIRECT EXAMINATION\n 2\n", "DIRECT EXAMINATION"},
		{"number of a page", strings.Repeat(" ", 40) + "12\n 1   Hearing of May\n 2\n", "Hearing of May"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if h := load(t, c.front+rest).Header(); h.Title != c.title {
				t.Errorf("title %q", h.Title)
			}
		})
	}
}
