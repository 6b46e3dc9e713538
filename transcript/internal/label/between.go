package label

import (
	"bytes"
	"maps"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"verbatim/internal/text"
	"verbatim/transcript/internal/naming"
	"verbatim/transcript/internal/record"
)

// Lines between turns that are not speech are found by these rules:
//
//  1. A heading needs a document with punctuated speech: most of the longer lines of its
//     head end in sentence ends. A heading is a line without a sentence end, with the
//     capitals of a title, and with several parts or a number. It comes after a sentence
//     end, and before a label or other headings.
//  2. A line of several words in capitals before a label or at the end is a heading, unless
//     speech is in capitals.
//  3. Lines that record what a house does are proceedings: Question put and agreed to. A
//     document with several of them is a record. In a record, a title ends the speech
//     before it, and everything up to the next turn is a note. So it is after proceedings,
//     if the text of a bill or a motion follows.
//  4. A play has headings of scenes, and stage directions. In a play, a paragraph without a
//     label is a direction if it is in brackets, or if it names a character and contains
//     neither I nor you. Everything between the heading of a scene and the next turn is a
//     note too.
//  5. A line next to most page marks is a running head.
//  6. A line between two rules is a heading.

// Minimum number of lines of proceedings in a record, and minimum number and percentage of
// longer lines that end in a sentence end in a punctuated document.
const (
	minProceedings = 2
	stoppedShare   = 60
	minStopped     = 2
)

// between describes the lines between turns, from the head.
type between struct {
	punctuated bool            // by rule 1
	record     bool            // by rule 3
	proceeds   bool            // the head has proceedings
	shouts     bool            // speech is in capitals
	play       map[string]bool // by rule 4: stems of the names in a play, nil for other documents
	running    map[string]bool // by rule 5: running heads, without digits
}

// lookBetween examines the lines of the head that do not open turns.
func (p *profile) lookBetween(head []byte, found gathered) {
	if p.layout.Taped || p.layout.Dialect {
		return
	}
	n := countLines(head)
	p.punctuated = !p.layout.Wrapped && n.stopped >= minStopped && n.stopped*100 >= n.long*stoppedShare
	p.shouts, p.proceeds = n.capitals*2 > n.all, n.proceedings > 0
	p.record = p.punctuated && n.proceedings >= minProceedings
	acted := p.styles&styleDot != 0 || n.directions >= minDirections
	if names := p.people(found); acted && (n.opens || n.scenes >= minScenes) && !p.layout.Wrapped && len(names) > 0 {
		p.play = names
	}
	if p.running = runningHeads(head); p.play != nil || len(p.running) > 0 {
		p.layout.Asides = p
	}
}

// people returns the stems of the names in the labels of the head.
func (p *profile) people(found gathered) map[string]bool {
	names := map[string]bool{}
	p.eachLabel(found, func(_ labelStyle, text string, ev *evidence) {
		if p.verdicts[text] {
			stems(names, ev.shape.Name)
		}
	})
	for i := range p.frames {
		for name, ok := range p.frames[i].fillers {
			if ok {
				stems(names, name)
			}
		}
	}
	return names
}

// lineCounts counts the lines of a head that are not blank.
type lineCounts struct {
	all         int
	capitals    int // without lowercase letters
	long        int // of speechLine bytes or more
	stopped     int // long lines that end in a sentence end
	proceedings int
	scenes      int  // headings of scenes
	directions  int  // in brackets, or a word for a stage direction
	opens       bool // the heading of a scene is among the first lines
}

func countLines(head []byte) (n lineCounts) {
	for line := range bytes.Lines(head) {
		line = bytes.TrimSpace(line)
		if len(line) == 0 {
			continue
		}
		n.all++
		if !hasSmall(line) {
			n.capitals++
		}
		if len(line) >= speechLine {
			n.long++
			if text.IsStop(lastSign(line)) {
				n.stopped++
			}
		}
		if len(line) > maxHeading {
			continue
		}
		if isProceeding(line) {
			n.proceedings++
		}
		if isBracketed(line) || isStageWord(line) {
			n.directions++
		}
		if isScene(line) {
			n.scenes++
			n.opens = n.opens || n.all <= openingLines
		}
	}
	return n
}

// Limits for plays. A play has the heading of a scene among its first lines, or several
// such headings. Unless its labels end in full stops, it also has lines in brackets or with
// words for stage directions.
const (
	openingLines  = 12
	minScenes     = 3
	minDirections = 2
)

// speechLine is the minimum size of a line that is almost certainly speech, in bytes.
const speechLine = 25

// maxHeading is the maximum size of a heading in bytes.
const maxHeading = 160

