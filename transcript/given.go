package transcript

import (
	"maps"
	"slices"

	"verbatim/internal/text"
	"verbatim/transcript/internal/naming"
	"verbatim/transcript/internal/record"
)

// Given is what a user has said of the speakers, who may know better than the
// source. The keys are the names in the source. The zero Given changes
// nothing.
type Given struct {
	Names   map[string]string `json:"names,omitempty"`   // their new names; equal names merge speakers
	Asks    map[string]bool   `json:"asks,omitempty"`    // whether their turns are questions
	Colours map[string]int    `json:"colours,omitempty"` // their Speaker.Colour in an earlier reading

	// NotSpeakers are labels, as in Document.Labels, that do not name anybody: they
	// are text. Reader.Correct applies them.
	NotSpeakers map[string]bool `json:"not_speakers,omitempty"`
}

// Zero reports whether g changes nothing.
func (g Given) Zero() bool {
	return len(g.Names) == 0 && len(g.Asks) == 0 && len(g.Colours) == 0 && len(g.NotSpeakers) == 0
}

// Clone returns a copy of g that shares no maps with it.
func (g Given) Clone() Given {
	return Given{maps.Clone(g.Names), maps.Clone(g.Asks), maps.Clone(g.Colours), maps.Clone(g.NotSpeakers)}
}

// A register holds the speakers as the source has them, beside those that are
// shown. A document has one once the user has changed a speaker.
//
//  1. The user's changes are kept by the name in the source, so they survive
//     reloading.
//  2. Speakers of the source that are shown by the same folded name merge, if
//     the user gave that name to one of them.
//  3. A merged speaker takes name, colour and Asks from the member that was not
//     renamed. An Asks that the user has set takes precedence.
//  4. A name that the source has for the speaker undoes the renaming.
type register struct {
	own    []Speaker      // by their index in batches
	shown  []uint32       // the speakers they are shown as
	spoken []uint32       // by label: the speaker of the source behind it
	rows   map[string]int // speakers shown, by folded name
	names  map[string]bool
	taken  map[int]bool // colours reserved for a speaker
}

// Give applies what a user has said of the speakers, those of d and those that
// are still to come.
func (d *Document) Give(g Given) {
	d.given = g.Clone()
	if d.register != nil || !g.Zero() {
		d.regroup()
	}
}

// Given returns a copy of what the user has said of the speakers.
func (d *Document) Given() Given { return d.given.Clone() }

// Rename gives a speaker a name. The name of another speaker merges the two;
// the name that the source has for a speaker undoes that. moved has the new
// index of each speaker by its old one; it is nil if nothing has changed.
func (d *Document) Rename(speaker int, name string) (moved []int) {
	if name = text.CleanName(name); name == "" || speaker <= 0 {
		return nil
	}
	d.enrol()
	if d.given.Names == nil {
		d.given.Names = make(map[string]string)
	}
	members := d.members(speaker)
	for _, i := range members {
		if own := d.register.own[i].Name; len(members) > 1 && key(own) == key(name) && d.given.Names[own] != "" {
			delete(d.given.Names, own)
			return d.regroup()
		}
	}
	for _, i := range members {
		own := d.register.own[i].Name
		if d.given.Names[own] = name; own == name {
			delete(d.given.Names, own)
		}
	}
	return d.regroup()
}

// SetAsks says whether the turns of a speaker are questions. Questions and
// exchanges are numbered again.
func (d *Document) SetAsks(speaker int, asks bool) {
	if speaker <= 0 {
		return
	}
	d.enrol()
	if d.given.Asks == nil {
		d.given.Asks = make(map[string]bool)
	}
	members := d.members(speaker)
	for _, i := range members {
		delete(d.given.Asks, d.register.own[i].Name)
	}
	d.regroup()
	if d.speakers[speaker].Asks == asks {
		return
	}
	for _, i := range members {
		d.given.Asks[d.register.own[i].Name] = asks
	}
	d.regroup()
}

// Labels returns the labels of a speaker, as in the source.
func (d *Document) Labels(speaker int) []string {
	var of []string
	for _, l := range d.labels[1:] {
		if int(l.Speaker) == speaker {
			of = append(of, l.Text)
		}
	}
	return of
}

