package transcript

import (
	"strings"
	"sync"

	"golang.org/x/text/unicode/norm"
)

// maxAlike limits how many speakers are compared: a user does not read a
// longer list to its end.
const maxAlike = 10_000

// An alike records which speakers have names that look the same. LooksAlike
// extends it on demand.
//
//  1. Two names look the same if their skeletons are equal.
//  2. A skeleton is the name in NFKC, with each letter replaced by the Latin
//     letter that it looks like, then rn by m and vv by w.
//  3. Only the first maxAlike speakers are compared.
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

// skeleton returns a string that is equal for two names that look the same. It
// follows UTS #39 (Unicode Security Mechanisms), section 4, for the letters of
// Latin, Greek, Cyrillic and Armenian, the scripts whose letters a reader could
// confuse.
func skeleton(name string) string {
	name = strings.Map(func(r rune) rune {
		if like, ok := lookalikes()[r]; ok {
			return like
		}
		return r
	}, norm.NFKC.String(name))
	return pairs.Replace(name)
}

// pairs replaces two letters that together look like one.
var pairs = strings.NewReplacer("rn", "m", "vv", "w")

// lookalikes maps a letter to the Latin letter that it looks like.
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
