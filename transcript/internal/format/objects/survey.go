package objects

import (
	"strconv"
	"strings"

	"verbatim/internal/text"
	"verbatim/transcript/internal/json"
	"verbatim/transcript/internal/tape"
)

// A node is a place in the tree of a source: the value of a key, or all members of an array
// or an object.
type node struct {
	key     string // anyMember: all members of the parent
	parent  *node
	kids    []*node
	members *group            // sample of its members that are objects or arrays
	facts   map[string]string // strings in it that may describe the whole source
	seen    int

	strings  int  // members that are strings
	labelled int  // number of these that begin with a name
	spoken   bool // it is a string whose lines begin with names
}

// anyMember is the key of a node for all members of an array or an object.
const anyMember = "*"

// Limits of the sample.
const (
	maxSampled = 40   // members of a list
	maxNodes   = 4096 // nodes
	maxKids    = 256  // nodes below one node
	maxHead    = 4096 // bytes of text kept for a group
)

// A survey samples the contents of a source.
type survey struct {
	again  func(json.Place) *json.Reader // reads the source from a place
	rr     recordReader
	rec    Record
	root   *node
	nodes  int
	people map[string]string // names by id
	cut    bool              // the source is truncated
	sound  [2]int            // number of strings that are UTF-8 decoded as Latin-1, and of others beyond ASCII
}

func newSurvey(again func(json.Place) *json.Reader) *survey {
	return &survey{rr: recordReader{few: true}, again: again, root: &node{}, people: map[string]string{}}
}

// kid returns the child of n for a key, or nil if there are too many nodes.
func (s *survey) kid(n *node, key string) *node {
	for _, k := range n.kids {
		if k.key == key {
			return k
		}
	}
	if s.nodes++; s.nodes > maxNodes || len(n.kids) >= maxKids {
		return nil
	}
	k := &node{key: key, parent: n}
	n.kids = append(n.kids, k)
	return k
}

// value samples the next value of r, whose node is n.
func (s *survey) value(r *json.Reader, n *node) {
	if n == nil {
		return
	}
	n.seen++
	switch r.Peek() {
	case '{':
		s.object(r, n)
	case '[':
		i := 0
		r.Array(func() {
			if i++; i <= maxSampled || i <= tape.MaxCast && isPeople(n.key) {
				s.member(r, n, i-1)
			}
		})
	}
}

// object samples the fields of an object. Fields that are objects also count as members of
// a list.
func (s *survey) object(r *json.Reader, n *node) {
	i := 0
	r.Object(func(key string) {
		switch c := r.Peek(); {
		case c == '"' && fieldOf(key).is == isText:
			if k := s.kid(n, strings.Clone(key)); k != nil && isDialogue(r.Text()) {
				k.spoken = true
			}
		case c == '"':
			s.fact(r, n, key)
		case c == '{' && !isPart(key):
			if i++; i <= maxSampled {
				s.group(r, n, true)
				n.members.numbered(key)
			}
			s.deeper(r, n, key, i)
		case c == '[' || c == '{':
			s.deeper(r, n, key, 0)
		}
	})
}

// isPart reports whether a field has a known name, so that its object is not one of many
// alike.
func isPart(key string) bool {
	plain := plainKey(key)
	f := fieldOf(key)
	return f.is != unknown || f.weight != 0 || spokenLists[plain] || maybeLists[plain] || chatLists[plain] || isPeople(key)
}

// deeper samples a field of an object. i is its number among the fields that are objects.
func (s *survey) deeper(r *json.Reader, n *node, key string, i int) {
	if i > maxSampled {
		return
	}
	if isPeople(n.key) && r.Is('{') {
		s.person(r, key, -1)
	}
	s.value(r, s.kid(n, strings.Clone(key)))
}

// member samples member i of an array.
func (s *survey) member(r *json.Reader, n *node, i int) {
	switch r.Peek() {
	case '{':
		if isPeople(n.key) || fieldOf(n.key).is == isSpeaker {
			s.person(r, "", i)
		}
		s.group(r, n, false)
		s.value(r, s.kid(n, anyMember))
	case '[':
		s.value(r, s.kid(n, anyMember))
	case '"':
		name := r.Text()
		if n.strings++; isLabelled(name) {
			n.labelled++
		}
		if isPeople(n.key) && strings.HasSuffix(plainKey(n.key), "s") {
			s.met(strconv.Itoa(i), name)
		}
	}
}

// isDialogue reports whether at least half of the lines of a text begin with names, and a
// name recurs.
func isDialogue(s string) bool {
	lines, labelled, again := 0, 0, false
	names := map[string]bool{}
	for line := range strings.SplitSeq(s, "\n") {
		if strings.TrimSpace(line) != "" {
			lines++
		}
		if isLabelled(line) {
			labelled++
			name, _, _ := strings.Cut(line, ":")
			again = again || names[name]
			names[name] = true
		}
	}
	return again && labelled*2 >= lines
}

