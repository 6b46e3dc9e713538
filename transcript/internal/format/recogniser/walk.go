package recogniser

import (
	"errors"
	"iter"
	"strings"

	"verbatim/transcript/internal/format/records"
	"verbatim/transcript/internal/json"
	"verbatim/transcript/internal/tape"
)

// errEnough stops a loop over JSON early.
var errEnough = errors.New("enough")

// A jsonWalk reads lists of a source at known places, and keeps the first
// error.
type jsonWalk struct {
	in  *tape.Input
	err error
}

// note keeps the error of r, if it has one.
func (w *jsonWalk) note(r *json.Reader) {
	if r.Err != errEnough && w.err == nil {
		w.err = json.Failed(w.in, r)
	}
}

// elements yields what read makes of each element of the lists at some places.
// Elements for which read returns false are skipped.
func elements[T any](w *jsonWalk, places []json.Place, read func(r *json.Reader) (T, bool)) iter.Seq[T] {
	return func(yield func(T) bool) {
		for _, at := range places {
			r := json.NewReaderAt(w.in, at)
			r.Array(func() {
				v, ok := read(r)
				if ok && !yield(v) {
					r.Fail(errEnough)
				}
			})
			w.note(r)
			if r.Err == errEnough {
				return
			}
		}
	}
}

// survey finds the places of the values at some paths, such as
// .results.channels[].words. [0] stands for the first element of an array, []
// for each. Null has no place.
func (w *jsonWalk) survey(paths ...string) map[string][]json.Place {
	s := surveyor{r: json.NewReaderAt(w.in, json.Start), found: map[string][]json.Place{}}
	var all []surveyPath
	for _, p := range paths {
		all = append(all, surveyPath{p, p})
	}
	s.value(all)
	w.note(s.r)
	return s.found
}

// A surveyPath is a path, and the rest of it that has not been walked.
type surveyPath struct{ path, rest string }

type surveyor struct {
	r     *json.Reader
	found map[string][]json.Place
}

func (s *surveyor) value(paths []surveyPath) {
	kind := s.r.Peek()
	for _, p := range paths {
		if p.rest == "" && kind != 'n' && kind != 0 {
			s.found[p.path] = append(s.found[p.path], s.r.Place())
		}
	}
	switch kind {
	case '{':
		s.r.Object(func(key string) { s.into(paths, "."+key) })
	case '[':
		n := 0
		s.r.Array(func() {
			if n++; n == 1 {
				s.into(paths, "[0]", "[]")
			} else {
				s.into(paths, "[]")
			}
		})
	}
}

// into follows the paths that continue with one of the steps.
func (s *surveyor) into(paths []surveyPath, steps ...string) {
	var on []surveyPath
	for _, p := range paths {
		for _, step := range steps {
			if rest, ok := strings.CutPrefix(p.rest, step); ok && (rest == "" || rest[0] == '.' || rest[0] == '[') {
				on = append(on, surveyPath{p.path, rest})
			}
		}
	}
	if len(on) > 0 {
		s.value(on)
	}
}

// text writes the text at some places, if a source has nothing else.
func (w *jsonWalk) text(places []json.Place, say *transcriber) error {
	for _, at := range places {
		r := json.NewReaderAt(w.in, at)
		say.value(r)
		w.note(r)
	}
	return w.ends(say.out)
}

// ends returns the error of the walk, or an error if nothing was written.
func (w *jsonWalk) ends(out *tape.Tape) error {
	if w.err == nil && !out.Begun {
		return noTranscript(w.in)
	}
	return w.err
}

// readSegment reads a record. ok reports whether it has a text.
func readSegment(r *json.Reader) (rec records.Record, ok bool) {
	records.ReadRecord(r, &rec)
	return rec, !rec.Empty()
}

// readAlternatives reads the first object of a list, which is the best of
// several readings.
func readAlternatives(r *json.Reader, field func(key string)) {
	n := 0
	r.Array(func() {
		if n++; n == 1 {
			r.Object(field)
		}
	})
}
