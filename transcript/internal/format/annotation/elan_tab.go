package annotation

import (
	"bytes"
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"verbatim/internal/text"
	"verbatim/transcript/internal/format"
	"verbatim/transcript/internal/source"
	"verbatim/transcript/internal/table"
	"verbatim/transcript/internal/tape"
)

// ELANTab is the table of annotations that ELAN exports: one per row, with its tier,
// perhaps its participant, and its times in one or more units. The headings are optional.
// Other programs write similar tables.
//
//	A	Ann	00:00:00.500	00:00:02.000	Good morning.
//	Tier	Begin Time - ss.msec	End Time - ss.msec	Annotation
var ELANTab = format.Format{
	Name: "elan-tab", Title: "ELAN tab-delimited text", Sign: "tier and times before the text of each row, or headings such as Tier, Begin Time",
	Extensions: []string{".txt", ".csv", ".tsv"}, Claims: claimsELANTab, Rewrite: rewriteELANTab,
}

// A field is the contents of a column of such a table.
type field uint8

const (
	otherField field = iota
	tierField
	whoField
	startField
	endField
	lengthField
	textField
)

// fieldNames are the headings, in lower case, without the unit.
var fieldNames = func() map[string]field {
	m := map[string]field{}
	for f, list := range map[field]string{
		tierField:   "tier,tier name,tiername,tier id,track,ebene,acteur,línea,tire",
		whoField:    "participant,speaker,tier participant,teilnehmer,sprecher,locuteur,participante",
		startField:  "begin time,begin,start,start time,onset,tmin,temps de départ,anfangszeit,startzeit,tiempo inicial,tempo inicial",
		endField:    "end time,end,stop,offset,tmax,temps de fin,endzeit,tiempo final,tempo final",
		lengthField: "duration,dur,durée,dauer,duración,duração",
		textField:   "annotation,value,annotation value,text,transcription,transcript,content,utterance,label",
	} {
		for name := range strings.SplitSeq(list, ",") {
			m[name] = f
		}
	}
	return m
}()

// A unit is the form of the times in a column.
type unit uint8

const (
	anyUnit      unit = iota
	clockUnit         // 00:00:01.500
	secondsUnit       // 1.500
	millisecUnit      // 1500
)

var unitNames = map[string]unit{"hh:mm:ss.ms": clockUnit, "hh:mm:ss:ms": clockUnit, "ss.msec": secondsUnit, "sec": secondsUnit, "s": secondsUnit, "msec": millisecUnit, "ms": millisecUnit}

// A grid is the arrangement of the columns of a table. A missing column is -1.
type grid struct {
	comma                               byte
	head                                []string // headings; nil: none
	tier, who, start, end, length, text int
	unit                                unit
}

func newGrid(comma byte) *grid {
	return &grid{comma: comma, tier: -1, who: -1, start: -1, end: -1, length: -1, text: -1}
}

// cell returns the field of a row in a column, "" if there is none.
func cell(row []string, column int) string {
	if column < 0 || column >= len(row) {
		return ""
	}
	return strings.TrimSpace(row[column])
}

// time reads a time in the unit of the table, in milliseconds.
func (g *grid) time(s string) int64 {
	ms := int64(-1)
	switch g.unit {
	case clockUnit:
		if strings.IndexByte(s, ':') > 0 {
			ms, _ = text.StampClock.ReadAll(s)
		}
		if s == "" {
			ms = -1
		}
	case secondsUnit:
		ms = seconds(s)
	case millisecUnit:
		if n, err := strconv.ParseInt(s, 10, 64); err == nil {
			ms = n
		}
	}
	return ms
}

// split splits a row into fields.
func (g *grid) split(line []byte) []string {
	fields, open := table.Fields(nil, line, g.comma)
	if open { // a quotation mark that is part of the text
		return strings.Split(string(line), string(rune(g.comma)))
	}
	return fields
}

// sampleRows returns the first rows of a table, up to a limit.
func sampleRows(head []byte, g *grid) (rows [][]string) {
	if k := bytes.LastIndexByte(head, '\n'); k >= 0 && len(head) >= tape.InputSize {
		head = head[:k]
	}
	for line := range bytes.Lines(head) {
		line = bytes.TrimRight(line, "\r\n")
		if len(line) > 0 && !isFileLine(line) {
			rows = append(rows, g.split(line))
		}
		if len(rows) == 200 {
			break
		}
	}
	return rows
}

