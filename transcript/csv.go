package transcript

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// csvFormat is a table in text: a row a turn or a segment, under a row of
// headings. Fields are as in RFC 4180, with a comma, a semicolon, a tab or a
// bar between them.
var csvFormat = foundFormat{
	Name: "csv", Title: "table of comma- or tab-separated values", Sign: "headings such as speaker, text, start, end",
	Extensions: []string{".csv", ".tsv"}, claims: claimsCSV, rewrite: rewriteCSV,
}

// A column is what a heading says of the fields under it.
type column uint8

const (
	otherColumn column = iota
	speakerColumn
	labelColumn
	roleColumn
	textColumn
	startColumn
	endColumn
	lengthColumn
	asksColumn
	numberColumn
)

// headings are the usual names of columns, in lower case and without blanks
// and marks.
var headings = sync.OnceValue(func() map[string]column {
	return headingsOf(map[column]string{
		speakerColumn: `speaker speakername name who participant voice author from sender user username person talker displayname
		спикер говорящий имя участник автор кто sprecher sprecherin teilnehmer wer intervenant locuteur orateur nom orador hablante
		nombre interlocutor relatore mówca 发言人 说话人 姓名 話者 発言者 氏名`,
		labelColumn: `label`,
		roleColumn:  `role title position function роль должность rolle funktion rôle fonction cargo rol`,
		textColumn: `text transcript transcription content utterance message body speech sentence caption dialogue dialog said words
		segment statement subtitle comment текст реплика речь содержание сообщение inhalt wortlaut texte contenu paroles texto contenido
		mensaje testo tekst 内容 文本 发言 テキスト 発言 本文`,
		startColumn: `start starttime begin begintime starts startsec startseconds startms startmilliseconds timein in time timestamp
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

// A csvTable is how the fields of a source lie.
type csvTable struct {
	comma   byte
	columns []column
	scale   float64 // milliseconds of a number in a column of times
}

// csvHead reads the row of headings; ok is false if it is none.
func csvHead(line []byte) (t csvTable, ok bool) {
	line = bytes.TrimPrefix(line, bom)
	for _, comma := range []byte("\t,;|") {
		fields, open := csvFields(nil, line, comma)
		if open || len(fields) < 2 {
			continue
		}
		t = csvTable{comma: comma, scale: 1000}
		for _, f := range fields {
			t.columns = append(t.columns, t.heading(f))
		}
		if t.has(textColumn) && (t.has(speakerColumn) || t.has(labelColumn) || t.has(startColumn)) {
			return t, true
		}
	}
	return t, false
}

// heading returns the column that a heading means. The first of two that mean
// the same is taken.
func (t *csvTable) heading(s string) column {
	name := strings.ToLower(CleanName(s))
	key := strings.Map(func(r rune) rune {
		if strings.ContainsRune(" _-.()[]/#:*", r) {
			return -1
		}
		return r
	}, name)
	c := headings()[key]
	if t.has(c) {
		return otherColumn
	}
	if (c == startColumn || c == endColumn) && (strings.HasSuffix(key, "ms") || strings.Contains(key, "milli")) {
		t.scale = 1
	}
	return c
}

func (t *csvTable) has(c column) bool { return c != otherColumn && slices.Contains(t.columns, c) }

func claimsCSV(head []byte) bool {
	line, rest, ok := bytes.Cut(head, newline)
	if !ok || len(line) > 4<<10 {
		return false
	}
	_, ok = csvHead(bytes.TrimRight(line, "\r"))
	return ok && len(bytes.TrimSpace(rest)) > 0
}

func rewriteCSV(in *input, out *tape) error {
	first, ok, err := in.readLine()
	if !ok {
		return err
	}
	t, ok := csvHead(first)
	if !ok {
		return in.fails(1, "no headings such as speaker and text")
	}
	if head, err := sniff(in.src); err == nil {
		t.measure(head)
	}
	if t.has(asksColumn) {
		out.header("rule", "marked")
	}
	rec := csvRecord{comma: t.comma}
	for {
		raw, ok, err := in.readLine()
		if !ok {
			return err
		}
		line := in.line
		err = readCSVRecord(in, &rec, raw)
		if err == errOpenQuote {
			out.lost(line, err.Error())
			continue
		}
		if t.row(out, rec.fields, line) && rec.rest > 0 && rec.resting == slices.Index(t.columns, textColumn) {
			rec.takeRest(out, line)
		}
		if err != nil {
			return err
		}
	}
}

// measure finds out what numbers are in the columns of times: milliseconds,
// if all in head are whole and a segment of so many seconds cannot be meant.
func (t *csvTable) measure(head []byte) {
	n, total := 0, 0.0
	for line := range bytes.Lines(head) {
		fields, _ := csvFields(nil, bytes.TrimRight(line, "\r\n"), t.comma)
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
		t.scale = 1
	}
}

// field returns the field of a column, "" if there is none.
func (t *csvTable) field(fields []string, c column) string {
	for i, have := range t.columns {
		if have == c && i < len(fields) {
			return strings.TrimSpace(fields[i])
		}
	}
	return ""
}

// row takes down a record, and returns false if it says nothing.
func (t *csvTable) row(out *tape, fields []string, line int64) bool {
	text := t.field(fields, textColumn)
	v := t.voice(fields)
	if text == "" && v.Label == "" {
		return false
	}
	s := stretch{t.time(t.field(fields, startColumn)), t.time(t.field(fields, endColumn)), line}
	if length := t.time(t.field(fields, lengthColumn)); s.end < 0 && s.start >= 0 && length >= 0 {
		s.end = s.start + length
	}
	paragraphs := strings.Split(text, "\n")
	switch {
	case !t.has(speakerColumn) && !t.has(labelColumn):
		out.cue(s, strings.Join(paragraphs, " "))
		return true
	case t.has(numberColumn) || !out.begun || v != out.who:
		out.turn(v, s, paragraphs[0])
	case s.start >= 0:
		out.say(v, s, paragraphs[0])
	default:
		out.paragraph(s, paragraphs[0])
	}
	for i, p := range paragraphs[1:] {
		if strings.TrimSpace(p) != "" {
			out.paragraph(untimed(line+int64(i)+1), p)
		}
	}
	return true
}

// voice returns who speaks. Where there is a name beside the label, what is
// more in the label is the role.
func (t *csvTable) voice(fields []string) Voice {
	v := Voice{Label: t.field(fields, speakerColumn), Role: t.field(fields, roleColumn)}
	if asks := t.field(fields, asksColumn); asks != "" {
		v.Asks, _ = strconv.ParseBool(strings.ToLower(asks))
	}
	if label := t.field(fields, labelColumn); label != "" && (v.Label == "" || strings.Contains(label, v.Label)) {
		v.Label = label
	}
	return v
}

// time reads a time: a number in the unit of the column, m:ss or h:mm:ss.
// It returns milliseconds, -1 for what is none.
func (t *csvTable) time(s string) int64 {
	if s = strings.TrimSuffix(s, "s"); s == "" {
		return -1
	}
	if f, err := strconv.ParseFloat(strings.Replace(s, ",", ".", 1), 64); err == nil && f >= 0 && f*t.scale < 1<<31 {
		return int64(f*t.scale + 0.5)
	}
	if ms, n := clock([]byte(strings.Replace(s, ",", ".", 1))); n > 0 {
		return int64(ms)
	}
	return -1
}
