package chats

import (
	"bytes"
	"strings"

	"verbatim/internal/text"
	"verbatim/transcript/internal/record"
	"verbatim/transcript/internal/tape"
)

// Some chats have the time of a message after its text:
//
//	Ann Lee
//	Hello
//	Jan 1, 2026, 10:01 AM

// readAfter reads a head, and reports whether it is from a chat with the times after the
// texts: before each time there are a sender, who may recur, and a text.
func (f *found) readAfter(head []byte) bool {
	names := map[string]bool{}
	var sender string
	messages, lines, bare, dated := 0, 0, 0, false
	for line := range bytes.Lines(head) {
		line = bytes.TrimSpace(line)
		if len(line) == 0 {
			continue
		}
		m, ok := f.style.message(line)
		switch {
		case !ok && lines == 0:
			sender, lines = string(line), 1
			continue
		case !ok:
			lines++
			if messages == 0 && lines > maxBefore {
				return false
			}
			continue
		case messages == 0 && lines < 2:
			return false
		case lines < 2:
			bare++
		}
		if messages++; messages == 1 {
			f.first = m
			f.first.who = sender
		}
		if !f.style.setName(&m, sender) || strings.ContainsAny(sender, f.style.notInNames()) {
			bare++
		}
		f.order(&m.stamp)
		dated = dated || m.dated()
		names[sender], lines = true, 0
	}
	f.firstDay()
	whole := len(head) < maxLook
	return messages >= 3 && dated && bare*5 <= messages && len(names)*4 <= messages*3 && (lines == 0 || !whole)
}

// maxBlock is the maximum number of lines of a message that are held until its time.
const maxBlock = 1 << 10

// stepAfter reads the next line of a chat with the times after the texts.
func (r *reader) stepAfter() {
	next := r.held[0]
	r.held = r.held[1:]
	if strings.TrimSpace(next.text) == "" {
		return
	}
	m, ok := r.found.style.message([]byte(next.text))
	if !ok || next.goesOn {
		if r.block = append(r.block, next); len(r.block) > maxBlock {
			r.flush(tape.Untimed(0))
		}
		return
	}
	if len(r.block) > 0 {
		r.began = true
		at := tape.Untimed(r.block[0].number)
		at.Start = r.clock.start(r, &m, at.Line)
		r.flush(at)
	}
}

// flush writes the held lines of a message.
func (r *reader) flush(at tape.Stretch) {
	if len(r.block) == 0 {
		return
	}
	v := record.Voice{Label: strings.TrimSpace(r.block[0].text)}
	lines := r.block[1:]
	r.block = nil
	if len(lines) == 0 {
		r.out.Note(at, v.Label)
		return
	}
	at.Line = lines[0].number
	r.speech(v, at, text.CleanLine([]byte(lines[0].text)))
	for _, l := range lines[1:] {
		if s := strings.TrimSpace(l.text); l.goesOn {
			r.out.GoOn(l.number, s)
		} else {
			r.out.Paragraph(tape.Untimed(l.number), s)
		}
	}
}
