package transcript

import (
	"bytes"
	"math"
	"strconv"
	"strings"
)

// A record is an object of JSON that says who said what, and when: a turn, an
// utterance, a segment.
type record struct {
	voice             Voice
	jsonText          // what is said
	paragraphs, notes []recordPart
	kept              int     // bytes of these
	start             float64 // in the units of the source, NaN: not known
	end               float64
	length            float64
	when              stretch // where the times tell their unit themselves; its line is that of the record
	whole             bool    // it is a turn, whoever had the one before
	marked            bool    // it tells whether it is a question
	source            string
	channel           string // label of it
}

// A recordPart is a paragraph of a record, or a note in it.
type recordPart struct {
	jsonText
	line int64
	at   int // of a note: how many paragraphs come before it
}

// A recordKey is what a field of a record says.
type recordKey uint8

const (
	fieldSpeaker recordKey = iota + 1
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

// recordKeys are the usual names of the fields.
var recordKeys = map[string]recordKey{
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

// readRecord reads an object into rec.
func readRecord(r *jsonReader, rec *record) {
	*rec = record{start: math.NaN(), end: math.NaN(), length: math.NaN(), paragraphs: rec.paragraphs[:0], notes: rec.notes[:0], when: stretch{-1, -1, 0}}
	rec.when.line = r.place().line
	label := ""
	r.object(func(key string) {
		switch recordKeys[key] {
		case fieldSpeaker:
			rec.speaks(readNamed(r))
		case fieldLabel:
			label = r.text()
		case fieldRole:
			if r.is('"') {
				rec.voice.Role = r.text()
			}
		case fieldText:
			if r.is('"') && rec.empty() {
				rec.jsonText = readSaid(r, maxPiece)
			}
		case fieldParagraphs:
			rec.whole = true
			rec.paragraphs = readParts(r, rec.paragraphs, &rec.kept)
		case fieldNotes:
			rec.notes = readParts(r, rec.notes, &rec.kept)
		case fieldStart:
			rec.starts(r)
		case fieldEnd:
			rec.end, rec.when.end = readMoment(r)
		case fieldLength:
			rec.length, _ = readMoment(r)
		case fieldTimes:
			rec.times(r)
		case fieldAsks:
			rec.voice.Asks, rec.marked = r.truth(), true
		case fieldChannel:
			rec.channel = channelLabel(r.text())
		case fieldSource:
			rec.source = r.text()
		case fieldWords:
			rec.words(r)
		}
	})
	rec.labelled(label)
	if rec.voice.Label == "" { // a chat has nothing else
		rec.voice.Label, rec.voice.Role = rec.voice.Role, ""
	}
}

// starts reads when it starts, or both times.
func (rec *record) starts(r *jsonReader) {
	if !r.is('[') {
		rec.start, rec.when.start = readMoment(r)
		return
	}
	n := 0
	r.array(func() {
		switch n++; n {
		case 1:
			rec.start, rec.when.start = readMoment(r)
		case 2:
			rec.end, rec.when.end = readMoment(r)
		}
	})
}

// times reads an object of both times.
func (rec *record) times(r *jsonReader) {
	r.object(func(key string) {
		switch key {
		case "from", "start":
			_, rec.when.start = readMoment(r)
		case "to", "end":
			_, rec.when.end = readMoment(r)
		}
	})
}

// speaks notes who speaks. The first of two names is taken.
func (rec *record) speaks(v Voice) {
	if rec.voice.Label == "" {
		role := rec.voice.Role
		v.Asks = rec.voice.Asks
		if rec.voice = v; v.Role == "" {
			rec.voice.Role = role
		}
	}
}

// labelled notes the label of the speaker. What it says beside the name is
// the role, unless that is stated.
func (rec *record) labelled(label string) {
	v := &rec.voice
	switch name := v.Label; {
	case label == "" && !rec.whole:
		v.Label = speakerLabel(name)
	case label == "":
	case name == "":
		v.Label = label
	case rec.whole || strings.Contains(label, name):
		v.Label, v.Name = label, name
	}
}

// words looks for the speaker of a segment in its words: of the first that
// has one.
func (rec *record) words(r *jsonReader) {
	if rec.voice.Label != "" {
		return
	}
	var found Voice
	r.array(func() {
		if found.Label != "" {
			return
		}
		r.object(func(key string) {
			if key == "speaker" {
				found = readVoice(r)
			}
		})
	})
	rec.speaks(found)
}

// readParts appends paragraphs or notes to list, each a text or an object with
// one. kept counts the bytes that are kept of them.
func readParts(r *jsonReader, list []recordPart, kept *int) []recordPart {
	r.array(func() {
		p := recordPart{line: r.place().line, at: math.MaxInt}
		if !r.is('{') {
			p.jsonText = readSaid(r, maxPiece-*kept)
		}
		r.object(func(key string) {
			switch key {
			case "text":
				p.jsonText = readSaid(r, maxPiece-*kept)
			case "paragraph":
				if f := r.number(); f >= 0 && f < 1<<31 {
					p.at = int(f)
				}
			}
		})
		if *kept += len(p.text); !p.empty() {
			list = append(list, p)
		}
	})
	return list
}

// readMoment reads a time that may tell its unit itself: then it is ms. Else it is
// n units.
func readMoment(r *jsonReader) (n float64, ms int64) {
	switch r.peek() {
	case '"':
		b := r.quoted(64)
		if f, err := strconv.ParseFloat(string(bytes.TrimSpace(b)), 64); err == nil {
			return f, -1
		}
		return math.NaN(), spokenTime(b)
	case '{':
		return math.NaN(), r.time(1000)
	}
	return r.number(), -1
}

// readVoice reads a speaker: a name, a number, or an object with one.
func readVoice(r *jsonReader) Voice {
	v := readNamed(r)
	v.Label = speakerLabel(v.Label)
	return v
}

// readNamed is as voice, but leaves numbers and letters as they are.
func readNamed(r *jsonReader) (v Voice) {
	if !r.is('{') {
		return Voice{Label: r.text()}
	}
	var id string
	r.object(func(key string) {
		switch key {
		case "name", "display_name", "displayName", "label":
			if s := r.text(); v.Label == "" {
				v.Label = s
			}
		case "id", "@id", "ID", "speaker_id":
			id = r.text()
		case "role", "role_title", "title":
			if r.is('"') && v.Role == "" {
				v.Role = r.text()
			}
		case "roles":
			r.array(func() {
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

// readRole reads one of the roles of a speaker.
func readRole(r *jsonReader) (role string) {
	if !r.is('{') {
		return r.text()
	}
	r.object(func(key string) {
		switch key {
		case "role_title", "title", "name":
			if s := r.text(); s != "" {
				role = s
			}
		}
	})
	return role
}

// speakerLabel returns the label of a speaker whom a source knows by a name, a
// number or a letter.
func speakerLabel(s string) string {
	s = strings.TrimSpace(s)
	if len(s) == 1 && (s[0] >= 'A' && s[0] <= 'Z' || s[0] >= 'a' && s[0] <= 'z') || s != "" && strings.Trim(s, "0123456789") == "" {
		return "Speaker " + s
	}
	return s
}

// channelLabel returns the label of whoever speaks in a channel.
func channelLabel(s string) string {
	if s = strings.TrimSpace(s); s == "" {
		return ""
	}
	return "Channel " + s
}

// at returns when a record was said, where a unit of time is so many
// milliseconds.
func (rec *record) at(unit float64) stretch {
	s := rec.when
	if s.start < 0 {
		s.start = milliseconds(rec.start, unit)
	}
	if s.end < 0 {
		s.end = milliseconds(rec.end, unit)
	}
	if length := milliseconds(rec.length, unit); s.end < 0 && s.start >= 0 && length >= 0 {
		s.end = s.start + length
	}
	return s
}

// take takes a turn down: its paragraphs, and the notes between them.
func (rec *record) take(out *tape, unit float64) {
	first, n, notes := rec.jsonText, 0, rec.notes
	if first.empty() && len(rec.paragraphs) > 0 && (len(notes) == 0 || notes[0].at > 0) {
		first, n = rec.paragraphs[0].jsonText, 1
	}
	out.turn(rec.voice, rec.at(unit), first.text)
	restOf(out, first.rest)
	for {
		switch {
		case len(notes) > 0 && (notes[0].at <= n || n == len(rec.paragraphs)):
			out.note(untimed(notes[0].line), notes[0].text)
			restOf(out, notes[0].rest)
			notes = notes[1:]
		case n < len(rec.paragraphs):
			out.paragraph(untimed(rec.paragraphs[n].line), rec.paragraphs[n].text)
			restOf(out, rec.paragraphs[n].rest)
			n++
		default:
			return
		}
	}
}
