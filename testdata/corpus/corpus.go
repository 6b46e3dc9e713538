// Package corpus makes large transcripts for benchmarks and tests. What it
// makes depends on nothing but what is asked for, and is kept outside the
// repository, to be made once.
package corpus

import (
	"bufio"
	"errors"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"
)

// A Talk is a transcript as it is wanted: a question by one of several who
// ask, an answer of some paragraphs by one of the speakers, and so on.
type Talk struct {
	Size     int64 // bytes, about
	Speakers int   // those who answer, at least 1; who speaks is not even
	Asked    int   // questions at most, the last one aside; 0: an answer to each
	Long     int   // bytes of one paragraph in the middle, by Lone Long; 0: there is none
	Russian  bool  // words are of Cyrillic letters
}

// What is to be found in a Talk.
const (
	Rare   = "Dave Rare" // speaks in the first tenth of the transcript and in the last, and else never
	Lone   = "Lone Long" // speaks the long paragraph
	Needle = "kingfisher protocol"
	Absent = "zygomorphic" // is nowhere
	Last   = "Goodbye."    // the last word
)

// File returns the name of a file that holds t.
func (t Talk) File(tb testing.TB) string {
	tb.Helper()
	dir, err := os.UserCacheDir()
	if err != nil {
		dir = os.TempDir()
	}
	name := filepath.Join(dir, "verbatim-bench", t.name())
	if _, err := os.Stat(name); err == nil {
		return name
	}
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		tb.Fatal(err)
	}
	f, err := os.CreateTemp(filepath.Dir(name), "part-*")
	if err != nil {
		tb.Fatal(err)
	}
	if err := errors.Join(t.Write(f), f.Close(), os.Rename(f.Name(), name)); err != nil {
		tb.Fatal(errors.Join(err, os.Remove(f.Name())))
	}
	return name
}

// name tells all that t is made from, and the edition of this package.
func (t Talk) name() string {
	tongue := "en"
	if t.Russian {
		tongue = "ru"
	}
	return fmt.Sprintf("talk-3-%s-%d-%d-%d-%d.txt", tongue, t.Size, t.Speakers, t.Asked, t.Long)
}

// Asked reports whether the benchmarks to be run were chosen with a pattern
// that has word in it: what takes long, or much room, is left out of a run of
// all.
func Asked(word string) bool {
	f := flag.Lookup("test.bench")
	return f != nil && strings.Contains(f.Value.String(), word)
}

// Write writes t.
func (t Talk) Write(w io.Writer) error {
	b := bufio.NewWriterSize(w, 1<<20)
	g := writer{w: b, r: rand.New(rand.NewPCG(1, uint64(t.Speakers))), tongue: english}
	if t.Russian {
		g.tongue = russian
	}
	g.lexicon()
	g.put("A talk of " + fmt.Sprint(t.Size) + " bytes\n\n15 September 2023, 12:25\n\n")
	for i := 0; g.n < t.Size; i++ {
		g.exchange(i, &t)
	}
	g.put("Question: Is that all?\n\n" + Speaker(0) + ": " + Last + "\n")
	return errors.Join(g.err, b.Flush())
}

// A tongue is what words are made of.
type tongue struct {
	starts, middles, ends []string
	frequent              []string // words that stand everywhere
}

var english = tongue{
	starts:   strings.Fields("b br c ch d dr f g gr h j l m n p pr r s st t tr v w"),
	middles:  strings.Fields("a e i o u ai ea ou ia"),
	ends:     []string{"", "n", "r", "s", "l", "t", "m", "nd", "st", "rk"},
	frequent: strings.Fields("the of and to in that is we it this our for with as have not are on you they will be was which who at from"),
}

var russian = tongue{
	starts:   strings.Fields("б бр в г гр д др ж з к кр л м н п пр р с ст т тр ф х ч"),
	middles:  strings.Fields("а е и о у ы я ю"),
	ends:     []string{"", "н", "р", "с", "л", "т", "м", "ть", "ст", "й"},
	frequent: strings.Fields("и в не на что с как это по мы из но за так же от для они вы уже был если его все её"),
}

// A writer makes one transcript.
type writer struct {
	w      *bufio.Writer
	r      *rand.Rand
	n      int64
	err    error
	tongue tongue
	words  []string // as often as they are said
}

// lexicon makes the words: half of what is said is frequent ones, and of the
// rest some are ten times as frequent as others.
func (g *writer) lexicon() {
	for k := range 3000 {
		word := g.word(1 + g.r.IntN(3))
		for range 1 + 300/(k+10) {
			g.words = append(g.words, word)
		}
	}
	for n := len(g.words); n > 0; n-- {
		g.words = append(g.words, g.tongue.frequent[g.r.IntN(1+g.r.IntN(len(g.tongue.frequent)))])
	}
}

func (g *writer) word(syllables int) string {
	s := ""
	for range syllables {
		s += pick(g, g.tongue.starts) + pick(g, g.tongue.middles)
	}
	return s + pick(g, g.tongue.ends)
}

func pick(g *writer, from []string) string { return from[g.r.IntN(len(from))] }

func capital(word string) string {
	_, n := utf8.DecodeRuneInString(word)
	return strings.ToUpper(word[:n]) + word[n:]
}

func (g *writer) put(s string) {
	n, err := g.w.WriteString(s)
	g.n += int64(n)
	g.err = errors.Join(g.err, err)
}

// sentence writes words, the first with a capital letter, and a sign.
func (g *writer) sentence(sign string) {
	for i := range 6 + g.r.IntN(14) {
		word := pick(g, g.words)
		if i == 0 {
			word = capital(word)
		} else {
			g.put(" ")
		}
		g.put(word)
	}
	g.put(sign)
}

// exchange writes question i and what answers it.
func (g *writer) exchange(i int, t *Talk) {
	before := g.n
	if t.Asked == 0 || i < t.Asked {
		g.put("Question: ")
		g.sentence(". ")
		g.sentence("?\n\n")
	}
	g.turn(Speaker(g.who(t.Speakers)))
	switch tenth := t.Size / 10; {
	case t.Long > 0 && before < t.Size/2 && g.n >= t.Size/2:
		g.long(t.Long)
	case before < tenth && g.n >= tenth, before < t.Size-tenth && g.n >= t.Size-tenth:
		g.turn(Rare)
	}
	if near := t.Size - t.Size/100 - 500; before < near && g.n >= near {
		g.put("Question: What of the " + Needle + "?\n\n")
	}
}

func (g *writer) turn(who string) {
	g.put(who + ": ")
	for range 1 + g.r.IntN(3) {
		for range 1 + g.r.IntN(5) {
			g.sentence(". ")
		}
		g.put("\n\n")
	}
}

func (g *writer) long(size int) {
	g.put(Lone + ": ")
	for end := g.n + int64(size); g.n < end; {
		g.sentence(". ")
	}
	g.put("\n\n")
}

// who returns who answers: every speaker once at the start, then some more
// often than others.
func (g *writer) who(n int) int { return g.r.IntN(1 + g.r.IntN(n)) }

// Speaker returns the name of speaker i.
func Speaker(i int) string {
	s := english
	part := func(k int) string {
		w := s.starts[k%len(s.starts)] + s.middles[k/len(s.starts)%len(s.middles)] + s.ends[1+k/7%(len(s.ends)-1)] + "o"
		return capital(w)
	}
	const parts = 23 * 9
	name := part(i%parts) + " " + part(i/parts%parts)
	if more := i / (parts * parts); more > 0 {
		name += " " + part(more)
	}
	return name
}
