package text

import (
	"bytes"
	"strconv"
	"strings"
)

// A Clock is how a kind of source writes times: one to three numbers with
// colons between them, h:mm:ss, m:ss or s, and perhaps a fraction. All times
// that are read anywhere are read by one of the clocks below, which differ in
// how much they accept; what they accept, they read alike.
type Clock struct {
	numbers  int   // the fewest that a time has; the most is three
	hours    bool  // the first of two numbers is hours: a time of day
	width    int   // digits of a number, at most
	pairs    int   // how many numbers at the end have exactly two digits, and are at most rest
	first    int64 // the first number, at most
	rest     int64 // the others, at most
	comma    bool  // it may stand before a fraction, as a full stop may
	fraction int   // its digits, where it must be there; 0: it may be missing, and have any number
	end      int64 // milliseconds that no time reaches; 0: any time is one
}

// Limits of a number, and of its digits, that has none.
const (
	anyNumber = maxNumber
	anyWidth  = 1 << 30
)

// The clocks.
var (
	// CueClock reads the times of captions as programs write them that know no
	// specification: 0:00:01,000, 01:00.5, 7.25.
	CueClock = Clock{numbers: 1, width: anyWidth, first: anyNumber, rest: 59, comma: true}

	// VTTClock reads hh:mm:ss.fff or mm:ss.fff, by the letter of WebVTT. Hours
	// may have more digits.
	VTTClock = Clock{numbers: 2, width: anyWidth, pairs: 2, first: anyNumber, rest: 59, fraction: 3}

	// StampClock reads a time of a recording that stands in text: 1:02:03.5,
	// 0:12. Minutes may go past 59, as in 75:10, but the last number must have
	// two digits: 3:1 is a score. A turn keeps its time in an int32, so a time
	// that is longer is none.
	StampClock = Clock{numbers: 2, width: 3, pairs: 1, first: anyNumber, rest: anyNumber, comma: true, end: 1 << 31 / 1000 * 1000}

	// MessageClock reads the time of day of a message, which an expression has
	// found already: 10:01, 10:01:22.
	MessageClock = Clock{numbers: 2, hours: true, width: 3, pairs: 1, first: anyNumber, rest: anyNumber}

	// DayClock reads the time of day of an attribute: 11:30, 11:30:00.5. It may
	// count from the start of a recording, so hours go to 59.
	dayClock = Clock{numbers: 2, hours: true, width: anyWidth, first: 59, rest: 59}

	// lineClock reads the time of day that a line of a header is.
	lineClock = Clock{numbers: 2, hours: true, width: 2, pairs: 1, first: 23, rest: 59}
)

// Read reads the time at the start of b, in milliseconds, and returns how many
// bytes it has: 0 if there is none.
func (c *Clock) Read(b []byte) (ms int64, size int) {
	if len(b) == 0 || !IsDigit(b[0]) { // nearly all of what is not a time
		return 0, 0
	}
	var numbers [3]int64
	var widths [3]int
	n := 0
	for ; ; size++ {
		number, from := int64(0), size
		for ; size < len(b) && IsDigit(b[size]); size++ {
			number = min(number*10+int64(b[size]-'0'), maxNumber)
			if size-from == c.width { // a line may be digits throughout
				return 0, 0
			}
		}
		if size == from || n == len(numbers) {
			return 0, 0
		}
		numbers[n], widths[n] = number, size-from
		n++
		if size == len(b) || b[size] != ':' {
			break
		}
	}
	if n < c.numbers || numbers[0] > c.first {
		return 0, 0
	}
	for i, number := range numbers[:n] {
		pair := n-i <= c.pairs
		if pair && widths[i] != 2 || (pair || i > 0) && number > c.rest {
			return 0, 0
		}
		ms = min(ms*60+number, maxNumber)
	}
	return c.scaled(ms, n, b, size)
}

// scaled returns a time of n numbers that is ms of its last one, and the
// fraction that may follow it at b[size].
func (c *Clock) scaled(n int64, numbers int, b []byte, size int) (ms int64, end int) {
	unit := int64(1000)
	if c.hours && numbers == 2 {
		unit *= 60
	}
	ms = n * unit
	if c.end > 0 && ms >= c.end {
		return 0, 0
	}
	thousandths, width := c.readFraction(b[size:])
	if width == 0 && c.fraction > 0 {
		return 0, 0
	}
	return ms + thousandths*unit/1000, size + width
}

