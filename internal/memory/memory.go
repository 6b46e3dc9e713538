package memory

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"sync"

	tea "charm.land/bubbletea/v2"
)

// How much garbage there may be beside what is in use. It costs memory, and
// looking for it costs time.
//
// Before the first frame is out there may be startPercent of what is in use,
// 16 MB at least, and startMemory in all: what is made up to then mostly stays,
// and looking for garbage in it takes time from that frame. Then there may be as much as is in
// use, as in any program, but no more than maxGarbage or leastPercent: an
// index of hundreds of megabytes needs no room to be built a second time, and
// holds no pointers to look through.
const (
	startPercent = 400
	startMemory  = 40 << 20 // bytes
	minPercent   = 25
	maxGarbage   = 16 << 20 // bytes
)

// spareMemory is how much memory, in bytes, the program may hold when all has
// been read. Of more, what is not in use goes back to the system.
const spareMemory = 24 << 20

// A Garbage sets how much garbage there may be. The zero value leaves it alone.
type Garbage struct {
	mu      sync.Mutex
	percent int   // as the program was started with; 0: leave it alone
	limit   int64 // of all memory, as the program was started with
	set     int
}

// LimitGarbage has the program hold little garbage from now on, however much
// is in use.
func LimitGarbage() {
	g := &Garbage{}
	g.Begin()
	g.Settle()
}

// Begin allows much of it, until settle is called.
func (g *Garbage) Begin() {
	g.mu.Lock()
	defer g.mu.Unlock()
	was := debug.SetGCPercent(startPercent)
	if was <= 0 {
		debug.SetGCPercent(was) // it is switched off
		return
	}
	g.percent, g.limit = was, debug.SetMemoryLimit(-1)
	debug.SetMemoryLimit(min(g.limit, startMemory))
}

// Settle allows as much as suits what is in use, now and after each
// collection.
func (g *Garbage) Settle() {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.percent == 0 || g.set > 0 {
		return
	}
	debug.SetMemoryLimit(g.limit)
	g.set = g.percent
	debug.SetGCPercent(g.percent)
	g.watch()
}

// watch has adjust called after the next collection. Nothing else tells of
// one but the end of an object.
func (g *Garbage) watch() {
	runtime.SetFinalizer(&collected{g: g}, func(c *collected) { c.g.adjust() })
}

// A collected is garbage. It has a pointer, so as not to share its memory with
// what stays.
type collected struct{ g *Garbage }

func (g *Garbage) adjust() {
	g.mu.Lock()
	defer g.mu.Unlock()
	if p := percentFor(sampled("/gc/heap/live:bytes"), g.percent); p != g.set {
		g.set = p
		debug.SetGCPercent(p)
	}
	g.watch()
}

// percentFor returns how much garbage there may be, in per cent of live bytes.
// It is most, or half of that, and so on: setting it stops the program.
func percentFor(live uint64, most int) int {
	p := most
	for p/2 >= minPercent && live*uint64(p)/100 > maxGarbage {
		p /= 2
	}
	return p
}

// Tidy returns the work of giving back the memory that reading took: only the
// index of what has been read is needed further on.
func Tidy() tea.Cmd {
	if heldMemory() < spareMemory {
		return nil
	}
	return func() tea.Msg {
		runtime.GC() // after it pools are empty
		debug.FreeOSMemory()
		return nil
	}
}

// heldMemory returns how much memory the program holds, in bytes.
func heldMemory() uint64 {
	return sampled("/memory/classes/total:bytes") - sampled("/memory/classes/heap/released:bytes")
}

// sampled returns a figure of the runtime's.
func sampled(name string) uint64 {
	s := []metrics.Sample{{Name: name}}
	metrics.Read(s)
	if s[0].Value.Kind() != metrics.KindUint64 {
		return 0 // another runtime has no such figure
	}
	return s[0].Value.Uint64()
}
