package transcript

import "bytes"

// sbvFormat is the captions of YouTube: a line of two times, lines of text, a
// blank line.
//
//	0:00:01.000,0:00:04.200
//	Good morning.
var sbvFormat = foundFormat{
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
	start, a, ok = looseTime(a)
	end, b, timed := looseTime(b)
	return start, end, ok && timed && len(a) == 0 && len(b) == 0
}

func rewriteSBV(in *input, out *tape) error {
	r := rows{in: in}
	show := captions{out: out}
	var at stretch
	var text []byte
	flush := func() {
		show.show(at, text)
		text = text[:0]
	}
	in.waits = flush
	for {
		line, ok, err := r.next()
		if err != nil {
			return err
		}
		if !ok {
			break
		}
		line = bytes.TrimSpace(line)
		if start, end, timed := sbvTimes(line); timed {
			flush()
			at = stretch{start, end, r.line}
			continue
		}
		if len(text) > mostCue {
			flush()
		}
		if len(line) > 0 && at.line > 0 {
			text = append(append(text, line...), '\n')
		}
	}
	cut := len(text) == 0 && at.line == r.line
	flush()
	if cut || r.open() && show.ends.broken() {
		return in.fails(r.line, cutCue)
	}
	return nil
}
