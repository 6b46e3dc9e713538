package view

import (
	"context"
	"errors"
	"sync/atomic"

	"verbatim/internal/state"
	"verbatim/transcript"
)

// OpenReading opens a transcript and reads its head. If a speaker or question in
// Options.Keep is not there, it reads on until that is found or missing.
func (o *Options) OpenReading(ctx context.Context, name string) (*Reading, error) {
	return o.OpenInto(ctx, name, new(atomic.Pointer[transcript.Source]))
}

// read reads the head of a transcript whose source is open.
func (o *Options) read(ctx context.Context, name string, src *transcript.Source) (*Reading, error) {
	var err error
	r := &Reading{Opened: name, Src: src, Name: transcript.CleanName(src.Name()), Doc: transcript.NewDocument(src), Dialogue: NewDialogue(), Goal: o.At, Judged: Unjudged}
	if r.reader, err = transcript.Open(src, o.Reading); err != nil {
		return nil, err
	}
	if r.Following = o.Follow; r.Following && r.Goal.Kind == Nowhere {
		r.Goal = Place{Kind: EndPlace}
	}
	r.recall(o)
	if o.At == (Place{}) && o.Keep.Zero() { // otherwise the place may be further on
		r.reader.Hurry()
	}
	for {
		r.Take(r.next(ctx, false))
		if r.Err != nil && r.Doc.Len() == 0 {
			return nil, errors.Join(r.Err, r.reader.Close())
		}
		if r.Filter, err = r.Doc.Filter(o.Keep); err == nil || r.Done {
			break
		}
	}
	if err != nil {
		return nil, errors.Join(err, r.reader.Close())
	}
	r.Search.At = NoHit
	r.Dialogue.Measure = o.Width
	r.Dialogue.SetDocument(r.Doc)
	r.Side.init(r)
	r.learn()
	return r, nil
}

// Options say what to read and how to show it.
type Options struct {
	Names   []string                                 // arguments for Open; several are listed to choose from
	Open    func(string) (*transcript.Source, error) // opens a transcript
	Reading transcript.Options                       // how to read the transcripts
	Keep    transcript.Criteria                      // which turns to show
	At      Place                                    // where to begin
	Follow  bool                                     // keep reading as they grow
	Store   *state.Store                             // where to save state, nil means nowhere
	Unkept  error                                    // why state is not saved, nil if the user wants that
	Warn    func(error)                              // reports an error after the screen is closed
	Explain func(error) (thing, what, hint string)   // takes an error apart, nil means transcript.Explain
	Theme   string                                   // one of Themes
	Width   int                                      // width of text in cells, 0 means all available
	Getenv  func(string) string                      // returns environment variables
}
