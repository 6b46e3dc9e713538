package objects

import (
	"strings"

	"verbatim/transcript/internal/json"
	"verbatim/transcript/internal/naming"
	"verbatim/transcript/internal/record"
	"verbatim/transcript/internal/tape"
)

// A recordReader reads records. It is used by one goroutine.
type recordReader struct {
	keys   map[string]field
	senses map[string]sense
	ids    bool              // a number in a field named from is a speaker, not a start
	kinds  bool              // the kind of a record names the speaker
	spill  func(rec *Record) // writes the pieces of a record that has too many; nil: they are kept
	few    bool              // records are only sampled: a few pieces of each are enough
	top    *Record           // the outermost record being read
	depth  int
	subs   [maxNested + 1]Record
}

// maxKeys is the maximum number of keys that a recordReader caches.
const maxKeys = 1 << 10

// field returns the meaning of the fields with a key.
func (rr *recordReader) field(key string) field {
	f, ok := rr.keys[key]
	if !ok {
		if rr.keys == nil || len(rr.keys) >= maxKeys {
			rr.keys = map[string]field{}
		}
		f = fieldOf(key)
		rr.keys[strings.Clone(key)] = f
	}
	return f
}

// read reads an object into rec, reusing its slices.
func (rr *recordReader) read(r *json.Reader, rec *Record) {
	*rec = Record{start: never, end: never, length: never, pieces: rec.pieces[:0], paragraphs: rec.paragraphs[:0], notes: rec.notes[:0]}
	rec.place = r.Place()
	rec.line = rec.place.Line
	if rr.depth == 0 {
		rr.top = rec
	}
	label := ""
	rr.fields(r, rec, &label)
	if rec.whole && rec.rank == rankWeak { // source is the file of a turn
		rec.voice.Label, rec.rank = "", 0
	}
	rec.labelled(label)
	if rec.voice.Label == "" && rec.rank == 0 { // messages of a chat have only a role
		rec.voice.Label, rec.voice.Role = rec.voice.Role, ""
		if rec.voice.Label == "" && (rr.sense(rec.kind).side != naming.NoSide || rr.kinds && rec.kind != "") {
			rec.voice.Label = strings.TrimSuffix(rec.kind, ".message")
		}
		if rec.voice.Label != "" {
			rec.rank = rankPlain
		}
	}
	rr.classify(rec)
}

// fields reads the fields of an object into rec.
func (rr *recordReader) fields(r *json.Reader, rec *Record, label *string) {
	if rr.depth++; rr.depth <= maxNested {
		r.Object(func(key string) {
			f := rr.field(key)
			if f.weight != 0 && !r.Is('n') {
				rec.weight += int(f.weight)
			}
			switch f.is {
			case isLabel:
				*label = r.Text()
			case isVersions:
				rr.versions(r, rec, label)
			case isWrapper, isAlternatives, isChannel, isAsked, isAnswer:
				switch {
				case r.Is('"') && (f.is == isAsked || f.is == isAnswer):
					rr.exchange(r, rec, key)
				case r.Is('{'), r.Is('[') && f.is == isAlternatives:
					rec.best = rec.best || f.is == isAlternatives
					rr.inner(r, rec, label)
				case f.is == isChannel:
					rec.channel = channelLabel(r.Text())
				case key == "event" && r.Is('"'):
					if rec.kind = r.Text(); rr.sense(rec.kind).side == naming.NoSide && !messageEvents[plainKey(rec.kind)] {
						rec.weight -= 2 // an event other than speech
					}
				}
			case isText:
				if r.Is('{') {
					rr.inner(r, rec, label)
					return
				}
				rec.word = rec.word || key == "word" || key == "punct" || key == "punctuated_word"
				rr.text(r, rec, f)
			default:
				rr.value(r, rec, key, f)
			}
		})
	}
	rr.depth--
}

// inner reads an object, or the first object of an array, as part of the record.
func (rr *recordReader) inner(r *json.Reader, rec *Record, label *string) {
	switch r.Peek() {
	case '{':
		rr.fields(r, rec, label)
	case '[':
		n := 0
		r.Array(func() {
			if n++; n == 1 && r.Is('{') {
				rr.fields(r, rec, label)
			}
		})
	}
}

// versions reads an array of versions of the record. The last one counts.
func (rr *recordReader) versions(r *json.Reader, rec *Record, label *string) {
	r.Array(func() {
		if r.Is('{') {
			rec.Passage, rec.textRank, rec.pieces = json.Passage{}, 0, rec.pieces[:0]
			rr.fields(r, rec, label)
		}
	})
}

// text reads a field of text: a string or a list of pieces.
func (rr *recordReader) text(r *json.Reader, rec *Record, f field) {
	switch r.Peek() {
	case '"':
		if f.rank > rec.textRank {
			p := json.ReadPassage(r, tape.MaxPiece)
			switch {
			case len(p.Text) < minStrange && strings.IndexByte(p.Text, ' ') < 0 && isPartial(p.Text):
				rec.skip = true
			case !p.Empty():
				rec.Passage, rec.textRank = p, f.rank
			}
		}
	case '[':
		if len(rec.pieces) == 0 {
			rr.pieces(r, rec, false)
		}
	}
}

