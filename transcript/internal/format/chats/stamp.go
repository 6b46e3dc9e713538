package chats

import (
	"bytes"
	"regexp"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"verbatim/internal/text"
)

// A stamp is the date and time of a message, as far as the message states them.
type stamp struct {
	digits  string    // a numeric date in unknown order: 1/2/26
	day     time.Time // any other date, or zero
	yearly  bool      // day has no year
	near    bool      // a word such as Today instead of a date
	half    string    // half of the day: a before noon, p after it
	english bool      // half is AM or PM, which goes with month-first dates
	ms      int64     // since midnight
	onClock bool      // ms is a time of day, unlike 25:01
}

// dated reports whether s has a date with a year.
func (s *stamp) dated() bool { return s.digits != "" || !s.day.IsZero() && !s.yearly }

// sure reports whether s is certainly a time of day and not one of a recording.
func (s *stamp) sure() bool { return s.dated() || s.yearly || s.near || s.half != "" }

// readStamp reads the stamp at the start of s, in any of these forms, and returns its size
// in bytes, 0 if there is none.
//
//	31.12.24, 23:59   1/5/24 11:59:30 PM   2025. 3. 28. 오후 2:05   19-Jul-21 01:34 PM
//	May 17, 2022 5:29:42 PM   Mon, 03 Jan 2022 10:01:02 +0100   2021-07-19T13:34:18.000Z
//	Today at 10:04   heute um 10:04 Uhr   Jul 19 13:34:18   13:34, 7/19/2021   10:04 AM
func readStamp(s string) (st stamp, size int) {
	n := st.readDay(s)
	k := st.readClock(s[n:])
	if k == 0 {
		return st, 0
	}
	size = n + k
	if n == 0 {
		if sep := len(s) - len(strings.TrimLeft(s[size:], ", ")) - size; sep > 0 {
			if d := st.readDigits(s[size+sep:]); d > 0 {
				return st, size + sep + d
			}
		}
	}
	zone := len(zoneSign().FindString(s[size:min(len(s), size+12)]))
	return st, size + zone
}

// zoneSign matches the time zone after a time.
var zoneSign = text.Regexp(`^(?:Z\b| ?[+-]\d\d:?\d\d\b| (?:UTC|GMT|[A-Z]{1,3}[SD]?T)\b)`)

// joiners separate a date from a time. The longest come first.
var joiners = []string{" at ", " um ", " a las ", " a la ", " alle ore ", " alle ", " à ", " às ", " om ", " kl. ", " kl ", " klo ", " о ", " в ", " o ", ", ", "، ", ",", "،", "T", " ", "\t"}

// readDay reads the date at the start of s, and what joins it to a time.
func (st *stamp) readDay(s string) int {
	n := st.readDigits(s)
	if n == 0 {
		n = st.readWords(s)
	}
	if n == 0 {
		return 0
	}
	n += weekdaySize(s[n:])
	rest := strings.TrimPrefix(s[n:], ".")
	for _, j := range joiners {
		if after, ok := strings.CutPrefix(rest, j); ok {
			after = strings.TrimLeft(after, " \u00a0\u202f")
			return len(s) - len(after)
		}
	}
	return n
}

// weekdayAfter matches a word after a numeric date, in brackets or before a time.
var weekdayAfter = text.Regexp(`^[,،]?[ \x{A0}]?(?:\(\pL{1,9}\)|（\pL{1,9}）|(\pL{1,12})\.?,? ?\d)`)

// weekdaySize returns the size of the weekday after a numeric date.
func weekdaySize(s string) int {
	s = s[:min(len(s), 40)]
	m := weekdayAfter().FindStringSubmatchIndex(s)
	switch {
	case m == nil:
		return 0
	case m[2] < 0:
		return m[1]
	case s[m[2]:m[3]] == "T" || halves[strings.ToLower(s[m[2]:m[3]])] != "":
		return 0
	}
	return m[3]
}

// digitDate matches a numeric date.
var digitDate = text.Regexp(`^\d{1,4}(?:\. ?|[/-])\d{1,2}(?:\. ?|[/-])\d{1,4}\.?`)

// shortDate matches a numeric date without a year.
var shortDate = text.Regexp(`^\d{1,2}/\d{1,2} `)

