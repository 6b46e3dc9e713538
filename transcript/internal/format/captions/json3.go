package captions

import (
	"bytes"

	"verbatim/internal/text"
	"verbatim/transcript/internal/json"
	"verbatim/transcript/internal/tape"
)

// json3Sign matches an event of YouTube's JSON captions:
//
//	{"wireMagic": "pb3", "events": [{"tStartMs": 500, "dDurationMs": 1500, "segs": [{"utf8": "It's"}, {"utf8": " shut."}]}]}
var json3Sign = text.Regexp(`"events"\s*:\s*\[[^\]]*"tStartMs"\s*:`)

// ClaimsJSON3 reports whether head begins YouTube's JSON captions.
func ClaimsJSON3(head []byte) bool {
	head = bytes.TrimSpace(bytes.TrimPrefix(head[:min(len(head), stampedSeen)], text.BOM))
	return bytes.HasPrefix(head, []byte("{")) && (bytes.Contains(head, []byte(`"wireMagic"`)) || bytes.Contains(head, []byte(`"segs"`))) && json3Sign().Match(head)
}

// rewriteJSON3 makes a cue of each event with text. Other events are windows and line
// breaks.
func rewriteJSON3(in *tape.Input, out *tape.Tape) error {
	list := newCueList(in, out)
	r := json.NewReader(in)
	r.Object(func(key string) {
		if key == "events" {
			r.Array(func() { json3Event(r, list) })
		}
	})
	r.End()
	list.flush()
	return json.Failed(in, r)
}

// json3Event reads an event.
func json3Event(r *json.Reader, list *cueList) {
	start, size := -1.0, -1.0
	var said []byte
	line := r.Place().Line
	r.Object(func(key string) {
		switch key {
		case "tStartMs":
			start = r.Number()
		case "dDurationMs":
			size = r.Number()
		case "segs":
			r.Array(func() {
				r.Object(func(key string) {
					if key == "utf8" && len(said) < maxCue {
						said = append(said, r.Text()...)
					}
				})
			})
		}
	})
	c := listCue{at: tape.Stretch{Start: -1, End: -1, Line: line}}
	if start >= 0 && start <= maxTime {
		c.at.Start = int64(start)
		if end := start + size; size > 0 && end <= maxTime {
			c.at.End = int64(end)
		}
	}
	if said = timedText(said); len(said) > 0 {
		c.text = string(said)
		list.add(c)
	}
}
