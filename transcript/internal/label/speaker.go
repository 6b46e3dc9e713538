package label

import (
	"cmp"
	"slices"
	"strings"

	"verbatim/transcript/internal/naming"
	"verbatim/transcript/internal/record"
)

// A Cast maps labels to speakers, in the order in which they appear.
type Cast struct {
	Exact    bool                // names are written as the labels are
	Roles    map[string]bool     // labels that occur without brackets
	Names    map[string]bool     // keys of names that are labels of their own
	accepted map[string]bool     // whether a label of the head, without brackets, is accepted
	Key      func(string) string // naming.Fold, if spellings may differ
	labels   map[string]uint32
	byName   map[string]uint32 // speakers by key
	by       map[string]string // full names in capitals with a role, by surname; "" if there are several
	asksBy   map[uint32]bool   // labels that ask, such as Question
	newLabel []record.Label    // not returned by take yet
	newSpeak []record.Speaker
	nSpeak   uint32 // number of speakers, including speaker 0
	nLabels  uint32
	asks     func(s *record.Speaker, l *naming.Shape) bool // for speakers that appear after the head
}

func newCast(p *profile) *Cast {
	key := naming.Fold
	if p.layout.Dialect {
		key = AsWritten
	}
	return &Cast{Exact: p.layout.Dialect, Roles: p.plain, Names: p.names, accepted: p.verdicts, Key: key, labels: make(map[string]uint32), byName: make(map[string]uint32),
		nSpeak: 1, nLabels: 1}
}

// AsWritten returns name as its own key, so that each spelling is a speaker of its own.
func AsWritten(name string) string { return name }

// label returns the index of a clean label. If the source states the role separately, the
// whole label is the name, unless the source states the name too.
func (c *Cast) label(text, role, name string) uint32 {
	if text == "" {
		return 0
	}
	key := text
	if role != "" || name != "" {
		key += "\x1f" + role + "\x1f" + name
	}
	if i, ok := c.labels[key]; ok {
		return i
	}
	s := c.ShapeOf(text, role, name)
	alias := name != "" && !strings.Contains(naming.Fold(text), naming.Fold(name)) && !strings.Contains(naming.Fold(naming.DropBrackets(text)), naming.Fold(name))
	i := c.add(key, record.Label{Text: text, Role: s.Role, Speaker: c.speaker(text, &s), Alias: alias})
	if naming.AsksByLabel(&s) {
		if c.asksBy == nil {
			c.asksBy = map[uint32]bool{}
		}
		c.asksBy[i] = true
	}
	return i
}

// ShapeOf splits a label into name and role. If the source states a role or a name, these
// are used.
func (c *Cast) ShapeOf(text, role, name string) naming.Shape {
	if base, ok := naming.DropRemark(naming.DropBrackets(text)); ok && c.accepted[base] {
		text = base
	}
	s := naming.ShapeOf(text)
	switch {
	case name != "":
		s.Name, s.Role = name, role
	case role == "":
		c.known(&s, text)
	case s.Form != naming.FormRole || c.Exact:
		s.Name, s.Role = text, role
		if name, before := c.ending(naming.DropBrackets(text)); c.Exact && before == role {
			s.Name = cmp.Or(name, text)
		}
	}
	s.Role = strings.TrimRight(s.Role, ", ")
	if s.Form == naming.FormCapitals && !c.Exact {
		c.surname(&s)
	}
	return s
}

// surname replaces a surname alone by the full name, as in news programmes that write ANN
// LEE, REPORTER first and LEE later.
func (c *Cast) surname(s *naming.Shape) {
	tail := naming.Tail(s.Name)
	switch full, known := c.by[tail]; {
	case naming.WordCount(s.Name) == 1 && full != "":
		s.Name = full
	case naming.WordCount(s.Name) > 1 && s.Role != "":
		if known && full != s.Name {
			full = ""
		} else {
			full = s.Name
		}
		if c.by == nil {
			c.by = map[string]string{}
		}
		c.by[tail] = full
	}
}

func (c *Cast) add(key string, l record.Label) uint32 {
	i := c.nLabels
	c.nLabels++
	c.labels[key] = i
	c.newLabel = append(record.Grow(c.newLabel, 1), l)
	return i
}

// labelOf returns the index of a label that stands for the speaker with this name.
func (c *Cast) labelOf(text, name string) uint32 {
	key := text + "\x1e" + name
	if i, ok := c.labels[key]; ok {
		return i
	}
	s := naming.ShapeOf(name)
	c.known(&s, name)
	return c.add(key, record.Label{Text: text, Role: s.Role, Speaker: c.speaker(name, &s), Alias: true})
}

