package view

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"verbatim/transcript"
)

// SpeakerNamed returns the speaker with a name, 0 if there is none.
func (r *Reading) SpeakerNamed(name string) int {
	return max(0, slices.IndexFunc(r.Doc.Speakers(), func(s transcript.Speaker) bool { return s.Name == name }))
}

// Recast calls change, which renames speakers or changes who asks. Speakers and
// questions may get other numbers; Recast updates everything that uses them and
// returns the work of saving the state.
func (r *Reading) Recast(change func(*transcript.Document) (moved []int)) tea.Cmd {
	p := r.Pending
	if p == nil {
		p = &pending{}
	}
	asked, askedThen, questions := r.firstTurns(r.Filter), r.firstTurns(p.Filter), r.Doc.Questions()
	on := r.Side.Order[min(r.Side.speakers.Cursor, max(len(r.Side.Order)-1, 0)):]
	moved := change(r.Doc)
	to := func(speaker int) int {
		if speaker < len(moved) {
			return moved[speaker]
		}
		return speaker
	}
	f := r.renumber(r.Filter, asked, to)
	p.renumbered(r.renumber(p.Filter, askedThen, to))
	if len(askedThen) > 0 && r.Doc.Questions() != questions {
		p.Lost = errRenumbered
	}
	r.Side.recast(r, on, to)
	r.Dialogue.recast()
	r.learn()
	return tea.Batch(r.SetFilter(f), r.Side.narrowAgain(r), r.Save())
}

// SetSpeaker says whether labels name a speaker, and returns the work of reading the
// transcript again and of saving that. The place stays.
func (r *Reading) SetSpeaker(labels []string, is bool) tea.Cmd {
	r.Doc.SetSpeaker(labels, is)
	r.learn()
	return tea.Batch(r.reread(), r.Save())
}

// reread returns the work of reading the transcript from its start, as corrected by
// the user. While a batch is awaited, Take begins that instead.
func (r *Reading) reread() tea.Cmd {
	v := &r.Dialogue
	if a := v.AnchorOf(v.Top); r.Goal.Kind == Nowhere {
		r.Goal = Place{Kind: KeptPlace, N: a.Off, Up: a.Up, Percent: v.Percent()}
	}
	if r.stale = !r.Done; r.stale {
		return nil
	}
	r.reader.Correct(r.Doc.Given())
	r.Done = false
	return r.Read()
}

// recast makes the lists again. The cursor stays on the first speaker of on.
func (b *sidebar) recast(r *Reading, on []int, to func(int) int) {
	who := 0
	if len(on) > 0 {
		who = to(on[0])
	}
	b.forget()
	b.Grew(r)
	if i := b.placeOf(who); i >= 0 {
		b.speakers.Cursor = i
	}
	b.Layout(r)
}

// recast must be called after speakers were renamed or questions renumbered.
func (v *Dialogue) recast() {
	v.Scroll.forget()
	v.Relayout()
}
