package text

// IsDigit reports whether c is an ASCII digit. No format writes times or numbers
// with digits of other scripts.
func IsDigit(c byte) bool { return c-'0' < 10 }

// IsNumber reports whether s consists of one or more ASCII digits.
func IsNumber[T ~string | ~[]byte](s T) bool {
	for i := range len(s) {
		if !IsDigit(s[i]) {
			return false
		}
	}
	return len(s) > 0
}

// countDigits returns the number of ASCII digits in b.
func countDigits(b []byte) int {
	n := 0
	for _, c := range b {
		if IsDigit(c) {
			n++
		}
	}
	return n
}

// maxNumber is the largest number that is read. It exceeds the seconds of any
// time, and 60 times it fits in an int64.
const maxNumber = 1 << 40

// Digits returns the number at the start of b, the number of its digits, and the
// bytes after it. A number above 1<<40 becomes 1<<40.
func Digits(b []byte) (n int64, width int, rest []byte) {
	for width < len(b) && IsDigit(b[width]) {
		n = min(n*10+int64(b[width]-'0'), maxNumber)
		width++
	}
	return n, width, b[width:]
}