// known splits a label whose name is also a label elsewhere. This is more reliable than the
// form of the words.
func (c *Cast) known(s *naming.Shape, text string) {
	if c.Exact && c.Names[text] {
		s.Name, s.Role = text, ""
		return
	}
	bare := naming.DropBrackets(text)
	if parts := groupOf(text); len(parts) > 1 && !slices.ContainsFunc(parts, func(part string) bool { return !c.Names[c.Key(part)] }) {
		s.Form, s.Name, s.Role = naming.FormName, text, "" // Ann, Bob and Carl
		return
	}
	if naming.IsPhone(text) {
		s.Form, s.Name, s.Role = naming.FormName, text, ""
		return
	}
	if name, role := c.bracketed(text, s); name != "" {
		s.Name, s.Role = name, role
		return
	}
	if s.Form == naming.FormRole || s.Form == naming.FormNone || c.Names[c.Key(bare)] {
		if s.Form == naming.FormRoleName && c.Names[c.Key(bare)] {
			s.Name, s.Role = bare, ""
		}
		return
	}
	if name, before := c.ending(bare); name != "" {
		s.Name, s.Role = name, before
	}
}

// bracketed returns the name in brackets after a role, and the role: The Minister for Bees
// (Ann Lee). It returns "" if the role is a label of its own elsewhere and the name is not.
func (c *Cast) bracketed(text string, s *naming.Shape) (name, role string) {
	role, inner, ok := strings.Cut(text, " (")
	if !ok || s.Form != naming.FormRole || naming.AsksByLabel(s) {
		return "", ""
	}
	name = strings.TrimSuffix(inner, ")")
	if of := naming.ShapeOf(name); c.Names[c.Key(name)] || of.Form == naming.FormName && of.Score >= naming.FormScores[naming.FormName] && naming.WordCount(name) > 1 && !c.Roles[role] {
		return name, role
	}
	return "", ""
}

// groupOf returns the names in a label of several people, or fewer than two names if it is
// not one.
func groupOf(text string) []string {
	if strings.IndexByte(text, ' ') < 0 && strings.IndexByte(text, 0xE3) < 0 {
		return nil
	}
	text = groupJoints.Replace(text)
	if strings.IndexByte(text, 0) < 0 {
		return nil
	}
	return strings.Split(text, "\x00")
}

var groupJoints = strings.NewReplacer(", and ", "\x00", ", ", "\x00", " and ", "\x00", " & ", "\x00", " et ", "\x00", " und ", "\x00", " y ", "\x00", " и ", "\x00", "、", "\x00")

// ending returns the longest name at the end of text that is also a label elsewhere, and
// the text before it. It returns "" if there is none.
func (c *Cast) ending(text string) (name, before string) {
	words := strings.Fields(text)
	for i := 1; i < len(words); i++ {
		if naming.Senses(strings.ToLower(words[i-1])).Is(naming.Joint) || naming.Fold(words[i]) == "" { // no name begins with punctuation
			continue
		}
		if name = strings.Join(words[i:], " "); c.Names[c.Key(name)] {
			return name, strings.TrimSuffix(strings.Join(words[:i], " "), ",")
		}
	}
	return "", ""
}

// Called returns the speaker for a label of this shape.
func Called(text string, s *naming.Shape) record.Speaker {
	sp := record.Speaker{Name: s.Name, Role: s.Role}
	if s.Name == "" {
		sp.Name = naming.DropBrackets(text)
	}
	if sp.Name == "" {
		sp.Name = text
	}
	first := strings.ToLower(strings.Trim(strings.Fields(sp.Name + " x")[0], ".,"))
	if s.Form == naming.FormRole && (naming.Senses(first).Is(naming.AskLabel) || naming.Senses(first).Is(naming.VoiceLabel) && len(strings.Fields(sp.Name)) == 1) {
		sp.Anonymous = true
		sp.Name = strings.Trim(strings.Fields(sp.Name)[0], ",")
	}
	return sp
}

// NameKey returns the key of a name, which ignores differences in spelling.
func NameKey(name string) string { return cmp.Or(naming.Fold(name), name) }

func (c *Cast) speaker(text string, s *naming.Shape) uint32 {
	sp := Called(text, s)
	key := NameKey(sp.Name)
	i, ok := c.byName[key]
	if ok {
		c.state(i, sp.Role)
		return i
	}
	i = c.nSpeak
	c.nSpeak++
	sp.Colour = int(i) - 1
	if c.asks != nil {
		sp.Asks = c.asks(&sp, s)
	}
	c.byName[key] = i
	c.newSpeak = append(record.Grow(c.newSpeak, 1), sp)
	return i
}

// state sets the first role that is stated for speaker i. It has no effect once take has
// returned the speaker: the label then has the role.
func (c *Cast) state(i uint32, role string) {
	if k := int(i) - int(c.nSpeak) + len(c.newSpeak); k >= 0 && c.newSpeak[k].Role == "" {
		c.newSpeak[k].Role = role
	}
}

// take returns the labels and speakers added since the last call.
func (c *Cast) take() ([]record.Label, []record.Speaker) {
	l, s := c.newLabel, c.newSpeak
	c.newLabel, c.newSpeak = nil, nil
	return l, s
}
