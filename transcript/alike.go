package transcript

import (
	"strings"
	"sync"

	"golang.org/x/text/unicode/norm"
)

// maxAlike is how many speakers are compared: nobody reads a longer list
// through.
const maxAlike = 10_000

// An alike knows which speakers have names that look the same. It is made as
// far as somebody asks.
type alike struct {
	seen  int            // speakers that have been compared
	first map[string]int // the first speaker by the skeleton of the name
	with  map[int]bool   // those whose name looks like another's
}

// LooksAlike reports whether another speaker has a name that looks like that
// of this one but has other characters: a Cyrillic letter in a Latin name,
// say, or a digit for a letter. Only the first 10,000 speakers are compared.
func (d *Document) LooksAlike(speaker int) bool {
	a := &d.alike
	if a.first == nil {
		*a = alike{seen: 1, first: make(map[string]int), with: make(map[int]bool)}
	}
	for ; a.seen < min(len(d.speakers), maxAlike); a.seen++ {
		k := skeleton(d.speakers[a.seen].Name)
		if i, known := a.first[k]; known {
			a.with[i], a.with[a.seen] = true, true
		} else {
			a.first[k] = a.seen
		}
	}
	return a.with[speaker]
}

// skeleton returns what two names that look the same have in common, after
// UTS #39 (Unicode Security Mechanisms), section 4, for the letters of Latin,
// Greek, Cyrillic and Armenian: those are what names are written in that a
// reader could mistake for one another.
func skeleton(name string) string {
	name = strings.Map(func(r rune) rune {
		if like, ok := lookalikes()[r]; ok {
			return like
		}
		return r
	}, norm.NFKC.String(name))
	return pairs.Replace(name)
}

// pairs are letters that look like another one together.
var pairs = strings.NewReplacer("rn", "m", "vv", "w")

// lookalikes has the letter that another one looks like.
var lookalikes = sync.OnceValue(func() map[rune]rune {
	m := make(map[rune]rune)
	add := func(from, to string) {
		like := []rune(to)
		for i, r := range []rune(from) {
			m[r] = like[i]
		}
	}
	add("0I1|", "Olll")
	add("аеорсухіјѕһԁԛԝӏүԍ", "aeopcyxijshdqwlyg")
	add("АВЕКМНОРСТУХІЈЅҮԌԚԜӀ", "ABEKMHOPCTYXlJSYGQWl")
	add("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHlKMNOPTYX")
	add("οαικνρυγσ", "oaikvpuyo")
	add("օսհոցգԼՕՍ", "ouhngqLOU")
	add("ıɑɡſ", "iagf")
	return m
})
