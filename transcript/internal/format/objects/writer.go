package objects

import (
	"errors"
	"iter"
	"strings"

	"verbatim/internal/text"
	"verbatim/transcript/internal/json"
	"verbatim/transcript/internal/naming"
	"verbatim/transcript/internal/record"
	"verbatim/transcript/internal/tape"
)

// errEnough stops a loop over JSON early.
var errEnough = errors.New("enough")

// A writer writes the records of a source to the tape as planned.
type writer struct {
	*plan
	in    *tape.Input
	say   transcriber
	rr    recordReader
	look  recordReader // reads records ahead of their turn, without writing them
	rec   Record
	words joiner
	track *voiceTrack // finds the speakers of words by time; nil: words state their speakers
	days  tape.Days
	err   error

	tier    record.Voice // the speaker of the whole list
	depth   int          // of replies
	said    string       // letters of the last message
	pending string       // title of the next conversation, until its first record
	current string       // id of its last message, if the source states it
}

// newWriter returns a writer to out.
func newWriter(in *tape.Input, out *tape.Tape, p *plan) *writer {
	if p.people == nil {
		p.people = map[string]string{}
	}
	w := &writer{plan: p, in: in, say: transcriber{out: out, goes: p.carry}}
	w.rr.kinds, w.rr.ids = p.kinds, p.ids
	w.look = recordReader{kinds: p.kinds, ids: p.ids, few: true}
	w.words = joiner{enough: minRun, glued: p.glued, say: func(run word) { w.say.say(run.voice, run.at, run.text) }}
	w.rr.spill = w.spill
	return w
}

// begin writes the header and opens the list of speakers.
func (w *writer) begin() {
	h := w.header()
	for _, key := range [...]string{"title", "date", "place"} {
		if key != "date" || !w.wall {
			w.say.out.Header(key, w.sound(h[key]))
		}
	}
	if w.sides || w.own {
		w.say.out.Header("rule", "marked")
	}
	if w.spans != nil {
		w.track = newVoiceTrack(w.voices())
	}
}

// end writes the last words and returns the first error.
func (w *writer) end() error {
	w.words.flush()
	if w.track != nil {
		w.track.stop()
	}
	if w.missed > 0 {
		w.say.out.Lost(w.missed, "another list of speech")
	}
	return w.err
}

// voices yields the speakers and their times.
func (w *writer) voices() iter.Seq[voiceSpan] {
	return func(yield func(voiceSpan) bool) {
		r := json.NewReaderAt(w.in, json.Start)
		var rr recordReader
		var rec Record
		walk(r, w.spans, nil, func() {
			rr.read(r, &rec)
			at := rec.span(w.spanUnit)
			if rec.rank > 0 && at.Start >= 0 && !yield(voiceSpan{at.Start, w.called(rec.voice)}) {
				r.Fail(errEnough)
			}
		})
		w.note(r)
	}
}

// note stores the error of r, if there is one.
func (w *writer) note(r *json.Reader) {
	if r.Err != nil && r.Err != errEnough && w.err == nil {
		w.err = json.Failed(w.in, r)
	}
}

// walk calls member for each value at the end of the path steps, and enter for each member
// of a list on the way.
func walk(r *json.Reader, steps []string, enter, member func()) {
	if len(steps) == 0 {
		member()
		return
	}
	in := func() {
		if enter != nil && len(steps) > 1 {
			enter()
		}
		walk(r, steps[1:], enter, member)
	}
	switch {
	case steps[0] == anyMember && r.Is('['):
		r.Array(in)
	case steps[0] == anyMember:
		r.Object(func(string) {
			if r.Is('{') || r.Is('[') {
				in()
			}
		})
	default:
		r.Object(func(key string) {
			if isStep(steps[0], key) {
				walk(r, steps[1:], enter, member)
			}
		})
	}
}

// source writes a source that is one value. Others after it are written too.
func (w *writer) source() error {
	w.begin()
	r := json.NewReaderAt(w.in, json.Start)
	for { // other values may follow the first
		w.value(r, w.steps)
		if r.Err != nil || !r.Is('{') && !r.Is('[') {
			break
		}
	}
	r.End()
	w.note(r)
	return w.end()
}

// values writes a source of consecutive values: the members of the list, or objects that
// contain it.
func (w *writer) values() error {
	w.begin()
	r := json.NewReaderAt(w.in, json.Start)
	for r.Is('{') || r.Is('[') || r.Is(',') {
		if r.Is(',') {
			r.Pos++
			continue
		}
		walk(r, w.steps[1:], nil, func() { w.member(r) })
	}
	r.End()
	w.note(r)
	return w.end()
}

// value writes the values at the path steps below the next value.
func (w *writer) value(r *json.Reader, steps []string) {
	last := len(steps) - 1
	if w.named {
		w.tiers(r, steps)
		return
	}
	if w.thread {
		w.heading(r)
	}
	var enter func()
	if w.titled || w.thread {
		enter = func() { w.heading(r) }
	}
	walk(r, steps[:last], enter, func() {
		switch {
		case w.thread, w.sorted:
			w.arranged(r)
		case w.apart:
			w.channels(r)
		case w.repeats:
			w.repeated(r)
		default:
			walk(r, steps[last:], nil, func() { w.member(r) })
		}
	})
}

