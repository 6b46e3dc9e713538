package records

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
	"sync"

	"verbatim/internal/text"
	"verbatim/transcript/internal/format"
	"verbatim/transcript/internal/record"
	"verbatim/transcript/internal/source"
	"verbatim/transcript/internal/table"
	"verbatim/transcript/internal/tape"
)

// CSV is a table in text: a row of headings, then a row for each turn or segment. Fields
// are quoted as in RFC 4180 and separated by commas, semicolons, tabs or bars.
var CSV = format.Format{
	Name: "csv", Title: "table of comma- or tab-separated values", Sign: "headings such as speaker, text, start, end",
	Extensions: []string{".csv", ".tsv"}, Claims: claimsCSV, Rewrite: rewriteCSV,
}

// A column is the meaning of a heading.
type column uint8

const (
	otherColumn column = iota
	SpeakerColumn
	labelColumn
	roleColumn
	TextColumn
	startColumn
	endColumn
	lengthColumn
	asksColumn
	numberColumn
)

// headings maps the usual names of columns, in lower case without spaces and punctuation,
// to their meanings.
var headings = sync.OnceValue(func() map[string]column {
	return headingsOf(map[column]string{
		SpeakerColumn: `speaker speakername name who participant voice author from sender user username person talker displayname
		спикер говорящий имя участник автор кто sprecher sprecherin teilnehmer wer intervenant locuteur orateur nom orador hablante
		nombre interlocutor relatore mówca 发言人 说话人 姓名 話者 発言者 氏名`,
		labelColumn: `label`,
		roleColumn:  `role title position function роль должность rolle funktion rôle fonction cargo rol`,
		TextColumn: `text transcript transcription content utterance message body speech sentence caption dialogue dialog said words
		segment statement subtitle comment текст реплика речь содержание сообщение inhalt wortlaut texte contenu paroles texto contenido
		mensaje testo tekst 内容 文本 发言 テキスト 発言 本文`,
		startColumn: `start starttime begin begintime starts startsec startseconds startms startmilliseconds timein in time timestamp timespan timerange
		timecode onset tmin offset startoffset начало время таймкод anfang beginn zeit début temps inicio tiempo hora 开始 时间 開始 時間`,
		endColumn:    `end endtime ends stop stoptime endsec endseconds endms endmilliseconds timeout out tmax endoffset конец ende fin final 结束 終了`,
		lengthColumn: `duration dur durationsec durationms length длительность dauer durée duración`,
		asksColumn:   `asks isquestion`,
		numberColumn: `n`,
	})
})

func headingsOf(names map[column]string) map[string]column {
	m := make(map[string]column)
	for c, all := range names {
		for _, name := range strings.Fields(all) {
			m[name] = c
		}
	}
	return m
}

// A Table describes the fields of a row.
type Table struct {
	comma   byte
	Columns []column
	Scale   float64 // milliseconds per unit of a number in a column of times
}

// readHead reads the row of headings. ok reports whether it has a column of
// text and one of speakers, labels or times.
func readHead(line []byte) (t Table, ok bool) {
	line = bytes.TrimPrefix(line, text.BOM)
	for _, comma := range []byte("\t,;|") {
		fields, open := table.Fields(nil, line, comma)
		if open || len(fields) < 2 {
			continue
		}
		t = Table{comma: comma, Scale: 1000}
		for _, f := range fields {
			t.Columns = append(t.Columns, t.Heading(f))
		}
		if t.Has(TextColumn) && (t.Has(SpeakerColumn) || t.Has(labelColumn) || t.Has(startColumn)) {
			return t, true
		}
	}
	return t, false
}

// Heading returns the meaning of a heading. A second heading with the same
// meaning is ignored.
func (t *Table) Heading(s string) column {
	name := strings.ToLower(text.CleanName(s))
	key := strings.Map(func(r rune) rune {
		if strings.ContainsRune(" _-.()[]/#:*", r) {
			return -1
		}
		return r
	}, name)
	c := headings()[key]
	if t.Has(c) {
		return otherColumn
	}
	if (c == startColumn || c == endColumn) && (strings.HasSuffix(key, "ms") || strings.Contains(key, "milli")) {
		t.Scale = 1
	}
	return c
}

// Has reports whether the table has a column.
func (t *Table) Has(c column) bool { return c != otherColumn && slices.Contains(t.Columns, c) }

func claimsCSV(head []byte) bool {
	line, rest, ok := bytes.Cut(head, text.Newline)
	if !ok || len(line) > 4<<10 {
		return false
	}
	_, ok = readHead(bytes.TrimRight(line, "\r"))
	return ok && len(bytes.TrimSpace(rest)) > 0
}

