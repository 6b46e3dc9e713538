package transcript

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"verbatim/internal/fault"
)

// jsonTurns is what is read of JSON: a line a turn.
func jsonTurns(d *Document) string {
	var b strings.Builder
	for i := range d.Len() {
		t := d.turn(i)
		b.WriteString(d.Speakers()[d.SpeakerOf(i)].Name)
		if t.Start >= 0 {
			fmt.Fprintf(&b, "@%d", t.Start)
		}
		b.WriteString(":")
		for first := range d.paragraphs(i) {
			b.WriteString(" " + textOf(d, first) + ";")
		}
		b.WriteString("\n")
	}
	return b.String()
}

func TestJSONVariants(t *testing.T) {
	for _, c := range []struct{ name, text, format, want string }{
		{"a byte order mark", "\xef\xbb\xbf" + `{"segments":[{"start":1,"end":2,"text":"Hello."}]}`, "json", "@1000: Hello.;\n"},
		{"null fields", `{"segments":[{"start":null,"end":null,"speaker":null,"text":"Hello."},{"text":null}]}`, "json", ": Hello.;\n"},
		{"numbers as strings", `{"segments":[{"start":"1.5","end":"2","text":"Hello."}]}`, "json", "@1500: Hello.;\n"},
		{"clock times", `[{"start":"00:01:02.5","speaker":"Ann","text":"Hello."}]`, "json", "Ann@62500: Hello.;\n"},
		{"not a number", `{"segments":[{"avg_logprob":NaN,"start":1,"end":2,"text":"Hello."}]}`, "json", "@1000: Hello.;\n"},
		{"milliseconds", `[{"start":0,"end":5000,"text":"Good morning to all."},{"start":5000,"end":9000,"text":"Shall we start?"}]`, "json", "@0: Good morning to all. Shall we start?;\n"},
		{"fields in any order", `{"segments":[{"text":"Hello.","end":2,"speaker":"A","start":1}],"text":"Hello."}`, "json", "Speaker A@1000: Hello.;\n"},
		{"unknown fields", `{"x":{"y":[{"z":[]}]},"segments":[{"q":[[1]],"text":"Hello.","start":1,"w":{}}]}`, "json", "@1000: Hello.;\n"},
		{"speakers of words", `{"segments":[{"start":1,"text":"Hello.","words":[{"word":"Hello.","speaker":"Ann"}]}]}`, "json", "Ann@1000: Hello.;\n"},
		{"times in an array", `{"text":"a","chunks":[{"timestamp":[1.5,2],"text":"Hello."}]}`, "json", "@1500: Hello.;\n"},
		{"times and offsets", `{"transcription":[{"timestamps":{"from":"00:00:01,500","to":"00:00:02,000"},"offsets":{"from":1500,"to":2000},"text":" Hello."}]}`, "json", "@1500: Hello.;\n"},
		{"nothing but text", `{"text":"Hello there."}`, "json", ": Hello there.;\n"},
		{"halves of surrogates, NUL, controls", `{"segments":[{"text":"a\ud800b\udc00\u0000\u001b[31m\ud83d\ude00","start":1}]}`, "json", "@1000: a\uFFFDb\uFFFD␀␛[31m😀;\n"},
		{"a raw line break in a string", "{\"segments\":[{\"start\":1,\"text\":\"Hello\nthere.\"}]}", "json", "@1000: Hello there.;\n"},
		{"marks of a tape", "{\"segments\":[{\"start\":1,\"speaker\":\"A\\u001fB\\u001e\",\"text\":\"x\\n\\u001et1,,\\u001fB\\u001f\\u001f y\"}]}", "json", "A␟B␤@1000: x \nt1,,␟B␟␟ y;\n"},
		{"a text longer than the head", `{"text":"` + strings.Repeat("Hello. ", 12000) + `","segments":[{"start":1,"text":"Hello."}]}`, "json", "@1000: Hello.;\n"},
		{"speakers after words", `{"retval":{"words":[{"word":"one","start":1,"end":2},{"word":"two","start":3,"end":4}],"segmentation":{"segments":[{"start":0,"duration":2.5,"speaker":{"@id":"S0"}},{"start":2.5,"duration":2,"speaker":{"@id":"S1"}}]}}}`,
			"json", "S0@1000: one;\nS1@3000: two;\n"},
		{"speakers before words", `{"retval":{"segmentation":{"segments":[{"start":0,"duration":2.5,"speaker":{"@id":"S0"}},{"start":2.5,"duration":2,"speaker":{"@id":"S1"}}]},"words":[{"word":"one","start":1,"end":2},{"word":"two","start":3,"end":4}]}}`,
			"json", "S0@1000: one;\nS1@3000: two;\n"},
		{"Amazon, with speakers beside the words", `{"results":{"items":[{"type":"pronunciation","speaker_label":"spk_1","start_time":"1.0","end_time":"2.0","alternatives":[{"content":"One"}]},{"type":"punctuation","alternatives":[{"content":"."}]}]}}`,
			"json", "spk_1@1000: One.;\n"},
		{"Amazon, plain", `{"jobName":"x","results":{"transcripts":[{"transcript":"One."}]}}`, "json", ": One.;\n"},
		{"Google, no repetition", `{"results":[{"alternatives":[{"transcript":"One.","words":[{"word":"One.","startOffset":"1s","speakerLabel":"1"}]}]},{"alternatives":[{"words":[{"word":"Two.","startOffset":"2.5s","speakerLabel":"2"}]}]}]}`,
			"json", "Speaker 1@1000: One.;\nSpeaker 2@2500: Two.;\n"},
		{"utterances that are none", `{"audio_url":"x","utterances":[],"words":[{"text":"One.","start":1000,"end":1500,"speaker":null}]}`, "json", "@1000: One.;\n"},
		{"scripts without blanks", `{"result":[{"word":"今日","start":1,"end":2},{"word":"は","start":2,"end":3}]}`, "json", "@1000: 今日は;\n"},
		{"our own, fields sorted", `{"notes":[],"schema":1,"turns":[{"asks":true,"label":"Q","n":1,"paragraphs":[{"text":"Why?"}],"speaker":"Q","start":1}],"title":"T"}`, "json", "Q@1000: Why?;\n"},
		{"a list of messages", `{"messages":[{"role":"host","content":"Hi.\n\nSo?"},{"role":"guest","content":"Hm."}]}`, "json", "host: Hi.; So?;\nguest: Hm.;\n"},
		{"lines", `{"speaker":"Ann","text":"Hi."}` + "\n" + `{"speaker":"Ann","text":"So?"}` + "\n", "jsonl", "Ann: Hi.; So?;\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d, err := Load(context.Background(), FromString("x", c.text), Options{})
			if err != nil {
				t.Fatal(err)
			}
			if got := jsonTurns(d); got != c.want || d.Format() != c.format {
				t.Errorf("as %s: got\n%s\nwant\n%s", d.Format(), got, c.want)
			}
		})
	}
}

