package annotation

import (
	"cmp"
	"strconv"
	"strings"

	"verbatim/internal/text"
	"verbatim/transcript/internal/format"
	"verbatim/transcript/internal/record"
	"verbatim/transcript/internal/tape"
	"verbatim/transcript/internal/xml"
)

// Transcriber is the format of the program Transcriber, for broadcasts and interviews.
// Noises and comments are omitted; the topic of a section is a note.
//
//	<Speaker id="spk1" name="Ann Lee"/>
//	<Turn speaker="spk1" startTime="0.5" endTime="2"><Sync time="0.5"/>
//	Good <Event desc="b" type="noise" extent="instantaneous"/> morning.
//	</Turn>
var Transcriber = format.Format{
	Name: "trs", Title: "Transcriber transcriptions", Sign: "<Trans>, with <Turn speaker=...> and <Sync time=...> in it",
	Extensions: []string{".trs"}, Claims: func(head []byte) bool { return xml.Root(head) == "Trans" }, Rewrite: rewriteTranscriber,
}

// A trsTaker writes the turns to the tape, each in pieces from one time to the next.
type trsTaker struct {
	out     *tape.Tape
	people  map[string]string // by ids
	topics  map[string]string
	topic   string
	turn    bool
	ids     []string // ids of the speakers of the turn
	who     record.Voice
	end     int64 // of the turn
	at      tape.Stretch
	text    []byte
	pending []piece // what each speaker says from the last time on
}

// A piece is the speech of one speaker from one time to the next.
type piece struct {
	who  record.Voice
	at   tape.Stretch
	text string
}

func rewriteTranscriber(in *tape.Input, out *tape.Tape) error {
	t := &trsTaker{out: out, people: map[string]string{}, topics: map[string]string{}}
	err := xml.NewReader(in, in).Walk(t)
	t.flush(t.end)
	return err
}

func (t *trsTaker) Open(e *xml.Element) bool {
	switch e.Name {
	case "Trans":
		t.out.Header("title", cmp.Or(e.Attr("program"), text.BaseName(e.Attr("audio_filename"))))
		if date, ok := text.ParseDate(fullDate(e.Attr("air_date"))); ok {
			t.out.Header("date", date)
		}
	case "Topic":
		if len(t.topics) < tape.MaxCast {
			t.topics[e.Attr("id")] = text.OneLine(e.Attr("desc"))
		}
	case "Speaker":
		if name := text.CleanName(e.Attr("name")); name != "" && len(t.people) < tape.MaxCast {
			t.people[e.Attr("id")] = name
		}
	case "Section":
		if topic := cmp.Or(t.topics[e.Attr("topic")], e.Attr("topic")); topic != "" && topic != t.topic {
			t.topic = topic
			t.out.Note(tape.Stretch{Start: seconds(e.Attr("startTime")), End: -1, Line: e.Line}, topic)
		}
	case "Turn":
		t.ids, t.end, t.turn = strings.Fields(e.Attr("speaker")), seconds(e.Attr("endTime")), true
		t.who = t.voice(t.ids...)
		t.at = tape.Stretch{Start: seconds(e.Attr("startTime")), End: -1, Line: e.Line}
	case "Sync":
		ms := seconds(e.Attr("time"))
		t.flush(ms)
		t.at = tape.Stretch{Start: ms, End: -1, Line: e.Line}
	case "Who":
		t.take()
		if n, err := strconv.Atoi(e.Attr("nb")); err == nil && n > 0 && n <= len(t.ids) {
			t.who = t.voice(t.ids[n-1])
		}
	case "Event", "Comment", "Background", "Vocal":
		t.text = append(t.text, ' ')
		return false
	}
	return true
}

// fullDate returns a six-digit date, year first, with the century added.
func fullDate(s string) string {
	if len(s) != 6 || !text.IsNumber(s) {
		return s
	}
	century := "20"
	if s >= "700000" {
		century = "19"
	}
	return century + s[:2] + "-" + s[2:4] + "-" + s[4:]
}

// voice returns the speakers with these ids as one voice.
func (t *trsTaker) voice(ids ...string) record.Voice {
	var names []string
	for _, id := range ids {
		names = append(names, cmp.Or(t.people[id], id))
	}
	return record.Voice{Label: strings.Join(names, ", ")}
}

func (t *trsTaker) Text(b []byte, _ int64) {
	if t.turn {
		t.text = append(t.text, b...)
	}
	if len(t.text) > tape.MaxPiece {
		t.flush(-1)
	}
}

func (t *trsTaker) Shut(name string) {
	if name == "Turn" {
		t.flush(t.end)
		t.turn = false
	}
}

// take stores what the current speaker has said since the last time.
func (t *trsTaker) take() {
	if said := text.OneLine(string(t.text)); said != "" && !isSilence(said) {
		t.pending = append(t.pending, piece{t.who, t.at, said})
	}
	t.text = t.text[:0]
}

// flush writes what was said before a time.
func (t *trsTaker) flush(ms int64) {
	t.take()
	for _, p := range t.pending {
		p.at.End = ms
		t.out.Say(p.who, p.at, p.text)
	}
	t.pending = t.pending[:0]
}
