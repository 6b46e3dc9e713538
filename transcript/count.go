package transcript

import (
	"context"
	"runtime"
	"sync"

	"verbatim/internal/guard"
	"verbatim/internal/text"
)

// Words returns how many words each speaker says, by the speaker's index. It
// reads the whole document, on all cores; give it a Snapshot to run beside
// the screen.
func (d *Document) Words(ctx context.Context) ([]int64, error) {
	parts := runtime.GOMAXPROCS(0)
	words := make([][]int64, parts)
	var wg sync.WaitGroup
	for k := range parts {
		wg.Go(func() {
			defer guard.Guard()
			words[k] = d.beside().words(ctx, d.n*k/parts, d.n*(k+1)/parts)
		})
	}
	wg.Wait()
	for _, part := range words[1:] {
		for s, n := range part {
			words[0][s] += n
		}
	}
	return words[0], ctx.Err()
}

// words counts the words in the turns [from, to).
func (d *Document) words(ctx context.Context, from, to int) []int64 {
	words := make([]int64, len(d.speakers))
	for i := from; i < to && ctx.Err() == nil; i++ {
		words[d.SpeakerOf(i)] += d.TurnWords(i)
		d.pass(i)
	}
	return words
}

// pass counts turn i as gone over, for a Printer.
func (d *Document) pass(i int) {
	if d.passed != nil {
		off, end := d.Span(i)
		d.passed.Add(end - off)
	}
}

// TurnWords returns how many words are said in turn i.
func (d *Document) TurnWords(i int) (n int64) {
	for b, ok := d.NextBlock(i, 0); ok; b, ok = d.NextBlock(i, b.End) {
		if b.Kind == Speech {
			n += text.CountWords(b.Text)
		}
	}
	return n
}
