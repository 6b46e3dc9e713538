package text

import (
	"bytes"
	"strconv"
	"strings"
)

// A text may have a NUL: from a program that pads its records, or from a disk
// that was not written before the power failed. It is shown as its picture.
// What is no text has many: of 39,000 files with a NUL, all there are on a
// Linux system, texts had 4 controls in 1,000 bytes at most, all else that
// reads as UTF-8 70 at least; others have both controls that no text has, and
// bytes that are no UTF-8.
//
//  1. Without a NUL all is text.
//  2. Of many NULs in a row one counts: a file with a hole is still text, if
//     there is text before or after it.
//  3. More than one NUL or other control in 16 bytes: no text.
//  4. A byte that is no UTF-8, and more than one other control in 512 bytes: no
//     text.
const (
	holeSize         = 16 // NULs in a row, at least
	textPerControl   = 16
	legacyPerControl = 512
)

// IsBinary reports whether a source that begins with head is no text in UTF-8
// nor in an encoding like it.
func IsBinary(head []byte) bool {
	if bytes.IndexByte(head, 0) < 0 {
		return false
	}
	size, nuls, others, run := 0, 0, 0, 0
	for _, b := range head {
		if b != 0 {
			run = 0
		} else if run++; run > holeSize {
			continue
		} else if run == holeSize { // the others were no more than this one
			size, nuls = size-holeSize+1, nuls-holeSize+1
		}
		size++
		switch {
		case b == 0:
			nuls++
		case isOddControl(b):
			others++
		}
	}
	switch {
	case size == nuls, (nuls+others-1)*textPerControl > size:
		return true
	case (others-1)*legacyPerControl <= size:
		return false
	}
	_, bad := countUTF8(head)
	return bad > 0
}

// isOddControl reports whether b is a control character that texts do not
// have: they have line ends, tabs and the escapes of a terminal.
func isOddControl(b byte) bool { return b < 0x20 && (b < '\t' || b > '\r') && b != 0x1B || b == 0x7F }

// IsTar reports whether head begins with a header of tar. What all kinds of it
// have is the sum of its bytes, the sum itself taken for blanks.
func IsTar(head []byte) bool {
	const size, at, end = 512, 148, 156
	if len(head) < size {
		return false
	}
	sum := int64((end - at) * ' ')
	for _, part := range [][]byte{head[:at], head[end:size]} {
		for _, b := range part {
			sum += int64(b)
		}
	}
	said, err := strconv.ParseInt(strings.Trim(string(head[at:end]), " \x00"), 8, 64)
	return err == nil && said == sum
}
