package transcript

import (
	"strings"
	"sync"
	"testing"
)

// A source that stays silent keeps nobody longer than a moment, however busy
// the machine is.
func TestSettledInSilence(t *testing.T) {
	var wg sync.WaitGroup
	for range 5000 {
		src := newSource("silent", strings.NewReader(""), nil)
		wg.Go(func() { src.settled(0) })
	}
	wg.Wait()
}
