package chats

import (
	"verbatim/internal/text"
	"verbatim/transcript/internal/tape"
)

// A Log is a chat that is not a file of its own: the lines of a page, say. Each message is
// in one line with its sender.
type Log struct {
	head  []byte
	found *found
}

// FindLog returns the chat that lines begin, nil if they are not one. irc reports whether
// it has to be one of IRC.
func FindLog(head []byte, irc bool) *Log {
	for i := range styles {
		s := &styles[i]
		if s.below || s.table || irc != (s.untimed || s.bare) || text.IsBinary(head) {
			continue
		}
		if f := (&found{style: s}); f.read(head[:min(len(head), maxLook)]) {
			return &Log{head, f}
		}
	}
	return nil
}

// Dated reports whether the first message has a date.
func (l *Log) Dated() bool { return l.found.first.dated() }

// Rewrite writes the chat to a tape. next returns the next line and its number in the
// source, and false after the last.
func (l *Log) Rewrite(out *tape.Tape, next func() (s string, number int64, ok bool)) {
	_ = rewrite(l.head, l.found, func() (line, bool, error) { // next has no errors
		s, number, ok := next()
		return line{text: s, number: number}, ok, nil
	}, out)
}

// ReadTime returns the date and the time, or one of them, that a line begins with, and
// what follows. ok is false for other lines.
func ReadTime(s string) (when, rest string, ok bool) {
	_, n := readStamp(s)
	return s[:n], s[n:], n > 0 && hasClock([]byte(s[:n]))
}

// IsEventSign reports whether s stands before what happened, as in IRC.
func IsEventSign(s string) bool { return eventSigns[s] }
