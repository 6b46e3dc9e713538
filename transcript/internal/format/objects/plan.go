package objects

import (
	"maps"
	"slices"
	"strings"

	"verbatim/internal/text"
)

// A plan says which list of a source is the transcript, and how to read it. It is made by
// these rules:
//
//  1. The transcript is the list whose members, from a sample, give the most evidence of
//     speech. Fields for a speaker, a text and a time count for it; fields of products,
//     posts and logs count against it.
//  2. Among lists with the same text, a list with speakers is preferred, then a list of
//     sentences to one of words.
//  3. Lists whose paths differ in one key only are read as one.
//  4. If no list has speakers, but another one has speakers and times without text, each
//     word belongs to the person who speaks at its time.
type plan struct {
	steps    []string          // keys from the root to the members of the list
	words    bool              // each member is a word
	glued    bool              // the text of words includes the spaces between them
	apart    bool              // each member holds the words of one channel
	fields   bool              // use the words of a member, not its text
	strong   bool              // a field of rank rankWeak does not name a speaker
	carry    bool              // a member without a speaker continues the previous speaker
	wall     bool              // times count from 1970
	chat     bool              // members are messages, not captions
	sides    bool              // the speakers are a person and a language model
	repeats  bool              // a later member may repeat all words with their speakers
	channel  bool              // channels stand for speakers
	sorted   bool              // members have to be sorted by time
	thread   bool              // each member names the one before it
	latin    bool              // the text is UTF-8 that was decoded as Latin-1
	unit     float64           // default unit of times, in milliseconds
	bitUnit  float64           // default unit of the times of words in a member
	people   map[string]string // names by id
	spanUnit float64           // default unit of the times of spans
	spans    []string          // path of a separate list of speakers and times; nil: none
	facts    map[string]string // strings that describe the whole source, by key
	titled   bool              // there are several conversations with titles
	single   bool              // one conversation with a title has been seen so far
	byID     bool              // speakers are known by ids
	system   bool              // messages of the system are those of the machine
	ids      bool              // a number in a field named from is a speaker
	kinds    bool              // the kind of a record names the speaker
	named    bool              // the object around a list names the speaker of the whole list
	keyed    bool              // the key of a list does
	seen     int               // number of members in the sample
	own      bool              // verbatim wrote the records
	lines    bool              // the members are lines of labelled text
	missed   int64             // line of a list with speech that is skipped, 0 if there is none
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

// linePlan returns the plan for a source that holds labelled text in strings, or nil.
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

// spokenLines returns the first node at or below n that holds labelled text in a string or
// in a list of strings, or nil.
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

// stepOr separates the keys of a step that matches several.
const stepOr = "\x00"

// isStep reports whether a step matches a key.
func isStep(step, key string) bool {
	if len(step) == len(key) {
		return step == key
	}
	return strings.Contains(step, stepOr) && slices.Contains(strings.Split(step, stepOr), key)
}

// join extends the plan to another list if the paths differ in one key.
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

// header returns the title, date and place that the source states, by the keys of a header.
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
