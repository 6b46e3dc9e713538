package objects

import (
	"strings"

	"verbatim/internal/text"
	"verbatim/transcript/internal/json"
	"verbatim/transcript/internal/naming"
	"verbatim/transcript/internal/record"
	"verbatim/transcript/internal/tape"
)

// pieces reads a list of pieces of the text: strings, objects with a text, or arrays
// of a word, its start and its end.
func (rr *recordReader) pieces(r *json.Reader, rec *Record, words bool) {
	r.Array(func() {
		switch {
		case rr.few && len(rec.pieces) >= maxFew:
			return
		case rec == rr.top && rr.spill != nil && (len(rec.pieces) >= maxPieces || rec.kept > tape.MaxPiece):
			rr.spill(rec)
			rec.pieces, rec.kept = rec.pieces[:0], 0
		case len(rec.pieces) >= maxHeld:
			rec.full = true
			return
		}
		switch r.Peek() {
		case '"':
			rec.add(piece{Passage: json.ReadPassage(r, tape.MaxPiece), start: never, end: never, line: r.Line, word: words})
		case '[':
			rec.add(readTuple(r))
		case '{':
			rr.object(r, rec, words)
		}
	})
}

// add appends a piece, unless it is empty.
func (rec *Record) add(p piece) {
	if !p.Empty() {
		rec.pieces = append(rec.pieces, p)
		rec.kept += len(p.Text)
	}
}

// readTuple reads an array of a word, its start and its end, in seconds.
func readTuple(r *json.Reader) piece {
	p := piece{start: never, end: never, line: r.Place().Line, word: true}
	n := 0
	r.Array(func() {
		switch n++; n {
		case 1:
			p.Text = r.Text()
		case 2:
			p.start = readMoment(r, 0)
		case 3:
			p.end = readMoment(r, 0)
		}
	})
	p.joins = isPunctuation(p.Text)
	return p
}

// object reads an object in a list of pieces. The object may have pieces of its own. spoken
// reports whether it names a speaker.
func (rr *recordReader) object(r *json.Reader, rec *Record, words bool) (spoken bool) {
	if rr.depth >= maxNested {
		return false
	}
	sub := &rr.subs[rr.depth]
	rr.read(r, sub)
	spoken = sub.rank == rankID || sub.rank >= rankPlain
	if sub.whole && len(sub.pieces) == 0 { // "paragraphs" of pieces
		for _, p := range sub.paragraphs {
			rec.add(piece{Passage: p.Passage, start: never, end: never, line: p.line})
		}
	}
	if sub.aside {
		rec.add(piece{Passage: json.Passage{Text: sub.note()}, line: sub.line, start: never, end: never, note: true})
		return spoken
	}
	if rec.rank == 0 && sub.rank > 0 && sub.side != naming.NoSide { // the kind of the piece names the speaker
		rec.voice, rec.rank, rec.side = sub.voice, sub.rank, sub.side
	}
	voice := sub.voice
	if sub.rank == rankWeak || sub.rank == rankGiven || sub.side != naming.NoSide {
		voice = record.Voice{}
	}
	if words {
		sub.asWord()
	}
	if !sub.Empty() {
		rec.add(piece{sub.Passage, voice, sub.start, sub.ends(), sub.line, words, false, false, sub.joins || words && isPunctuation(sub.Text)})
		return spoken
	}
	for i, p := range sub.pieces {
		if p.voice.Label == "" {
			p.voice = voice
		}
		if i == 0 && p.start.unknown() {
			p.start = sub.start
		}
		rec.add(p)
	}
	return spoken
}

// ends returns the end of the record.
func (rec *Record) ends() moment {
	if rec.end.unknown() && rec.length.at < 0 && rec.start.at < 0 && rec.start.unit == rec.length.unit {
		return moment{rec.start.n + rec.length.n, rec.start.unit, -1}
	}
	return rec.end
}

// isPunctuation reports whether s is punctuation that follows a word without a space.
func isPunctuation(s string) bool {
	return s != "" && strings.Trim(s, ".,;:?!…。、？！") == ""
}

// calls reads tool calls, each of which becomes a note.
func (rr *recordReader) calls(r *json.Reader, rec *Record) {
	read := func() {
		line := r.Place().Line
		rec.add(piece{Passage: json.Passage{Text: readCall(r)}, start: never, end: never, line: line, note: true})
	}
	if r.Is('[') {
		r.Array(read)
	} else {
		read()
	}
}

// readCall reads a tool call: its name, and a summary of its arguments.
func readCall(r *json.Reader) string {
	var name, call string
	var fields func()
	fields = func() {
		r.Object(func(key string) {
			switch plainKey(key) {
			case "function", "functioncall", "call":
				if r.Is('{') {
					fields()
				}
			case "name", "toolname", "tool":
				name = r.Text()
			case "arguments", "args", "input", "parameters", "params":
				call = summary(r)
			}
		})
	}
	fields()
	return note(name, call)
}

// maxNote is the approximate maximum size of a note about a tool, in bytes.
const maxNote = 160

// note returns the note of a tool: its name and one line of its arguments or answer.
func note(name, what string) string {
	what = strings.TrimSpace(what)
	first, more, _ := strings.Cut(what, "\n")
	first = text.OneLine(first)
	if cut := len(first) > maxNote; cut || strings.TrimSpace(more) != "" {
		if cut {
			first = strings.ToValidUTF8(first[:maxNote], "")
		}
		first += " …"
	}
	switch {
	case name == "":
		return first
	case first == "":
		return name
	}
	return name + ": " + first
}

// summary returns the values of the fields of a value, one after the other, shortened.
func summary(r *json.Reader) string {
	var b strings.Builder
	var value func()
	value = func() {
		if b.Len() > maxNote {
			return
		}
		switch r.Peek() {
		case '{':
			r.Object(func(string) { value() })
		case '[':
			r.Array(value)
		default:
			if s := r.Text(); s != "" {
				if b.Len() > 0 {
					b.WriteString(", ")
				}
				b.WriteString(s[:min(len(s), 2*maxNote)])
			}
		}
	}
	value()
	return strings.ToValidUTF8(b.String(), "")
}

// content returns the text of a record whose pieces are not words: parts of a sentence are
// joined unchanged, other pieces become paragraphs.
func content(pieces []piece) string {
	var b []byte
	for _, p := range pieces {
		s := p.Text
		if len(b) > 0 && s != "" && !endsBlank(b) && s[0] != ' ' && s[0] != '\n' && text.EndsSentence(string(b[max(0, len(b)-16):])) {
			b = append(b, "\n\n"...)
		}
		b = append(b, s...)
	}
	return string(b)
}

func endsBlank(b []byte) bool { return b[len(b)-1] == ' ' || b[len(b)-1] == '\n' }
