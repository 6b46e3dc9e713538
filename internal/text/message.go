package text

import (
	"bytes"
	"strings"
)

// The text of a message is divided by these rules, which are those of Markdown:
//
//  1. Blank lines separate passages. A fence does so as well.
//  2. A fence is three backticks or tildes, or more of them, perhaps with words behind
//     that say what it encloses. The next fence of the same sign that is as long and has
//     no words closes the block. Without one, the block ends with the message.
//  3. Nothing inside of a block of code is read: it keeps its lines, with its blank lines
//     and indents. Only as many blanks are removed as precede the fence.
//  4. The fences of a block stay, so that a reader can tell that it is code. They are
//     written as three backticks, or more if the code has as many, and one word.
//  5. Other passages keep their lines too. Where the text is hard-wrapped, lines are joined
//     unless they are items of a list, headings, quotations or rows of a table.

// A Passage is a paragraph, a list or a block of code in a message.
type Passage struct {
	Text string
	Line int // of the message, from 0
}

// A Fence is a line that opens or closes a block of code.
type Fence struct {
	Sign   byte   // '`' or '~'; 0: the line is not a fence
	Size   int    // number of signs
	Indent int    // blanks before them, in bytes
	Words  string // what stands behind them
}

// ReadFence reads a line as a fence.
func ReadFence[T ~string | ~[]byte](line T) (f Fence) {
	for f.Indent < len(line) && (line[f.Indent] == ' ' || line[f.Indent] == '\t') {
		f.Indent++
	}
	rest := line[f.Indent:]
	if len(rest) < minFence || rest[0] != '`' && rest[0] != '~' {
		return Fence{}
	}
	for f.Size < len(rest) && rest[f.Size] == rest[0] {
		f.Size++
	}
	f.Sign, f.Words = rest[0], strings.TrimSpace(string(rest[f.Size:]))
	if f.Size < minFence || f.Sign == '`' && strings.IndexByte(f.Words, '`') >= 0 {
		return Fence{}
	}
	return f
}

// minFence is the number of signs that make a fence.
const minFence = 3

// Closes reports whether f closes the block that open opens.
func (f Fence) Closes(open Fence) bool {
	return f.Sign == open.Sign && f.Size >= open.Size && f.Words == ""
}

// fenceText is how the fences of a passage are written at least.
const fenceText = "```"

// IsCode reports whether the text of a passage is a block of code with its fences.
func IsCode(passage string) bool {
	if !strings.HasPrefix(passage, fenceText) {
		return false
	}
	line, _, more := strings.Cut(passage, "\n")
	return more && ReadFence(line).Sign != 0
}

// Passages divides the text of a message. wrapped is set for text that is hard-wrapped.
func Passages(message string, wrapped bool) []Passage {
	d := divider{wrapped: wrapped}
	n := 0
	for line := range strings.SplitSeq(message, "\n") {
		d.line(strings.TrimRight(line, " \t\r"), n)
		n++
	}
	d.end()
	return d.out
}

// A divider divides a message line by line.
type divider struct {
	wrapped bool
	out     []Passage
	open    Fence // of the block of code; Sign 0: outside of one
	lines   []string
	first   int // of lines
}

// line takes line n, without blanks at its end.
func (d *divider) line(line string, n int) {
	f := ReadFence(line)
	switch {
	case d.open.Sign != 0 && f.Closes(d.open):
		d.end()
		return
	case d.open.Sign != 0:
	case f.Sign != 0:
		d.end()
		d.open, d.first = f, n
		return
	case line == "":
		d.end()
		return
	case len(d.lines) == 0:
		d.first = n
	}
	d.lines = append(d.lines, line)
}

// end ends the passage.
func (d *divider) end() {
	p := Passage{Line: d.first}
	switch {
	case d.open.Sign != 0:
		p.Text = d.code()
	case d.wrapped:
		p.Text = joined(unindented(d.lines))
	default:
		p.Text = strings.Join(unindented(d.lines), "\n")
	}
	if p.Text != "" {
		d.out = append(d.out, p)
	}
	d.open, d.lines = Fence{}, d.lines[:0]
}

// code returns a block of code, by rules 3 and 4. A block without lines is "".
func (d *divider) code() string {
	for len(d.lines) > 0 && d.lines[len(d.lines)-1] == "" {
		d.lines = d.lines[:len(d.lines)-1]
	}
	if len(d.lines) == 0 {
		return ""
	}
	fence := fenceText
	for i, line := range d.lines {
		n := 0
		for n < len(line) && n < d.open.Indent && (line[n] == ' ' || line[n] == '\t') {
			n++
		}
		d.lines[i] = line[n:]
		if f := ReadFence(line); f.Sign == fence[0] && f.Size >= len(fence) {
			fence = strings.Repeat(fenceText[:1], f.Size+1)
		}
	}
	word, _, _ := strings.Cut(d.open.Words, " ")
	if strings.IndexByte(word, '`') >= 0 {
		word = ""
	}
	return fence + word + "\n" + strings.Join(d.lines, "\n") + "\n" + fence
}

// unindented returns lines without the indent that all of them have.
func unindented(lines []string) []string {
	if len(lines) == 0 {
		return nil
	}
	indent := lines[0][:len(lines[0])-len(strings.TrimLeft(lines[0], " \t"))]
	for _, line := range lines {
		for !strings.HasPrefix(line, indent) {
			indent = indent[:len(indent)-1]
		}
	}
	out := make([]string, len(lines))
	for i, line := range lines {
		out[i] = line[len(indent):]
	}
	return out
}

// joined joins the lines of a hard-wrapped passage, by rule 5.
func joined(lines []string) string {
	var b strings.Builder
	for i, line := range lines {
		switch {
		case i == 0:
		case opensLine(line) || opensLine(lines[i-1]) && !isItem(lines[i-1]):
			b.WriteByte('\n')
		default:
			b.WriteByte(' ')
			line = strings.TrimLeft(line, " \t")
		}
		b.WriteString(line)
	}
	return b.String()
}

// opensLine reports whether a line of a hard-wrapped passage begins a line of its own.
func opensLine(line string) bool {
	line = strings.TrimLeft(line, " \t")
	return isItem(line) || strings.HasPrefix(line, "|") || strings.HasPrefix(line, ">") || HeadingLevel(line) > 0
}

// isItem reports whether a line begins with the sign or the number of an item of a list:
// - rye, * rye, 1. rye, 2) rye.
func isItem(line string) bool {
	line = strings.TrimLeft(line, " \t")
	if len(line) < 2 {
		return false
	}
	if c := line[0]; c == '-' || c == '*' || c == '+' {
		return line[1] == ' '
	}
	_, n, rest := Digits([]byte(line))
	return n > 0 && n <= 3 && len(rest) > 1 && (rest[0] == '.' || rest[0] == ')') && rest[1] == ' '
}

// HeadingLevel returns the level of a heading of Markdown, 1 to 6; 0 for another line.
func HeadingLevel[T ~string | ~[]byte](line T) int {
	n := 0
	for n < len(line) && line[n] == '#' {
		n++
	}
	if n == 0 || n > 6 || n == len(line) || line[n] != ' ' {
		return 0
	}
	return n
}

// IsThematicBreak reports whether a line is a rule of Markdown between parts of a text:
// ---, ***, _ _ _.
func IsThematicBreak(line []byte) bool {
	line = bytes.TrimSpace(line)
	if len(line) < 3 || line[0] != '-' && line[0] != '*' && line[0] != '_' {
		return false
	}
	n := bytes.Count(line, line[:1])
	return n >= 3 && n+bytes.Count(line, []byte{' '}) == len(line)
}
