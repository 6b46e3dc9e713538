package documents

import (
	"bytes"
	"io"
	"slices"
	"strings"

	"verbatim/internal/text"
	"verbatim/transcript/internal/format"
	"verbatim/transcript/internal/label"
	"verbatim/transcript/internal/naming"
	"verbatim/transcript/internal/tape"
)

// Running is labelled text that lost its line ends: one huge line, in which labels follow
// sentence ends. It restores line breaks, and the result is read as labelled text. Rules:
//
//  1. A label after a sentence end begins a line, if it occurs twice in the head or looks
//     like a name.
//
//  2. A box, which ends in a date, is split into its opener, titles and dates.
//
//  3. A footer is split at its openers and statements.
//
//  4. The mark of an omission, <…>, is on a line of its own.
//
//     Ann Lee: Why? Bob Ray: Because. Ann Lee: I see.
var Running = format.Format{
	Name: "running", Title: "labelled text in one long line", Sign: "labels that recur after the ends of sentences, and no line ends",
	Extensions: []string{".txt"}, Claims: claimsRunning, Rewrite: rewriteRunning, Varied: true,
}

// Minimum size of the lines of running text, and maximum distance from a break to what
// causes it, in bytes.
const (
	runningLine  = 4 << 10
	runningLeast = 200
	runningAhead = 8 << 10
)

func claimsRunning(head []byte) bool {
	b := bytes.TrimSpace(head)
	if n := bytes.Count(b, text.Newline); len(b) < runningLeast || n > 0 && len(b) < (n+1)*runningLine {
		return false
	}
	if strings.IndexByte("{[<", b[0]) >= 0 {
		return false
	}
	found := 0
	for _, n := range (&running{}).labels(b) {
		if n > 1 {
			found += n
		}
	}
	return found > 2
}

func rewriteRunning(in *tape.Input, out *tape.Tape) error {
	head, err := in.Peek(tape.InputSize)
	if err != nil && err != io.EOF {
		return err
	}
	r := running{}
	r.known = r.labels(head)
	buf := make([]byte, 0, 4*tape.InputSize)
	for {
		n, err := io.ReadFull(in, buf[len(buf):cap(buf)])
		buf = buf[:len(buf)+n]
		end := len(buf)
		if err == nil {
			end -= runningAhead
		}
		done := r.cut(buf, end)
		if _, werr := out.Writer.Write(buf[:done]); werr != nil {
			return werr
		}
		buf = append(buf[:0], buf[done:]...)
		switch err {
		case nil:
		case io.EOF, io.ErrUnexpectedEOF:
			return nil
		default:
			return err
		}
	}
}

// running restores line breaks.
type running struct {
	known map[string]int // number of times that each label occurs in the head
}

// labels counts the possible labels in b.
func (r *running) labels(b []byte) map[string]int {
	count := map[string]int{}
	for i := 0; i >= 0; i = nextSentence(b, i) {
		if k := r.label(b[i:]); k > 0 {
			count[string(b[i:i+k])]++
			i += k
		}
	}
	return count
}

// cut replaces spaces in b by line breaks wherever something opens before end. It returns
// the number of bytes that are finished, at least end.
func (r *running) cut(b []byte, end int) int {
	i := 0
	for i >= 0 && i < end {
		if n := r.opens(b[i:]); n > 0 {
			if i > 0 {
				b[i-1] = '\n'
			}
			i += n
		}
		next := nextSentence(b, i)
		if next < 0 || next > end {
			return max(i, end)
		}
		i = next
	}
	return max(i, end)
}

// opens returns the size in bytes of what opens at the start of b, after splitting it into
// lines; 0 if nothing opens.
func (r *running) opens(b []byte) int {
	if k := r.label(b); k > 0 && (r.known[string(b[:k])] > 1 || naming.ShapeOf(label.LabelText(b[:k])).Score >= naming.FormScores[naming.FormName]) {
		return k + 1
	}
	if n := runningBox(b); n > 0 {
		return n + r.opens(b[n:])
	}
	if n := runningFooter(b); n > 0 {
		return n
	}
	if bytes.HasPrefix(b, []byte("<…> ")) {
		b[len("<…>")] = '\n'
		return len("<…> ") + r.opens(b[len("<…> "):])
	}
	return 0
}