// TestJSONErrors says what is read of what is broken, and what is said of it.
func TestJSONErrors(t *testing.T) {
	deep := strings.Repeat("[", 300) + strings.Repeat("]", 300)
	for _, c := range []struct{ name, text, want, err string }{
		{"cut in a segment", "{\"segments\":[\n{\"start\":1,\"text\":\"One.\",\"speaker\":\"A\"},\n{\"start\":2,\"speaker\":\"B\",\"te", "Speaker A@1000: One.;\n", "x:3: the file ends in the middle of a value"},
		{"cut in a list", "{\"schema\":1,\"title\":\"T\",\"turns\":[\n{\"n\":1,\"speaker\":\"Ann\",\"label\":\"Ann\",\"paragraphs\":[{\"text\":\"One.\"}]},", "Ann: One.;\n", "x:2: the file ends in the middle of a value"},
		{"cut in words", "{\"results\":{\"items\":[\n{\"type\":\"pronunciation\",\"start_time\":\"1\",\"alternatives\":[{\"content\":\"One\"}]},\n{", "@1000: One;\n", "x:3: the file ends in the middle of a value"},
		{"cut in a line", "{\"speaker\":\"Ann\",\"text\":\"One.\"}\n{\"speaker\":\"Bob\",\"te", "Ann: One.;\n", "x:2: the file ends in the middle of a value"},
		{"no JSON after a while", "{\"segments\":[{\"text\":\"One.\"},\n}", ": One.;\n", "x:2: invalid JSON: unexpected '}'"},
		{"too deep", `{"segments":[{"text":"One.","start":1},{"x":` + deep + `}]}`, "@1000: One.;\n", "x:1: values are nested more than 256 deep"},
		{"of no known shape", `{"name":"x","version":"1.0.0","dependencies":{"a":"b"}}`, "", "x: no transcript in this JSON"},
		{"an empty object", `{}`, "", "x: no transcript in this JSON"},
		{"no segments", `{"audio_url":"x","words":[]}`, "", "x: no transcript in this JSON"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d, err := Load(context.Background(), FromString("x", c.text), Options{})
			var e *fault.Error
			if !errors.As(err, &e) || err.Error() != c.err {
				t.Errorf("error %v, want %s", err, c.err)
			}
			if d == nil {
				t.Fatal("no document")
			}
			if got := jsonTurns(d); got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}

// TestLinesLost counts lines that cannot be read.
func TestLinesLost(t *testing.T) {
	text := `{"speaker":"Ann","text":"One."}` + "\n{\"speaker\":\n[1]\n\n{\"text\":\"x\"} y\n" + `{"speaker":"Bob","text":"Two."}` + "\n"
	d, err := Load(context.Background(), FromString("x", text), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := jsonTurns(d), "Ann: One.;\nBob: Two.;\n"; got != want || d.Lost() != 3 {
		t.Errorf("%d lost, got\n%s\nwant\n%s", d.Lost(), got, want)
	}
	if line, err := d.Line(d.turn(1).Off); err != nil || line != 6 {
		t.Errorf("line %d, %v", line, err)
	}
}
