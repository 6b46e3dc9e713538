package text

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// maxDate is the maximum size of a line that is a date, in bytes.
const maxDate = 60

// ParseDate returns a line that is a date in the form 2006-01-02. It reads the names
// of the months of many languages (calendar), with or without the day of the week:
//
//	September 15, 2023   Friday, 15th September 2023   15-Sep-23   2023-09-15   15.9.2023
//	Dienstag, den 3. November 2026   8 de julio de 2025   15 сентября 2023 года   2024年9月12日
//
// ok is false for any other line, and for a date of digits that does not show which
// number is the day, such as 3/4/2026.
func ParseDate(s string) (date string, ok bool) {
	s = strings.TrimSpace(s)
	if len(s) > maxDate || s == "" {
		return "", false
	}
	if last := s[len(s)-1]; !(IsDigit(s[0]) || s[0]|0x20-'a' < 26 || s[0] >= utf8.RuneSelf) || strings.IndexByte("?!:;", last) >= 0 {
		return "", false
	}
	if y, m, d, ok := plainDigitDate(s); ok {
		return ISODate(y, m, d)
	}
	if strings.ContainsAny(s, "年년") {
		return ideographDate(s)
	}
	var y, m, d int
	for w := range strings.FieldsFuncSeq(s, func(r rune) bool { return r == ' ' || r == ',' || r == '\u00a0' || r == '-' || r == '–' }) {
		n, number := dayNumber(w)
		low := strings.TrimRight(strings.ToLower(w), ".")
		switch {
		case number && (n > 1000 && y == 0 || d > 0 && m > 0 && y == 0 && len(low) == 2 && strings.Count(s, "-") == 2 && !strings.Contains(s, " ")):
			y = n
		case number && d == 0 && n <= 31:
			d = n
		case number:
			return "", false
		case m == 0 && months()[low] > 0:
			m = months()[low]
		case !weekdays[low]:
			return "", false
		}
	}
	if y > 0 && y < 100 {
		y += 2000
	}
	return ISODate(y, m, d)
}

// dayNumber reads a word of a date that is a number: 3, 3., 30th, 1er, 1º.
func dayNumber(w string) (n int, ok bool) {
	k := 0
	for k < len(w) && IsDigit(w[k]) {
		k++
	}
	if k == 0 || k > 4 {
		return 0, false
	}
	switch strings.ToLower(w[k:]) {
	case "", ".", "st", "nd", "rd", "th", "er", "º", "°", "-го", "-е", "ο", "η":
		n, _ = strconv.Atoi(w[:k])
		return n, true
	}
	return 0, false
}

// plainDigitDate reads a date of three numbers that shows which of them is the day:
// the year comes first, the numbers are parted by full stops, or the day is above 12.
func plainDigitDate(s string) (y, m, d int, ok bool) {
	k := strings.IndexAny(s, "/.-")
	if len(s) < 8 || len(s) > 14 || k < 1 {
		return 0, 0, 0, false
	}
	bare := strings.ReplaceAll(strings.TrimRight(s, "."), " ", "")
	if len(bare) < 8 || strings.Count(bare, s[k:k+1]) != 2 {
		return 0, 0, 0, false
	}
	y, m, d, ok = DigitDate(bare, false)
	sure := k == 4 || s[k] == '.' || d > 12
	return y, m, d, ok && sure && (k == 4 || len(bare)-strings.LastIndexByte(bare, s[k]) == 5)
}

// ideographDate reads a date of Chinese, Japanese or Korean: 2024年9月12日（木）.
func ideographDate(s string) (date string, ok bool) {
	for _, open := range [...]string{"（", "(", "[", "［"} {
		s, _, _ = strings.Cut(s, open)
	}
	for _, day := range [...]string{"星期", "周"} {
		s, _, _ = strings.Cut(s, day)
	}
	if k := strings.IndexAny(s, "日號号일"); k > 0 {
		s = s[:k]
	}
	numbers := strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune("年月日號号년월일 \u3000\u00a0.", r) })
	if len(numbers) != 3 {
		return "", false
	}
	var n [3]int
	for i, w := range numbers {
		var err error
		if n[i], err = strconv.Atoi(strings.Map(halfWidth, w)); err != nil {
			return "", false
		}
	}
	return ISODate(n[0], n[1], n[2])
}

// halfWidth returns the ASCII digit for a digit of full width, and other runes as they
// are.
func halfWidth(r rune) rune {
	if r >= '０' && r <= '９' {
		return r - '０' + '0'
	}
	return r
}

