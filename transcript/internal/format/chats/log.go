package chats

import (
	"verbatim/internal/text"
	"verbatim/transcript/internal/tape"
)

// A Log is a chat inside another file, such as the lines of a page. Each message is on one
// line with its sender.
type Log struct {
	head  []byte
	found *found
}

// FindLog returns the chat that begins with head, or nil. irc says whether it must be a log
// of IRC.
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
// source, and false after the last line.
func (l *Log) Rewrite(out *tape.Tape, next func() (s string, number int64, ok bool)) {
	_ = rewrite(l.head, l.found, func() (line, bool, error) { // next never fails
		s, number, ok := next()
		return line{text: s, number: number}, ok, nil
	}, out)
}

// ReadTime reads the date, the time, or both at the start of a line, and returns the rest.
// ok is false if there is none.
func ReadTime(s string) (when, rest string, ok bool) {
	_, n := readStamp(s)
	return s[:n], s[n:], n > 0 && hasClock([]byte(s[:n]))
}

// IsEventSign reports whether s introduces an event, as in IRC.
func IsEventSign(s string) bool { return eventSigns[s] }