// isFileLine reports whether a line names the source of the rows below it:
// "#file:///c:/a.eaf".
func isFileLine(line []byte) bool {
	return bytes.HasPrefix(bytes.TrimLeft(line, `"`), []byte("#file:"))
}

func claimsELANTab(head []byte) bool { return findGrid(head) != nil }

// findGrid returns the arrangement of the columns, or nil if head is not a table of
// annotations.
func findGrid(head []byte) *grid {
	head = bytes.TrimPrefix(head, text.BOM)
	first, rest, _ := bytes.Cut(head, text.Newline)
	if isFileLine(first) {
		first, _, _ = bytes.Cut(rest, text.Newline)
	}
	for _, comma := range []byte("\t,;") {
		if bytes.IndexByte(first, comma) < 0 {
			continue
		}
		rows := sampleRows(head, newGrid(comma))
		if g := newGrid(comma); len(rows) > 1 && g.headings(rows[0]) && g.measure(rows[1:]) && g.speaks(rows[1:]) {
			return g
		}
		if g := newGrid(comma); comma == '\t' && len(rows) > 0 && g.columns(rows) {
			return g
		}
	}
	return nil
}

// headings reads the row of headings. It returns false if it lacks a start, or has none of
// a tier, an annotation and a unit of ELAN: other tables of speakers and times are CSV.
func (g *grid) headings(row []string) bool {
	ofELAN := false
	for i, heading := range row {
		name, u := strings.ToLower(text.CleanName(heading)), anyUnit
		if k := strings.LastIndex(name, " - "); k > 0 && unitNames[name[k+3:]] != anyUnit {
			name, u, ofELAN = name[:k], unitNames[name[k+3:]], true
		}
		at := map[field]*int{tierField: &g.tier, whoField: &g.who, startField: &g.start, endField: &g.end, lengthField: &g.length, textField: &g.text}[fieldNames[name]]
		switch {
		case at == nil || *at >= 0:
		case fieldNames[name] == startField:
			*at, g.unit = i, u
		case u == anyUnit || u == g.unit:
			*at = i
		}
	}
	g.head = row
	if ofELAN || g.text < 0 || g.start < 0 {
		return ofELAN && g.start >= 0
	}
	of := strings.ToLower(text.CleanName(row[g.text]))
	return g.tier >= 0 || g.who >= 0 && (of == "annotation" || of == "value" || of == "annotation value")
}

// speaks reports whether some text contains letters. It is true for a table with a column
// for each tier.
func (g *grid) speaks(rows [][]string) bool {
	return g.text < 0 || slices.ContainsFunc(rows, func(row []string) bool { return strings.ContainsFunc(cell(row, g.text), unicode.IsLetter) })
}

// measure finds the unit of times if the headings do not state it. It returns false if the
// column of starts contains anything else.
func (g *grid) measure(rows [][]string) bool {
	if g.unit != anyUnit {
		return true
	}
	n, total := int64(0), 0.0
	whole := true
	for _, row := range rows {
		s := cell(row, g.start)
		if strings.IndexByte(s, ':') > 0 {
			g.unit = clockUnit
			return true
		}
		start, err1 := strconv.ParseFloat(s, 64)
		end, err2 := strconv.ParseFloat(cell(row, g.end), 64)
		if err1 != nil {
			return false
		}
		if whole = whole && start == float64(int64(start)); err2 == nil {
			n++
			total += end - start
		}
	}
	if g.unit = secondsUnit; whole && n > 0 && total/float64(n) > 100 {
		g.unit = millisecUnit
	}
	return true
}

// columns finds the columns of a table without headings by their contents: names of tiers,
// perhaps participants, a start and an end that does not precede it, and text.
func (g *grid) columns(rows [][]string) bool {
	var names []int
	times := map[unit][]int{}
	for i := range rows[0] {
		switch u, empty := unitOf(rows, i); {
		case empty:
		case u == anyUnit:
			names = append(names, i)
		default:
			times[u] = append(times[u], i)
		}
	}
	times[secondsUnit] = withWhole(rows, times[secondsUnit], times[millisecUnit])
	for _, u := range []unit{clockUnit, secondsUnit, millisecUnit} {
		if len(times[u]) >= 2 && (len(rows) > 1 || u == clockUnit) {
			g.unit, g.start, g.end = u, times[u][0], times[u][1]
			break
		}
	}
	if g.unit == anyUnit || len(names) < 2 || len(names) > 3 {
		return false
	}
	g.tier, g.text = names[0], names[len(names)-1]
	if len(names) == 3 {
		g.who = names[1]
	}
	return g.text > g.tier && g.rises(rows)
}