// ParseDates returns the first day of a line that is a date or a range of dates, as
// ParseDate does: June 1 − 3, 2026; 28 сентября – 3 октября 2026 года.
func ParseDates(s string) (first string, ok bool) {
	if first, ok = ParseDate(s); ok || len(s) > maxDate {
		return first, ok
	}
	for _, dash := range [...]string{"−", "–", "—", "-", " to ", " bis ", " au "} {
		from, to, found := strings.Cut(s, dash)
		if !found {
			continue
		}
		from, to = strings.TrimSpace(from), strings.TrimSpace(to)
		if len(to) < len("2026") || len(from) == 0 {
			continue
		}
		// What the first day lacks stands behind the second.
		for _, last := range [...]string{to, from + " " + to, from[:max(0, strings.LastIndexByte(from, ' '))] + " " + to} {
			if end, ok := ParseDate(last); ok {
				year := end[:len("2026")]
				for _, month := range [...]string{"", strings.TrimLeft(to, "0123456789 .")} {
					if first, ok := ParseDate(strings.TrimSuffix(strings.TrimSuffix(from+" "+month, " "), year) + " " + year); ok {
						return first, true
					}
					if first, ok := ParseDate(from + " " + month); ok {
						return first, true
					}
				}
			}
		}
	}
	return "", false
}

// FindDate returns the first date among the words of a line, and how many words
// precede it and belong to it; n is 0 without one.
func FindDate(words []string) (date string, at, n int) {
	for at = range words {
		if date, n = DateAt(words[at:]); n > 0 {
			return date, at, n
		}
	}
	return "", 0, 0
}

// DateAt returns the date that begins words, and how many of them belong to it; n is 0
// without one.
func DateAt(words []string) (date string, n int) {
	for n = min(maxDateWords, len(words)); n > 0; n-- {
		s := strings.TrimRight(strings.Join(words[:n], " "), ",;)]")
		if !MayBeDate([]byte(s)) {
			continue
		}
		if d, ok := ParseDate(strings.TrimLeft(s, "([")); ok {
			return d, n
		}
	}
	return "", 0
}

// MayHaveYear reports whether a line has the digits of a year.
func MayHaveYear(line string) bool { return hasYear([]byte(line)) }

// maxDateWords is how many words a date has at most: Dienstag, den 3. November 2026.
const maxDateWords = 6

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

// timesOfDay are the forms of a time of day in a line: 9:30, 9.30 Uhr, 7:00 PM, 10 a.m.,
// 14h30, 19 Uhr, 下午3時30分.
var timesOfDay = Regexp(`(?i)(上午|午前|오전|下午|午後|오후|godz\.?|\bore|\bklo|\bkl\.?)?\s?\b(\d{1,2})(?:(?:[:.]|\s?h\s?|[時时시]\s?)(\d\d)(?::\d\d)?(?:分|분)?)?\s?(a\.?m\b|p\.?m\b|uhr|heures|часов|時|时|시|o.clock)?`)

// FindTime returns the first time of day in a line, in the form 15:04. A number without
// minutes needs a word that makes it one, as does a full stop between the numbers.
func FindTime(s string) (string, bool) {
	for _, g := range timesOfDay().FindAllStringSubmatchIndex(s, 8) {
		part := func(i int) string {
			if g[2*i] < 0 {
				return ""
			}
			return s[g[2*i]:g[2*i+1]]
		}
		half, unit := part(1), strings.ToLower(part(4))
		hours, _ := strconv.Atoi(part(2))
		minutes, _ := strconv.Atoi(part(3))
		before, after := s[:g[4]], s[g[1]:]
		stop := part(3) != "" && s[g[5]] == '.'
		if hours > 23 || minutes > 59 || unit == "" && half == "" && (part(3) == "" || stop) || strings.HasSuffix(before, ".") || strings.HasSuffix(before, "/") || strings.HasSuffix(before, ":") || strings.HasPrefix(after, "/") {
			continue
		}
		switch {
		case (unit != "" && unit[0] == 'p' || half == "下午" || half == "午後" || half == "오후") && hours < 12:
			hours += 12
		case (unit != "" && unit[0] == 'a' || half == "上午" || half == "午前" || half == "오전") && hours == 12:
			hours = 0
		}
		return FormatTime(int64(hours*60+minutes) * 60_000), true
	}
	return "", false
}

// FormatTime formats milliseconds since midnight as 15:04.
func FormatTime(ms int64) string {
	return fmt.Sprintf("%02d:%02d", ms/3_600_000, ms/60_000%60)
}

// FormatClock formats milliseconds since midnight as 15:04:05.
func FormatClock(ms int64) string {
	return fmt.Sprintf("%s:%02d", FormatTime(ms), ms/1000%60)
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