// SetSpeaker says whether labels name a speaker. Reader.Correct, with Given of d,
// applies it.
func (d *Document) SetSpeaker(labels []string, is bool) {
	g := d.given.Clone()
	if g.NotSpeakers == nil {
		g.NotSpeakers = make(map[string]bool)
	}
	for _, l := range labels {
		if delete(g.NotSpeakers, l); !is {
			g.NotSpeakers[l] = true
		}
	}
	d.given = g
}

// members returns the speakers of the source that are shown as speaker.
func (d *Document) members(speaker int) []int {
	var of []int
	for i, row := range d.register.shown {
		if i > 0 && int(row) == speaker {
			of = append(of, i)
		}
	}
	return of
}

// enrol makes the register from the speakers so far.
func (d *Document) enrol() {
	if d.register != nil {
		return
	}
	r := &register{own: slices.Clone(d.speakers)}
	for i := range d.speakers {
		r.shown = append(r.shown, uint32(i))
	}
	for _, l := range d.labels {
		r.spoken = append(r.spoken, l.Speaker)
	}
	d.register = r
}

// key returns what two spellings of one name have in common.
func key(name string) string {
	if k := naming.Fold(name); k != "" {
		return k
	}
	return name
}

// regroup makes the speakers that are shown from those of the source, and
// finds the questions again. It returns the new index of each speaker.
func (d *Document) regroup() (moved []int) {
	d.enrol()
	d.alike = alike{}
	r := d.register
	was, n := r.shown, len(d.speakers)
	d.speakers, r.shown = make([]Speaker, 1, n), make([]uint32, 1, len(r.own))
	r.rows, r.names, r.taken = make(map[string]int), make(map[string]bool), make(map[int]bool)
	for _, name := range d.given.Names {
		r.names[key(name)] = true
	}
	for _, rank := range d.given.Colours {
		r.taken[rank] = true
	}
	moved = make([]int, n)
	for i := 1; i < len(r.own); i++ {
		d.show(i)
		if moved[was[i]] == 0 {
			moved[was[i]] = int(r.shown[i])
		}
	}
	d.speakers[0].Turns, d.speakers[0].Bytes = r.own[0].Turns, r.own[0].Bytes
	d.labels = slices.Clone(d.labels) // a Snapshot has the others
	for i := range d.labels {
		d.point(i)
	}
	d.findQuestions()
	return moved
}

// show adds speaker i of the source to those that are shown, and reports
// whether it merged with one that was already shown.
func (d *Document) show(i int) (joined bool) {
	r := d.register
	s := r.own[i]
	name, given := d.given.Names[s.Name]
	if given {
		s.Name, s.Anonymous = name, false
	}
	s.Colour = d.colour(&r.own[i])
	if asks, ok := d.given.Asks[r.own[i].Name]; ok {
		s.Asks, s.fixed = asks, true
	}
	k := key(s.Name)
	row, known := len(d.speakers), false
	if r.names[k] {
		row, known = r.row(k, row)
	}
	r.shown = append(r.shown, uint32(row))
	if !known {
		d.speakers = append(d.speakers, s)
		return false
	}
	d.speakers[row].merge(s, !given)
	return true
}

// row returns the index of the speaker shown by a folded name. If the name is
// new, it is next.
func (r *register) row(k string, next int) (row int, known bool) {
	if row, known = r.rows[k]; !known {
		row, r.rows[k] = next, next
	}
	return row, known
}

// merge merges other into s, by rule 3. own is true if other was not renamed.
func (s *Speaker) merge(other Speaker, own bool) {
	sum := *s
	if own {
		sum = other
	}
	sum.Turns, sum.Bytes = s.Turns+other.Turns, s.Bytes+other.Bytes
	if sum.Role == "" {
		sum.Role = s.Role + other.Role // one of them is empty
	}
	switch {
	case other.fixed:
		sum.Asks, sum.fixed = other.Asks, true
	case s.fixed:
		sum.Asks, sum.fixed = s.Asks, true
	}
	*s = sum
}

