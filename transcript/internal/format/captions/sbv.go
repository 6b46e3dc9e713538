package captions

import (
	"bytes"

	"verbatim/internal/text"
	"verbatim/transcript/internal/format"
	"verbatim/transcript/internal/tape"
)

// SBV is YouTube's caption format: a line with two times, lines of text, a blank line.
//
//	0:00:01.000,0:00:04.200
//	Good morning.
var SBV = format.Format{
	Name: "sbv", Title: "SBV captions", Sign: "0:00:01.000,0:00:04.200 on a line before each caption",
	Extensions: []string{".sbv"}, Claims: claimsSBV, Rewrite: rewriteSBV,
}

func claimsSBV(head []byte) bool {
	line, rest, ok := bytes.Cut(bytes.TrimLeft(bytes.TrimPrefix(head, text.BOM), "\r\n "), text.Newline)
	_, _, timed := sbvTimes(bytes.TrimRight(line, "\r "))
	return ok && timed && len(bytes.TrimSpace(rest)) > 0
}

// lineBreak stands for a line break within a caption.
var lineBreak = []byte("[br]")

// sbvTimes reads a line of times, in milliseconds.
func sbvTimes(line []byte) (start, end int64, ok bool) {
	a, b, ok := bytes.Cut(line, []byte{','})
	if !ok {
		return 0, 0, false
	}
	a, b = text.SkipBlanks(a), text.SkipBlanks(b)
	start, n := text.CueClock.Read(a)
	end, m := text.CueClock.Read(b)
	return start, end, n > 0 && n == len(a) && m > 0 && m == len(b)
}

func rewriteSBV(in *tape.Input, out *tape.Tape) error {
	r := rows{in: in}
	show := captions{out: out}
	var at tape.Stretch
	var text []byte
	flush := func() {
		show.show(at, text)
		text = text[:0]
	}
	in.WhenIdle(flush)
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
			at = tape.Stretch{Start: start, End: end, Line: r.line}
			continue
		}
		if len(text) > maxCue {
			flush()
		}
		if len(line) > 0 && at.Line > 0 {
			text = append(append(text, bytes.ReplaceAll(line, lineBreak, []byte{'\n'})...), '\n')
		}
	}
	cut := len(text) == 0 && at.Line == r.line
	flush()
	if cut || r.open() && show.ends.broken() {
		return in.Fails(r.line, cutCue)
	}
	return nil
}
