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
