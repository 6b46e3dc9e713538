package label

import (
	"bytes"
	"math"
	"slices"

	"verbatim/internal/text"
	"verbatim/transcript/internal/dialect"
	"verbatim/transcript/internal/naming"
	"verbatim/transcript/internal/record"
	"verbatim/transcript/internal/source"
	"verbatim/transcript/internal/tape"
)

// Findings become turns by these rules:
//
//  1. A turn ends where the next one begins. It is returned only then, because its
//     flags depend on its end.
//  2. Findings inside a box are ignored. A footer ends before the next turn.
//  3. Text before the first turn is the front. A document without turns is one turn
//     without a speaker, except a tape. Verbatim's own text may also begin with such
//     a turn.
//  4. A time alone on a line is the start of the next turn, unless the label of that turn
//     has a time.
//  5. In a deposition, Q is the examiner who was named last, and A is the witness.
//  6. The head decides who asks questions. It uses the first of these that applies: marks
//     at questions; labels such as Question (and User in a conversation with a machine, see
//     persons.go); roles such as host; habits. By habit, the first of three or more
//     speakers asks if they ask a lot, and others if they do little else. If none applies,
//     speakers whose turns often end in a question ask in those turns. A header that
//     verbatim wrote overrides all of this.
//  7. A cue with the same label as the turn before continues that turn, unless the label is
//     one such as Question, which may be somebody else each time.

// A decider turns findings into turns, in the order of the source.
type decider struct {
	src      *source.Source
	view     source.View // of src
	p        *profile
	cast     *Cast
	turn     record.Turn // the current turn, not returned yet
	open     bool        // turn is valid
	text     int64       // offset of its text
	before   asked
	boxes    []record.Note // boxes in the turn, and a footer
	box      boxBefore
	labelled bool        // the turn has a label: the text after it is speech
	asked    bool        // the turn has a question mark so far
	stop     record.Time // end of the last speech
	skip     int64       // findings before this offset are inside a box
	footer   int64       // offset of the open footer, or -1
	lines    int64       // line ends before the current block
	spoken   bool        // a turn has begun

	repeated uint32 // last label repeated by a cue
	asker    uint32 // the same, for a label that may be somebody else each time

	time     record.Time // start of the next turn
	examiner string      // examiner of a deposition, "" until known
}

func newDecider(src *source.Source, p *profile) *decider {
	return &decider{src: src, view: source.View{Src: src}, p: p, cast: newCast(p), footer: -1, stop: -1, time: -1}
}

// decide returns the batch of the findings in parts, which cover the source up to
// end. It withholds the last turn until the next begins. If last is true, the
// source ends at end, and decide returns that turn too.
func (d *decider) decide(parts []*findings, end int64, last bool) *record.Batch {
	n := 1
	for _, f := range parts {
		n += len(f.list)
	}
	b := record.NewBatch(n)
	b.End = end
	for _, f := range parts {
		for i := range f.list {
			d.finding(b, &f.list[i])
		}
		d.asked = d.asked || f.asked
		d.stops(f.stop)
		for _, m := range f.lines {
			b.Lines = append(b.Lines, record.Mark{Off: m.Off, Line: m.Line + d.lines})
		}
		d.lines += f.count
	}
	if last {
		d.finish(b, end)
	} else if d.open {
		b.Open = d.unfinished(end)
	}
	b.Labels, b.Speakers = d.cast.take()
	return b
}

// A boxBefore describes the box that ends the text before a finding.
type boxBefore struct {
	known bool // there is one, and asks is valid
	asks  bool // the turn would end in a question if it ended at the box
}

// finding adds a finding to b.
func (d *decider) finding(b *record.Batch, f *finding) {
	d.asked = d.asked || f.is(foundAsked)
	d.stops(f.stop)
	if f.off < d.skip {
		if f.end() != d.skip { // otherwise the box around it ends there too
			d.box = boxBefore{}
		}
		return
	}
	before := d.box
	d.box = boxBefore{}
	switch {
	case f.mark == tape.MarkLost:
		b.Lost++
		return
	case f.mark == tape.MarkNote:
		if d.spoken { // otherwise it belongs to the front
			b.Notes = append(b.Notes, record.Note{Off: f.off, End: d.noteEnd(f)})
		}
		return
	case f.mark == foundFooter, f.mark == foundBox:
		d.note(b, f, before)
		return
	case f.mark == foundTime:
		d.time = f.start
		return
	case f.mark == foundExaminer:
		d.examiner = f.label()
		return
	}
	if d.goesOn(f) {
		return
	}
	d.endFooter(b, f.off)
	if d.p.layout.Dialect && !d.spoken && d.unlabelled(f.off) {
		d.begin(record.Turn{Off: d.p.start, Start: -1, End: -1})
	}
	ends, known := d.ends(f, before)
	if !known {
		ends = d.asksAt(f.off)
	}
	d.endTurn(b, ends, f.off)
	t := record.Turn{Off: f.off, Start: f.start, End: -1, Label: d.label(f), Body: f.body}
	if !t.Start.Known() {
		t.Start = d.time
	}
	d.time = record.NoTime
	if f.mark == tape.MarkQuestion {
		t.Flags = record.Asked
	}
	d.begin(t)
}