// headed reports whether the line at i, which does not open a turn, is a heading or part of
// the proceedings. inside is set inside a hard-wrapped paragraph. toTurn is set if
// everything up to the next turn is a note too.
func (l *looker) headed(i int, raw []byte, inside bool) (toTurn, ok bool) {
	line := bytes.TrimSpace(raw)
	switch {
	case len(line) == 0 || len(raw) > maxHeading || l.p.layout.Numbered:
		return false, false
	case !l.p.proceeds && l.p.play == nil && strings.IndexByte(".?!,;:\"", line[len(line)-1]) >= 0: // nearly all lines
		return false, false
	case l.ruled(i, i+len(raw)):
		return false, true
	case inside:
		return false, false
	case l.p.play != nil && isScene(line):
		return true, true
	case inCapitals(line) && naming.WordCount(string(line)) >= minCapitals && (l.p.layout.Wrapped || l.p.layout.Indented || l.afterStop(i)):
		follows, ended := l.turnFollows(i + len(raw))
		return false, !l.p.shouts && (follows || ended)
	case l.p.layout.Indented:
		return false, false
	case !l.p.punctuated || !isHead(line) && !isProceeding(line):
		return false, false
	case l.p.record && ofBill(line):
		return false, false
	case l.p.record && isHead(line) && isTitle(line) && l.afterStop(i):
		return true, true
	case l.p.record && isProceeding(line):
		return l.readsOut(i + len(raw)), true
	}
	if !l.p.record && !isProceeding(line) && (!isTitle(line) || !isParted(line) || listNumber(line) > 0 || !l.afterStop(i)) {
		return false, false
	}
	follows, _ := l.turnFollows(i + len(raw))
	return false, follows
}

// minCapitals is the minimum number of words of a heading in capitals. A shorter line may
// be speech.
const minCapitals = 4

// isParted reports whether a line has several parts or a number, like a title but unlike a
// short answer: Harbour Bill: Stage 1.
func isParted(line []byte) bool {
	return bytes.Contains(line, []byte(": ")) || bytes.Contains(line, []byte(" — ")) || bytes.ContainsAny(line, "0123456789")
}

// afterStop reports whether the speech before the line at i has ended: among the few lines
// before it, the nearest one that ends in punctuation ends in a sentence end. After a
// colon, a list may follow.
func (l *looker) afterStop(i int) bool {
	above := l.data[max(0, i-marginRev/2):i]
	for range maxHeadings + 1 {
		above = bytes.TrimRight(above, BlankBytes)
		k := bytes.LastIndexByte(above, '\n') + 1
		line := above[k:]
		if len(line) == 0 {
			return false
		}
		switch r := lastSign(line); {
		case text.IsStop(r):
			return true
		case r == ':' || r == ',' || r == ';' || !isHead(line) || l.opensTurn(line):
			return false
		}
		above = above[:k]
	}
	return false
}

// lastSign returns the last rune of a line, ignoring quotation marks, brackets and marks of
// emphasis.
func lastSign(line []byte) rune {
	r, _ := utf8.DecodeLastRune(bytes.TrimRight(line, "\"'”’»)]*_"))
	return r
}

// ruled reports whether the line from i to end is between two rules.
func (l *looker) ruled(i, end int) bool {
	above := bytes.TrimRight(l.data[max(0, i-marginRev/4):i], BlankBytes)
	if len(above) == 0 || above[len(above)-1] != '=' && above[len(above)-1] != '-' && above[len(above)-1] != '_' && above[len(above)-1] != '*' {
		return false
	}
	below := bytes.TrimLeft(l.data[min(end, len(l.data)):min(end+aheadBytes, len(l.data))], BlankBytes)
	below = below[:toLineEnd(below)]
	above = above[bytes.LastIndexByte(above, '\n')+1:]
	return len(above) >= minRule && len(below) >= minRule && len(above) < maxHeading && len(below) < maxHeading && isRule(above) && isRule(bytes.TrimSpace(below))
}

// minRule is the minimum number of characters of a rule around a heading.
const minRule = 8

// readsOut reports whether the text of a bill or a motion follows the line that ends at
// end: (1), 'The authority, That this House.
func (l *looker) readsOut(end int) bool {
	rest := bytes.TrimLeft(l.data[min(end, len(l.data)):min(end+aheadBytes, len(l.data))], BlankBytes)
	if len(rest) == 0 {
		return false
	}
	return strings.IndexByte("'\"(", rest[0]) >= 0 && len(rest) > 1 && rest[1] != ' ' || bytes.HasPrefix(rest, []byte("‘")) || bytes.HasPrefix(rest, []byte("“")) || bytes.HasPrefix(rest, []byte("That "))
}

