package documents

import (
	"bytes"
	"io"
	"strconv"

	"verbatim/internal/text"
	"verbatim/transcript/internal/format"
	"verbatim/transcript/internal/tape"
)

// RTF is a document in the Rich Text Format, as written by Word, WordPad, TextEdit,
// LibreOffice and the programs of court reporters. It is read like a Word document:
//
//	{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}
//	\b Ann Lee:\b0\tab Who paid for the pier?\par
//	Bob Hale:\tab J\'f6rg did, for 12\u8239?\'80.\par}
var RTF = format.Format{
	Name: "rtf", Title: "rich text document", Sign: `{\rtf at the start`,
	Extensions: []string{".rtf"}, Claims: text.IsRTF, Rewrite: rewriteRTF, Varied: true,
}

// An rtfReader reads a document by these rules:
//
//  1. A group { } limits what is set inside it: fonts, hidden text, destinations.
//  2. A group that begins with \* or with the name of a destination is not text, except for
//     the text of boxes and the second of two alternatives (rtfTargets).
//  3. Deleted text, hidden text and list numbers are not shown, as in other documents.
//  4. Bytes are in the encoding of the font, or else in that of the document
//     (rtf_bytes.go).
type rtfReader struct {
	document
	in *tape.Input

	state   rtfState
	groups  []rtfState
	fresh   bool // the group has just begun
	starred bool // \* has just been read

	rtfBytes
	fallback int // characters to skip after one in Unicode, which they replace

	code   int                // code page of the document
	font   int                // number of the default font
	fonts  map[int]int        // code pages by font
	styles map[int]rtfSetting // of paragraphs
	entry  int                // the open font or style
	named  []byte             // its name
}

// An rtfState is what a group can set.
type rtfState struct {
	target   rtfTarget
	unseen   bool // hidden
	deleted  bool
	fallback int // number of characters that replace one in Unicode: \uc
	font     int
	table    bool // the paragraph is in a cell
	heading  bool // the paragraph is a heading
}

// An rtfSetting is what a style sets.
type rtfSetting struct{ heading bool }

// An rtfTarget is where the text of a group goes.
type rtfTarget uint8

const (
	rtfBody   rtfTarget = iota
	rtfNone             // it is skipped
	rtfFonts            // the table of fonts
	rtfStyles           // the table of styles
	rtfInfo             // properties of the document
	rtfTitle            // the title among them
	rtfShape            // a box, in which only one group is text
	rtfEither           // two alternatives, of which the second is used
)

// maxGroups is the maximum depth of groups.
const maxGroups = 1024

func rewriteRTF(in *tape.Input, out *tape.Tape) error {
	r := &rtfReader{document: document{out: out}, in: in, fonts: map[int]int{}, styles: map[int]rtfSetting{}, code: western}
	r.state.fallback = 1
	in.Line = 1
	err := r.read()
	r.flush()
	if len(r.row) > 0 {
		r.leaveCell()
	}
	r.end()
	return err
}

// read reads the whole source.
func (r *rtfReader) read() error {
	for {
		c, err := r.in.ReadByte()
		if err != nil {
			return r.broken(err)
		}
		switch c {
		case '{':
			if len(r.groups) >= maxGroups {
				return r.in.Fails(r.in.Line, "groups are nested more than "+strconv.Itoa(maxGroups)+" deep")
			}
			r.flush()
			r.groups = append(r.groups, r.state)
			r.fresh, r.fallback = true, 0
			continue
		case '}':
			if r.shut(); len(r.groups) == 0 {
				return nil // programs may pad the file
			}
		case '\\':
			if err := r.control(); err != nil {
				return r.broken(err)
			}
			continue
		case '\n':
			r.in.Line++
			continue
		case '\r', 0:
			continue
		case '\t':
			r.word("tab", 0, false)
		default:
			r.char(c)
		}
		r.fresh, r.starred = false, false
	}
}

// broken returns the error to report for err, an error of the source.
func (r *rtfReader) broken(err error) error {
	if err != io.EOF {
		return err
	}
	return r.in.Fails(r.in.Line, "the file ends in the middle of a group")
}

// shut ends a group.
func (r *rtfReader) shut() {
	r.flush()
	r.fallback = 0
	n := len(r.groups) - 1
	if n < 0 {
		return
	}
	was := r.state
	r.state, r.groups = r.groups[n], r.groups[:n]
	if was.target == rtfFonts || was.target == rtfStyles {
		r.endEntry(was.target)
	}
}

