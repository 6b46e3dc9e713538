package transcript

import (
	"bufio"
	"fmt"
	"strings"

	"verbatim/transcript/internal/format/captions"
)

// newVTTForm prints WebVTT. The id of a cue says which turn, paragraph and cue
// of it this is, t17.2.1: reading gives the same turns, also where one
// speaker has two in a row.
func newVTTForm(w *bufio.Writer) form {
	f := &captionForm{w: w}
	f.title = func(title string) {
		f.w.WriteString(captions.VTTSignature)
		if title != "" {
			f.w.WriteString(" - " + vttEscape.Replace(title))
		}
		f.w.WriteByte('\n')
	}
	paragraph, cue := 0, 0
	f.write = func(c *caption) {
		if cue++; c.first || c.paragraph != paragraph {
			paragraph, cue = c.paragraph, 1
		}
		fmt.Fprintf(f.w, "\nt%d.%d.%d\n", c.turn, c.paragraph, cue)
		f.times(c, '.')
		if c.speaker != "" && !c.note {
			f.w.WriteString("<v " + vttEscape.Replace(c.speaker) + ">")
		}
		f.w.WriteString(vttEscape.Replace(breaks().ReplaceAllString(c.text, "\n")))
		f.w.WriteByte('\n')
	}
	return f
}

// vttEscape writes what has a meaning in WebVTT by name: no arrow is left.
var vttEscape = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")
