package text

import "testing"

func TestParseDate(t *testing.T) {
	for s, want := range map[string]string{
		"September 15, 2023": "2023-09-15", "Friday, 15 September 2023": "2023-09-15", "15 сентября 2023 года": "2023-09-15",
		"2023-09-15": "2023-09-15", "15.09.2023": "2023-09-15", "31 February 2023": "", "May 2023": "", "15 September 23": "", "": "",
	} {
		if got, ok := ParseDate(s); got != want || ok != (want != "") {
			t.Errorf("%q is %q, want %q", s, got, want)
		}
	}
}

func TestDigitDate(t *testing.T) {
	for _, c := range []struct {
		text       string
		monthFirst bool
		want       [3]int
	}{
		{"1/2/26", false, [3]int{2026, 2, 1}},
		{"1/2/26", true, [3]int{2026, 1, 2}},
		{"13/2/26", true, [3]int{2026, 2, 13}},
		{"2/13/26", false, [3]int{2026, 2, 13}},
		{"2026-02-01", false, [3]int{2026, 2, 1}},
	} {
		if y, m, d, ok := DigitDate(c.text, c.monthFirst); !ok || [3]int{y, m, d} != c.want {
			t.Errorf("%s is %d-%d-%d, want %v", c.text, y, m, d, c.want)
		}
	}
	for _, s := range []string{"", "1/2", "1/2/3/4", "1/x/2"} {
		if _, _, _, ok := DigitDate(s, false); ok {
			t.Errorf("%q is a date", s)
		}
	}
}

func TestParseTime(t *testing.T) {
	for s, want := range map[string]string{"9:30": "09:30", " 23:59 ": "23:59", "24:00": "", "9:3": "", "9:30:15": "", "9:30.5": "", "": ""} {
		if got, ok := ParseTime(s); got != want || ok != (want != "") {
			t.Errorf("%q is %q, want %q", s, got, want)
		}
	}
}
