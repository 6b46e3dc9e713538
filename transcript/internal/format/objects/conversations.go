package objects

import (
	"verbatim/internal/text"
	"verbatim/transcript/internal/json"
	"verbatim/transcript/internal/source"
	"verbatim/transcript/internal/tape"
)

// Conversations returns the extents of the conversations in a source that has several, such
// as the export of an account, and nil for other sources. Each extent is a JSON value.
func Conversations(src *source.Source) ([]json.Extent, error) {
	head, err := source.Sniff(src)
	if err != nil || kindOf(head) != oneValue || isOwn(head) || text.Transformer(head, nil) != nil {
		return nil, err
	}
	if p, _ := learnHead(head); p == nil || !p.chat || !p.titled && !p.single {
		return nil, nil
	}
	in, _ := tape.NewInput(src)
	p, err := learn(in, head)
	if err != nil || p == nil || !p.titled {
		return nil, err
	}
	last := len(p.steps) - 2
	for last > 0 && p.steps[last] != anyMember {
		last--
	}
	var all []json.Extent
	r := json.NewReaderAt(in, json.Start)
	walk(r, p.steps[:last+1], nil, func() { all = append(all, r.Extent()) })
	return all, json.Failed(in, r)
}
