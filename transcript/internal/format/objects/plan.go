package objects

import (
	"maps"
	"slices"
	"strings"

	"verbatim/internal/text"
)

// A plan says which list of a source is the transcript, and how to read it. Rules:
//
//  1. The list is the one whose members, as far as they were looked at, give most
//     evidence that somebody speaks in them: fields for a speaker, a text and a time
//     count for it, those of products, posts and logs against it.
//  2. Of lists that say the same, one with speakers comes first, then one of
//     sentences before one of words.
//  3. Lists that differ only by the key of the object in which they stand are one.
//  4. If no list has speakers, and another has only speakers and times, each word
//     belongs to the one who speaks at its time.
type plan struct {
	steps    []string          // keys from the root to the members of the list
	words    bool              // a member is a word
	glued    bool              // the blanks between words are written
	apart    bool              // the members are the words of channels
	fields   bool              // the words of a member count, not its text
	strong   bool              // a weak field does not name a speaker
	carry    bool              // a member without a speaker has the one before
	wall     bool              // times are since 1970
	chat     bool              // members are messages, not captions
	sides    bool              // a person and a language model
	repeats  bool              // a member may repeat the words of all, with their speakers
	channel  bool              // channels stand for speakers
	sorted   bool              // members are not in the order of their times
	thread   bool              // members name the one before
	latin    bool              // UTF-8 was read as Latin-1
	unit     float64           // of times that do not state one, in milliseconds
	bitUnit  float64           // of the times of words in a member
	people   map[string]string // names by id
	spanUnit float64           // of the times of spans
	spans    []string          // steps to the list of speakers and times; nil: words state theirs
	facts    map[string]string // what the source says of the whole, by key
	titled   bool              // there are several conversations, and they have titles
	single   bool              // one conversation with a title has been seen, of perhaps several
	byID     bool              // speakers are known by ids
	system   bool              // the system is the machine
	ids      bool              // a number in a field 'from' is who speaks
	kinds    bool              // the kind of a record says who speaks
	named    bool              // the object around a list names who speaks in all of it
	keyed    bool              // the key of a list does
	seen     int               // members that were looked at
	own      bool              // verbatim wrote the records
	lines    bool              // the members are lines of labelled text
	missed   int64             // line of a list that has speech and is not read, 0 if there is none
}

// judge returns the plan for a source, nil if it is not a transcript.
func (s *survey) judge() *plan {
	need := minEvidence
	if s.cut {
		need-- // fewer members were seen than there are
	}
	all := candidates(s.root, need)
	if len(all) == 0 {
		return s.linePlan()
	}
	voices := spans(s.root)
	rank(all, voices != nil)
	best := slices.MaxFunc(all, func(a, b candidate) int { return int(100 * (a.score - b.score)) })
	p := best.plan()
	if p.ids = best.froms*2 > best.texts && len(s.people) > 0; p.ids {
		p.strong, p.wall, p.chat = true, false, true
	}
	p.people, p.latin = s.people, s.sound[0] > 0 && s.sound[1] == 0
	for _, c := range lists(s.root, nil) {
		if c.texts == 0 || c.strong*2 < c.texts || c.isOther() || c.node == best.node || strings.Contains(best.head, c.head[:min(len(c.head), 60)]) {
			continue
		}
		if !p.join(c) && c.isSpeech(need) && !inside(c.node, best.node) {
			p.missed = c.group.line
		}
	}
	p.named = best.isNamed()
	if keys := best.tierKeys(); !p.named && len(keys) > 1 {
		p.named, p.keyed = true, true
		p.steps = slices.Clone(p.steps)
		p.steps[len(p.steps)-2] = strings.Join(keys, stepOr)
	}
	p.sorted = p.sorted || p.named || best.keyBack > 0
	if best.strong == 0 && best.inner == 0 && voices != nil {
		p.fields = p.fields || best.parts > 0
		p.spans, p.spanUnit = voices.steps(), unitOf(nil, nil, voices.members.broken, false)
	}
	return p
}

// linePlan returns the plan for a source with a text whose lines begin with names, nil if
// it has none.
func (s *survey) linePlan() *plan {
	n := spokenLines(s.root)
	if n == nil {
		return nil
	}
	steps := n.steps()
	if n.spoken {
		steps = steps[:len(steps)-1]
	}
	return &plan{steps: steps, lines: true}
}

