package label

import (
	"strings"

	"verbatim/internal/text"
	"verbatim/transcript/internal/naming"
)

// A frame is the pattern by which a document opens its turns: literals and slots, in one or
// more lines.
//
//	NAME: TEXT    [NAME] TIME TEXT    TIME | NAME ⏎ TEXT    ## NAME -- ROLE ⏎ TEXT
type frame struct {
	lead   lead
	before bool // a time precedes the name
	quote  byte // what opens the brackets or emphasis around the name, 0: none
	after  bool // a time follows the name
	sep    byte // what separates the name from the text: one of ":|-.\t\n ", or 0 for a time that does not open a turn
}

// maxName is the maximum number of bytes of a name in a frame, and of the role after it.
const maxName = 80

// with returns f with a separator.
func (f frame) with(sep byte) frame {
	f.sep = sep
	return f
}

// isDate reports whether a name is a date.
func isDate(name string) bool {
	if !text.MayBeDate([]byte(name)) {
		return false
	}
	_, ok := text.ParseDate(name)
	return ok
}

// class returns the class of a name in this frame.
func (f frame) class(name string) naming.FillerClass {
	if isDate(name) {
		return naming.FillerOther
	}
	if f.before || f.after {
		return naming.ClassBeside(name)
	}
	c := naming.ClassOf(name)
	if first, _, _ := strings.Cut(name, " "); c == naming.FillerOther && (f.quote == '[' || f.quote == '(') && naming.Senses(strings.ToLower(first)).Is(naming.RoleWord) {
		return naming.FillerRole // man on radio
	}
	if c == naming.FillerRole && f.loose() && naming.WordCount(name) > 1 { // Questions and Answers
		return naming.FillerOther
	}
	return c
}

// literals returns the number of slots and literals of a frame besides the name.
func (f frame) literals() int {
	n := 0
	for _, has := range [...]bool{f.lead != 0, f.before, f.quote != 0, f.after, f.sep == ':' || f.sep == '|' || f.sep == '-' || f.sep == '.' || f.sep == '\t'} {
		if has {
			n++
		}
	}
	return n
}

// key orders frames of equal weight.
func (f frame) key() int {
	return int(f.lead)<<24 | int(f.quote)<<16 | int(f.sep)<<8 | boolInt(f.before)<<1 | boolInt(f.after)
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

// ordinary reports whether f is equivalent to a style of label: a name, a colon and text,
// perhaps with emphasis or after a time.
func (f frame) ordinary() bool {
	return f.sep == ':' && (f.quote == 0 || f.quote == '*') && !f.after && f.lead&(leadWord|leadChange) == 0
}

// loose reports whether only a line end marks a name in this frame, so that other lines may
// look the same.
func (f frame) loose() bool { return f.sep == '\n' && !f.before && !f.after && f.quote != '[' }

// timed reports whether a time is next to the name.
func (f frame) timed() bool { return f.before || f.after }
