package transcript

import "testing"

func TestFrontMatter(t *testing.T) {
	for _, c := range []struct{ name, front, title, date string }{
		{"plain", "title: Town meeting\ndate: 2024-10-01", "Town meeting", "2024-10-01"},
		{"quoted", "date: '2024-10-01'\ntitle: 'The town''s meeting'", "The town's meeting", "2024-10-01"},
		{"folded", "title: \"Meeting of the town\\\n  \\ and the\\_county\"\ndate: 2024-10-01", "Meeting of the town and the county", "2024-10-01"},
		{"escapes", `title: "The \x1b[2J \u202e\"town\""`, "The ␛[2J \"town\"", ""},
		{"none", "tags: town", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := load(t, "---\n"+c.front+"\n---\n\nQuestion: Why?\n\nAnn Lee: Well.\n\nQuestion: And?\n\nAnn Lee: So.\n")
			if h := d.Head().Header; h.Title != c.title || h.Date != c.date {
				t.Errorf("title %q, date %q", h.Title, h.Date)
			}
		})
	}
}