// ofBill reports whether a line names a part of a bill, or quotes a bill. Members also read
// such lines aloud, so they do not end a speech.
func ofBill(line []byte) bool {
	w := strings.ToLower(firstWord(line))
	return partsOfBill[w] || !unicode.IsLetter(runeAt(line)) && !unicode.IsDigit(runeAt(line))
}

var partsOfBill = text.WordSet(`amendment amendments clause clauses schedule schedules section sections article articles part moved`)

// isTitle reports whether a line is written like a title: most of its words begin with a
// capital, or it contains a dash.
func isTitle(line []byte) bool {
	if bytes.Contains(line, []byte(" — ")) || bytes.Contains(line, []byte(" - ")) {
		return true
	}
	words, capitals := 0, 0
	for w := range strings.FieldsSeq(string(line)) {
		if utf8.RuneCountInString(w) > 3 || text.IsDigit(w[0]) {
			words++
			if naming.Capitalised(strings.TrimLeft(w, "([\"'")) || text.IsDigit(w[0]) {
				capitals++
			}
		}
	}
	return capitals == words && words > 1 || words > 4 && capitals*5 >= words*4
}

// inCapitals reports whether b is several words in capitals without a sentence end, like
// the headings of printed records.
func inCapitals(b []byte) bool {
	return len(b) <= 70 && strings.IndexByte(".,;:?!", b[len(b)-1]) < 0 && naming.WordCount(string(b)) > 1 &&
		!hasSmall(b) && bytes.IndexFunc(b, unicode.IsUpper) >= 0
}

// maxHeadings is the maximum number of headings before a turn.
const maxHeadings = 4

// turnFollows reports whether a turn opens within aheadBytes after the line that ends at
// end, with nothing but headings in between. ended is set if the text ends instead.
func (l *looker) turnFollows(end int) (follows, ended bool) {
	most := end + aheadBytes
	for n := 0; n <= maxHeadings && end < most; {
		if end++; end >= len(l.data) {
			return false, true
		}
		next := end + toLineEnd(l.data[end:])
		raw := l.data[end:next]
		line := bytes.TrimSpace(raw)
		if len(line) > 0 {
			n++
			if _, ok := l.opens(end, raw); ok || l.opensTurn(line) {
				return true, false
			}
			if !isHead(line) && !isProceeding(line) && !text.Enclosed(line) {
				return false, false
			}
		}
		end = next
	}
	return false, false
}

// opensTurn reports whether a line begins with a label in one of the styles.
func (l *looker) opensTurn(line []byte) bool {
	_, _, ok := l.find(line, false)
	return ok
}

// isHead reports whether a line looks like a heading: a few words that begin with a capital
// or a number, without a sentence end, comma or dash at the end.
func isHead(line []byte) bool {
	if len(line) == 0 || len(line) > maxHeading {
		return false
	}
	last, _ := utf8.DecodeLastRune(line)
	if !unicode.IsLetter(last) && !unicode.IsDigit(last) && last != ')' && last != ']' {
		return false
	}
	first, _ := utf8.DecodeRune(bytes.TrimLeft(line, "\"'“‘[("))
	return (unicode.IsUpper(first) || unicode.IsDigit(first)) && !naming.IsItem(line) && !bytes.ContainsAny(line, "?!…") &&
		!bytes.Contains(line, []byte(".)")) && bytes.Count(line, []byte{' '}) < maxHeadWords
}

// maxHeadWords is the maximum number of words of a heading.
const maxHeadWords = 18

// isProceeding reports whether a line records what a house does.
func isProceeding(line []byte) bool {
	if len(line) < 6 || len(line) > maxHeading {
		return false
	}
	starts := proceedingsBy()[line[0]|0x20]
	if starts == nil {
		return false
	}
	var low [maxHeading]byte
	s := string(lowered(low[:0], line))
	for _, start := range starts {
		if strings.HasPrefix(s, start) {
			return true
		}
	}
	first, rest, _ := strings.Cut(s, " ")
	s = strings.TrimRight(s, ".—-–")
	switch {
	case first == "contents" || first == "ayes":
		return rest != "" && text.IsDigit(rest[0])
	case !decided[first]:
		return strings.HasSuffix(s, " interjecting") || strings.HasSuffix(s, " interjected")
	}
	return slices.ContainsFunc(outcomes, func(end string) bool { return strings.HasSuffix(s, end) })
}

// proceedingsBy maps the first byte of a line to the beginnings of proceedings. The list is
// nil if no proceedings begin with the byte, and may be empty if some do.
var proceedingsBy = sync.OnceValue(func() (by [256][]string) {
	for _, start := range proceedings {
		by[start[0]] = append(by[start[0]], start)
	}
	for _, c := range "acsmnohgd" {
		if by[c] == nil {
			by[c] = []string{}
		}
	}
	return by
})

