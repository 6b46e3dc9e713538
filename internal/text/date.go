package text

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// months maps the first three letters of a month, in English and Russian, to its
// number.
var months = map[string]int{
	"jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11, "dec": 12,
	"янв": 1, "фев": 2, "мар": 3, "апр": 4, "мая": 5, "май": 5, "июн": 6, "июл": 7, "авг": 8, "сен": 9, "окт": 10, "ноя": 11, "дек": 12,
}

// maxDate is the maximum size of a line that is a date, in bytes.
const maxDate = 60

// ParseDate returns a line that is a date in the form 2006-01-02. It reads
// September 15, 2023; 15 September 2023; 15 сентября 2023 года; 2023-09-15;
// 15.09.2023. ok is false for any other line.
func ParseDate(s string) (string, bool) {
	s = strings.TrimSpace(s)
	if len(s) > maxDate {
		return "", false
	}
	var y, m, d int
	if len(s) == 10 {
		if n, _ := fmt.Sscanf(s+" ", "%4d-%2d-%2d ", &y, &m, &d); n == 3 {
			return ISODate(y, m, d)
		}
		if n, _ := fmt.Sscanf(s+" ", "%2d.%2d.%4d ", &d, &m, &y); n == 3 {
			return ISODate(y, m, d)
		}
		y, m, d = 0, 0, 0
	}
	words := strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == ',' || r == '\u00a0' })
	if len(words) > 0 && weekdays[strings.ToLower(words[0])] {
		words = words[1:]
	}
	if len(words) == 4 && (words[3] == "года" || words[3] == "г.") {
		words = words[:3]
	}
	if len(words) != 3 {
		return "", false
	}
	for _, w := range words {
		n, err := strconv.Atoi(w)
		switch {
		case err == nil && n > 1000:
			y = n
		case err == nil:
			d = n
		case utf8.RuneCountInString(w) >= 3:
			m = months[string([]rune(strings.ToLower(w))[:3])]
		}
	}
	return ISODate(y, m, d)
}

var weekdays = WordSet(`monday tuesday wednesday thursday friday saturday sunday понедельник вторник среда четверг пятница
суббота воскресенье`)

// ISODate returns a day in the form 2006-01-02. ok is false if the calendar has
// no such day or the year does not have four digits.
func ISODate(y, m, d int) (string, bool) {
	day := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
	if y < 1000 || y > 9999 || day.Month() != time.Month(m) || day.Day() != d { // time.Date turns 31 February into a day of March
		return "", false
	}
	return day.Format(time.DateOnly), true
}

// DigitDate reads a date of three numbers, such as 1/2/26, 01.02.2026 and
// 2026-02-01. It does not check that the day exists.
//
//  1. A first number of four digits is the year; otherwise the last number is.
//  2. The day comes before the month unless monthFirst is set.
//  3. If the month would exceed 12, day and month change places.
//  4. A year below 100 is in this century.
func DigitDate(s string, monthFirst bool) (y, m, d int, ok bool) {
	parts := strings.FieldsFunc(s, func(r rune) bool { return r == '/' || r == '.' || r == '-' })
	if len(parts) != 3 {
		return 0, 0, 0, false
	}
	var n [3]int
	for i, p := range parts {
		var err error
		if n[i], err = strconv.Atoi(p); err != nil {
			return 0, 0, 0, false
		}
	}
	d, m, y = n[0], n[1], n[2]
	switch {
	case len(parts[0]) == 4:
		y, m, d = n[0], n[1], n[2]
	case monthFirst:
		d, m = m, d
	}
	if m > 12 {
		d, m = m, d
	}
	if y < 100 {
		y += 2000
	}
	return y, m, d, true
}

// ParseTime returns a line that is a time of day, without seconds, in the form
// 15:04. ok is false for any other line.
func ParseTime(s string) (string, bool) {
	s = strings.TrimSpace(s)
	ms, ok := lineClock.ReadAll(s)
	if !ok || len(s) > len("23:59") { // with seconds or a fraction
		return "", false
	}
	return FormatTime(ms), true
}

// FormatTime formats milliseconds since midnight as 15:04.
func FormatTime(ms int64) string {
	return fmt.Sprintf("%02d:%02d", ms/3_600_000, ms/60_000%60)
}

// isDigitDate reports whether b may be a date without words, as chat logs have it
// before a time: 01.02.26, 2026-02-01.
func isDigitDate(b []byte) bool {
	for _, c := range b {
		if !IsDigit(c) && bytes.IndexByte([]byte("./-, "), c) < 0 {
			return false
		}
	}
	return hasYear(b)
}

// hasYear reports whether b has at least four digits, as every date has.
func hasYear(b []byte) bool { return countDigits(b) >= 4 }

// MayBeDate reports whether a line may be a date: it has at least four digits,
// which few lines have, and is short enough, with room for invisible characters.
// It is cheap enough to ask of every line before ParseDate.
func MayBeDate(line []byte) bool { return len(line) <= 3*maxDate && hasYear(line) }