// spokenLines returns the text below n, or the list of strings, whose lines begin with names;
// nil if there is none.
func spokenLines(n *node) *node {
	if n.strings > 1 && n.labelled*2 > n.strings || n.spoken {
		return n
	}
	for _, k := range n.kids {
		if found := spokenLines(k); found != nil {
			return found
		}
	}
	return nil
}

// plan returns the plan to read the list.
func (c *candidate) plan() *plan {
	p := &plan{steps: c.steps(), facts: map[string]string{}}
	p.words = c.words < 2*c.texts && c.worded == 0 && c.models == 0 && c.wall == 0 && (c.texts > 2 && c.timed*2 >= c.texts || c.wordly > 0)
	p.glued = c.blanks*3 >= c.texts && p.words
	p.apart = c.isApart()
	p.fields = c.worded > 0 || c.inner > 0 && c.strong == 0
	p.strong = c.strong > 0
	p.carry = c.nulls == 0 && (c.repeats == 0 && c.inner == 0 || p.words)
	p.repeats = (c.inner > 0 || c.best > 0) && c.strong == 0 && c.parts > 0 && c.n > 1
	p.wall = c.wall > 0
	p.system = c.persons > 0 && c.models == 0 && c.systems*3 >= c.n
	p.kinds = c.persons > 0 && c.models == 0 && c.kinds > 0 && c.kinds == c.voiced
	p.sides = c.persons > 0 && (c.models > 0 || p.system || p.kinds)
	p.own, p.seen = c.own, c.n
	p.byID = c.ids*2 > c.voiced
	p.channel = c.voiced == 0 && len(c.chans) > 1
	p.unit = unitOf(c.durations(), c.sizes, c.broken, c.ranged == 0)
	if unit, ok := c.wallUnit(); ok && (c.ranged == 0 || unit == p.unit) {
		p.unit, p.wall = unit, true
	}
	p.bitUnit = unitOf(c.bits, c.bitLens, c.inBits, false)
	p.chat = p.wall || p.sides || c.timed == 0 && c.told == 0
	p.sorted = c.back*4 > c.timed || p.channel && c.back > 0
	p.thread = p.sides && c.tied*2 >= c.n && c.tied > 1 && len(p.steps) > 1
	for n := c.node; n != nil; n = n.parent {
		for key, fact := range n.facts {
			if p.facts[key] == "" {
				p.facts[key] = fact
			}
		}
		p.single = p.single || n.key == anyMember && n.seen == 1 && len(n.facts) > 0
		if n.key == anyMember && n.seen > 1 {
			p.titled = p.titled || len(n.facts) > 0
			p.facts = map[string]string{}
		}
	}
	return p
}

// stepOr parts the keys of a step that may be several.
const stepOr = "\x00"

// isStep reports whether a key is one of those of a step.
func isStep(step, key string) bool {
	if len(step) == len(key) {
		return step == key
	}
	return strings.Contains(step, stepOr) && slices.Contains(strings.Split(step, stepOr), key)
}

// join extends the plan to another list, if its place differs by one key.
func (p *plan) join(c candidate) bool {
	steps := c.steps()
	if len(steps) != len(p.steps) {
		return false
	}
	differ := -1
	for i := range steps {
		if isStep(p.steps[i], steps[i]) {
			continue
		}
		if differ >= 0 || steps[i] == anyMember || p.steps[i] == anyMember {
			return false
		}
		differ = i
	}
	if differ >= 0 {
		p.steps = slices.Clone(p.steps)
		p.steps[differ] += stepOr + steps[differ]
	}
	return differ >= 0
}

// header returns what the source says of its title, its date and its place, by the keys of
// a header.
func (p *plan) header() map[string]string {
	h := map[string]string{}
	for _, key := range titleKeys {
		if s := p.facts[key]; s != "" {
			h["title"] = s
			break
		}
	}
	for _, key := range slices.Sorted(maps.Keys(p.facts)) {
		if !strings.Contains(key, "date") && !strings.Contains(key, "at") && !strings.Contains(key, "time") {
			continue
		}
		s := p.facts[key]
		if date, ok := text.ParseDate(s[:min(len(s), len("2006-01-02"))]); ok && h["date"] == "" {
			h["date"] = date
		} else if date, ok := text.ParseDate(s); ok && h["date"] == "" {
			h["date"] = date
		}
	}
	if s := p.facts["place"] + p.facts["location"]; s != "" {
		h["place"] = s
	}
	return h
}
