package transcript

import (
	"bufio"
	"strconv"
	"strings"
)

// newSRTForm prints SubRip. The first cue of a turn names the speaker; two
// angle brackets mark a change to a speaker without a name.
func newSRTForm(w *bufio.Writer) form {
	f := &captionForm{w: w}
	f.write = func(c *caption) {
		f.w.WriteString(strconv.Itoa(c.n) + "\n")
		f.times(c, ',')
		switch {
		case c.note || !c.first:
		case c.speaker != "":
			f.w.WriteString(c.speaker + ": ")
		case c.changes:
			f.w.WriteString(">> ")
		}
		f.w.WriteString(srtEscape.Replace(breaks().ReplaceAllString(c.text, "\n")))
		f.w.WriteString("\n\n")
	}
	return f
}

// srtEscape shortens arrows, which SRT cannot escape.
var srtEscape = strings.NewReplacer("-->", "->")
