package text

import (
	"bytes"
	"strconv"
	"strings"
)

// LooseTime reads a time, as milliseconds.
func LooseTime(b []byte) (ms int64, rest []byte, ok bool) {
	b = SkipBlanks(b)
	for parts := 1; ; parts++ {
		n, width, rest := Digits(b)
		if width == 0 || parts > 1 && n > 59 || parts > 3 {
			return 0, b, false
		}
		ms = min(ms*60+n, maxNumber)
		if b = rest; len(b) == 0 || b[0] != ':' {
			break
		}
		b = b[1:]
	}
	ms *= 1000
	if len(b) > 1 && (b[0] == '.' || b[0] == ',') && b[1] >= '0' && b[1] <= '9' {
		_, width, rest := Digits(b[1:])
		for i, scale := 1, int64(100); i <= width; i, scale = i+1, scale/10 {
			ms += int64(b[i]-'0') * scale
		}
		b = rest
	}
	return ms, b, true
}

const DayTime = 24 * 60 * 60 * 1000 // milliseconds

func IsClock(s string) bool {
	_, n := ReadClock([]byte(s))
	return n > 0 && n == len(s)
}

// ReadStamp reads a time at the start of b: 0:12, 1:02:03, [00:00:07.250],
// (00:07), [01.02.26, 10:00:05]. It must be followed by a blank, a dash or
// the end.
func ReadStamp(b []byte) (ms int32, n int) {
	i := 0
	if c := b[0]; c == '[' || c == '(' {
		i++
		close := bytes.IndexByte(b[:min(len(b), 40)], c+1+(c>>6))
		if close < 0 {
			return 0, 0
		}
		inner := b[i:close]
		if k := bytes.LastIndexByte(inner, ' '); k >= 0 && dated(inner[:k]) {
			inner = inner[k+1:]
		}
		ms, k := ReadClock(inner)
		if k == 0 || k != len(inner) {
			return 0, 0
		}
		return ms, close + 1
	}
	ms, k := ReadClock(b)
	if k == 0 || k < len(b) && b[k] != ' ' && b[k] != '\t' && b[k] != '\r' {
		return 0, 0
	}
	return ms, k
}

// dated reports whether b is the date before a time, as chats have it.
func dated(b []byte) bool {
	digits := 0
	for _, c := range b {
		if c >= '0' && c <= '9' {
			digits++
		} else if !bytes.ContainsRune([]byte("./-, "), rune(c)) {
			return false
		}
	}
	return digits >= 4
}

// ReadClock reads h:mm:ss or m:ss, with a fraction or without.
func ReadClock(b []byte) (ms int32, n int) {
	var part [3]int32
	parts, width := 0, 0
	for ; n < len(b) && parts < 3; n++ {
		c := b[n]
		if c >= '0' && c <= '9' {
			if width++; width > 3 {
				return 0, 0
			}
			part[parts] = part[parts]*10 + int32(c-'0')
			continue
		}
		if c != ':' || width == 0 {
			break
		}
		if parts++; parts == 3 {
			return 0, 0
		}
		width = 0
	}
	if parts == 0 || width != 2 {
		return 0, 0
	}
	s := part[0]*60 + part[1]
	if parts == 2 {
		s = s*60 + part[2]
	}
	if s >= 1<<31/1000 { // no recording is that long, and no int32 holds it
		return 0, 0
	}
	ms = s * 1000
	if n+1 < len(b) && (b[n] == '.' || b[n] == ',') && b[n+1] >= '0' && b[n+1] <= '9' {
		scale := int32(100)
		for n++; n < len(b) && b[n] >= '0' && b[n] <= '9'; n++ {
			ms += int32(b[n]-'0') * scale
			scale /= 10
		}
	}
	return ms, n
}

// HalfOfDay returns 1 if text ends with AM, 2 if with PM, else 0.
func HalfOfDay(text []byte) int32 {
	if len(text) < 6 || text[len(text)-1]|0x20 != 'm' {
		return 0
	}
	switch text[len(text)-2] | 0x20 {
	case 'a':
		return 1
	case 'p':
		return 2
	}
	return 0
}

// TimeOfDay reads a time of day: 11:30, 11:30:00, or the end of
// 2024-10-01T11:30:00Z. It returns milliseconds since midnight, -1 for what is
// none.
func TimeOfDay(s string) int64 {
	s = strings.TrimSpace(s)
	s = s[strings.IndexByte(s, 'T')+1:]
	if k := strings.IndexAny(s, "Z+-"); k >= 0 {
		s = s[:k]
	}
	parts := strings.Split(s, ":")
	if len(parts) < 2 || len(parts) > 3 {
		return -1
	}
	ms := 0.0
	for i, p := range parts {
		f, err := strconv.ParseFloat(p, 64)
		if err != nil || f < 0 || f >= 60 {
			return -1
		}
		ms += f * [...]float64{3600e3, 60e3, 1e3}[i]
	}
	return int64(ms)
}

func SkipBlanks(line []byte) []byte {
	for len(line) > 0 && (line[0] == ' ' || line[0] == '\t' || line[0] == '\f') {
		line = line[1:]
	}
	return line
}
