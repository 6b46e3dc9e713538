package text

import (
	"strings"
	"testing"
)

func TestParseDate(t *testing.T) {
	for s, want := range map[string]string{
		"September 15, 2023": "2023-09-15", "Friday, 15 September 2023": "2023-09-15", "15 сентября 2023 года": "2023-09-15",
		"2023-09-15": "2023-09-15", "15.09.2023": "2023-09-15", "31 February 2023": "", "May 2023": "", "15 September 23": "", "": "",
		"Dienstag, den 3. November 2026": "2026-11-03", "June 30th 2026": "2026-06-30", "8 de julio de 2025": "2025-07-08",
		"jeudi 8 octobre 2026": "2026-10-08", "1er mars 2026": "2026-03-01", "2024年 9月 12日": "2024-09-12", "2024年9月12日（木）": "2024-09-12", "Mar 25, 2021": "2021-03-25",
		"2026년 3월 4일": "2026-03-04", "03-Jul-26": "2026-07-03", "23-May-2012": "2012-05-23", "12 вересня 2024 року": "2024-09-12",
		"3.7.2026": "2026-07-03", "2026/9/2": "2026-09-02", "2026. 9. 2.": "2026-09-02", "3/4/2026": "", "25/4/2026": "2026-04-25",
		"środa, 12 sierpnia 2026": "2026-08-12", "5 novembre 2026": "2026-11-05", "Mayor 5, 2020": "", "Section 12 1998": "",
		"the 4th of May 2026": "2026-05-04", "2026 May 4": "2026-05-04", "3 listopada 2026": "2026-11-03", "12 Eylül 2026": "2026-09-12",
	} {
		if got, ok := ParseDate(s); got != want || ok != (want != "") {
			t.Errorf("%q is %q, want %q", s, got, want)
		}
	}
}

func TestParseDates(t *testing.T) {
	for s, want := range map[string]string{
		"June 1 − 3, 2026": "2026-06-01", "September 28 − October 3, 2026": "2026-09-28", "28 сентября – 3 октября 2026 года": "2026-09-28",
		"1–3 июня 2026 года": "2026-06-01", "June 3, 2026": "2026-06-03", "December 30, 2025 – January 2, 2026": "2025-12-30",
		"June 1 − many, 2026": "", "A day – a night 2026": "", "Garden club — 12 May 2026": "", "2026": "",
	} {
		if got, ok := ParseDates(s); got != want || ok != (want != "") {
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

func TestFindTime(t *testing.T) {
	for s, want := range map[string]string{
		"9:30": "09:30", "10.15 Uhr": "10:15", "19 Uhr": "19:00", "7:00 PM": "19:00", "10 a.m.": "10:00", "12 a.m.": "00:00", "12:15 pm": "12:15", "14h30": "14:30",
		"at 14:00 UTC": "14:00", "from 9:30 to 11:00": "09:30", "下午3時30分": "15:30", "14시 30분": "14:30",
		"": "", "12": "", "3.5": "", "1.2.3": "", "25:00": "", "9:75": "", "12/03": "", "Room 12, floor 3": "",
	} {
		if got, ok := FindTime(s); got != want || ok != (want != "") {
			t.Errorf("%q is %q, want %q", s, got, want)
		}
	}
}

func TestFindDate(t *testing.T) {
	for s, want := range map[string]string{
		"Meeting of May 1, 2024, in Hull": "2024-05-01", "(May 1, 2024)": "2024-05-01", "the 2024 budget of May": "", "von Dienstag, den 3. November 2026, an": "2026-11-03", "": "",
	} {
		if got, _, n := FindDate(strings.Fields(s)); got != want || (n > 0) != (want != "") {
			t.Errorf("%q is %q, want %q", s, got, want)
		}
	}
}
