package elements

import (
	"strings"

	"verbatim/internal/text"
	"verbatim/transcript/internal/tape"
	"verbatim/transcript/internal/xml"
)

// rewriteText writes XML whose elements do not name speakers but contain labelled text, if
// at least one in twenty lines begins like a label. Otherwise it returns an error.
func rewriteText(in *tape.Input, out *tape.Tape, root *kind) error {
	k := root.labelled()
	if k == nil {
		name := ""
		if len(root.kinds) > 0 {
			name = root.kinds[0].name
		}
		return xml.UnknownRoot(in.Src.Name(), name)
	}
	t := &textTaker{out: out, trail: trail{root: root}, held: k}
	err := xml.NewReader(in, in).Walk(t)
	t.flush()
	return err
}

// labelled returns the kind that holds most of the text, or nil if that is not labelled
// text.
func (root *kind) labelled() *kind {
	var best *kind
	total := 0
	root.all(func(k *kind) {
		total += k.bytes
		if k.is == isText && (best == nil || k.bytes > best.bytes) {
			best = k
		}
	})
	if best == nil || best.bytes < total/2 || best.labels < 2 || best.labels*20 < best.lines {
		return nil
	}
	return best
}

// countLabels returns the number of lines in s, and the number that begin like a label.
func countLabels(s string) (lines, labels int) {
	for line := range strings.Lines(s) {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		lines++
		if k := colon(line); k > 0 && k < 60 && isNamedLabel(line[:k+1]) {
			labels++
		}
	}
	return lines, labels
}

// A textTaker writes the text of one kind as lines of labelled text.
type textTaker struct {
	out *tape.Tape
	trail
	held *kind
	buf  []byte
}

func (t *textTaker) Open(e *xml.Element) bool {
	k := t.around().child(e)
	if k == nil || k.skip {
		return false
	}
	t.path = append(t.path, k)
	return true
}

func (t *textTaker) Text(b []byte, _ int64) {
	if n := len(t.path); n > 0 && t.path[n-1].within(func(k *kind) bool { return k == t.held }) != nil {
		t.buf = append(t.buf, b...)
		if len(t.buf) > tape.MaxPiece {
			t.flush()
		}
	}
}

func (t *textTaker) Shut(string) {
	n := len(t.path)
	if t.path[n-1] == t.held {
		t.flush()
		t.out.Text("")
	}
	t.path = t.path[:n-1]
}

// flush writes the text read so far as lines.
func (t *textTaker) flush() {
	for line := range strings.Lines(text.WithoutMarkup(string(t.buf))) {
		t.out.Text(strings.TrimRight(line, "\r\n"))
	}
	t.buf = t.buf[:0]
}