// isLabelled reports whether a string begins with a name and a colon.
func isLabelled(s string) bool {
	name, text, ok := strings.Cut(s, ": ")
	return ok && name != "" && len(name) < 60 && strings.TrimSpace(text) != "" && strings.Count(name, " ") < 5
}

// factKeys are the names of fields that describe the object around them as a whole.
var factKeys = text.WordSet(`title name subject topic date recordedat createdat createtime meetingdate recordingdate place location currentnode displayname meetingtitle
	recordeddate starttime createddate description chatname conversationname datetime updatetime`)

// fact stores a string that may describe the source or name a person.
func (s *survey) fact(r *json.Reader, n *node, key string) {
	if plain := plainKey(key); factKeys[plain] && n.facts[plain] == "" {
		if n.facts == nil {
			n.facts = map[string]string{}
		}
		n.facts[plain] = r.Text()
		return
	}
	if isPeople(n.key) && strings.HasSuffix(plainKey(n.key), "s") && fieldOf(key).is == unknown {
		s.met(key, r.Text())
	}
}

// peopleWords occur in the names of lists of people.
var peopleWords = [...]string{"speaker", "participant", "people", "user", "member", "parties", "attendee", "person", "profile", "author", "names", "voices", "cast", "roster", "agent", "panel", "contacts", "actors", "guests", "entities", "contributor"}

// isPeople reports whether a list with this key may be a list of people.
func isPeople(key string) bool {
	key = plainKey(key)
	for _, word := range peopleWords {
		if strings.Contains(key, word) {
			return true
		}
	}
	return false
}

// person stores the name of a person by each of their ids. key is an id too, unless it is
// "". A person without an id is known by i, the index in an array.
func (s *survey) person(r *json.Reader, key string, i int) {
	var p person
	p.read(s.again(r.Place()), 0)
	p.identified(key)
	if p.name == "" {
		return
	}
	if len(p.ids) == 0 && i >= 0 {
		p.identified(strconv.Itoa(i))
	}
	for _, id := range p.ids {
		s.met(id, p.name)
	}
}

// met stores the name for an id. An id with several names gets "".
func (s *survey) met(id, name string) {
	if old, ok := s.people[id]; ok && old != name {
		s.people[id] = ""
	} else if !ok && len(s.people) < tape.MaxCast {
		s.people[strings.Clone(id)] = name
	}
}

// group samples the next object as a record.
func (s *survey) group(r *json.Reader, n *node, object bool) {
	at := r.Place()
	again := s.again(at)
	s.rr.read(again, &s.rec)
	if again.Err != nil && n.members != nil && n.members.texts > 0 {
		return // truncated, and so not like the others
	}
	if fieldOf(n.key).is == isWords {
		s.rec.asWord()
	}
	if n.members == nil {
		n.members = &group{line: at.Line, object: object, last: -1, names: map[string]int{}, chans: map[string]bool{}, idNames: map[string]bool{}}
	}
	if !s.rec.Empty() || len(s.rec.pieces) > 0 {
		meet(s.people, &s.rec)
	}
	s.mojibake(s.rec.voice.Label)
	s.mojibake(s.rec.Text)
	n.members.add(&s.rec)
}

// mojibake counts a string as UTF-8 that was decoded as Latin-1, as in the exports of some
// messengers, or as intact.
func (s *survey) mojibake(t string) {
	if fixed := latin(t); fixed != t {
		s.sound[0]++
	} else if strings.IndexFunc(t, func(r rune) bool { return r >= 0x80 }) >= 0 {
		s.sound[1]++
	}
}

// line samples a line of JSON Lines as a member of the root. A truncated line is only
// recorded as such.
func (s *survey) line(r *json.Reader) {
	if whole := r.Again(r.Place()); !r.Is('{') && !r.Is('[') || whole.Extent().Size == 0 || whole.Err != nil || whole.Peek() > ',' {
		s.cut = whole.Err == json.ErrCut
		return
	}
	s.again = r.Again
	if s.root.seen++; s.root.seen <= maxSampled {
		s.member(r, s.root, -1)
	}
}

// meet adds the speaker of a record to people, by id, if the record states both a name and
// an id. An id with several names gets "".
func meet(people map[string]string, rec *Record) {
	if rec.alias == "" || rec.rank < rankPlain || len(people) >= tape.MaxCast {
		return
	}
	if name, ok := people[rec.alias]; !ok {
		people[strings.Clone(rec.alias)] = strings.Clone(rec.voice.Label)
	} else if name != rec.voice.Label {
		people[rec.alias] = ""
	}
}
