package recogniser

import (
	"verbatim/transcript/internal/format"
	"verbatim/transcript/internal/json"
	"verbatim/transcript/internal/source"
	"verbatim/transcript/internal/tape"
)

// JSON is the JSON that verbatim writes, which package transcript documents. It
// also claims JSON of an unknown shape, whose list of segments may stand beyond
// the head.
var JSON = format.Format{
	Name: "json", Title: "JSON, as verbatim writes it", Sign: `{"schema", "speakers", "turns"`,
	Extensions: []string{".json"}, Rewrite: rewriteJSON,
	Claims: func(head []byte) bool {
		shape := shapeOf(head)
		return shape == ownShape || shape == otherShape
	},
}

func rewriteJSON(in *tape.Input, out *tape.Tape) error {
	head, err := source.Sniff(in.Src)
	if err != nil {
		return err
	}
	shape := shapeOf(head)
	if shape != ownShape { // look beyond the head
		r := json.NewReaderAt(in, json.Start)
		if shape = pathsOf(r).shape(); shape == otherShape && r.Err != nil {
			return json.Failed(in, r)
		}
	}
	return rewriteShape(in, shape, out)
}
