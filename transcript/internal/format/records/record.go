package records

import (
	"bytes"
	"math"
	"strconv"
	"strings"

	"verbatim/internal/text"
	"verbatim/transcript/internal/json"
	"verbatim/transcript/internal/record"
	"verbatim/transcript/internal/tape"
)

// A Record is a JSON object that says who said what, and when: a turn, an
// utterance, a segment.
type Record struct {
	Voice             record.Voice
	json.Passage      // the text
	paragraphs, notes []recordPart
	kept              int     // bytes of paragraphs and notes
	Start             float64 // in units of the source; NaN if unknown
	End               float64
	length            float64
	When              tape.Stretch // times that state their unit; Line is that of the record
	Whole             bool         // it is a turn, even if the same speaker had the one before
	Marked            bool         // it states whether it is a question
	Source            string
	Channel           string // label of its channel
}

// A recordPart is a paragraph of a record, or a note in it.
type recordPart struct {
	json.Passage
	line int64
	at   int // for a note: number of paragraphs before it
}

// A fieldKind is the meaning of a field of a record.
type fieldKind uint8

const (
	fieldSpeaker fieldKind = iota + 1
	fieldLabel
	fieldRole
	fieldText
	fieldParagraphs
	fieldNotes
	fieldStart
	fieldEnd
	fieldLength
	fieldAsks
	fieldSource
	fieldWords
	fieldTimes
	fieldChannel
)

// fieldNames are the usual names of fields.
var fieldNames = map[string]fieldKind{
	"speaker": fieldSpeaker, "speaker_name": fieldSpeaker, "speakerName": fieldSpeaker, "speaker_label": fieldSpeaker, "speakerLabel": fieldSpeaker,
	"speaker_id": fieldSpeaker, "speakerId": fieldSpeaker, "participant": fieldSpeaker, "ParticipantRole": fieldSpeaker, "author": fieldSpeaker,
	"label": fieldLabel, "role": fieldRole,
	"text": fieldText, "body": fieldText, "transcript": fieldText, "content": fieldText, "Content": fieldText, "utterance": fieldText, "message": fieldText,
	"sentence": fieldText, "display": fieldText, "caption": fieldText,
	"paragraphs": fieldParagraphs, "notes": fieldNotes,
	"start": fieldStart, "startTime": fieldStart, "start_time": fieldStart, "begin": fieldStart, "from": fieldStart, "offset": fieldStart,
	"timestamp": fieldStart, "time": fieldStart,
	"end": fieldEnd, "endTime": fieldEnd, "end_time": fieldEnd, "stop": fieldEnd, "to": fieldEnd,
	"duration": fieldLength, "dur": fieldLength,
	"BeginOffsetMillis": fieldStart, "EndOffsetMillis": fieldEnd, "startMs": fieldStart, "endMs": fieldEnd,
	"asks": fieldAsks, "source": fieldSource, "words": fieldWords, "channel": fieldChannel, "timestamps": fieldTimes,
}

// TextKeys returns the names of fields that hold the text.
func TextKeys() []string { return textKeys }

// ReadRecord reads an object into rec, reusing its slices.
var textKeys = func() (keys []string) {
	for key, field := range fieldNames {
		if field == fieldText {
			keys = append(keys, key)
		}
	}
	return keys
}()

// ReadRecord reads an object into rec.
func ReadRecord(r *json.Reader, rec *Record) {
	*rec = Record{Start: math.NaN(), End: math.NaN(), length: math.NaN(), paragraphs: rec.paragraphs[:0], notes: rec.notes[:0], When: tape.Stretch{Start: -1, End: -1, Line: 0}}
	rec.When.Line = r.Place().Line
	label := ""
	r.Object(func(key string) {
		switch fieldNames[key] {
		case fieldSpeaker:
			rec.speaks(readNamed(r))
		case fieldLabel:
			label = r.Text()
		case fieldRole:
			if r.Is('"') {
				rec.Voice.Role = r.Text()
			}
		case fieldText:
			if r.Is('"') && rec.Empty() {
				rec.Passage = json.ReadPassage(r, tape.MaxPiece)
			}
		case fieldParagraphs:
			rec.Whole = true
			rec.paragraphs = readParts(r, rec.paragraphs, &rec.kept)
		case fieldNotes:
			rec.notes = readParts(r, rec.notes, &rec.kept)
		case fieldStart:
			rec.starts(r)
		case fieldEnd:
			rec.End, rec.When.End = readMoment(r)
		case fieldLength:
			rec.length, _ = readMoment(r)
		case fieldTimes:
			rec.times(r)
		case fieldAsks:
			rec.Voice.Asks, rec.Marked = r.Truth(), true
		case fieldChannel:
			rec.Channel = ChannelLabel(r.Text())
		case fieldSource:
			rec.Source = r.Text()
		case fieldWords:
			rec.words(r)
		}
	})
	rec.labelled(label)
	if rec.Voice.Label == "" { // messages of a chat have only a role
		rec.Voice.Label, rec.Voice.Role = rec.Voice.Role, ""
	}
}

// starts reads the start, or an array of start and end.
func (rec *Record) starts(r *json.Reader) {
	if !r.Is('[') {
		rec.Start, rec.When.Start = readMoment(r)
		return
	}
	n := 0
	r.Array(func() {
		switch n++; n {
		case 1:
			rec.Start, rec.When.Start = readMoment(r)
		case 2:
			rec.End, rec.When.End = readMoment(r)
		}
	})
}

// times reads an object of start and end.
func (rec *Record) times(r *json.Reader) {
	r.Object(func(key string) {
		switch key {
		case "from", "start":
			_, rec.When.Start = readMoment(r)
		case "to", "end":
			_, rec.When.End = readMoment(r)
		}
	})
}

