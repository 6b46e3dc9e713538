package objects

import "unicode/utf8"

// latin returns s with the bytes of UTF-8 for which it has the characters of Latin-1,
// if all of it beyond ASCII is such; otherwise s.
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
