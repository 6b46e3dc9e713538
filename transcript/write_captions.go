package transcript

import (
	"bufio"
	"context"
	"errors"
	"strings"

	"verbatim/internal/fault"
	"verbatim/internal/text"
	"verbatim/transcript/internal/tape"
)

// A captionForm prints captions: a cue for each cue of the source, short ones
// together, or for each paragraph where it has no cues. What the source gives
// no time lies between the times it gives, by its place in the text.
type captionForm struct {
	w     *bufio.Writer
	d     *Document
	docs  int
	write func(c *caption)
	title func(title string) // nil: none is written
	n     int                // cues of all documents
	cues  []caption          // of a block
	began bool               // a turn of the document has been printed

	from, until int // turns with times that are nearest to the last turn asked for
}

// A caption is a cue to be written.
type caption struct {
	n               int   // number of the cue, from 1
	turn, paragraph int   // from 1
	first           bool  // of the turn
	start, end      int64 // milliseconds
	speaker         string
	changes         bool // another turn comes before
	note            bool
	text            string
}

// How long captions are that are put together of shorter cues, or words.
const (
	captionText = 84   // bytes at most
	captionGap  = 1000 // milliseconds of silence that part them
	captionByte = 60   // milliseconds that a byte takes to say, where nothing tells
)

var errTimes = errors.New("the transcript has no times")

func (f *captionForm) open(_ context.Context, d *Document, _ bool) error {
	if !d.HasTimes() {
		return &fault.Error{Name: d.Source().Name(), Err: errTimes}
	}
	f.d, f.from, f.until, f.began = d, -1, -1, false
	if f.docs++; f.docs == 1 && f.title != nil {
		f.title(d.Header().Title)
	}
	return nil
}

func (f *captionForm) close(context.Context) error { return nil }

func (f *captionForm) turn(i int) error {
	speaker, _ := f.d.Heading(i)
	paragraph, first := 0, true
	for b, ok := f.d.shown().text(i, 0); ok; b, ok = f.d.shown().text(i, b.End) {
		if b.Opens {
			paragraph++
		}
		if b.Kind == NoteBlock && !text.IsEnclosed(b.Text) {
			continue
		}
		if err := f.block(&b); err != nil {
			return err
		}
		for k := range f.cues {
			c := &f.cues[k]
			f.n++
			c.n, c.turn, c.paragraph, c.speaker = f.n, i+1, paragraph, speaker
			c.first, c.changes, c.note = first, f.began, b.Kind == NoteBlock
			if start := int64(f.d.turn(i).Start); first && start >= 0 {
				c.start, c.end = start, max(c.end, start)
			}
			f.write(c)
			first = false
		}
	}
	f.began = true
	return nil
}

// block makes cues of a block.
func (f *captionForm) block(b *Block) error {
	f.cues = f.cues[:0]
	if err := f.marked(b); err != nil {
		return err
	}
	next := f.timeAt(b.Turn, b.End)
	for k := len(f.cues) - 1; k >= 0; k-- {
		c := &f.cues[k]
		if c.end < 0 {
			c.end = next
		}
		c.end = max(c.end, c.start)
		next = c.start
	}
	f.join()
	return nil
}

// marked makes cues of the text between marks of the tape; without marks the
// block is one.
func (f *captionForm) marked(b *Block) error {
	taped := f.d.head.Layout.Taped
	for off, at := b.Off, 0; at < len(b.Text); {
		m := tape.Mark{Start: -1, End: -1}
		next := b.End
		if taped {
			var err error
			if m, err = f.d.markOf(off); err != nil {
				return err
			}
			next, _ = f.d.view.LineEnd(off, b.End)
		}
		if off == b.Off && !b.Opens || m.Start < 0 { // of a block that goes on, the mark is that of the one before
			m.Start = int32(f.timeAt(b.Turn, off))
		}
		to := len(b.Text)
		if next < b.End {
			if n, err := f.d.markOf(next); err == nil {
				to = b.TextOff(next + int64(n.Size))
			}
		}
		if text := strings.TrimSpace(b.Text[at:max(at, to)]); text != "" {
			f.cues = append(f.cues, caption{start: int64(m.Start), end: int64(m.End), text: text})
		}
		if next >= b.End {
			break
		}
		off, at = next, max(at, to)
	}
	return nil
}

// join puts short cues together.
func (f *captionForm) join() {
	joined := f.cues[:0]
	for _, c := range f.cues {
		if n := len(joined) - 1; n >= 0 {
			last := &joined[n]
			if len(last.text)+1+len(c.text) <= captionText && c.start-last.end < captionGap && !text.EndsSentence(last.text) {
				last.text += " " + c.text
				last.end = max(last.end, c.end)
				continue
			}
		}
		joined = append(joined, c)
	}
	f.cues = joined
}

// timeAt returns when the byte at off of turn i is said, for all that is
// known: between the starts of turns that have one, by its place.
func (f *captionForm) timeAt(i int, off int64) int64 {
	d := f.d
	if i < f.from || i >= f.until {
		for f.from = i; f.from > 0 && d.turn(f.from).Start < 0; {
			f.from--
		}
		for f.until = i + 1; f.until < d.Len() && d.turn(f.until).Start < 0; {
			f.until++
		}
	}
	t := d.turn(f.from)
	start := int64(max(t.Start, 0))
	size := off - t.Off
	if f.until < d.Len() {
		u := d.turn(f.until)
		return start + max(int64(u.Start)-start, 0)*size/max(u.Off-t.Off, 1)
	}
	if _, end := d.Span(i); t.End >= 0 && f.from == i { // the last one with a time
		return start + max(int64(t.End)-start, 0)*size/max(end-t.Off, 1)
	}
	return start + size*captionByte
}

// clockText returns a time as captions have it.
func clockText(b []byte, ms int64, point byte) []byte {
	two := func(n int64) { b = append(b, byte('0'+n/10), byte('0'+n%10)) }
	s := ms / 1000
	if h := s / 3600; h > 99 {
		b = tape.AppendKnown(b, h, 0)
	} else {
		two(h)
	}
	b = append(b, ':')
	two(s / 60 % 60)
	b = append(b, ':')
	two(s % 60)
	b = append(b, point, byte('0'+ms/100%10), byte('0'+ms/10%10), byte('0'+ms%10))
	return b
}

// times writes the line of times of a cue.
func (f *captionForm) times(c *caption, point byte) {
	b := clockText(f.w.AvailableBuffer(), c.start, point)
	b = append(b, " --> "...)
	f.w.Write(append(clockText(b, c.end, point), '\n'))
}
