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

// A captionForm prints captions:
//
//  1. Each cue of the source is a cue. Without cues, each paragraph is one.
//  2. Consecutive short cues of a paragraph merge, up to captionText bytes,
//     unless the first ends a sentence, captionGap passes between them, or they
//     would be longer than captionTime.
//  3. Text without a time is placed between the times around it, in proportion
//     to its position in bytes. After the last time, a byte takes captionByte.
//  4. The first cue of a turn begins when the turn does.
//  5. A cue without an end ends when the next begins.
//  6. Notes in brackets are cues without a speaker; other notes are omitted.
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

// Limits of merged cues, see rules 2 and 3.
const (
	captionText = 84   // bytes at most
	captionGap  = 1000 // milliseconds of silence that separate them
	captionTime = 7000 // milliseconds that cues that merge may take together
	captionByte = 60   // milliseconds to say a byte, without a time to tell
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
			if start := f.d.turn(i).Start.Milliseconds(); first && start >= 0 {
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
		if off == b.Off && !b.Opens || m.Start < 0 { // a block that continues a paragraph has the mark of its first block
			m.Start = f.timeAt(b.Turn, off)
		}
		to := len(b.Text)
		if next < b.End {
			if n, err := f.d.markOf(next); err == nil {
				to = b.TextOff(next + int64(n.Size))
			}
		}
		if text := strings.TrimSpace(b.Text[at:max(at, to)]); text != "" {
			f.cues = append(f.cues, caption{start: m.Start, end: m.End, text: text})
		}
		if next >= b.End {
			break
		}
		off, at = next, max(at, to)
	}
	return nil
}

// join merges short cues, by rule 2.
func (f *captionForm) join() {
	joined := f.cues[:0]
	for _, c := range f.cues {
		if n := len(joined) - 1; n >= 0 {
			last := &joined[n]
			if len(last.text)+1+len(c.text) <= captionText && c.start-last.end < captionGap && c.end-last.start <= captionTime && !text.EndsSentence(last.text) {
				last.text += " " + c.text
				last.end = max(last.end, c.end)
				continue
			}
		}
		joined = append(joined, c)
	}
	f.cues = joined
}

// timeAt returns the time in milliseconds of the byte at off in turn i, by
// rule 3.
func (f *captionForm) timeAt(i int, off int64) int64 {
	d := f.d
	if i < f.from || i >= f.until {
		for f.from = i; f.from > 0 && !d.turn(f.from).Start.Known(); {
			f.from--
		}
		for f.until = i + 1; f.until < d.Len() && !d.turn(f.until).Start.Known(); {
			f.until++
		}
	}
	t := d.turn(f.from)
	start := max(t.Start.Milliseconds(), 0)
	size := off - t.Off
	if f.until < d.Len() {
		u := d.turn(f.until)
		return start + max(u.Start.Milliseconds()-start, 0)*size/max(u.Off-t.Off, 1)
	}
	if _, end := d.Span(i); t.End.Known() && f.from == i { // the last one with a time
		return start + max(t.End.Milliseconds()-start, 0)*size/max(end-t.Off, 1)
	}
	return start + size*captionByte
}

// clockText appends a time as captions have it, such as 00:01:02.500.
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
