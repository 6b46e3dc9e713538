package text

import (
	"bytes"
	"encoding/binary"
	"strconv"
	"strings"
)

// A Clock describes how a kind of source writes times: one to three numbers
// separated by colons (h:mm:ss, m:ss or s), perhaps with a fraction. Every time
// in the program is read by one of the clocks below. They differ in what they
// accept, not in what an accepted time means.
type Clock struct {
	numbers  int   // minimum of numbers; the maximum is three
	hours    bool  // the first of two numbers is hours: a time of day
	width    int   // maximum of digits in a number
	pairs    int   // numbers at the end that have exactly two digits and do not exceed rest
	first    int64 // maximum of the first number
	rest     int64 // maximum of the others
	comma    bool  // a fraction may begin with a comma as well as with a full stop
	fraction int   // exact number of digits in the fraction; 0: any number, or no fraction
	end      int64 // milliseconds, exclusive; 0: no limit
}

// Limits for a clock that accepts any number.
const (
	anyNumber = maxNumber
	anyWidth  = 1 << 30
)

// The clocks.
var (
	// CueClock reads the times of captions as written by programs that ignore the
	// specification: 0:00:01,000, 01:00.5, 7.25.
	CueClock = Clock{numbers: 1, width: anyWidth, first: anyNumber, rest: 59, comma: true}

	// VTTClock reads hh:mm:ss.fff or mm:ss.fff exactly as WebVTT specifies it.
	// Hours may have more digits.
	VTTClock = Clock{numbers: 2, width: anyWidth, pairs: 2, first: anyNumber, rest: 59, fraction: 3}

	// StampClock reads a time of a recording inside text: 1:02:03.5, 0:12.
	// Minutes may exceed 59, as in 75:10, but the last number must have two
	// digits: 3:1 is a score. A turn stores its time in an int32, so longer times
	// are rejected.
	StampClock = Clock{numbers: 2, width: 3, pairs: 1, first: anyNumber, rest: anyNumber, comma: true, end: 1 << 31 / 1000 * 1000}

	// MessageClock reads the time of day of a chat message that a regular
	// expression has already matched: 10:01, 10:01:22.
	MessageClock = Clock{numbers: 2, hours: true, width: 3, pairs: 1, first: anyNumber, rest: anyNumber}

	// dayClock reads the time of day in an attribute: 11:30, 11:30:00.5. It may
	// count from the start of a recording, so hours go to 59.
	dayClock = Clock{numbers: 2, hours: true, width: anyWidth, first: 59, rest: 59}

	// lineClock reads a header line that consists of a time of day.
	lineClock = Clock{numbers: 2, hours: true, width: 2, pairs: 1, first: 23, rest: 59}
)

