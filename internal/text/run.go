package text

import "math/bits"

// The bytes of a word of eight. Subtracting n from each byte sets the high bit of
// those below n, if it was clear. A borrow may set that of bytes above the first
// one as well; only the first one counts.
const (
	eachLow  = 0x0101010101010101
	eachHigh = 0x8080808080808080
)

// word returns bytes i to i+7 of s, the first one lowest.
func word[T string | []byte](s T, i int) uint64 {
	_ = s[i+7]
	return uint64(s[i]) | uint64(s[i+1])<<8 | uint64(s[i+2])<<16 | uint64(s[i+3])<<24 |
		uint64(s[i+4])<<32 | uint64(s[i+5])<<40 | uint64(s[i+6])<<48 | uint64(s[i+7])<<56
}

// notPlain returns w with the high bit set in the first byte that is not plain.
func notPlain(w uint64) uint64 { return ((w-' '*eachLow)&^w | w | (w + eachLow)) & eachHigh }

// plainRun returns the number of plain bytes at the start of b.
func plainRun[T string | []byte](b T) int {
	i := 0
	for ; i+8 <= len(b); i += 8 {
		if found := notPlain(word(b, i)); found != 0 {
			return i + bits.TrailingZeros64(found)/8
		}
	}
	for i < len(b) && PlainByte(b[i]) {
		i++
	}
	return i
}

// jsonRun returns the number of bytes at the start of s that are plain and stand
// for themselves in a string of JSON.
func jsonRun(s string) int {
	i := 0
	for ; i+8 <= len(s); i += 8 {
		w := word(s, i)
		quote, backslash := w^'"'*eachLow, w^'\\'*eachLow
		found := notPlain(w) | ((quote-eachLow)&^quote|(backslash-eachLow)&^backslash)&eachHigh
		if found != 0 {
			return i + bits.TrailingZeros64(found)/8
		}
	}
	for i < len(s) && PlainByte(s[i]) && s[i] != '"' && s[i] != '\\' {
		i++
	}
	return i
}
