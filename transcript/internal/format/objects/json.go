package objects

import (
	"bytes"
	"cmp"
	"strings"

	"verbatim/internal/fault"
	"verbatim/internal/text"
	"verbatim/transcript/internal/format"
	"verbatim/transcript/internal/format/captions"
	"verbatim/transcript/internal/json"
	"verbatim/transcript/internal/source"
	"verbatim/transcript/internal/tape"
)

// JSON is a single JSON value, written by verbatim (documented in package transcript) or by
// another program.
//
//	{"segments": [{"start": 0.0, "end": 2.0, "speaker": "Ann Lee", "text": "Good morning."}]}
//	{"messages": [{"role": "user", "content": "Is it open?"}, {"role": "assistant", "content": "No."}]}
var JSON = format.Format{
	Name: "json", Title: "JSON of verbatim, recognisers, chats and editors", Sign: "objects with a text and a speaker or a time",
	Extensions: []string{".json", ".otr"}, Claims: func(head []byte) bool { return kindOf(head) == oneValue && !captions.ClaimsJSON3(head) }, Rewrite: rewriteJSON, Named: true,
}

// A rootKind says how many values a source has.
type rootKind uint8

const (
	noJSON rootKind = iota
	oneValue
	manyValues
)

// kindOf returns the kind of the value at the start of head, noJSON if it is not JSON with
// objects.
func kindOf(head []byte) rootKind {
	b := bytes.TrimLeft(bytes.TrimPrefix(head, text.BOM), " \t\r\n")
	if len(b) == 0 || b[0] != '{' && b[0] != '[' {
		return noJSON
	}
	if isOwnLine(b) {
		return manyValues
	}
	r := json.FromBytes(b, 1)
	members, valid := 0, true
	if b[0] == '{' {
		r.Object(func(string) { members++ })
	} else {
		r.Array(func() {
			members++
			valid = valid && isMember(r)
		})
	}
	switch {
	case !valid || members == 0 && (r.Err != nil || len(bytes.TrimSpace(b)) > len("{}")):
		return noJSON
	case r.Err != nil:
		if b[0] == '[' && r.Err != json.ErrCut && members < 2 {
			return noJSON
		}
		return oneValue
	case r.Is('{'), r.Is(',') && b[0] == '{', r.Is('[') && bytes.ContainsAny(b, "{"):
		return manyValues
	case r.Peek() != 0:
		return noJSON
	}
	return oneValue
}

// isMember reports whether the next value can be a member of an array, and not the words in
// brackets of a text. It only examines arrays.
func isMember(r *json.Reader) bool {
	valid := true
	switch c := r.Peek(); {
	case c == '[':
		r.Array(func() { valid = valid && isMember(r) })
	case c == 't' || c == 'f' || c == 'n':
		s := r.Text()
		valid = s == "true" || s == "false" || s == ""
	case c == '{' || c == '"' || c == '-':
	default:
		valid = text.IsDigit(c)
	}
	return valid && (r.Err == nil || r.Err == json.ErrCut)
}

var errNoTranscript = fault.Kind(fault.ErrUnknown, "no transcript in this JSON")

func noTranscript(in *tape.Input) error {
	return &fault.Error{Name: in.Src.Name(), Err: errNoTranscript, Hint: "verbatim reads turns, segments, words or messages that have a text and a speaker or a time"}
}

// rewriteJSON writes one value.
func rewriteJSON(in *tape.Input, out *tape.Tape) error {
	head, err := source.Sniff(in.Src)
	if err != nil {
		return err
	}
	if isOwn(head) {
		return rewriteOwn(in, out)
	}
	if JSONL.HasExtension(in.Src.Name()) { // a single line, or one longer than the head
		return rewriteLines(in, out)
	}
	p, err := learn(in, head)
	if p == nil {
		if _, ended := in.Src.Size(); !ended || linesPlan(head) != nil {
			return rewriteLines(in, out)
		}
		return cmp.Or(rewriteText(in, out), err)
	}
	if p.lines {
		return rewriteStrings(in, out, p)
	}
	return newWriter(in, out, p).source()
}

// isOwn reports whether head begins JSON that verbatim wrote.
func isOwn(head []byte) bool {
	r := json.FromBytes(head, 1)
	schema, turns := false, false
	r.Object(func(key string) {
		schema = schema || key == "schema" && (text.IsDigit(r.Peek()))
		turns = turns || key == "speakers" || key == "turns" || key == "source"
	})
	return schema && turns
}

