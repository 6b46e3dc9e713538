package captions

import (
	"bytes"
	"io"

	"verbatim/internal/text"
	"verbatim/transcript/internal/tape"
)

// Long captions are read in sections, concurrently. Rules:
//
//  1. A section begins and ends at an edge: a line before which a cue certainly ends. Its
//     cues are the same as if it were the whole source.
//  2. The text of cues is parsed in the section (cueParser). Results that depend on earlier
//     cues, such as who continues to speak, are computed when the section is written, in
//     the order of the source.
//  3. Only sections that have arrived completely are read this way. Everything else is read
//     line by line: the start and the end of the source, and parts without an edge.
//  4. If a voice is named for the first time, the sections that were parsed before that is
//     known are parsed again, one cue at a time.

// sectionSize is the number of bytes of a section. It is less than tape.MaxPiece, so that
// every line of a section is in one piece.
const sectionSize = 256 << 10

// edgeSeen is how many bytes at the end of a section are searched for an edge at first.
const edgeSeen = 4 << 10

// A section is a range of a source that consists of whole cues.
type section struct {
	off, end int64 // range in the source, in bytes
	data     []byte
	even     bool  // data contains neither CR nor NUL
	lack     lacks // characters that data lacks
	says     cueParser
	losses   []loss
	before   <-chan int64 // receives the number of the line before it
	after    chan<- int64 // sends the number of its last line
	first    int64        // number of the line before it
	last     int64        // number of its last line
	ends     int64        // number of line ends in it
	err      error        // of reading the source
}

// A loss is an invalid cue.
type loss struct {
	line int64
	at   int // number of cues before it
	why  string
}

// lost records an invalid cue.
func (s *section) lost(line int64, why string) {
	s.losses = append(s.losses, loss{line, len(s.says.list), why})
}

// sections splits a source into sections.
type sections struct {
	in    *tape.Input
	out   *tape.Tape
	rows  *rows
	show  *voiced
	size  int64                            // maximum size of a section, in bytes
	edge  func(b []byte) int               // returns the offset of the last edge in b, 0 if there is none
	cues  func(s *section, say func(*cue)) // calls say with each cue of a section
	from  int64                            // no section begins before this offset
	spare []*section                       // written sections, for reuse
}

// due reports whether a section may begin at the current position of the input.
func (s *sections) due() bool {
	if s.in.Off < s.from || s.rows.within() {
		return false
	}
	n, _ := s.in.Src.Size()
	return n-s.in.Off >= 2*s.size
}

// read reads and writes all sections that have arrived. The input must be at an edge.
func (s *sections) read() error {
	var ahead tape.Ahead[*section]
	lines := make(chan int64, 1)
	lines <- s.rows.line
	for at := s.in.Off; ; {
		for at >= 0 && !ahead.Full() {
			next, err := s.next(at)
			if err != nil {
				return err
			}
			if at = -1; next != nil {
				at = next.end
				after := make(chan int64, 1)
				next.before, next.after, lines = lines, after, after
				ahead.Start(next, func() { s.load(next) })
			}
		}
		if ahead.Len() == 0 {
			s.from = s.in.Off + s.size
			return nil
		}
		next, fault := ahead.Take()
		if fault != nil {
			return s.in.Fault(s.rows.line+1, fault)
		}
		if err := s.write(next); err != nil {
			return err
		}
	}
}

// next returns the section at an offset, nil if it has not arrived or has no edge.
func (s *sections) next(at int64) (*section, error) {
	if n, _ := s.in.Src.Size(); n-at < s.size {
		return nil, nil
	}
	for _, seen := range [...]int64{min(edgeSeen, s.size), s.size} {
		buf := make([]byte, seen)
		if _, err := s.in.Src.ReadAt(buf, at+s.size-seen); err != nil && err != io.EOF {
			return nil, err
		}
		if k := s.edge(buf); k > 0 {
			return s.empty(at, at+s.size-seen+int64(k)), nil
		}
	}
	return nil, nil
}

// empty returns a section that is not loaded, reusing a spare one.
func (s *sections) empty(off, end int64) *section {
	t := &section{}
	if k := len(s.spare) - 1; k >= 0 {
		t, s.spare = s.spare[k], s.spare[:k]
	}
	t.off, t.end = off, end
	t.says.begun = s.show.begun
	return t
}

