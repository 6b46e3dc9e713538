package objects

import (
	"math"
	"strings"

	"verbatim/internal/text"
	"verbatim/transcript/internal/json"
	"verbatim/transcript/internal/naming"
	"verbatim/transcript/internal/record"
	"verbatim/transcript/internal/tape"
)

// A Record is a JSON object that is read as part of a transcript: a turn, an utterance, a
// segment, a word, a message.
type Record struct {
	voice        record.Voice
	rank         int8         // of the field with the speaker; 0: none
	alias        string       // another name or id of the speaker
	unnamed      bool         // a field for a name is null
	json.Passage              // the text
	textRank     int8         // of the field with the text; 0: none
	pieces       []piece      // if the text is a list
	paragraphs   []recordPart // of JSON that verbatim wrote
	notes        []recordPart
	kept         int // bytes of pieces, paragraphs and notes
	start, end   moment
	length       moment
	line         int64
	place        json.Place
	full         bool // it has more pieces than are kept
	spilled      bool // some of its pieces were written before its end
	whole        bool // it is a turn by itself, even if the speaker does not change
	marked       bool // it states whether it is a question
	source       string
	channel      string // label of its channel
	kind         string // the kind that it states
	id, parent   string
	ref          record.Reference // without the id
	call         string           // the arguments of a tool
	side         naming.Side      // the speaker's side in a conversation with a model, if a field states it
	replies      json.Extent      // the records that answer it
	aside        bool             // it is not speech, but becomes a note
	system       bool             // it comes from the system, which is the machine in some conversations
	skip         bool             // it is hidden, or a preliminary result
	best         bool             // it has several readings, or states whether it is final
	word         bool             // a field says that it is a word
	joins        bool             // no space precedes it
	inFrames     bool             // the start is in a field named offset, which may count frames
	fromID       bool             // the start is a number in a field named from
	strange      bool             // an unknown field contains text
	weight       int              // sum of the evidence of its fields
}

// A piece is a part of the text of a record: a word, a paragraph, or a note.
type piece struct {
	json.Passage
	voice      record.Voice
	start, end moment
	line       int64
	word       bool
	note       bool
	whole      bool // it is a message by itself
	joins      bool // punctuation that follows a word without a space
}

// A recordPart is a paragraph of a record, or a note in it.
type recordPart struct {
	json.Passage
	line int64
	at   int // for a note: number of paragraphs before it
}

// Limits of a record.
const (
	maxPieces = 1 << 14 // in memory, if they can be written before the record ends
	maxHeld   = 1 << 20 // in memory otherwise
	maxFew    = 1 << 10 // in memory, if the record is only sampled
	maxNested = 6       // depth of objects that are read as part of a record
)

// forget clears a record and keeps the memory of its slices.
func (rec *Record) forget() {
	clear(rec.pieces[:cap(rec.pieces)])
	clear(rec.paragraphs[:cap(rec.paragraphs)])
	clear(rec.notes[:cap(rec.notes)])
	*rec = Record{pieces: rec.pieces[:0], paragraphs: rec.paragraphs[:0], notes: rec.notes[:0]}
}

// asWord makes the name of a record its text, if it has no text.
func (rec *Record) asWord() {
	if rec.Empty() && rec.rank == rankGiven {
		rec.Text, rec.voice, rec.rank = rec.voice.Label, record.Voice{}, 0
		rec.joins = rec.joins || isPunctuation(rec.Text)
	}
}

// speaks reads a field that names the speaker.
func (rec *Record) speaks(r *json.Reader, f field, key string) {
	if r.Is('n') {
		r.Text()
		rec.unnamed = rec.unnamed || f.rank >= rankPlain
		return
	}
	v, id := readNamed(r)
	if key == "source" {
		rec.source = v.Label
	}
	rec.called(v, id, f.rank)
}