// colour returns the colour of a speaker of the source: the one in
// Given.Colours, or else one that is not reserved for another speaker.
func (d *Document) colour(s *Speaker) int {
	if rank, ok := d.given.Colours[s.Name]; ok {
		return rank
	}
	if s.Anonymous || len(d.given.Colours) == 0 {
		return s.Colour
	}
	rank := s.Colour
	for next := 0; d.register.taken[rank] && next < MaxColours; next++ {
		rank = next
	}
	d.register.taken[rank] = rank < MaxColours
	return rank
}

// point sets the speaker of label i to the one that is shown.
func (d *Document) point(i int) {
	own := d.register.spoken[i]
	d.labels[i].Speaker = d.register.shown[own]
	_, d.labels[i].renamed = d.given.Names[d.register.own[own].Name]
}

// behind returns the speaker of the source behind a label.
func (r *register) behind(label uint32) *Speaker { return &r.own[r.spoken[label]] }

// enter adds the speakers and labels of a batch.
func (d *Document) enter(b *record.Batch) {
	r := d.register
	if r == nil {
		d.labels, d.speakers = record.Grow(d.labels, len(b.Labels)), record.Grow(d.speakers, len(b.Speakers))
		for i := range b.Speakers {
			d.speakers = append(d.speakers, speakerOf(&b.Speakers[i]))
		}
		for i := range b.Labels {
			d.labels = append(d.labels, docLabel{Label: b.Labels[i]})
			state(d.speakers, &b.Labels[i])
		}
		return
	}
	joined := false
	for i := range b.Speakers {
		r.own = append(r.own, speakerOf(&b.Speakers[i]))
		joined = d.show(len(r.own)-1) || joined
	}
	for _, l := range b.Labels {
		state(r.own, &l)
		r.spoken = append(r.spoken, l.Speaker)
		d.labels = append(d.labels, docLabel{Label: l})
		d.point(len(d.labels) - 1)
		state(d.speakers, &d.labels[len(d.labels)-1].Label)
	}
	if joined { // whether its turns are questions may have changed
		d.regroup()
	}
}

// speakerOf returns a speaker who has not spoken yet.
func speakerOf(s *record.Speaker) Speaker {
	return Speaker{Name: s.Name, Role: s.Role, Anonymous: s.Anonymous, Asks: s.Asks, Colour: s.Colour}
}

// state sets the role of the speaker behind a label to the role that the label
// states, unless an earlier label stated one.
func state(speakers []Speaker, l *record.Label) {
	if s := &speakers[l.Speaker]; s.Role == "" && l.Speaker > 0 {
		s.Role = l.Role
	}
}

// findQuestions finds all questions again.
func (d *Document) findQuestions() {
	asks := make([][record.FlagSets]bool, len(d.labels)) // whether a turn with these flags is a question
	for i, l := range d.labels {
		for f := range asks[i] {
			asks[i][f] = d.speakers[l.Speaker].asks(d.head.Rule, record.TurnFlags(f))
		}
	}
	d.questions = make([]uint32, 0, len(d.questions))
	for i := range d.n {
		if t := d.turn(i); asks[t.Label][t.Flags] {
			d.questions = append(d.questions, uint32(i))
		}
	}
}

// MaxColours is the number of colours that are worth keeping in Given.Colours:
// a speaker beyond looks like one of the first anyway.
const MaxColours = 32

// Colours returns the colours of the speakers by name, as Given.Colours has
// them: so that a speaker keeps a colour when the source has changed. Those of
// anonymous speakers, and from MaxColours on, are not in it.
func (d *Document) Colours() map[string]int {
	ranks := make(map[string]int)
	keep := func(name string, s *Speaker, rank int) {
		if !s.Anonymous && rank < MaxColours {
			ranks[name] = rank
		}
	}
	if d.register == nil {
		for i := range d.speakers[1:] {
			s := &d.speakers[i+1]
			keep(s.Name, s, s.Colour)
		}
		return ranks
	}
	for i := range d.register.own[1:] {
		s := &d.register.own[i+1]
		shown := &d.speakers[d.register.shown[i+1]]
		rank, known := d.given.Colours[s.Name]
		if !known && (shown.Name == s.Name || shown.Turns == s.Turns) {
			rank, known = shown.Colour, true
		}
		if known {
			keep(s.Name, s, rank)
		}
	}
	return ranks
}