// learn returns the plan for a source that begins with head, or nil. It surveys the whole
// source unless the head contains a list whose members name their speakers.
func learn(in *tape.Input, head []byte) (*plan, error) {
	p, whole := learnHead(head)
	size, ended := in.Src.Size()
	for !whole && !ended && size < maxLearned && size <= int64(len(head)) && (p == nil || p.seen < enoughSeen) { // wait for more of a pipe
		if size, ended = in.Src.Wait(size + 1); size > int64(len(head)) {
			more, err := source.Sniff(in.Src)
			if err != nil {
				return nil, err
			}
			head = more
			p, whole = learnHead(head)
		}
	}
	if whole || p != nil && (p.strong || !ended) && !p.unsure() {
		return p, nil
	}
	r := json.NewReaderAt(in, json.Start)
	s := newSurvey(func(at json.Place) *json.Reader { return json.NewReaderAt(in, at) })
	s.value(r, s.root)
	s.cut = r.Err == json.ErrCut
	if p = s.judge(); p == nil && r.Err != nil {
		return nil, json.Failed(in, r)
	}
	return p, nil
}

// enoughSeen is how many members of a list are enough to decide what it is while the source
// still grows.
const enoughSeen = 4

// maxLearned is the maximum number of bytes to wait for in a growing source.
const maxLearned = 64 << 10

// learnHead returns the plan for a source that begins with head, nil if it cannot tell yet.
// whole reports whether head is the whole source.
func learnHead(head []byte) (p *plan, whole bool) {
	r := json.FromBytes(head, 1)
	s := newSurvey(r.Again)
	s.value(r, s.root)
	s.cut = r.Err == json.ErrCut
	return s.judge(), !s.cut
}

// unsure reports whether the rest of the source may change the plan: it may contain names
// for numbered speakers, or more conversations.
func (p *plan) unsure() bool { return p.byID && len(p.people) == 0 || p.single }

// textKeys are the names of fields that accompany the text of a recording.
var textKeys = text.WordSet(`text transcript transcription language languagecode languageprobability duration task model status confidence id created usage words
	segments media mediatime mediasource mediafilename result results speakers utterances audioduration error processingtime logprobs requestid xgroq notes version tokens timestamps lang emotion event words ysprobs`)

// rewriteText writes a source that contains one text and nothing else. The text may be an
// HTML page.
func rewriteText(in *tape.Input, out *tape.Tape) error {
	if r := json.NewReaderAt(in, json.Start); !onlyText(r) {
		if r.Err != nil {
			return json.Failed(in, r)
		}
		return noTranscript(in)
	}
	r := json.NewReaderAt(in, json.Start)
	say := transcriber{out: out}
	var page string
	r.Object(func(key string) {
		f := fieldOf(key)
		if f.is != isText || f.rank < rankPlain || !r.Is('"') || out.Begun || page != "" {
			return
		}
		at := r.Place()
		p := json.ReadPassage(json.NewReaderAt(in, at), len("<p"))
		if strings.HasPrefix(strings.TrimSpace(p.Text), "<") {
			page = string(r.Quoted(maxPage))
		} else if line, ok := wholeText(in, at); ok && strings.IndexByte(line, '\n') > 0 {
			lines(out, line)
		} else {
			say.value(r)
		}
	})
	if written := out.Writer.Buffered() > 0; written && !out.Begun {
		return json.Failed(in, r)
	}
	if page != "" {
		say.page(page, 1)
		return json.Failed(in, r)
	}
	if r.Err == nil && !out.Begun {
		return noTranscript(in)
	}
	return json.Failed(in, r)
}

// wholeText returns the string at a place. ok is false if it is too long to keep.
func wholeText(in *tape.Input, at json.Place) (s string, ok bool) {
	p := json.ReadPassage(json.NewReaderAt(in, at), tape.MaxPiece)
	return p.Text, p.Rest.Line == 0
}

// lines writes a string as lines of labelled text.
func lines(out *tape.Tape, s string) {
	for line := range strings.SplitSeq(s, "\n") {
		out.Text(strings.TrimRight(line, "\r"))
	}
}

// rewriteStrings writes a list of lines of labelled text.
func rewriteStrings(in *tape.Input, out *tape.Tape, p *plan) error {
	r := json.NewReaderAt(in, json.Start)
	walk(r, p.steps, nil, func() {
		lines(out, r.Text())
		out.Text("")
	})
	return json.Failed(in, r)
}

// maxPage is the maximum size of a page in a string, in bytes.
const maxPage = 64 << 20

// onlyText reports whether the value of r is an object with a text whose other fields only
// describe a recording.
func onlyText(r *json.Reader) bool {
	found, other := false, false
	r.Object(func(key string) {
		f := fieldOf(key)
		found = found || f.is == isText && f.rank >= rankPlain && r.Is('"')
		other = other || !textKeys[plainKey(key)]
	})
	return found && !other
}