// withWhole adds columns of small whole numbers to the columns of seconds, because these
// are seconds too.
func withWhole(rows [][]string, columns, whole []int) []int {
	most := int64(-1)
	for _, row := range rows {
		for _, i := range columns {
			most = max(most, seconds(cell(row, i)))
		}
	}
	for _, i := range whole {
		if !slices.ContainsFunc(rows, func(row []string) bool { return seconds(cell(row, i)) > 10*most }) {
			columns = append(columns, i)
		}
	}
	slices.Sort(columns)
	return columns
}

// unitOf returns the unit of a column, or anyUnit if it contains text. empty is set if the
// column is empty.
func unitOf(rows [][]string, column int) (u unit, empty bool) {
	empty = true
	for _, row := range rows {
		if column >= len(row) || strings.TrimSpace(row[column]) == "" {
			continue
		}
		this, s := anyUnit, strings.TrimSpace(row[column])
		switch {
		case strings.Trim(s, "0123456789:.,") != "":
		case strings.IndexByte(s, ':') > 0:
			if ms, ok := text.StampClock.ReadAll(s); ok && ms >= 0 {
				this = clockUnit
			}
		case strings.IndexByte(s, '.') > 0:
			this = secondsUnit
		case text.IsNumber(s):
			this = millisecUnit
		}
		if this == anyUnit || !empty && this != u {
			return anyUnit, false
		}
		u, empty = this, false
	}
	return u, empty
}

// manyTiers is the number of tiers that a table may have without further evidence.
const manyTiers = 8

// rises reports whether each row has a tier, a start, and an end that does not precede it,
// and the starts of each tier are in order. It rejects a table with many names that rarely
// recur, because tiers recur. Whole numbers may be anything, so these must be times that do
// not overlap, and most texts must have several words.
func (g *grid) rises(rows [][]string) bool {
	last, wordy := map[string]int64{}, 0
	for _, row := range rows {
		id := cell(row, g.tier) + "\t" + cell(row, g.who)
		start, end := g.time(cell(row, g.start)), g.time(cell(row, g.end))
		if start < 0 || end < start || start < last[id] || len(id) > 200 {
			return false
		}
		if last[id] = start; g.unit == millisecUnit {
			last[id] = end
		}
		if strings.IndexByte(cell(row, g.text), ' ') > 0 {
			wordy++
		}
	}
	if n := len(last); n > maxTiers || n > manyTiers && n*2 > len(rows) {
		return false
	}
	return g.unit != millisecUnit || wordy*2 > len(rows)
}

func rewriteELANTab(in *tape.Input, out *tape.Tape) error {
	head, err := source.Sniff(in.Src)
	if err != nil {
		return err
	}
	g := findGrid(head)
	if g == nil {
		return in.Fails(1, "no columns for a tier, times and text")
	}
	s := &score{}
	rec := table.Record{Comma: g.comma}
	headed := false // the line of headings has been read
	for {
		line, ok, err := in.ReadLine()
		if !ok {
			return s.write(in, out, err)
		}
		n := in.Line
		if isFileLine(line) {
			continue
		}
		row := g.split(line)
		if in.More {
			if err := table.Read(in, &rec, line); err != nil {
				return s.write(in, out, err)
			}
			row = rec.Fields
		}
		if g.head == nil || headed {
			g.take(s, row, n)
		}
		headed = true
	}
}

// take adds the annotations of a row: one, or one for each column that is a tier.
func (g *grid) take(s *score, row []string, line int64) {
	at := tape.Stretch{Start: g.time(cell(row, g.start)), End: g.time(cell(row, g.end)), Line: line}
	if length := g.time(cell(row, g.length)); at.End < 0 && length >= 0 {
		at.End = at.Start + length
	}
	if g.text >= 0 {
		who, name := cell(row, g.who), cell(row, g.tier)
		t := s.tier(name + "\t" + who)
		t.name, t.speaker = name, who
		s.add(t, annotation{at: at, text: text.OneLine(cell(row, g.text))})
		return
	}
	for i, name := range g.head {
		known := []int{g.tier, g.who, g.start, g.end, g.length}
		name, _, _ = strings.Cut(strings.ToLower(text.CleanName(name)), " - ")
		if slices.Contains(known, i) || cmp.Or(fieldNames[name], otherField) != otherField {
			continue
		}
		s.add(s.tier(text.CleanName(g.head[i])), annotation{at: at, text: text.OneLine(cell(row, i))})
	}
}
