package text

import (
	"bytes"
	"strconv"
	"strings"
)

// A text file may contain NULs: a program padded its records, or the power
// failed before the disk was written. A NUL is shown as ␀. Binary files contain
// many. All 39,000 files with a NUL on a Linux system were counted: text files
// have at most 4 control characters in 1,000 bytes, other files that read as
// UTF-8 at least 70. The rest have both invalid UTF-8 and control characters
// that do not occur in text. Hence the rules:
//
//  1. A file without a NUL is text.
//  2. A run of NULs counts as one: a file with a hole is still text if text
//     comes before or after the hole.
//  3. A file with more than one control character in 16 bytes is binary.
//  4. A file with invalid UTF-8 and more than one control character other than
//     NUL in 512 bytes is binary.
const (
	holeSize         = 16  // NULs in the shortest run that counts as one
	textPerControl   = 16  // bytes
	legacyPerControl = 512 // bytes
)

// IsBinary reports whether a source that begins with head is binary: not text
// in UTF-8, nor in another encoding that extends ASCII.
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
		} else if run == holeSize { // take back the 15 before it
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

// isOddControl reports whether b is a control character that does not occur in
// text. Line ends, tabs and the ESC of terminal sequences do.
func isOddControl(b byte) bool { return b < 0x20 && (b < '\t' || b > '\r') && b != 0x1B || b == 0x7F }

// IsTar reports whether head begins with a tar header. The variants of the
// format have only the checksum in common: the sum of all bytes of the header,
// with blanks in place of the checksum itself.
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