// Read returns the time at the start of b in milliseconds, and its size in
// bytes, which is 0 if b does not begin with a time.
func (c *Clock) Read(b []byte) (ms int64, size int) {
	if len(b) == 0 || !IsDigit(b[0]) { // rejects nearly all text quickly
		return 0, 0
	}
	if ms, ok := c.readUsual(b); ok {
		return ms, usualSize
	}
	var numbers [3]int64
	var widths [3]int
	n := 0
	for ; ; size++ {
		number, from := int64(0), size
		for ; size < len(b) && IsDigit(b[size]); size++ {
			number = min(number*10+int64(b[size]-'0'), maxNumber)
			if size-from == c.width { // stop early: a line may be all digits
				return 0, 0
			}
		}
		if size == from || n == len(numbers) {
			return 0, 0
		}
		numbers[n], widths[n] = number, size-from
		n++
		if size+1 >= len(b) || b[size] != ':' || !IsDigit(b[size+1]) {
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

// usualSize is the size in bytes of a time that readUsual reads.
const usualSize = len("00:00:00.000")

// readUsual returns the time at the start of b, which begins with a digit, if it is
// written as nearly all times of captions are: 01:02:03.456. It only makes Read faster.
func (c *Clock) readUsual(b []byte) (ms int64, ok bool) {
	if c.first != anyNumber || c.rest != 59 || len(b) < usualSize || b[8] != '.' && (b[8] != ',' || !c.comma) {
		return 0, false
	}
	if len(b) > usualSize && IsDigit(b[usualSize]) {
		return 0, false
	}
	const (
		clock  = 0x30303a30303a3030 // 00:00:00, the first byte lowest
		limits = 0x76767f76767f7676 // a byte of 10 or more, or of 1 or more at a colon, sets the high bit
		highs  = 0x8080808080808080
	)
	x := binary.LittleEndian.Uint64(b) ^ clock
	y := [...]byte{b[9] - '0', b[10] - '0', b[11] - '0'}
	if (x|(x&^highs+limits))&highs != 0 || max(y[0], y[1], y[2]) > 9 {
		return 0, false
	}
	x = x*10 + x>>8 // at every third byte the number of two digits
	hours, minutes, seconds := int64(x&0xff), int64(x>>24&0xff), int64(x>>48&0xff)
	if minutes > 59 || seconds > 59 {
		return 0, false
	}
	return ((hours*60+minutes)*60+seconds)*1000 + int64(y[0])*100 + int64(y[1])*10 + int64(y[2]), true
}

// scaled returns a time in milliseconds and where it ends in b. n is the time in
// units of its last number, and a fraction may follow at b[size].
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

// readFraction returns the fraction at the start of b in thousandths, and its
// size in bytes including the mark before it, 0 without a fraction.
func (c *Clock) readFraction(b []byte) (thousandths int64, size int) {
	if len(b) < 2 || b[0] != '.' && (b[0] != ',' || !c.comma) || !IsDigit(b[1]) {
		return 0, 0
	}
	scale := int64(100)
	for size = 1; size < len(b) && IsDigit(b[size]); size++ {
		thousandths += int64(b[size]-'0') * scale
		scale /= 10
	}
	if c.fraction == 3 && string(b[1:size]) == "1000" { // rounded up by a program without a carry
		return 1000, size
	}
	if c.fraction > 0 && size != 1+c.fraction {
		return 0, 0
	}
	return thousandths, size
}

// ReadAll returns the time s in milliseconds. ok is false unless all of s is a
// time.
func (c *Clock) ReadAll(s string) (ms int64, ok bool) {
	ms, size := c.Read([]byte(s))
	return ms, size > 0 && size == len(s)
}

// ReadStamp returns the time at the start of b, which must not be empty, and its size
// in bytes, 0 without a time. It reads what ReadSpan
// does, except that a time without brackets has no units, or one without a blank (3.5s), and
// must be followed by a blank or the end of b.
func ReadStamp(b []byte) (s Span, size int) {
	s, size = ReadSpan(b)
	if size == 0 || !IsDigit(b[0]) {
		return s, size
	}
	if s.Words && bytes.IndexByte(b[:size], ' ') >= 0 || size < len(b) && b[size] != ' ' && b[size] != '\t' && b[size] != '\r' {
		return s, 0
	}
	return s, size
}

// Day is the number of milliseconds in a day.
const Day = 24 * 60 * 60 * 1000

// TimeOfDay returns a time of day in milliseconds since midnight, or -1 if s is
// invalid. A date may come before it and a zone after it: 11:30, 11:30:00,
// 2024-10-01T11:30:00Z.
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

// Duration returns a time written with its unit in milliseconds, or -1 if b is
// invalid: 1:02:30.5, 1.300s, PT1.3S.
func Duration(b []byte) int64 {
	if bytes.IndexByte(b, ':') > 0 {
		clock := SkipBlanks(b)
		if ms, size := CueClock.Read(clock); size > 0 && size == len(clock) {
			return ms
		}
	}
	b = bytes.TrimPrefix(bytes.TrimRight(bytes.TrimSpace(b), "sS"), []byte("PT"))
	if f, err := strconv.ParseFloat(string(b), 64); err == nil {
		return milliseconds(f, 1000)
	}
	return -1
}

// milliseconds returns n times unit, which is in milliseconds, rounded. It
// returns -1 if the result is negative, NaN or too large for a Turn.
func milliseconds(n, unit float64) int64 {
	if n *= unit; n >= 0 && n < 1<<31-1 {
		return int64(n + 0.5)
	}
	return -1
}

// SkipBlanks returns line without the blanks, tabs and form feeds at its start.
func SkipBlanks(line []byte) []byte {
	for len(line) > 0 && (line[0] == ' ' || line[0] == '\t' || line[0] == '\f') {
		line = line[1:]
	}
	return line
}