// load reads the cues of a section.
func (s *sections) load(t *section) {
	defer close(t.after)
	t.losses, t.err = t.losses[:0], nil
	t.says.reset()
	if n := int(t.end - t.off); cap(t.data) < n {
		t.data = make([]byte, n)
	} else {
		t.data = t.data[:n]
	}
	n, err := s.in.Src.ReadAt(t.data, t.off)
	switch {
	case n == len(t.data):
	case err != nil && err != io.EOF:
		t.err = err
		return
	default:
		t.err = s.in.Src.Cut()
		return
	}
	lines := t.smooth()
	t.first = <-t.before
	t.last = t.first + lines
	t.after <- t.last
	t.lack = lacksOf(t.data)
	s.cues(t, t.says.read)
}

// smooth removes the CR before each LF, unless a lone CR also ends lines. It returns the
// number of lines.
func (t *section) smooth() int64 {
	t.ends = int64(bytes.Count(t.data, text.Newline))
	alone := bytes.Count(t.data, carriage)
	if alone > 0 {
		n := bytes.Count(t.data, carriageNewline)
		if alone -= n; alone == 0 {
			t.data = withoutCarriages(t.data)
		}
	}
	t.even = alone == 0 && bytes.IndexByte(t.data, 0) < 0
	return t.ends + int64(alone)
}

// withoutCarriages removes all CRs from b in place.
func withoutCarriages(b []byte) []byte {
	n := 0
	for from := 0; from < len(b); {
		to := len(b)
		if k := bytes.IndexByte(b[from:], '\r'); k >= 0 {
			to = from + k
		}
		n += copy(b[n:], b[from:to])
		from = to + 1
	}
	return b[:n]
}

var carriage, carriageNewline = []byte{'\r'}, []byte("\r\n")

// blockOf returns the block in data up to the first blank line after from, which must be
// the start of a line, and the rest after the blank line. ok is false if there is no blank
// line, or it is the first line.
func blockOf(data []byte, from int) (block, rest []byte, ok bool) {
	end := max(0, from-1)
	k := bytes.Index(data[end:], blankLine)
	if end += k; k < 0 || end == 0 {
		return nil, nil, false
	}
	return data[from:max(from, end)], data[end+len(blankLine):], true
}

var blankLine = []byte("\n\n")

// write writes a section, and continues after it.
func (s *sections) write(t *section) error {
	if t.err != nil {
		return t.err
	}
	if t.says.begun == s.show.begun && !t.says.first {
		losses := t.losses
		for i := range t.says.list {
			losses = s.losses(losses, i)
			s.show.write(&t.says, &t.says.list[i])
		}
		s.losses(losses, len(t.says.list))
		s.show.plain.settle()
	} else {
		s.again(t)
	}
	s.rows.line = t.last
	s.in.Skip(t.end, t.ends)
	s.spare = append(s.spare, t)
	return nil
}

// again reads the cues of a section again, and writes each before it reads the next.
func (s *sections) again(t *section) {
	t.says.list, t.losses = t.says.list[:0], t.losses[:0]
	s.cues(t, func(c *cue) {
		t.losses = s.losses(t.losses, 0)
		s.show.cue(c)
	})
	s.losses(t.losses, 0)
}

// losses reports the invalid cues before cue n, and returns the remaining ones.
func (s *sections) losses(losses []loss, n int) []loss {
	for len(losses) > 0 && losses[0].at <= n {
		s.out.Lost(losses[0].line, losses[0].why)
		losses = losses[1:]
	}
	return losses
}

// blankBefore returns the offset after the last blank line of b before end, 0 if there is
// none, and the end of the line before the blank one.
func blankBefore(b []byte, end int) (after, before int) {
	for end > 0 {
		k := bytes.LastIndexByte(b[:end], '\n')
		if k <= 0 {
			break
		}
		n := k
		if b[n-1] == '\r' {
			n--
		}
		if n > 0 && b[n-1] == '\n' {
			return k + 1, n - 1
		}
		end = k
	}
	return 0, 0
}