// goesOn reports whether a cue with a label continues the current turn, by rule 7.
func (d *decider) goesOn(f *finding) bool {
	if !d.open || !d.p.layout.Taped || f.who == nil || f.mark == tape.MarkTurn || f.mark == tape.MarkQuestion {
		return false
	}
	label := d.label(f)
	if label != d.turn.Label || label == d.asker {
		return false
	}
	if label != d.repeated { // ask once for each run of cues
		if d.cast.asksBy[label] {
			d.asker = label
			return false
		}
		d.repeated = label
	}
	return true
}

// label returns the index of the label of a finding, by rule 5.
func (d *decider) label(f *finding) uint32 {
	if f.who == nil {
		return 0
	}
	switch text := f.who.Label; {
	case d.examiner != "" && isQ(text):
		return d.cast.labelOf(text, d.examiner)
	case d.p.witness != "" && (text == "A" || text == "A."):
		return d.cast.labelOf(text, d.p.witness)
	}
	return d.cast.label(f.who.Label, f.who.Role, f.who.Name)
}

// stops records the end of the last speech, unless it is unknown.
func (d *decider) stops(at record.Time) {
	if at.Known() {
		d.stop = at
	}
}

// begin makes t the current turn.
func (d *decider) begin(t record.Turn) {
	d.turn, d.open, d.spoken = t, true, true
	d.text, d.before = t.Off+int64(t.Body), asked{}
	d.labelled = t.Label != 0 || d.p.layout.Dialect && t.Body > 0
}

// noteEnd returns the end of a note. If the note continues beyond its block, it reads on in
// the source.
func (d *decider) noteEnd(f *finding) int64 {
	if !f.is(foundOpen) {
		return f.end()
	}
	size, _ := d.src.Size()
	end, _ := d.view.LineEnd(f.end(), size)
	return end
}

// endTurn adds the current turn, which ends at end, to b. ends reports whether it ends in
// a question.
func (d *decider) endTurn(b *record.Batch, ends bool, end int64) {
	if d.open {
		if d.courteous(end) {
			d.turn.Flags |= record.Courtesy
		}
		if d.asked {
			d.turn.Flags |= record.HasQuestion
		}
		if ends {
			d.turn.Flags |= record.EndsQuestion
		}
		d.turn.End = d.stop
		b.Turns = append(b.Turns, d.turn)
	}
	d.open, d.asked, d.stop, d.boxes = false, false, record.NoTime, d.boxes[:0]
}

// maxCourtesy is the maximum size of a greeting in bytes.
const maxCourtesy = 120

// courteous reports whether the current turn would be nothing but a greeting or thanks by a
// speaker whose label asks, if it ended at end.
func (d *decider) courteous(end int64) bool {
	if d.asked || end-d.text > maxCourtesy || end <= d.text || !d.cast.asksBy[d.turn.Label] {
		return false
	}
	b, err := d.view.Read(d.text, end)
	if err != nil {
		return false
	}
	var said []byte
	for line := range bytes.Lines(b) {
		line = bytes.TrimSuffix(line, text.Newline)
		if from, to, kind := Line(d.p.layout, line); len(said) == 0 || kind == record.LineOpens || kind == record.LineContinues {
			said = append(append(said, line[from:to]...), ' ')
		}
	}
	return naming.IsCourtesy(string(said))
}

// note adds a box or a footer.
func (d *decider) note(b *record.Batch, f *finding, before boxBefore) {
	switch {
	case d.footer >= 0 || !d.spoken:
	case f.mark == foundFooter:
		d.footer = f.off
		d.boxes = append(d.boxes, record.Note{Off: f.off, End: math.MaxInt64}) // until the next turn
	default:
		if d.box.asks, d.box.known = d.ends(f, before); d.box.asks && !f.is(foundOwn|foundAfterBox) {
			d.box.asks = d.asksAt(f.off) // the question mark may be in the label
		}
		d.skip = f.end()
		d.boxes = append(d.boxes, record.Note{Off: f.off, End: f.end()})
		b.Notes = append(b.Notes, record.Note{Off: f.off, End: f.end()})
	}
}

// endFooter adds the open footer, which ends at end.
func (d *decider) endFooter(b *record.Batch, end int64) {
	if d.footer >= 0 {
		b.Notes = append(b.Notes, record.Note{Off: d.footer, End: end})
		d.footer = -1
	}
}

