package transcript

import (
	"bytes"
	"strings"
)

// sbvFormat is the captions of YouTube: a line of two times, lines of text, a
// blank line.
//
//	0:00:01.000,0:00:04.200
//	Good morning.
var sbvFormat = Format{
	Name: "sbv", Title: "SBV captions", Sign: "0:00:01.000,0:00:04.200 on a line before each caption",
	Extensions: []string{".sbv"}, claims: claimsSBV, rewrite: rewriteSBV,
}

func claimsSBV(head []byte) bool {
	line, rest, ok := bytes.Cut(bytes.TrimLeft(bytes.TrimPrefix(head, bom), "\r\n "), newline)
	_, _, timed := sbvTimes(bytes.TrimRight(line, "\r "))
	return ok && timed && len(bytes.TrimSpace(rest)) > 0
}

var bom = []byte("\xef\xbb\xbf")

// sbvTimes reads the line of times, as milliseconds.
func sbvTimes(line []byte) (start, end int64, ok bool) {
	a, b, ok := bytes.Cut(line, []byte{','})
	if !ok {
		return 0, 0, false
	}
	s, n := clock(a)
	e, k := clock(b)
	return int64(s), int64(e), n > 0 && k > 0 && n == len(a) && k == len(b)
}

func rewriteSBV(in *input, out *tape) error {
	var at stretch
	var text []string
	flush := func() {
		if len(text) > 0 {
			out.cue(at, strings.Join(text, " "))
		}
		text = text[:0]
	}
	for {
		line, ok, err := in.readLine()
		if !ok {
			flush()
			return err
		}
		if in.line == 1 {
			line = bytes.TrimPrefix(line, bom)
		}
		line = bytes.TrimSpace(line)
		if start, end, timed := sbvTimes(line); timed {
			flush()
			at = stretch{start, end, in.line}
			continue
		}
		if len(line) > 0 {
			text = append(text, string(line))
		}
	}
}
