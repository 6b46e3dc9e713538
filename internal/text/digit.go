package text

// IsDigit reports whether c is an ASCII digit. Digits of other scripts stand
// in no time or number that a format has.
func IsDigit(c byte) bool { return c-'0' < 10 }

// IsNumber reports whether s is ASCII digits and nothing else.
func IsNumber[T ~string | ~[]byte](s T) bool {
	for i := range len(s) {
		if !IsDigit(s[i]) {
			return false
		}
	}
	return len(s) > 0
}

// CountDigits returns how many ASCII digits b has.
func countDigits(b []byte) int {
	n := 0
	for _, c := range b {
		if IsDigit(c) {
			n++
		}
	}
	return n
}

// maxNumber bounds what is read as a number: more seconds than a time can
// have.
const maxNumber = 1 << 40

// Digits reads the number at the start of b, and returns how many digits it
// has and what follows it. A number above 1<<40 reads as 1<<40.
func Digits(b []byte) (n int64, width int, rest []byte) {
	for width < len(b) && IsDigit(b[width]) {
		n = min(n*10+int64(b[width]-'0'), maxNumber)
		width++
	}
	return n, width, b[width:]
}