// called sets the speaker of the record, unless a field of a higher rank has set it.
func (rec *Record) called(v record.Voice, id string, rank int8) {
	if v.Label == "" && id != "" {
		v.Label, rank = id, min(rank, rankID)
	}
	if rank <= rec.rank || v.Label == "" && v.Role == "" {
		if rank < rec.rank && rank >= rankID {
			rec.alias = v.Label
		}
		return
	}
	if rec.rank >= rankID {
		rec.alias = rec.voice.Label
	}
	if id != "" {
		rec.alias = id
	}
	role := rec.voice.Role
	v.Asks = rec.voice.Asks
	if rec.voice = v; v.Role == "" {
		rec.voice.Role = role
	}
	if rec.rank = rank; v.Label == "" {
		rec.rank = 0
	}
}

// labelled sets the label of the speaker, if there is one. If the label contains the name
// that was read before, or the record is a turn, that name is kept beside it.
func (rec *Record) labelled(label string) {
	v := &rec.voice
	switch name := v.Label; {
	case label == "":
	case name == "":
		v.Label = label
		rec.rank = max(rec.rank, rankWeak)
	case rec.whole || strings.Contains(label, name):
		v.Label, v.Name = label, name
	}
}

// readParts appends paragraphs or notes to list. Each is a string, or an object with a
// text. kept is their total size in bytes; at most tape.MaxPiece bytes are kept.
func readParts(r *json.Reader, list []recordPart, kept *int) []recordPart {
	r.Array(func() {
		p := recordPart{line: r.Place().Line, at: math.MaxInt}
		if r.Is('{') {
			p.read(r, tape.MaxPiece-*kept)
		} else {
			p.Passage = json.ReadPassage(r, tape.MaxPiece-*kept)
		}
		if *kept += len(p.Text); !p.Empty() {
			list = append(list, p)
		}
	})
	return list
}

// read reads an object, and at most size bytes of its text.
func (p *recordPart) read(r *json.Reader, size int) {
	r.Object(func(key string) {
		switch key {
		case "text":
			p.Passage = json.ReadPassage(r, size)
		case "paragraph":
			if f := r.Number(); f >= 0 && f < 1<<31 {
				p.at = int(f)
			}
		}
	})
}

// speakerLabel returns the label of a speaker: the name, or Speaker and the number or
// letter.
func speakerLabel(s string) string {
	s = strings.TrimSpace(s)
	if len(s) == 1 && (s[0] >= 'A' && s[0] <= 'Z' || s[0] >= 'a' && s[0] <= 'z') || text.IsNumber(s) {
		return "Speaker " + s
	}
	return s
}

// channelLabel returns the label of the speaker on a channel.
func channelLabel(s string) string {
	if s = strings.TrimSpace(s); s == "" || !text.IsNumber(s) {
		return s
	}
	return "Channel " + s
}

// writeTurn writes the record to the tape as a turn, with its paragraphs and the notes
// between them.
func (rec *Record) writeTurn(out *tape.Tape, unit float64) {
	first, n, notes := rec.Passage, 0, rec.notes
	if first.Empty() && len(rec.paragraphs) > 0 && (len(notes) == 0 || notes[0].at > 0) {
		first, n = rec.paragraphs[0].Passage, 1
	}
	at := rec.span(unit)
	if ref := rec.ref; rec.id != "" || ref != (record.Reference{}) {
		ref.ID = rec.id
		at.Ref = &ref
	}
	out.Turn(rec.voice, at, first.Text)
	json.WriteRest(out, first.Rest)
	for {
		switch {
		case len(notes) > 0 && (notes[0].at <= n || n == len(rec.paragraphs)):
			out.Note(tape.Untimed(notes[0].line), notes[0].Text)
			json.WriteRest(out, notes[0].Rest)
			notes = notes[1:]
		case n < len(rec.paragraphs):
			out.Paragraph(tape.Untimed(rec.paragraphs[n].line), rec.paragraphs[n].Text)
			json.WriteRest(out, rec.paragraphs[n].Rest)
			n++
		default:
			return
		}
	}
}