// member reads and writes a member of the list.
func (w *writer) member(r *json.Reader) {
	switch r.Peek() {
	case '{':
		w.rr.read(r, &w.rec)
		if w.plan.words {
			w.rec.asWord()
		}
		replies := w.rec.replies
		w.record(&w.rec)
		if replies.Size > int64(len("[]")) {
			w.answers(replies)
		}
	case '[':
		if p := readTuple(r); !p.Empty() {
			w.words.add(w.word(&p, record.Voice{}))
		}
	}
}

// answers writes the replies to a record. In a conversation with a model it writes only the
// last reply, because the others are earlier versions of it.
func (w *writer) answers(list json.Extent) {
	all := w.places(json.NewReaderOf(w.in, list))
	if w.sides && len(all) > 0 {
		all = all[len(all)-1:]
	}
	if w.depth++; w.depth < maxReplies {
		for _, p := range all {
			w.member(json.NewReaderOf(w.in, p.Extent))
		}
	}
	w.depth--
}

// maxReplies is the maximum depth of replies to replies.
const maxReplies = 200

// record writes a record.
func (w *writer) record(rec *Record) {
	if rec.skip {
		return
	}
	if rec.whole && (rec.marked || len(rec.pieces) == 0 && len(rec.paragraphs) > 0) {
		rec.writeTurn(w.say.out, w.unit)
		return
	}
	at := w.time(rec)
	if rec.aside && !(w.system && rec.system) {
		w.opens(rec.line)
		w.aside(at, text.WithoutMarkup(w.sound(rec.note())))
		return
	}
	if rec.full {
		w.say.out.Lost(rec.line, "too many words")
	}
	if rec.Empty() && len(rec.pieces) == 0 {
		if rec.strange {
			w.say.out.Lost(rec.line, "a record with its text in an unknown field")
		}
		return
	}
	w.opens(rec.line)
	meet(w.people, rec)
	v := w.voice(rec, at)
	if w.sides && rec.kind != "" && rec.rank < rankPlain && rec.rank != rankID && rec.side == naming.NoSide {
		return // internal state of the machine
	}
	switch {
	case w.plan.words:
		w.words.add(word{v, at, w.sound(rec.Text), rec.joins || isPunctuation(strings.TrimSpace(rec.Text))})
	case len(rec.pieces) > 0 && (rec.Empty() || rec.spilled || w.fields):
		w.pieces(rec, v, at)
	default:
		w.message(v, at, w.sound(rec.Text))
		json.WriteRest(w.say.out, rec.Rest)
		w.notes(rec)
	}
}

// opens writes the title of the conversation that begins with the record in this line, if
// there is one.
func (w *writer) opens(line int64) {
	if w.pending != "" {
		w.say.out.Note(tape.Untimed(line), w.pending)
		w.say.out.Begun, w.pending = false, ""
	}
}

// aside writes a note, unless it repeats the last message or note.
func (w *writer) aside(at tape.Stretch, note string) {
	if said := letters(note[:min(len(note), maxNote)]); said != w.said {
		w.said = said
		w.say.out.Note(at, note)
	}
}

// notes writes the notes among the pieces of a record.
func (w *writer) notes(rec *Record) {
	for _, p := range rec.pieces {
		if p.note {
			w.say.out.Note(tape.Untimed(p.line), w.sound(p.Text))
		}
	}
}

// pieces writes the words or other pieces of a record, and the notes among them.
func (w *writer) pieces(rec *Record, v record.Voice, at tape.Stretch) {
	words, timed := true, false
	for _, p := range rec.pieces {
		words = words && (p.word || p.note)
		timed = timed || !p.start.unknown()
	}
	if words {
		w.pieceWords(rec, v)
		return
	}
	from := 0
	for i := 0; i <= len(rec.pieces); i++ {
		if i < len(rec.pieces) && !rec.pieces[i].note && (i == from || !timed && rec.pieces[i].voice == rec.pieces[i-1].voice) {
			continue
		}
		if i > from {
			w.stretch(rec.pieces[from:i], v, at, from > 0)
		}
		if from = i; i < len(rec.pieces) && rec.pieces[i].note {
			w.say.out.Note(tape.Untimed(rec.pieces[i].line), w.sound(rec.pieces[i].Text))
			from = i + 1
		}
	}
}

// stretch writes pieces with the same speaker. more is set unless they are the first of a
// record.
func (w *writer) stretch(pieces []piece, v record.Voice, at tape.Stretch, more bool) {
	first := &pieces[0]
	if start := first.start.ms(w.bitUnit); start >= 0 {
		at = tape.Stretch{Start: start, End: pieces[len(pieces)-1].end.ms(w.bitUnit), Line: first.line}
		if start >= minWall {
			at.Start, at.End = w.days.At(w.say.out, start, at.Line), -1
		}
	}
	if first.voice.Label != "" {
		v = w.called(first.voice)
		v.Asks = w.sides && sideOf(first.voice.Label) == naming.Person
	}
	if s := w.sound(content(pieces)); more && !w.chat {
		w.say.block(v, at, s)
	} else {
		w.message(v, at, s)
	}
	json.WriteRest(w.say.out, pieces[len(pieces)-1].Rest)
}