// readDigits reads a numeric date at the start of s.
func (st *stamp) readDigits(s string) int {
	if s == "" || !text.IsDigit(s[0]) {
		return 0
	}
	m := digitDate().FindString(s[:min(len(s), 16)])
	if day := shortDate().FindString(s); m == "" && day != "" {
		st.near = true
		return len(day) - 1
	}
	if m == "" || len(m) < len(s) && text.IsDigit(s[len(m)]) {
		return 0
	}
	st.digits = strings.TrimRight(strings.ReplaceAll(m, " ", ""), ".")
	return len(m)
}

// maxDayBytes is the maximum size of a date with words, in bytes.
const maxDayBytes = 60

// readWords reads a date with words at the start of s, or a word such as Today.
func (st *stamp) readWords(s string) int {
	s = s[:min(len(s), maxDayBytes)]
	r, _ := utf8.DecodeRuneInString(s)
	if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
		return 0
	}
	first := len(strings.FieldsFunc(s, isBlank)[0])
	word := strings.Trim(s[:first], ",.")
	near := nearDays[strings.ToLower(word)]
	if !near && !strings.ContainsAny(s, "0123456789") {
		return 0
	}
	if m := ideographs().FindString(s); m != "" {
		date, _ := text.ParseDate(m)
		st.day = dayOf(date)
		return len(m)
	}
	words, ends := fields(s)
	if date, n := text.DateAt(words); n > 0 {
		st.day = dayOf(date)
		return len(strings.TrimRight(s[:ends[n-1]], ","))
	}
	if len(words) > 1 && unicode.IsLetter(r) && (near || len(word) < first) { // Thu, 03/25/2021
		rest := strings.TrimLeft(s[first:], " ")
		if n := st.readDigits(rest); n > 0 {
			return len(s) - len(rest) + n
		}
	}
	if len(words) > 2 { // Jul 19 13:34:18
		if date, ok := text.ParseDate(strings.Trim(words[0]+" "+words[1], ",") + " 2000"); ok {
			st.day, st.yearly = dayOf(date), true
			return len(strings.TrimRight(s[:ends[1]], ","))
		}
	}
	if st.near = near; near {
		return len(strings.TrimRight(s[:first], ","))
	}
	return 0
}

func isBlank(r rune) bool {
	return r == ' ' || r == '\t' || r == '\u00a0' || r == '\u202f' || r == '\n'
}

// ideographs matches a date in Chinese, Japanese or Korean.
var ideographs = text.Regexp(`^\d{4} ?[年년] ?\d{1,2} ?[月월] ?\d{1,2} ?[日일号號]`)

// maxDayWords is the maximum number of words of a date.
const maxDayWords = 7

// fields returns the words of s and the offset of the end of each.
func fields(s string) (words []string, ends []int) {
	for at := 0; at < len(s) && len(words) < maxDayWords; {
		rest := strings.TrimLeftFunc(s[at:], isBlank)
		at = len(s) - len(rest)
		k := strings.IndexFunc(rest, isBlank)
		if k < 0 {
			k = len(rest)
		}
		if k > 0 {
			words, ends = append(words, rest[:k]), append(ends, at+k)
		}
		at += max(k, 1)
	}
	return words, ends
}

// nearDays are the words for today, yesterday and the weekdays that may precede a time.
var nearDays = text.WordSet(`today yesterday monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun
heute gestern vorgestern montag dienstag mittwoch donnerstag freitag samstag sonntag mo di mi do fr sa so
aujourd’hui aujourd'hui hier lundi mardi mercredi jeudi vendredi samedi dimanche hoy ayer lunes martes miércoles jueves viernes sábado domingo
hoje ontem oggi ieri lunedì martedì mercoledì giovedì venerdì sabato domenica vandaag gisteren maandag dinsdag woensdag donderdag vrijdag zaterdag zondag
idag igår måndag tisdag onsdag torsdag fredag lördag söndag dzisiaj dziś wczoraj сегодня вчера сьогодні вчора bugün dün 今日 昨日 今天 昨天 오늘 어제`)

// clockSign matches a time of day, with AM or PM before or after it, and a word for the
// hour.
var clockSign = text.Regexp(`^(?P<before>\pL{2}[ \x{A0}\x{202F}]?)?(?P<time>\d{1,2}[:.]\d\d(?:[:.]\d\d)?)(?P<fraction>\.\d{1,9})?(?:[ \x{A0}\x{202F}]?(?P<half>\pL{1,4}\.?(?:[ \x{A0}\x{202F}]?\pL{1,2}\.?)?))?`)