// speaks sets the speaker, unless one is set.
func (rec *Record) speaks(v record.Voice) {
	if rec.Voice.Label == "" {
		role := rec.Voice.Role
		v.Asks = rec.Voice.Asks
		if rec.Voice = v; v.Role == "" {
			rec.Voice.Role = role
		}
	}
}

// labelled sets the label of the speaker. Whatever the label says besides the
// name is the role, unless the role is stated.
func (rec *Record) labelled(label string) {
	v := &rec.Voice
	switch name := v.Label; {
	case label == "" && !rec.Whole:
		v.Label = SpeakerLabel(name)
	case label == "":
	case name == "":
		v.Label = label
	case rec.Whole || strings.Contains(label, name):
		v.Label, v.Name = label, name
	}
}

// words takes the speaker from the first word that has one, if the segment has
// none.
func (rec *Record) words(r *json.Reader) {
	if rec.Voice.Label != "" {
		return
	}
	var found record.Voice
	r.Array(func() {
		if found.Label != "" {
			return
		}
		r.Object(func(key string) {
			if key == "speaker" {
				found = ReadVoice(r)
			}
		})
	})
	rec.speaks(found)
}

// readParts appends paragraphs or notes to list. Each is a string, or an object
// with a text. kept counts their bytes, of which at most tape.MaxPiece are
// kept.
func readParts(r *json.Reader, list []recordPart, kept *int) []recordPart {
	r.Array(func() {
		p := recordPart{line: r.Place().Line, at: math.MaxInt}
		if !r.Is('{') {
			p.Passage = json.ReadPassage(r, tape.MaxPiece-*kept)
		}
		r.Object(func(key string) {
			switch key {
			case "text":
				p.Passage = json.ReadPassage(r, tape.MaxPiece-*kept)
			case "paragraph":
				if f := r.Number(); f >= 0 && f < 1<<31 {
					p.at = int(f)
				}
			}
		})
		if *kept += len(p.Text); !p.Empty() {
			list = append(list, p)
		}
	})
	return list
}

// readMoment reads a time: ms if it states its unit, else n in units of the
// source. The other one is -1 or NaN.
func readMoment(r *json.Reader) (n float64, ms int64) {
	switch r.Peek() {
	case '"':
		b := r.Quoted(64)
		if f, err := strconv.ParseFloat(string(bytes.TrimSpace(b)), 64); err == nil {
			return f, -1
		}
		return math.NaN(), text.Duration(b)
	case '{':
		return math.NaN(), r.Time(1000)
	}
	return r.Number(), -1
}

// ReadVoice reads a speaker: a name, a number, or an object with one.
func ReadVoice(r *json.Reader) record.Voice {
	v := readNamed(r)
	v.Label = SpeakerLabel(v.Label)
	return v
}

// readNamed is like ReadVoice, but returns numbers and letters as they are.
func readNamed(r *json.Reader) (v record.Voice) {
	if !r.Is('{') {
		return record.Voice{Label: r.Text()}
	}
	var id string
	r.Object(func(key string) {
		switch key {
		case "name", "display_name", "displayName", "label":
			if s := r.Text(); v.Label == "" {
				v.Label = s
			}
		case "id", "@id", "ID", "speaker_id":
			id = r.Text()
		case "role", "role_title", "title":
			if r.Is('"') && v.Role == "" {
				v.Role = r.Text()
			}
		case "roles":
			r.Array(func() {
				if role := readRole(r); v.Role == "" {
					v.Role = role
				}
			})
		}
	})
	if v.Label == "" {
		v.Label = id
	}
	return v
}

// readRole reads one of the roles of a speaker: a string or an object.
func readRole(r *json.Reader) (role string) {
	if !r.Is('{') {
		return r.Text()
	}
	r.Object(func(key string) {
		switch key {
		case "role_title", "title", "name":
			if s := r.Text(); s != "" {
				role = s
			}
		}
	})
	return role
}

// SpeakerLabel returns the label of a speaker known by a name, a number or a
// letter.
func SpeakerLabel(s string) string {
	s = strings.TrimSpace(s)
	if len(s) == 1 && (s[0] >= 'A' && s[0] <= 'Z' || s[0] >= 'a' && s[0] <= 'z') || text.IsNumber(s) {
		return "Speaker " + s
	}
	return s
}

// ChannelLabel returns the label of the speaker in a channel.
func ChannelLabel(s string) string {
	if s = strings.TrimSpace(s); s == "" {
		return ""
	}
	return "Channel " + s
}

// At returns the times of a record, given the milliseconds in a unit of time.
func (rec *Record) At(unit float64) tape.Stretch {
	s := rec.When
	if s.Start < 0 {
		s.Start = text.Milliseconds(rec.Start, unit)
	}
	if s.End < 0 {
		s.End = text.Milliseconds(rec.End, unit)
	}
	if length := text.Milliseconds(rec.length, unit); s.End < 0 && s.Start >= 0 && length >= 0 {
		s.End = s.Start + length
	}
	return s
}

// WriteTurn writes the record to the tape as a turn: its paragraphs, and the
// notes between them.
func (rec *Record) WriteTurn(out *tape.Tape, unit float64) {
	first, n, notes := rec.Passage, 0, rec.notes
	if first.Empty() && len(rec.paragraphs) > 0 && (len(notes) == 0 || notes[0].at > 0) {
		first, n = rec.paragraphs[0].Passage, 1
	}
	out.Turn(rec.Voice, rec.At(unit), first.Text)
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
