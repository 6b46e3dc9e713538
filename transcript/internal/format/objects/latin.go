package objects

import "unicode/utf8"

// latin repairs UTF-8 that was decoded as Latin-1. It returns s unchanged if any character
// beyond ASCII does not fit.
func latin(s string) string {
	var b []byte
	for i, r := range s {
		switch {
		case r > 0xff:
			return s
		case r >= utf8.RuneSelf && b == nil:
			b = append(make([]byte, 0, len(s)), s[:i]...)
		}
		if b != nil {
			b = append(b, byte(r))
		}
	}
	if b == nil || !utf8.Valid(b) {
		return s
	}
	return string(b)
}
