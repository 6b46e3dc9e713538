package text

import (
	"bytes"
	"strings"
	"sync"
	"unicode/utf8"
)

// A Span is a time, or a range of times, as people and programs write it beside
// text.
type Span struct {
	Start, End int32 // milliseconds from the start of the recording, or since midnight; End is -1 without a range
	Day        bool  // a time of day: 9:02 AM, or with a date
	Dated      bool  // a date precedes it
	Words      bool  // it has units: 2 minutes, 3.5s
}

// maxSpan is the maximum size of a time with all that surrounds it, in bytes. An
// address may follow it.
const maxSpan = 90

// ReadSpan returns the time at the start of b and its size in bytes, which is 0 if
// b does not begin with a time. It reads
//
//	0:12   1:02:03.5   00:00:12,250   9:02 AM   9:02 p. m.   14:05:00
//	3.50s   12s   1 hour 2 minutes 3 seconds   2 minutes, 3 seconds
//	0:12 - 0:15   00:00.000 --> 00:06.000   [3.00s -> 8.50s]
//	[0:12]   (0:12)   #00:00:12-5#   [(0:12)](https://example.org)
//	19/07/2021 13:34   2026-07-06T08:56:39
//
// A time that no bracket encloses must be followed by a blank, a separator or the
// end of b.
func ReadSpan(b []byte) (s Span, size int) {
	if len(b) == 0 {
		return s, 0
	}
	switch c := b[0]; {
	case IsDigit(c):
		s, size = readRange(b)
		if size > 0 && !endsTime(b[size:]) {
			return s, 0
		}
		return s, size
	case c == '[' || c == '(' || c == '#' || c == '<':
		return readEnclosed(b)
	case c >= utf8.RuneSelf:
		for open, end := range wideBrackets {
			if inner, ok := bytes.CutPrefix(b, []byte(open)); ok {
				s, size = readRange(inner)
				if size == 0 || !bytes.HasPrefix(inner[size:], []byte(end)) {
					return s, 0
				}
				return s, len(open) + size + len(end)
			}
		}
	}
	return s, 0
}

// wideBrackets has the brackets of Chinese and Japanese texts.
var wideBrackets = map[string]string{"（": "）", "［": "］", "【": "】", "〔": "〕"}

// endsTime reports whether a time that is not enclosed may end before b.
func endsTime(b []byte) bool {
	if len(b) == 0 {
		return true
	}
	if strings.IndexByte(" \t\r\n|,;)]*_:", b[0]) >= 0 {
		return true
	}
	r, _ := utf8.DecodeRune(b)
	return r == '\u00a0' || r == '\u202f' || r == '•' || r == '–' || r == '—' || r == '：'
}

// closing has the byte that ends what each byte opens.
var closing = map[byte]byte{'[': ']', '(': ')', '#': '#', '<': '>'}

// readEnclosed reads a time in brackets or between number signs.
func readEnclosed(b []byte) (s Span, size int) {
	inner := SkipBlanks(b[1:min(len(b), maxSpan)])
	if len(inner) > 0 && (inner[0] == '(' || inner[0] == '[') { // a link
		s, n := ReadSpan(inner)
		rest := b[1+n:]
		if n == 0 || len(inner) != min(len(b), maxSpan)-1 || !bytes.HasPrefix(rest, []byte("](")) {
			return s, 0
		}
		k := bytes.IndexAny(rest[:min(len(rest), 400)], ")\n")
		if k < 0 || rest[k] != ')' {
			return s, 0
		}
		return s, 1 + n + k + 1
	}
	s, n := readRange(inner)
	if n == 0 {
		return s, 0
	}
	at := len(b[:min(len(b), maxSpan)]) - len(inner) + n
	if b[0] == '#' && at+1 < len(b) && b[at] == '-' && IsDigit(b[at+1]) { // tenths of a second
		s.Start += int32(b[at+1]-'0') * 100
		at += 2
	}
	for at < len(b) && b[at] == ' ' {
		at++
	}
	if at >= len(b) || b[at] != closing[b[0]] {
		return s, 0
	}
	at++
	if rest := b[at:]; b[0] == '[' && len(rest) > 1 && rest[0] == '(' { // a link in Markdown
		if k := bytes.IndexAny(rest[:min(len(rest), 400)], ")\n"); k > 0 && rest[k] == ')' && bytes.Contains(rest[:k], []byte("://")) {
			at += k + 1
		}
	}
	return s, at
}

// readRange reads a time, and the one after an arrow or a dash.
func readRange(b []byte) (s Span, size int) {
	n := readDate(b)
	dated := n > 0
	ms, day, size := readTime(b[n:])
	if size == 0 {
		return s, 0
	}
	if dated && !day && bytes.Count(b[n:n+size], []byte{':'}) == 1 { // hours and minutes
		ms = int32(int64(ms) * 60 % Day)
	}
	size += n
	s = Span{Start: ms, End: -1, Day: day || dated, Dated: dated, Words: unitAt(b[:size])}
	if again, k := StampClock.Read(b[size:]); s.Words && k > 0 && again/1000 == int64(ms/1000) { // 2 seconds0:02
		size += k
	}
	rest := b[size:]
	at := len(rest) - len(SkipBlanks(rest))
	for _, arrow := range arrows {
		after, ok := bytes.CutPrefix(rest[at:], arrow)
		if !ok {
			continue
		}
		skipped := len(after) - len(SkipBlanks(after))
		end, _, k := readTime(after[skipped:])
		if k > 0 && (end >= s.Start || s.Day) {
			s.End = end
			return s, size + at + len(arrow) + skipped + k
		}
	}
	return s, size
}

