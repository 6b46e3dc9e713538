package annotation

import (
	"bytes"
	"strconv"
	"strings"

	"verbatim/internal/text"
	"verbatim/transcript/internal/format"
	"verbatim/transcript/internal/tape"
)

// TextGrid is the annotation format of Praat and of programs that align words with a
// recording. The long form has a name before each value, the short form has only the
// values:
//
//	File type = "ooTextFile"
//	Object class = "TextGrid"
//	item [1]:
//	    class = "IntervalTier"
//	    name = "Ann"
//	    intervals [1]:
//	        xmin = 0.5
//	        xmax = 2
//	        text = "Good morning."
var TextGrid = format.Format{
	Name: "textgrid", Title: "Praat TextGrid", Sign: `File type = "ooTextFile", then "TextGrid"`,
	Extensions: []string{".textgrid"}, Claims: claimsTextGrid, Rewrite: rewriteTextGrid,
}

func claimsTextGrid(head []byte) bool {
	head = bytes.TrimSpace(bytes.TrimPrefix(head[:min(len(head), 1<<10)], text.BOM))
	first, rest, _ := bytes.Cut(head, text.Newline)
	second, _, _ := bytes.Cut(bytes.TrimSpace(rest), text.Newline)
	return bytes.HasPrefix(first, []byte("File type")) && bytes.Contains(first, []byte(`"ooTextFile`)) &&
		bytes.Contains(second, []byte(`"TextGrid"`))
}

// A gridReader reads values as Praat does: numbers and quoted texts. Anything else is a
// name or a comment. The number of numbers before a text tells what the text means, so that
// a wrong count of intervals does no harm.
type gridReader struct {
	score
	numbers []int64 // read since the last text, in milliseconds
	class   string  // of the open tier
	open    *tier

	text []byte // the open text
	line int64  // where it begins
	said bool   // a text is open
}

func rewriteTextGrid(in *tape.Input, out *tape.Tape) error {
	r := &gridReader{}
	for {
		goesOn := in.More
		line, ok, err := in.ReadLine()
		if !ok {
			if err == nil && r.said {
				err = in.Fails(r.line, "the file ends in the middle of a text")
				r.take()
			}
			return r.write(in, out, err)
		}
		if in.Line == 1 && !goesOn {
			line = bytes.TrimPrefix(line, text.BOM)
		}
		if r.said && !goesOn {
			r.text = r.keep(r.text, text.Newline, r.line)
		}
		r.read(line, in.Line)
	}
}

// read reads a line.
func (r *gridReader) read(line []byte, n int64) {
	for len(line) > 0 {
		switch {
		case r.said:
			line = r.quoted(line)
		case line[0] == ' ' || line[0] == '\t' || line[0] == '\r':
			line = line[1:]
		case line[0] == '!':
			return
		case line[0] == '"':
			r.said, r.line, r.text, line = true, n, r.text[:0], line[1:]
		default:
			k := bytes.IndexAny(line, " \t\r")
			if k < 0 {
				k = len(line)
			}
			if f, err := strconv.ParseFloat(string(line[:k]), 64); err == nil && f > -1<<21 && f < 1<<21 && len(r.numbers) < 8 {
				r.numbers = append(r.numbers, int64(max(f, 0)*1000+0.5))
			}
			line = line[k:]
		}
	}
}

// quoted reads the open text from a line, and returns the rest of the line. A quotation
// mark inside a text should be doubled. If it is not, it ends the text only if the rest of
// the line is empty, a value or a comment.
func (r *gridReader) quoted(line []byte) []byte {
	k := bytes.IndexByte(line, '"')
	if k < 0 {
		r.text = r.keep(r.text, line, r.line)
		return nil
	}
	r.text = r.keep(r.text, line[:k], r.line)
	rest := line[k+1:]
	after := bytes.TrimLeft(rest, " \t\r")
	switch {
	case len(rest) > 0 && rest[0] == '"':
		r.text, rest = append(r.text, '"'), rest[1:]
	case len(after) == 0 || len(after) < len(rest) && (after[0] == '"' || after[0] == '!' || after[0] == '-' || text.IsDigit(after[0])):
		r.take()
	default:
		r.text = append(r.text, '"')
	}
	return rest
}

// take handles a text that has ended.
func (r *gridReader) take() {
	said, n := string(r.text), len(r.numbers)
	r.said = false
	switch {
	case (said == "IntervalTier" || said == "TextTier") && (n == 0 || n == 3):
		r.class, r.open = said, nil
	case r.class == "": // the header of the file
	case r.open == nil:
		r.open = r.tier(strconv.Itoa(len(r.tiers)))
		r.open.name = strings.TrimSpace(said)
		if _, c := nameOf(r.open.name); r.class == "TextTier" && c == unknown {
			r.open.content = aside // points rarely mark speech
		}
	case n > 1 && r.class == "IntervalTier":
		r.add(r.open, annotation{at: tape.Stretch{Start: r.numbers[n-2], End: r.numbers[n-1], Line: r.line}, text: text.OneLine(said)})
	case n > 0:
		r.add(r.open, annotation{at: tape.Stretch{Start: r.numbers[n-1], End: r.numbers[n-1], Line: r.line}, text: text.OneLine(said)})
	}
	r.numbers = r.numbers[:0]
}