// finish adds the last footer and turn, by rules 2 and 3.
func (d *decider) finish(b *record.Batch, end int64) {
	d.endFooter(b, end)
	if !d.spoken && !d.p.layout.Taped && d.said(end) && (!d.p.layout.Dialect || d.unlabelled(end)) {
		d.begin(record.Turn{Off: d.p.start, Start: -1, End: -1})
	}
	d.endTurn(b, d.asksAt(end), end)
}

// unfinished returns the current turn, as if it ended at end.
func (d *decider) unfinished(end int64) *record.Turn {
	t := d.turn
	t.End = d.stop
	if d.asked {
		t.Flags |= record.HasQuestion
	}
	if d.asksAt(end) {
		t.Flags |= record.EndsQuestion
	}
	if d.courteous(end) {
		t.Flags |= record.Courtesy
	}
	return &t
}

// ends reports whether the current turn ends in a question before f. known is false if
// the source has to be read to find out.
func (d *decider) ends(f *finding, before boxBefore) (asks, known bool) {
	switch {
	case len(d.boxes) > 0 && f.is(foundAfterBox):
		return before.asks, before.known
	case len(d.boxes) > 0 && !(f.is(foundAfterText) && before.known):
		return false, false
	}
	return f.is(foundEnds), !f.is(foundDoubt)
}

// asksAt reports whether the current turn would end in a question if it ended at
// end.
func (d *decider) asksAt(end int64) bool {
	return d.open && d.asksBefore(end)
}

// said reports whether there is text between the header and end.
func (d *decider) said(end int64) bool {
	buf := make([]byte, 64<<10)
	for off := d.p.start; off < end; off += int64(len(buf)) {
		n, _ := d.src.ReadAt(buf[:min(int64(len(buf)), end-off)], off)
		if len(bytes.TrimSpace(bytes.TrimPrefix(buf[:n], []byte("\xef\xbb\xbf")))) > 0 {
			return true
		}
	}
	return false
}

// unlabelled reports whether the text before the first label, at end, has speech.
// Only verbatim's own dialect allows that.
func (d *decider) unlabelled(end int64) bool {
	buf := make([]byte, min(end-d.p.start, headSize))
	n, _ := d.src.ReadAt(buf, d.p.start)
	for line := range bytes.Lines(buf[:n]) {
		if _, _, kind := Line(d.p.layout, bytes.TrimSuffix(line, text.Newline)); kind == record.LineOpens || kind == record.LineContinues {
			return true
		}
	}
	return false
}

// finishHead completes the batch of the head with the results that depend on all
// of it: the header, the speakers who ask, the ranks of speakers. head is its text.
func (d *decider) finishHead(b *record.Batch, head []byte) {
	front := int64(len(head))
	if len(b.Turns) > 0 {
		front = b.Turns[0].Off
	} else if d.open {
		front = d.turn.Off
	}
	if d.p.layout.Taped {
		tape.ReadHeader(b.Head, head)
	} else {
		readHeader(b.Head, head[:min(front, int64(len(head)))], footers(b.Notes, head))
		if front == 0 && !d.p.layout.Dialect && b.Head.Header.Title == "" {
			b.Head.Header = headerOf(b.Head.Layout, head)
		}
	}
	turns := b.Turns
	if d.open {
		turns = append(turns[:len(turns):len(turns)], d.turn)
	}
	marked := b.Head.Rule == record.RuleElement || slices.ContainsFunc(turns, func(t record.Turn) bool { return t.Flags&record.Asked != 0 })
	b.Head.Rule = whoAsks(b, turns, head)
	if marked {
		b.Head.Rule = record.RuleElement
		for i := range b.Speakers {
			b.Speakers[i].Asks = false // marks at their turns decide instead
		}
	}
	if rule, asks, ok := dialect.HeaderRule(head[:min(d.p.start, int64(len(head)))]); ok {
		b.Head.Rule = rule
		for i := range b.Speakers {
			b.Speakers[i].Asks = asks[b.Speakers[i].Name]
		}
	}
	rule := b.Head.Rule
	conversing := slices.ContainsFunc(b.Speakers, func(s record.Speaker) bool {
		side, _ := naming.SideOf(naming.SideName(s.Name))
		return s.Asks && side == naming.Person
	})
	d.cast.asks = func(s *record.Speaker, l *naming.Shape) bool {
		switch rule {
		case record.RuleLabel:
			side, _ := naming.SideOf(naming.SideName(s.Name))
			return naming.AsksByLabel(l) || conversing && side == naming.Person
		case record.RuleRole:
			return asksByRole(s)
		case record.RuleEnding:
			return true
		}
		return false
	}
}

// footers returns the text of the footers in head.
func footers(notes []record.Note, head []byte) []byte {
	var b []byte
	for _, n := range notes {
		if part := head[min(n.Off, int64(len(head))):min(n.End, int64(len(head)))]; isFooter(part) {
			b = append(b, part...)
		}
	}
	return b
}