// arrows are what stands between the two times of a range.
var arrows = [][]byte{[]byte("-->"), []byte("->"), []byte("→"), []byte("–"), []byte("—"), []byte("-"), []byte("to ")}

// readDate returns the size of a date of digits at the start of b, with the
// separators after it; 0 without one.
func readDate(b []byte) int {
	b = b[:min(len(b), 24)]
	k := bytes.IndexAny(b, " T,")
	if k < 6 || !isDigitDate(bytes.TrimRight(b[:k], ".")) && !isNamedDate(b[:k]) {
		return 0
	}
	for k < len(b) && strings.IndexByte(" T,", b[k]) >= 0 {
		k++
	}
	return k
}

// isNamedDate reports whether b is a date in one word with the name of its month:
// 03-Jul-26.
func isNamedDate(b []byte) bool {
	if bytes.Count(b, []byte{'-'}) != 2 || !hasYear(b) {
		return false
	}
	_, ok := ParseDate(string(b))
	return ok
}

// readTime reads one time.
func readTime(b []byte) (ms int32, day bool, size int) {
	if n, width := StampClock.Read(b); width > 0 {
		half, k := readHalf(b[width:])
		if half == 0 || n >= 24*60*60*1000 {
			return int32(n), false, width
		}
		if bytes.Count(b[:width], []byte{':'}) == 1 { // hours and minutes
			n *= 60
		}
		n %= Day / 2
		return int32(n + int64(half-1)*Day/2), true, width + k
	}
	return readUnits(b)
}

// unitAt reports whether b, a time, has a unit.
func unitAt(b []byte) bool { return bytes.IndexByte(b, ':') < 0 }

// readHalf returns 1 for AM and 2 for PM at the start of b, after blanks, and the
// size of it with the blanks; 0 for anything else.
func readHalf(b []byte) (half int32, size int) {
	rest := bytes.TrimLeft(b[:min(len(b), 12)], " \u00a0\u202f")
	skipped := min(len(b), 12) - len(rest)
	if len(rest) < 2 {
		return 0, 0
	}
	switch rest[0] | 0x20 {
	case 'a':
		half = 1
	case 'p':
		half = 2
	default:
		return 0, 0
	}
	for _, form := range [...]string{"m", ".m.", ". m.", ".\u00a0m.", ".\u202fm."} {
		if n := 1 + len(form); len(rest) >= n && strings.EqualFold(string(rest[1:n]), form) {
			if r, _ := utf8.DecodeRune(rest[n:]); len(rest) == n || !isWordRune(r) {
				return half, skipped + n
			}
		}
	}
	return 0, 0
}

func isWordRune(r rune) bool {
	return r == '_' || r >= '0' && r <= '9' || r|0x20 >= 'a' && r|0x20 <= 'z' || r > 0xBF
}

// units are the words for hours, minutes and seconds, in milliseconds. They are made
// when the first time with a unit may be there.
var units = sync.OnceValue(func() map[string]int64 {
	m := map[string]int64{}
	for ms, words := range map[int64]string{
		3_600_000: "h hr hrs hour hours std stunde stunden heure heures hora horas ora ore godzina godziny godzin uur час часа часов timme timmar",
		60_000:    "m min mins minute minutes minuten minuto minutos minuto minuti minuta minuty minut minuut минута минуты минут минуту minuter",
		1_000:     "s sec secs second seconds sekunde sekunden seconde secondes segundo segundos secondo secondi sekunda sekundy sekund seconden секунда секунды секунд секунду sekunder",
	} {
		for w := range strings.FieldsSeq(words) {
			m[w] = ms
		}
	}
	return m
})

// readUnits reads a time with units: 3.5s, 1 minute, 2 seconds.
func readUnits(b []byte) (ms int32, day bool, size int) {
	total, least := int64(0), int64(1<<62)
	at := 0
	for at < len(b) && IsDigit(b[at]) {
		k := at
		for k < len(b) && k-at < 9 && IsDigit(b[k]) {
			k++
		}
		n, _, _ := Digits(b[at:k])
		thousandths, width := (&CueClock).readFraction(b[k:])
		k += width
		word := k
		for word < len(b) && b[word] == ' ' {
			word++
		}
		end := word
		for end < len(b) && end-word < 24 && (b[end]|0x20-'a' < 26 || b[end] >= utf8.RuneSelf) {
			end++
		}
		unit := units()[strings.ToLower(string(b[word:end]))]
		if unit == 0 || unit >= least || end-word == 1 && word > k {
			break
		}
		total, least, size = total+n*unit+thousandths*unit/1000, unit, end
		at = end
		for at < len(b) && (b[at] == ' ' || b[at] == ',') {
			at++
		}
	}
	if size == 0 || total >= 1<<31 {
		return 0, false, 0
	}
	return int32(total), false, size
}