// readClock reads the time of day at the start of s.
func (st *stamp) readClock(s string) int {
	s = s[:min(len(s), maxStampBytes)]
	m := clockSign().FindStringSubmatchIndex(s)
	if m == nil {
		return 0
	}
	part := func(i int) string {
		if m[2*i] < 0 {
			return ""
		}
		return s[m[2*i]:m[2*i+1]]
	}
	if m[2] >= 0 && !st.readHalf(part(1)) {
		return 0
	}
	size := max(m[5], m[7])
	half := part(4)
	first, _, _ := strings.Cut(half, " ")
	for _, word := range [...]string{half, first} {
		if st.readHalf(word) || hourWords[strings.ToLower(word)] {
			size = m[8] + len(word)
			break
		}
	}
	if size < len(s) && text.IsDigit(s[size]) {
		return 0
	}
	return st.setClock(part(2), size)
}

// hourWords follow a time of day in some languages.
var hourWords = text.WordSet("uhr h hs godz")

// setClock sets the time of day. It returns size, or 0 if s is not a time.
func (st *stamp) setClock(s string, size int) int {
	s = strings.ReplaceAll(s, ".", ":")
	ms, n := text.MessageClock.Read([]byte(s))
	if n == 0 {
		return 0
	}
	parts := strings.SplitN(s, ":", 3)
	_, st.onClock = text.ParseTime(parts[0] + ":" + parts[1])
	switch hour := ms / 3_600_000; {
	case st.half == "p" && hour < 12:
		ms += text.Day / 2
	case st.half == "a" && hour == 12:
		ms -= text.Day / 2
	}
	st.ms = ms
	return size
}

// readHalf sets the half of the day, and reports whether s is one.
func (st *stamp) readHalf(s string) bool {
	half := halves[strings.ToLower(halfSigns.Replace(s))]
	if half != "" {
		st.half, st.english = half, len(s) <= 2 && s[len(s)-1]|0x20 == 'm'
	}
	return half != ""
}

// halves has the words for the halves of the day, without full stops and spaces: a before
// noon, p after it.
var halves = map[string]string{
	"a": "a", "am": "a", "vm": "a", "fm": "a", "de": "a", "dop": "a", "πμ": "a", "ص": "a", "قظ": "a", "오전": "a", "上午": "a", "午前": "a",
	"p": "p", "pm": "p", "nm": "p", "em": "p", "du": "p", "odp": "p", "μμ": "p", "م": "p", "بظ": "p", "오후": "p", "下午": "p", "午後": "p",
}

var halfSigns = strings.NewReplacer(".", "", " ", "", "\u00a0", "", "\u202f", "")

// easternDigits replaces the digits in the date and time of a message by ASCII digits.
var easternDigits = strings.NewReplacer("۰", "0", "۱", "1", "۲", "2", "۳", "3", "۴", "4", "۵", "5", "۶", "6", "۷", "7", "۸", "8", "۹", "9",
	"٠", "0", "١", "1", "٢", "2", "٣", "3", "٤", "4", "٥", "5", "٦", "6", "٧", "7", "٨", "8", "٩", "9")

// directions matches direction marks, which occur between the numbers of a date.
var directions = regexp.MustCompile("[\u200e\u200f]")

// maxStampBytes is the maximum size of the date and time of a message, in bytes.
const maxStampBytes = 64

// westernDigits returns line without direction marks at its start. If it begins with digits
// other than ASCII, those in its date and time are replaced.
func westernDigits(line []byte) []byte {
	start := line[:min(len(line), maxStampBytes)]
	if !bytes.Contains(start, []byte("\u200e")) && !bytes.Contains(start, []byte("\u200f")) && (len(line) < 2 || line[0] != 0xDB && line[0] != 0xD9) {
		return line
	}
	n := len(start)
	for n > 0 && n < len(line) && !utf8.RuneStart(line[n]) {
		n--
	}
	line = append(directions.ReplaceAll(line[:n], nil), line[n:]...)
	rest := bytes.TrimLeft(line, "[")
	if len(rest) < 2 || rest[0] != 0xDB && rest[0] != 0xD9 {
		return line
	}
	start = line[:min(len(line), maxStampBytes)]
	k := bytes.Index(start, []byte(" - "))
	if k < 0 {
		k = bytes.IndexByte(start, ']')
	}
	if k < 0 {
		return line
	}
	return append([]byte(easternDigits.Replace(string(line[:k]))), line[k:]...)
}