func rewriteCSV(in *tape.Input, out *tape.Tape) error {
	first, ok, err := in.ReadLine()
	if !ok {
		return err
	}
	t, ok := readHead(first)
	if !ok {
		return in.Fails(1, "no headings such as speaker and text")
	}
	if head, err := source.Sniff(in.Src); err == nil {
		t.measure(head)
	}
	if t.Has(asksColumn) {
		out.Header("rule", "marked")
	}
	rec := table.Record{Comma: t.comma}
	for {
		raw, ok, err := in.ReadLine()
		if !ok {
			return err
		}
		line := in.Line
		err = table.Read(in, &rec, raw)
		if err == table.ErrOpenQuote {
			out.Lost(line, err.Error())
			continue
		}
		if t.WriteRow(out, rec.Fields, line) && rec.Rest > 0 && rec.Resting == slices.Index(t.Columns, TextColumn) {
			rec.TakeRest(out, line)
		}
		if err != nil {
			return err
		}
	}
}

// measure sets the unit of times to milliseconds if all times in head are whole
// numbers and segments would last over 100 seconds on average.
func (t *Table) measure(head []byte) {
	n, total := 0, 0.0
	for line := range bytes.Lines(head) {
		fields, _ := table.Fields(nil, bytes.TrimRight(line, "\r\n"), t.comma)
		start, err1 := strconv.ParseFloat(t.field(fields, startColumn), 64)
		end, err2 := strconv.ParseFloat(t.field(fields, endColumn), 64)
		if err1 != nil || err2 != nil {
			continue
		}
		if start != float64(int64(start)) || end != float64(int64(end)) {
			return
		}
		n++
		total += end - start
	}
	if n > 0 && total/float64(n) > 100 {
		t.Scale = 1
	}
}

// field returns the field of a column, "" if the row lacks it.
func (t *Table) field(fields []string, c column) string {
	for i, have := range t.Columns {
		if have == c && i < len(fields) {
			return strings.TrimSpace(fields[i])
		}
	}
	return ""
}

// WriteRow writes a row to the tape: a turn, a paragraph, or a cue if the table has no
// speakers. It returns false for a row without text and speaker.
func (t *Table) WriteRow(out *tape.Tape, fields []string, line int64) bool {
	text := t.field(fields, TextColumn)
	v := t.voice(fields)
	if text == "" && v.Label == "" {
		return false
	}
	s := tape.Stretch{Start: t.time(t.field(fields, startColumn)), End: t.time(t.field(fields, endColumn)), Line: line}
	if length := t.time(t.field(fields, lengthColumn)); s.End < 0 && s.Start >= 0 && length >= 0 {
		s.End = s.Start + length
	}
	paragraphs := strings.Split(text, "\n")
	switch {
	case !t.Has(SpeakerColumn) && !t.Has(labelColumn):
		out.Cue(s, strings.Join(paragraphs, " "))
		return true
	case t.Has(numberColumn) || !out.Begun || v != out.Who:
		out.Turn(v, s, paragraphs[0])
	case s.Start >= 0:
		out.Say(v, s, paragraphs[0])
	default:
		out.Paragraph(s, paragraphs[0])
	}
	for i, p := range paragraphs[1:] {
		if strings.TrimSpace(p) != "" {
			out.Paragraph(tape.Untimed(line+int64(i)+1), p)
		}
	}
	return true
}

// voice returns the speaker of a row. If the label contains the name, the rest of the label
// is the role.
func (t *Table) voice(fields []string) record.Voice {
	v := record.Voice{Label: t.field(fields, SpeakerColumn), Role: t.field(fields, roleColumn)}
	if asks := t.field(fields, asksColumn); asks != "" {
		v.Asks, _ = strconv.ParseBool(strings.ToLower(asks))
	}
	if label := t.field(fields, labelColumn); label != "" && (v.Label == "" || strings.Contains(label, v.Label)) {
		v.Label = label
	}
	return v
}

// time reads a time: a number in the unit of the table, m:ss or h:mm:ss. It
// returns milliseconds, -1 for anything else.
func (t *Table) time(s string) int64 {
	if s = strings.TrimSuffix(s, "s"); s == "" {
		return -1
	}
	if f, err := strconv.ParseFloat(strings.Replace(s, ",", ".", 1), 64); err == nil && f >= 0 && f*t.Scale < 1<<31 {
		return int64(f*t.Scale + 0.5)
	}
	if ms, n := text.StampClock.Read([]byte(s)); n > 0 { // the rest is ignored
		return ms
	}
	return -1
}

// TableLine returns a row as labelled text.
func TableLine(t *Table, row []string) string {
	return RowText([]string{t.field(row, startColumn), t.field(row, SpeakerColumn), t.field(row, TextColumn)})
}

// RowText returns a row of a table without headings as text. Two cells, perhaps after a
// time, become labelled text; other rows are joined by dots.
func RowText(row []string) string {
	var cells []string
	for _, cell := range row {
		if cell != "" {
			cells = append(cells, strings.ReplaceAll(cell, "\n", " "))
		}
	}
	n := len(cells)
	switch {
	case n == 2:
		return strings.TrimRight(cells[0], ": ") + ": " + cells[1]
	case n == 3 && isStamp(cells[0]):
		return "[" + cells[0] + "] " + strings.TrimRight(cells[1], ": ") + ": " + cells[2]
	}
	return strings.Join(cells, " · ")
}

// isStamp reports whether a cell is a time and nothing else.
func isStamp(cell string) bool {
	_, ok := text.StampClock.ReadAll(cell)
	return ok
}