// control reads what follows a backslash.
func (r *rtfReader) control() error {
	c, err := r.in.ReadByte()
	if err != nil {
		return err
	}
	if !isLetter(c) {
		return r.symbol(c)
	}
	var buf [32]byte
	name := append(buf[:0], c)
	number, signed := []byte(nil), false
	for {
		c, err = r.in.ReadByte()
		if err != nil {
			break
		}
		switch {
		case len(number) == 0 && !signed && isLetter(c) && len(name) < cap(buf):
			name = append(name, c)
			continue
		case c == '-' && len(number) == 0 && !signed:
			signed = true
			continue
		case text.IsDigit(c) && len(number) < 10:
			number = append(number, c)
			continue
		case c != ' ':
			_ = r.in.UnreadByte() // puts back the byte just read
		}
		break
	}
	n, _ := strconv.Atoi(string(number))
	if signed {
		n = -n
	}
	if err == nil && string(name) == "bin" {
		_, err = r.in.Discard(max(n, 0))
		return err
	}
	r.word(string(name), n, len(number) > 0)
	r.fresh = false
	return err
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// symbol reads a control symbol.
func (r *rtfReader) symbol(c byte) error {
	starred := false
	switch c {
	case '\'':
		digits, err := r.in.Peek(2)
		if err != nil {
			return err
		}
		b, err := strconv.ParseUint(string(digits), 16, 8)
		if err != nil {
			break // not hexadecimal digits: dropped
		}
		_, _ = r.in.Discard(2) // the two digits
		r.char(byte(b))
	case '*':
		starred = true
	case '\n', '\r':
		if c == '\n' {
			r.in.Line++
		} else if next, _ := r.in.Peek(1); len(next) > 0 && next[0] == '\n' {
			_, _ = r.in.Discard(1)
			r.in.Line++
		}
		r.word("par", 0, false)
	case '~':
		r.word("~", 0, false)
	case '_':
		r.word("_", 0, false)
	case '\t':
		r.word("tab", 0, false)
	case '\\', '{', '}':
		r.char(c)
	}
	r.fresh, r.starred = r.fresh && starred, starred
	return nil
}

// word handles a control word. n is its number, if numbered is set.
func (r *rtfReader) word(name string, n int, numbered bool) {
	if name == "u" {
		r.unicode(n)
		return
	}
	if r.fallback > 0 && rtfText[name] != "" { // a replacement for other programs
		r.fallback--
		return
	}
	r.flush()
	starred := r.starred
	r.starred = false
	_, target := rtfTargets[name]
	if (r.fresh || starred && target) && r.begins(name, starred) {
		return
	}
	on := !numbered || n != 0
	switch s := &r.state; name {
	case "uc":
		s.fallback = min(max(n, 0), 32)
	case "f":
		s.font = n
		r.entry = n
	case "fcharset":
		r.charset(n)
	case "cpg":
		if s.target == rtfFonts {
			r.fonts[r.entry] = n
		}
	case "ansicpg":
		r.code = n
	case "mac":
		r.code = 10000
	case "pc":
		r.code = 437
	case "pca":
		r.code = 850
	case "deff":
		r.font, s.font = n, n
	case "plain":
		s.unseen, s.deleted, s.font = false, false, r.font
	case "v":
		s.unseen = on
	case "deleted", "mvf":
		s.deleted = on
	case "pard":
		s.table, s.heading = false, false
	case "intbl":
		s.table = true
	case "s":
		r.style(n)
	case "outlinelevel":
		r.level(n)
	default:
		if s.target == rtfBody {
			r.layout(name)
		}
	}
}

// layout handles a control word that stands for text or ends a line, paragraph or cell.
// Pending replacement characters end there too.
func (r *rtfReader) layout(name string) {
	if rtfLayout[name] != 0 {
		r.fallback = 0
	}
	switch name {
	case "par", "sect", "page":
		if r.state.table {
			r.inCell()
			r.para.WriteByte('\n')
			return
		}
		r.leave()
		r.endParagraph(r.state.heading)
	case "cell":
		r.inCell()
		r.endCell()
	case "row":
		r.leaveCell()
		r.endRow()
	default:
		if c := rtfLayout[name]; c != 0 {
			r.take([]byte{c})
		} else {
			r.take([]byte(rtfText[name]))
		}
	}
}

// inCell opens the cell that contains the text.
func (r *rtfReader) inCell() {
	if r.cells == 0 {
		r.cells = 1 // its text may have come already
	}
}

// leaveCell drops a cell that has not ended.
func (r *rtfReader) leaveCell() {
	if r.cells > 0 || len(bytes.TrimSpace([]byte(r.para.String()))) > 0 {
		r.inCell()
		r.endCell()
	}
}

// leave ends the table before a paragraph outside it.
func (r *rtfReader) leave() {
	r.cells = 0
	if len(r.row) > 0 {
		r.endRow()
	}
	r.bounds()
}

// rtfLayout are the signs that end lines, paragraphs and cells, and the tab.
var rtfLayout = map[string]byte{
	"tab": '\t', "line": '\n', "lbr": '\n', "column": '\n', "par": '\n', "sect": '\n', "page": '\n',
	"cell": '\n', "row": '\n', "nestcell": '\n', "nestrow": '\n',
}

// rtfText maps control words to the text they stand for.
var rtfText = map[string]string{
	"~": "\u00a0", "_": "-",
	"emdash": "—", "endash": "–", "emspace": " ", "enspace": " ", "qmspace": " ", "bullet": "•",
	"lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
}
