package view

import (
	"context"
	"errors"
	"sync/atomic"

	"verbatim/internal/state"
	"verbatim/transcript"
)

// OpenReading opens a transcript and reads its head. What Options keep of it may be
// named further on: then it is read until that is found, or missing.
func (o *Options) OpenReading(ctx context.Context, name string) (*Reading, error) {
	return o.OpenInto(ctx, name, new(atomic.Pointer[transcript.Source]))
}

// read reads the head of a transcript that was opened by name.
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
	if o.At == (Place{}) && o.Keep.Zero() { // else what is judged first decides where to go
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
	Names   []string                                 // what Open takes; several make a list to choose from
	Open    func(string) (*transcript.Source, error) // opens a transcript
	Reading transcript.Options                       // how the transcripts are read
	Keep    transcript.Criteria                      // what to show of them
	At      Place                                    // where to begin
	Follow  bool                                     // go on reading as they grow
	Store   *state.Store                             // where to keep what is kept of them, nil: nowhere
	Unkept  error                                    // why that is nowhere, nil: it was asked for
	Warn    func(error)                              // tells what went wrong after the screen is gone
	Explain func(error) (thing, what, hint string)   // takes an error apart, nil: transcript.Explain
	Theme   string                                   // one of Themes
	Width   int                                      // cells of a row of text, 0: all there are
	Getenv  func(string) string                      // what says which colours the terminal has
}