// pieceWords writes the words of a record.
func (w *writer) pieceWords(rec *Record, v record.Voice) {
	w.words.glued = areGlued(rec.pieces)
	rest := rec.Text
	for i := range rec.pieces {
		p := &rec.pieces[i]
		if i == 0 && p.start.unknown() {
			p.start = rec.start
		}
		if p.note {
			w.words.flush()
			w.say.out.Note(tape.Untimed(p.line), p.Text)
			continue
		}
		rest = p.within(rest)
		w.words.add(w.word(p, v))
	}
	if rec.rank > 0 || w.spans == nil {
		w.words.flush()
	}
}

// word returns a piece as a word by v, unless the piece names its own speaker.
func (w *writer) word(p *piece, v record.Voice) word {
	at := tape.Stretch{Start: p.start.ms(w.bitUnit), End: p.end.ms(w.bitUnit), Line: p.line}
	switch {
	case p.voice.Label != "":
		v = w.called(p.voice)
	case w.track != nil && !p.joins:
		v = w.track.at(at)
	case w.track != nil:
		v = w.words.run.voice
	}
	return word{v, at, w.sound(p.Text), p.joins}
}

// spill writes the pieces of a record that has too many to keep.
func (w *writer) spill(rec *Record) {
	if !rec.Empty() && !w.fields {
		return // its text has the same words
	}
	again := rec.spilled
	rec.spilled = true
	if !again && rec.rank == 0 { // the speaker may be named after the words
		var all Record
		w.look.read(json.NewReaderAt(w.in, rec.place), &all)
		rec.voice, rec.rank, rec.side = all.voice, all.rank, all.side
	}
	w.pieces(rec, w.voice(rec, tape.Untimed(rec.line)), w.time(rec))
}

// voice returns the speaker of a record.
func (w *writer) voice(rec *Record, at tape.Stretch) record.Voice {
	v := record.Voice{}
	switch {
	case rec.rank > rankWeak || rec.rank == rankWeak && !w.strong:
		if rec.rank == rankID && rec.unnamed {
			break
		}
		v = w.called(rec.voice)
	case rec.joins && w.plan.words:
		v = w.words.run.voice
	case w.track != nil:
		v = w.track.at(at)
	case w.tier.Label != "":
		v = w.called(w.tier)
	case w.channel:
		v.Label = rec.channel
	case w.carry && w.plan.words && !rec.unnamed:
		v = w.words.run.voice
	}
	if rec.rank == rankID && rec.voice.Role != "" && w.people[rec.voice.Label] == "" {
		v = record.Voice{Label: rec.voice.Role}
	}
	v.Asks = w.sides && rec.side == naming.Person
	return v
}

// called returns the speaker for a label.
func (w *writer) called(v record.Voice) record.Voice {
	if name := w.people[v.Label]; name != "" && name != v.Label {
		v.Label = name
	}
	if v.Label = speakerLabel(w.sound(v.Label)); v.Label == "None" || v.Label == "null" { // of Python and JavaScript
		v.Label = ""
	}
	return v
}

// time returns the times of a record.
func (w *writer) time(rec *Record) tape.Stretch {
	at := rec.span(w.unit)
	if at.Start < 0 && len(rec.pieces) > 0 {
		at.Start = rec.pieces[0].start.ms(w.bitUnit)
	}
	if at.Start >= minWall {
		at.Start, at.End = w.days.At(w.say.out, at.Start, at.Line), -1
	}
	return at
}

// sound returns a text with its encoding repaired and without special tokens.
func (w *writer) sound(s string) string {
	if w.latin {
		s = latin(s)
	}
	if strings.Contains(s, "<|") { // special tokens of a model
		s = tokens().ReplaceAllString(s, "")
	}
	return s
}

// withoutLabel returns the text of a record without a printed label that repeats the
// speaker's name.
func withoutLabel(s, label string) string {
	if rest, ok := strings.CutPrefix(s, label); ok && strings.Contains(label, " ") {
		if said, ok := strings.CutPrefix(rest, ". "); ok && strings.TrimSpace(said) != "" {
			return said
		}
		if said, ok := strings.CutPrefix(rest, ": "); ok && strings.TrimSpace(said) != "" {
			return said
		}
	}
	return s
}

// message writes a message, or a segment of speech.
func (w *writer) message(v record.Voice, at tape.Stretch, s string) {
	s = strings.TrimSpace(s)
	if w.sides {
		w.said = letters(s[:min(len(s), maxNote)])
	}
	if !w.sides {
		s = withoutLabel(text.WithoutMarkup(s), v.Label)
	}
	if w.say.untold(v) || !w.chat {
		w.say.say(v, at, s)
	} else {
		w.say.out.Message(w.say.speaker(v), at, s)
	}
}