// lowered appends b to buf with ASCII letters in lower case.
func lowered(buf, b []byte) []byte {
	for _, c := range b {
		if c-'A' < 26 {
			c |= 0x20
		}
		buf = append(buf, c)
	}
	return buf
}

// proceedings are the beginnings of lines that record what a house does. Others begin with
// a word of decided and end in one of outcomes.
var (
	proceedings = [...]string{"question put", "question proposed", "question agreed", "question accordingly", "question again proposed", "question resolved", "question so resolved",
		"motion made", "motion agreed", "motion, by leave", "motion lapsed", "motion negatived", "original question", "main question", "ordered,", "resolved,",
		"brought up, and read", "brought up, read", "moved by ", "amendment moved", "amendment made", "amendment proposed", "amendment put", "amendment, by leave",
		"clause, by leave", "new clause, by leave", "the committee divided", "the house divided", "the senate divided", "the assembly divided", "the council divided", "division on ",
		"sitting suspended", "sitting adjourned", "debate adjourned", "debate interrupted", "debate resumed", "debate ensued", "house adjourned", "committee rose",
		"committee adjourned", "the chairman adjourned", "adjourned till", "adjourned at", "adjourned accordingly", "bill read", "bill, as amended", "bill to be", "on resuming", "consideration of bill",
		"consideration on report", "proceedings suspended", "proceedings resumed", "leave granted", "read a first time", "read a second time", "read a third time",
		"the house adjourned", "the house recessed", "the house suspended", "the lok sabha then", "the rajya sabha then", "the seanad divided", "the seanad adjourned", "the dáil divided", "the dáil adjourned", "cuireadh an ", "the senate adjourned",
		"the sitting was suspended", "the sitting is suspended", "second reading agreed", "third reading agreed", "third reading vote", "interjections", "interruptions", "... (interruptions)",
		"la séance est", "la séance, suspendue", "la sesión se", "la seduta è", "la seduta, sospesa", "die sitzung wird", "se suspende la", "se levanta la", "se reanuda la", "głosowało ", "v hlasování ",
		"(die sitzung", "schluss der sitzung", "fin de la séance"}
	outcomes = []string{" agreed", " agreed to", " disagreed", " withdrawn", " not moved", " negatived", " carried", " lost", " rejected", " part of the bill", " interjecting", " interrupting",
		" put and passed", " not called", " interjected", " declared lost", " declared carried", " put", " defeated", " adopted", " passed"}
	decided = text.WordSet(`amendment amendments clause clauses schedule schedules section sections motion motions`)
)

// Aside reports whether a line is not speech, by rules 4 and 5. It implements
// record.Asides.
func (p *profile) Aside(line []byte) (kind record.LineKind, ok bool) {
	if len(p.running) > 0 && len(line) <= maxHeading && p.running[withoutDigits(line)] {
		return record.LineSkip, true
	}
	if p.play != nil && isDirection(p.play, line) {
		return record.LineNote, true
	}
	return 0, false
}

// runningHeads returns the lines that recur beside marks of pages, without digits.
func runningHeads(head []byte) map[string]bool {
	counts := map[string]int{}
	lines, pages := 0, 0
	var above [2]string // the last two lines that are not blank
	after := 0          // number of lines after a mark that may be running heads
	for line := range bytes.Lines(head) {
		line = bytes.TrimSpace(line)
		if len(line) == 0 {
			continue
		}
		if isPageMark(line) {
			for _, key := range above {
				counts[key]++
			}
			above, after, pages = [2]string{}, 2, pages+1
			continue
		}
		key := ""
		if r := runeAt(line); len(line) <= maxHeading && !unicode.IsLower(r) && !naming.EndsInStop(line) {
			key = withoutDigits(line)
		}
		if lines++; lines <= topLines && counts[key] == 0 || after > 0 { // the first page has no mark before it
			counts[key]++
		}
		above = [2]string{key, above[0]}
		after--
	}
	if pages == 0 {
		return nil
	}
	maps.DeleteFunc(counts, func(key string, n int) bool { return n < 2 || 2*n <= pages || len(key) < minHead })
	heads := map[string]bool{}
	for key := range counts {
		heads[key] = true
	}
	return heads
}

// minHead is the minimum size of a running head without digits, in bytes.
const minHead = 4

// topLines is the number of lines at the start of a document that may be the running head
// of the first page.
const topLines = 3

// withoutDigits returns a line without its numbers, which change from page to page.
func withoutDigits(line []byte) string {
	return strings.Join(strings.FieldsFunc(string(line), func(r rune) bool { return unicode.IsDigit(r) || unicode.IsSpace(r) }), " ")
}
