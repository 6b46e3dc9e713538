package objects

import (
	"strconv"
	"strings"

	"verbatim/internal/text"
	"verbatim/transcript/internal/naming"
	"verbatim/transcript/internal/tape"
)

// A group counts what a sample of the members of an array or an object has.
type group struct {
	n       int // members in the sample
	texts   int // with a text
	worded  int // with the text in pieces
	parts   int // with pieces that have times
	voiced  int // with a speaker
	strong  int // with a speaker that is not of rank rankWeak or rankGiven
	ids     int // with a speaker that is an id or a number
	inner   int // with a speaker in a piece
	timed   int // with a start
	ranged  int // with a start and an end or a length
	nulls   int // whose field for a name is null
	persons int // whose speaker is the person in a conversation with a model
	models  int // whose speaker is the model
	kinds   int // whose kind names the speaker
	systems int // notes from the system
	repeats int // with the same speaker as the one before
	wall    int // whose start is a time since 1970
	back    int // whose start is before that of the one before
	tied    int // with an id and a parent
	notes   int
	best    int // with several readings, or that state whether they are final
	keyBack int // whose key is a number less than the one before
	lastKey int
	idNames map[string]bool // ids that contain a space
	froms   int             // with a number in a field named from, and without an end
	told    int             // whose text begins with a name
	wordly  int             // that state that they are a word or punctuation
	words   int             // in all texts
	size    int             // bytes of all texts
	weighed int             // with a text, or notes
	weights int             // sum of the weights of their fields
	blanks  int             // texts that begin or end with a space
	chans   map[string]bool
	names   map[string]int
	voice   string // the last speaker
	last    int64
	lengths []float64
	sizes   []int
	starts  []float64
	broken  bool // some time has a fraction
	inBits  bool // some time of a piece has a fraction
	bits    []float64
	bitLens []int
	head    string // letters of the texts
	line    int64
	object  bool // the members are those of an object
	own     bool // verbatim wrote them
}

// add counts a record.
func (g *group) add(rec *Record) {
	if rec.skip && (!rec.Empty() || len(rec.pieces) > 0) {
		return
	}
	g.n++
	if rec.aside || !rec.Empty() || len(rec.pieces)+len(rec.paragraphs) > 0 {
		g.weighed++
		g.weights += rec.weight
	}
	if rec.marked && (len(rec.paragraphs) > 0 || rec.whole) {
		g.own = true
	}
	if rec.id != "" && rec.parent != "" {
		g.tied++
	}
	if strings.Contains(rec.id, " ") {
		g.idNames[strings.Clone(rec.id)] = true
	}
	if rec.unnamed {
		g.nulls++
	}
	if rec.aside {
		g.notes++
		if rec.system {
			g.systems++
		}
		g.time(rec, 0)
		return
	}
	if rec.rank > 0 {
		g.voiced++
		g.names[rec.voice.Label]++
		if rec.rank != rankWeak && rec.rank != rankGiven {
			g.strong++
		}
		if rec.rank == rankID || text.IsNumber(rec.voice.Label) {
			g.ids++
		}
		switch rec.side {
		case naming.Person:
			g.persons++
		case naming.Machine:
			g.models++
		}
		if rec.kind != "" && strings.HasPrefix(rec.kind, rec.voice.Label) {
			g.kinds++
		}
		if g.voice == rec.voice.Label {
			g.repeats++
		}
		g.voice = rec.voice.Label
	}
	if rec.fromID && rec.end.unknown() && rec.rank == 0 {
		g.froms++
	}
	if rec.channel != "" {
		g.chans[rec.channel] = true
	}
	g.time(rec, g.text(rec))
}

// text counts the text of a record, and returns its size in bytes.
func (g *group) text(rec *Record) (size int) {
	s := rec.Text
	if s == "" && len(rec.paragraphs) > 0 {
		s = rec.paragraphs[0].Text
	}
	inner, whole := false, s != ""
	for _, p := range rec.pieces {
		if p.note {
			continue
		}
		if p.whole {
			switch sideOf(p.voice.Label) {
			case naming.Person:
				g.persons++
			case naming.Machine:
				g.models++
			}
		}
		if inner = inner || p.voice.Label != ""; !whole {
			s += p.Text + " "
		}
	}
	if inner {
		g.inner++
	}
	if rec.joins || rec.word {
		g.wordly++
	}
	if rec.best {
		g.best++
	}
	if len(rec.pieces) > 0 {
		if rec.Empty() {
			g.worded++
		}
		if !rec.pieces[0].start.unknown() {
			g.parts++
		}
	}
	g.bit(rec.pieces)
	if s = s[:min(len(s), tape.MaxPiece)]; s == "" {
		return 0
	}
	g.texts++
	if rec.rank == 0 && isLabelled(s) {
		g.told++
	}
	if strings.TrimSpace(s) != s {
		g.blanks++
	}
	g.words += len(strings.Fields(s))
	g.size += len(s)
	if len(g.head) < maxHead {
		g.head += letters(s[:min(len(s), maxHead)])
	}
	return len(s)
}

// numbered counts the key of a record in an object.
func (g *group) numbered(key string) {
	k, err := strconv.Atoi(key)
	if err != nil {
		return
	}
	if k < g.lastKey {
		g.keyBack++
	}
	g.lastKey = k
}

// letters returns s in lower case, without white space and punctuation.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if r <= ' ' || strings.ContainsRune(".,;:?!\"'()-", r) {
			return -1
		}
		if r >= 'A' && r <= 'Z' {
			return r + 'a' - 'A'
		}
		return r
	}, s)
}

// maxBits is the maximum number of pieces that are sampled for the unit of their times.
const maxBits = 4000

// bit samples the times of pieces.
func (g *group) bit(pieces []piece) {
	for _, p := range pieces {
		if len(g.bits) >= maxBits {
			return
		}
		if p.start.plain() && p.end.plain() {
			g.bits = append(g.bits, p.end.n-p.start.n)
			g.bitLens = append(g.bitLens, len(p.Text))
		}
		g.inBits = g.inBits || p.start.plain() && p.start.n != float64(int64(p.start.n)) || p.end.plain() && p.end.n != float64(int64(p.end.n))
	}
}

// time samples the times of a record whose text has size bytes.
func (g *group) time(rec *Record, size int) {
	if rec.start.unknown() {
		if len(rec.pieces) > 0 && !rec.pieces[0].start.unknown() {
			g.timed++
		}
		return
	}
	g.timed++
	end := rec.ends()
	if !end.unknown() || !rec.length.unknown() {
		g.ranged++
	}
	at := rec.start.ms(1)
	if rec.start.plain() {
		g.starts = append(g.starts, rec.start.n)
		g.sizes = append(g.sizes, size)
		length := 0.0
		if end.plain() {
			length = end.n - rec.start.n
		}
		g.lengths = append(g.lengths, length)
		g.broken = g.broken || rec.start.n != float64(int64(rec.start.n)) || end.plain() && end.n != float64(int64(end.n))
	} else if at >= minWall {
		g.wall++
	}
	if g.last > at {
		g.back++
	}
	g.last = at
}