// label returns the size in bytes of a possible label at the start of b, without the colon,
// or 0.
func (*running) label(b []byte) int {
	window := b[:min(len(b), label.MaxLabel)]
	k := bytes.IndexByte(window, ':')
	if k < 1 || text.NoteBrackets[b[0]] != 0 || k+1 >= len(b) || b[k+1] != ' ' && b[k+1] != 0xC2 || bytes.IndexByte(window[:k], '\n') >= 0 {
		return 0
	}
	if s := naming.ShapeOf(label.LabelText(window[:k])); s.Form == naming.FormNone || s.Score < naming.FormScores[s.Form] {
		return 0
	}
	return k
}

// nextSentence returns the start of the first sentence of b after offset i, or -1.
func nextSentence(b []byte, i int) int {
	for {
		k := bytes.IndexAny(b[i:], " \n")
		if k < 0 || i+k+1 >= len(b) {
			return -1
		}
		i += k + 1
		if text.MayEndSentence(b[max(0, i-5):i-1]) || b[i-1] == '\n' {
			return i
		}
	}
}

// runningBox splits the box at the start of b into lines, and returns its size in bytes.
func runningBox(b []byte) int {
	n := 0
	for s := range label.NoteOpeners {
		if len(b) > len(s) && b[len(s)] == ' ' && label.FooterOpeners[s] == "" && bytes.HasPrefix(b, []byte(s)) {
			n = len(s) + 1
		}
	}
	from := n
	for from > 0 {
		at, end := runningDate(b[n:min(len(b), n+runningTitle)])
		if end == 0 {
			break
		}
		b[from-1], b[n+at-1] = '\n', '\n'
		if n += end; n < len(b) {
			b[n] = '\n'
			n++
		}
		from = n
	}
	if b[max(n, 1)-1] != '\n' {
		return 0
	}
	return n
}

// runningTitle is the maximum distance from the opener of a box, or from a title in it, to
// the end of the date, in bytes.
const runningTitle = 400

// runningDate finds the first date in b, which must precede any colon.
func runningDate(b []byte) (at, end int) {
	if k := bytes.IndexByte(b, ':'); k >= 0 {
		b = b[:k]
	}
	var ends []int // of words
	for i, c := range b {
		if c == ' ' {
			ends = append(ends, i)
		}
	}
	ends = append(ends, len(b))
	for i := 1; i+2 < len(ends); i++ {
		at := ends[i-1] + 1
		for n := min(3, len(ends)-1-i); n >= 2; n-- {
			if _, ok := text.ParseDate(string(b[at:ends[i+n]])); ok {
				return at, ends[i+n]
			}
		}
	}
	return 0, 0
}

// runningFooter splits the footer at the start of b into lines, and returns its size in
// bytes.
func runningFooter(b []byte) int {
	b = b[:min(len(b), 4<<10)]
	opens := func(s string) bool {
		return len(b) > len(s) && b[len(s)] == ' ' && bytes.HasPrefix(b, []byte(s))
	}
	first := ""
	for s := range label.FooterOpeners {
		if opens(s) {
			first = s
		}
	}
	if first == "" || !slices.ContainsFunc(label.FooterStates, func(s string) bool { return bytes.Contains(b, []byte(" "+s)) }) {
		return 0
	}
	b[len(first)] = '\n'
	n := 0
	for s := range label.FooterOpeners {
		if k := bytes.Index(b, []byte(" "+s+" ")); k >= 0 {
			b[k], b[k+1+len(s)] = '\n', '\n'
		}
	}
	for _, s := range label.FooterStates {
		if k := bytes.Index(b, []byte(" "+s)); k >= 0 {
			b[k] = '\n'
			n = max(n, k+1+len(s))
		}
	}
	return n
}