// readFraction reads a fraction at the start of b, in thousandths, and returns
// how many bytes it has with the mark before it: 0 if there is none.
func (c *Clock) readFraction(b []byte) (thousandths int64, size int) {
	if len(b) < 2 || b[0] != '.' && (b[0] != ',' || !c.comma) || !IsDigit(b[1]) {
		return 0, 0
	}
	scale := int64(100)
	for size = 1; size < len(b) && IsDigit(b[size]); size++ {
		thousandths += int64(b[size]-'0') * scale
		scale /= 10
	}
	if c.fraction > 0 && size != 1+c.fraction {
		return 0, 0
	}
	return thousandths, size
}

// ReadAll reads s, if it is a time and nothing else.
func (c *Clock) ReadAll(s string) (ms int64, ok bool) {
	ms, size := c.Read([]byte(s))
	return ms, size > 0 && size == len(s)
}

// maxStamp is how far a bracket with a time in it reaches, in bytes.
const maxStamp = 40

// ReadStamp reads a time that stands in the text at the start of b: 0:12,
// 1:02:03, [00:00:07.250], (00:07), [01.02.26, 10:00:05]. It must be followed
// by a blank or the end.
func ReadStamp(b []byte) (ms int32, size int) {
	if c := b[0]; c == '[' || c == '(' {
		end := bytes.IndexByte(b[:min(len(b), maxStamp)], c+1+(c>>6)) // ] is two after [, ) is one after (
		if end < 0 {
			return 0, 0
		}
		inner := b[1:end]
		if k := bytes.LastIndexByte(inner, ' '); k >= 0 && isDigitDate(inner[:k]) {
			inner = inner[k+1:]
		}
		n, width := StampClock.Read(inner)
		if width == 0 || width != len(inner) {
			return 0, 0
		}
		return int32(n), end + 1
	}
	n, width := StampClock.Read(b)
	if width == 0 || width < len(b) && b[width] != ' ' && b[width] != '\t' && b[width] != '\r' {
		return 0, 0
	}
	return int32(n), width
}

// Milliseconds in a day.
const Day = 24 * 60 * 60 * 1000

// HalfOfDay returns 1 if b ends with AM, 2 if with PM, else 0.
func HalfOfDay(b []byte) int32 {
	if len(b) < 6 || b[len(b)-1]|0x20 != 'm' {
		return 0
	}
	switch b[len(b)-2] | 0x20 {
	case 'a':
		return 1
	case 'p':
		return 2
	}
	return 0
}

// TimeOfDay reads a time of day, which may follow a date and be followed by
// its zone: 11:30, 11:30:00, 2024-10-01T11:30:00Z. It returns milliseconds
// since midnight, -1 for what is none.
func TimeOfDay(s string) int64 {
	s = strings.TrimSpace(s)
	s = s[strings.IndexByte(s, 'T')+1:]
	if k := strings.IndexAny(s, "Z+-"); k >= 0 {
		s = s[:k]
	}
	if ms, ok := dayClock.ReadAll(s); ok {
		return ms
	}
	return -1
}

// Duration reads a time that tells its unit: 1:02:30.5, 1.300s, PT1.3S. It
// returns milliseconds, -1 for what is none.
func Duration(b []byte) int64 {
	if bytes.IndexByte(b, ':') > 0 {
		clock := SkipBlanks(b)
		if ms, size := CueClock.Read(clock); size > 0 && size == len(clock) {
			return ms
		}
	}
	b = bytes.TrimPrefix(bytes.TrimRight(bytes.TrimSpace(b), "sS"), []byte("PT"))
	if f, err := strconv.ParseFloat(string(b), 64); err == nil {
		return Milliseconds(f, 1000)
	}
	return -1
}

// Milliseconds returns n units of so many milliseconds, rounded, -1 for what
// is no time of a recording.
func Milliseconds(n, unit float64) int64 {
	if n *= unit; n >= 0 && n < 1<<31-1 {
		return int64(n + 0.5)
	}
	return -1
}

// SkipBlanks returns a line without the blanks at its start.
func SkipBlanks(line []byte) []byte {
	for len(line) > 0 && (line[0] == ' ' || line[0] == '\t' || line[0] == '\f') {
		line = line[1:]
	}
	return line
}
