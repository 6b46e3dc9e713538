package json

import (
	"encoding/binary"
	"math/bits"
)

// plainPart reads a string up to the next quote or backslash, or to the end of
// Buf. It counts line breaks, which are invalid there, but occur. The result is
// part of Buf.
func (r *Reader) plainPart() []byte {
	from := r.Pos
	for {
		r.Pos += plain(r.Buf[r.Pos:])
		if r.Pos == len(r.Buf) {
			break
		}
		switch r.Buf[r.Pos] {
		case '"', '\\':
			return r.Buf[from:r.Pos]
		case '\n':
			r.Line++
		}
		r.Pos++
	}
	return r.Buf[from:]
}

// Patterns for the eight bytes of a word.
const (
	eachLow  = 0x0101010101010101
	eachHigh = 0x8080808080808080
)

// plain returns the number of bytes before the first quote, backslash or control
// character in b. It looks at eight bytes at a time: subtracting n from each byte
// sets the high bit of those below n. A borrow may set that of bytes after the
// first one as well, which does not matter.
func plain(b []byte) int {
	i := 0
	for ; i+8 <= len(b); i += 8 {
		w := binary.LittleEndian.Uint64(b[i:])
		quote, backslash := w^'"'*eachLow, w^'\\'*eachLow
		found := ((w-' '*eachLow)&^w | (quote-eachLow)&^quote | (backslash-eachLow)&^backslash) & eachHigh
		if found != 0 {
			return i + bits.TrailingZeros64(found)/8
		}
	}
	for ; i < len(b); i++ {
		if c := b[i]; c == '"' || c == '\\' || c < ' ' {
			return i
		}
	}
	return len(b)
}
