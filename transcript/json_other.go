package transcript

import "errors"

// jsonFormat is the JSON that verbatim writes, see the package documentation.
// What is JSON but of no shape that is known comes here as well: what makes a
// transcript of it may stand further down.
var jsonFormat = foundFormat{
	Name: "json", Title: "JSON, as verbatim writes it", Sign: `{"schema", "speakers", "turns"`,
	Extensions: []string{".json"}, rewrite: rewriteJSON,
	claims: func(head []byte) bool {
		shape := jsonShapeOf(head)
		return shape == ownJSON || shape == otherJSON
	},
}

func rewriteJSON(in *input, out *tape) error {
	head, err := sniff(in.src)
	if err != nil {
		return err
	}
	shape := jsonShapeOf(head)
	if shape != ownJSON { // what the head did not tell may stand further down
		r := jsonIn(in, jsonStart)
		if shape = pathsOf(r).shape(); shape == otherJSON && r.err != nil {
			return jsonFailed(in, r)
		}
	}
	return rewriteShape(in, shape, out)
}

// rewriteShape rewrites a source of a shape.
func rewriteShape(in *input, shape jsonShape, out *tape) error {
	switch shape {
	case ownJSON:
		return rewriteOwn(in, out)
	case linesJSON:
		return rewriteLines(in, out)
	case segmentsJSON:
		return rewriteSegments(in, out)
	case podcastJSON:
		return rewritePodcast(in, out)
	case awsJSON:
		return rewriteAWS(in, out)
	case googleJSON:
		return rewriteGoogle(in, out)
	case deepgramJSON:
		return rewriteDeepgram(in, out)
	case assemblyJSON:
		return rewriteAssembly(in, out)
	case ibmJSON:
		return rewriteIBM(in, out)
	case speechmaticsJSON:
		return rewriteSpeechmatics(in, out)
	case kaldiJSON:
		return rewriteKaldi(in, out)
	case courtJSON:
		return rewriteCourt(in, out)
	}
	return noTranscript(in)
}

var errNoTranscript = errors.New("no transcript in this JSON")

func noTranscript(in *input) error {
	return &Error{Name: in.src.Name(), Err: errNoTranscript, Hint: "turns or segments with a text are looked for; for what can be read, see verbatim --list formats"}
}