// value reads any other field.
func (rr *recordReader) value(r *json.Reader, rec *Record, key string, f field) {
	switch f.is {
	case isSpeaker:
		if key == "from" && rr.from(r, rec) {
			return
		}
		rec.speaks(r, f, key)
	case isReplies:
		if r.Is('[') && rr.depth == 1 {
			rec.replies = r.Extent()
		}
	case isRole:
		if r.Is('"') {
			rec.voice.Role = r.Text()
		}
	case isParts:
		switch {
		case !r.Is('[') || len(rec.pieces) > 0:
		case key == "children":
			rr.children(r, rec)
		default:
			rr.pieces(r, rec, false)
		}
	case isWords:
		rr.wordList(r, rec)
	case isParagraphs:
		rec.whole = true
		rec.paragraphs = readParts(r, rec.paragraphs, &rec.kept)
	case isNotes:
		rec.notes = readParts(r, rec.notes, &rec.kept)
	case isStart:
		rr.start(r, rec, f, key)
	case isEnd:
		if m := readMoment(r, f.unit); rec.end.unknown() || m.unit > 0 {
			rec.end = m
		}
	case isLength:
		if m := readMoment(r, f.unit); rec.length.unknown() || m.unit > 0 {
			rec.length = m
		}
	case isTimes:
		rr.times(r, rec)
	case isCalls:
		rr.calls(r, rec)
	case isArguments:
		rec.call = summary(r)
	default:
		rr.state(r, rec, f, key)
	}
}

// exchange reads a question or an answer. The key of the field names the speaker.
func (rr *recordReader) exchange(r *json.Reader, rec *Record, key string) {
	rec.add(piece{Passage: json.ReadPassage(r, tape.MaxPiece), voice: record.Voice{Label: key}, start: never, end: never, line: r.Line, whole: true})
}

// children reads the objects below a record. They are pieces of its text or, if they have
// speakers of their own, replies to it.
func (rr *recordReader) children(r *json.Reader, rec *Record) {
	at := r.Place()
	others := false
	r.Array(func() {
		if r.Is('{') {
			others = rr.object(r, rec, false) || others
		}
	})
	if rr.depth == 1 && others {
		rec.pieces, rec.replies = rec.pieces[:0], r.Since(at)
	}
}

// state reads a field with a property of the record.
func (rr *recordReader) state(r *json.Reader, rec *Record, f field, key string) {
	switch f.is {
	case isAsks:
		rec.voice.Asks, rec.marked = r.Truth(), true
	case isKind:
		if r.Is('"') {
			switch s := r.Text(); {
			case isPartial(s):
				rec.skip, rec.best = true, true
			case strings.HasPrefix(strings.ToLower(s), "final"):
				rec.best = true
				rec.weight += 3
			case rec.kind == "", !rr.sense(rec.kind).kind && rr.sense(s) != sense{}:
				rec.kind = s
			}
			if key == "content_type" && rec.kind == "code" {
				rec.kind = "tool_call"
			}
			rec.joins = rec.joins || rec.kind == "punctuation" || rec.kind == "punct"
		}
	case isFinal:
		switch s := strings.ToLower(r.Text()); strings.HasSuffix(key, "artial") {
		case true:
			rec.skip = rec.skip || s == "true" || s == "1"
		default:
			rec.skip = rec.skip || s == "false"
		}
	case isHidden:
		s := r.Text()
		rec.skip = rec.skip || s == "true" || s == "1"
	case isThought:
		if r.Truth() {
			rec.kind = "thinking"
		}
	case isPerson:
		if rec.side = naming.Machine; r.Truth() {
			rec.side = naming.Person
		}
	case isID:
		if rr.depth == 1 {
			rec.id = r.Text()
		}
	case isURL:
		rr.reference(r, &rec.ref.URL)
	case isColumn:
		rr.reference(r, &rec.ref.Column)
	case isNumber:
		rr.reference(r, &rec.ref.Number)
	case isParent:
		if rr.depth == 1 {
			rec.parent = r.Text()
		}
	default:
		if key == "attaches_to" {
			rec.joins = rec.joins || r.Text() == "previous"
		} else if f.is == unknown && r.Is('"') && !rec.strange {
			rec.strange = strings.Count(string(r.Quoted(minStrange)), " ") > 2
		}
	}
}

// isPartial reports whether a kind is that of a preliminary result.
func isPartial(kind string) bool {
	kind = strings.ToLower(kind)
	return strings.HasSuffix(kind, "partial") || strings.HasPrefix(kind, "partial") || strings.HasPrefix(kind, "interim") || strings.HasPrefix(kind, "addpartial")
}

// minStrange is how many bytes of an unknown field are examined.
const minStrange = 64

// wordList reads the words of a record.
func (rr *recordReader) wordList(r *json.Reader, rec *Record) {
	switch r.Peek() {
	case '{':
		rr.times(r, rec) // timestamps may hold the start and the end
		return
	case '"':
		rr.text(r, rec, field{rank: rankPlain})
		return
	}
	if len(rec.pieces) == 0 {
		rr.pieces(r, rec, true)
	}
}

// reference reads a field that states where the record is published.
func (rr *recordReader) reference(r *json.Reader, to *string) {
	if s := r.Text(); rr.depth == 1 {
		*to = s
	}
}
