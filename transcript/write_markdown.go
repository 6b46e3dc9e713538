package transcript

import (
	"bufio"
	"context"
	"fmt"
	"strings"

	"verbatim/internal/text"
)

// A markdownForm prints a document for a page: the title, a heading for each
// question, names in bold.
type markdownForm struct {
	w        *bufio.Writer
	d        *Document
	docs     int
	exchange int // the one whose heading was printed last
}

func newMarkdownForm(w *bufio.Writer) form { return &markdownForm{w: w} }

func (f *markdownForm) open(_ context.Context, d *Document, _ bool) error {
	f.d, f.exchange = d, 0
	if f.docs++; f.docs > 1 {
		f.w.WriteByte('\n')
	}
	h := d.Header()
	title := h.Title
	if title == "" {
		title = text.CleanName(d.Source().Name())
	}
	fmt.Fprintf(f.w, "# %s\n", plainMarkdown(title))
	when := strings.TrimSpace(h.Date + " " + h.Time)
	if when != "" && h.Place != "" {
		when += ", "
	}
	if meta := when + h.Place; meta != "" {
		fmt.Fprintf(f.w, "\n%s\n", plainMarkdown(meta))
	}
	return nil
}

func (f *markdownForm) turn(i int) error {
	if n := f.d.Exchange(i); n != f.exchange {
		f.exchange = n
		fmt.Fprintf(f.w, "\n## %d. %s\n", n, plainMarkdown(strings.ReplaceAll(f.d.Summary(n), "\n", " ")))
	}
	label := f.d.Caption(i)
	open := label != "" // the paragraph of the label
	if open {
		fmt.Fprintf(f.w, "\n**%s:**", plainMarkdown(label))
	}
	for first := range f.d.paragraphs(i) {
		switch {
		case first.Kind == Speech && open && !text.IsCode(first.Text):
			f.w.WriteByte(' ')
			f.paragraph(first)
		case first.Kind == Speech:
			if open {
				f.w.WriteByte('\n')
			}
			f.w.WriteByte('\n')
			f.paragraph(first)
		default:
			if open {
				f.w.WriteByte('\n')
			}
			f.w.WriteString("\n*")
			for piece := range f.d.pieces(first) {
				f.w.WriteString(plainMarkdown(strings.ReplaceAll(piece, "\n", " ")))
			}
			f.w.WriteString("*\n")
		}
		open = false
	}
	if open {
		f.w.WriteByte('\n')
	}
	return nil
}

func (f *markdownForm) omit() { f.w.WriteString("\n" + omission + "\n") }

func (f *markdownForm) close(context.Context) error { return nil }

// paragraph prints a paragraph; a backslash keeps the breaks of its lines. A block of code
// stays as it is.
func (f *markdownForm) paragraph(first Block) {
	c := codeLines{code: text.IsCode(first.Text)}
	for piece := range f.d.pieces(first) {
		for k, line := range strings.Split(piece, "\n") {
			before := c.raw
			if k > 0 || !c.begun {
				c.line(line)
			}
			switch {
			case k > 0 && (before || c.raw):
				f.w.WriteByte('\n')
			case k > 0:
				f.w.WriteString("\\\n")
			}
			if !c.raw {
				line = plainMarkdown(line)
			}
			f.w.WriteString(line)
		}
	}
	f.w.WriteByte('\n')
	if c.open.Sign != 0 { // its end is missing
		f.w.WriteString(strings.Repeat(string(rune(c.open.Sign)), c.open.Size) + "\n")
	}
}

// codeLines tells which lines of a paragraph belong to blocks of code.
type codeLines struct {
	code  bool // the paragraph begins with one
	begun bool
	open  text.Fence
	raw   bool // the line belongs to a block
}

// line takes the next line.
func (c *codeLines) line(line string) {
	c.begun, c.raw = true, c.open.Sign != 0
	if !c.code {
		return
	}
	switch f := text.ReadFence(line); {
	case c.raw && f.Closes(c.open):
		c.open = text.Fence{}
	case !c.raw && f.Sign != 0:
		c.open, c.raw = f, true
	}
}

// plainMarkdown escapes a line so that Markdown shows it unchanged.
func plainMarkdown(line string) string {
	if !strings.ContainsAny(line, "\\`*_<&[#>+-.)=~|") {
		return line
	}
	return blockMarkdown(inlineMarkdown.Replace(line))
}

// inlineMarkdown escapes characters that are markup anywhere in a line. A bracket
// is escaped only before another or a parenthesis: [applause] stays readable.
var inlineMarkdown = strings.NewReplacer("\\", "\\\\", "`", "\\`", "*", "\\*", "_", "\\_", "<", "\\<", "&", "\\&",
	"~~", "\\~\\~", "](", "\\](", "][", "\\][", "]:", "\\]:", "|", "\\|")

// blockMarkdown escapes what begins a block: a heading, a quotation, a list,
// the line below a heading.
func blockMarkdown(line string) string {
	text := strings.TrimLeft(line, " ")
	if text == "" {
		return line
	}
	if strings.IndexByte("#>+-=", text[0]) >= 0 {
		return "\\" + text
	}
	digits := strings.TrimLeft(text, "0123456789")
	if n := len(text) - len(digits); n > 0 && n < 10 && digits != "" && (digits[0] == '.' || digits[0] == ')') {
		return text[:n] + "\\" + digits
	}
	return text
}
