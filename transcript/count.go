package transcript

import (
	"context"
	"runtime"
	"sync"
	"sync/atomic"

	"verbatim/internal/guard"
	"verbatim/internal/text"
)

// Words returns how many words each speaker says, by the index of the speaker.
// It reads the whole document, on all cores; the error is that of ctx.
func (d *Document) Words(ctx context.Context) ([]int64, error) {
	return d.countWords(ctx, new(atomic.Int64))
}

// countWords does the work of Words and adds the bytes that it has read to
// passed.
func (d *Document) countWords(ctx context.Context, passed *atomic.Int64) ([]int64, error) {
	parts := runtime.GOMAXPROCS(0)
	words := make([][]int64, parts)
	var wg sync.WaitGroup
	for k := range parts {
		wg.Go(func() {
			defer guard.Guard()
			words[k] = d.beside().words(ctx, d.n*k/parts, d.n*(k+1)/parts, passed)
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
func (d *Document) words(ctx context.Context, from, to int, passed *atomic.Int64) []int64 {
	words := make([]int64, len(d.speakers))
	for i := from; i < to && ctx.Err() == nil; i++ {
		words[d.SpeakerOf(i)] += d.TurnWords(i)
		passed.Add(d.size(i))
	}
	return words
}

// size returns the bytes of turn i, its label included.
func (d *Document) size(i int) int64 {
	off, end := d.Span(i)
	return end - off
}

// TurnWords returns the number of words in the speech of turn i, without notes.
func (d *Document) TurnWords(i int) (n int64) {
	shown := d.shown()
	for b, ok := shown.text(i, 0); ok; b, ok = shown.after(b) {
		if b.Kind == Speech {
			n += text.CountWords(b.Text)
		}
	}
	return n
}
