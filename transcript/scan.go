package transcript

import (
	"bytes"
	"context"
	"io"
)

// A Scanner finds the turns of a source.
type Scanner struct {
	src  *Source
	done bool
}

// NewScanner returns a Scanner at the start of src.
func NewScanner(src *Source) *Scanner { return &Scanner{src: src} }

// Next returns the next batch of turns, io.EOF after the last.
func (s *Scanner) Next(ctx context.Context) (*Batch, error) {
	if s.done {
		return nil, io.EOF
	}
	s.done = true
	n, _ := s.src.Wait(1 << 62)
	text := make([]byte, n)
	if k, err := s.src.ReadAt(text, 0); err != nil && err != io.EOF {
		return nil, err
	} else {
		text = text[:k]
	}
	b := &Batch{Head: &Head{Format: "text"}, End: int64(len(text)), Done: true}
	seen := map[string]uint32{}
	off := 0
	for line := range bytes.Lines(text) {
		k := bytes.Index(line, []byte(": "))
		if k > 0 && k < 60 && line[0] >= 'A' && line[0] <= 'Z' {
			name := CleanName(string(line[:k]))
			i, ok := seen[name]
			if !ok {
				i = uint32(len(seen) + 1)
				seen[name] = i
				b.Labels = append(b.Labels, Label{Text: name, Speaker: i})
				b.Speakers = append(b.Speakers, Speaker{Name: name, Asks: name == "Question", Colour: int(i) - 1})
				b.Head.Rule = RuleLabel
			}
			b.Turns = append(b.Turns, Turn{Off: int64(off), Start: -1, End: -1, Label: i, Body: uint16(k + 2)})
		}
		off += len(line)
	}
	if len(b.Turns) == 0 && len(bytes.TrimSpace(text)) > 0 {
		b.Turns = append(b.Turns, Turn{Start: -1, End: -1})
	}
	return b, nil
}
