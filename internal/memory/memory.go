package memory

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"sync"

	tea "charm.land/bubbletea/v2"
)

// Limits of garbage. Garbage costs memory, and collecting it costs time.
//
//  1. Until Settle, garbage may reach startPercent of the live bytes, within
//     startMemory in all. Most of what the program allocates by then stays live,
//     and a collection would delay the first frame.
//  2. After Settle, the limit is the usual one (GOGC), halved until the garbage
//     is at most maxGarbage, but never below minPercent. An index of hundreds of
//     megabytes is cheap to scan, because it holds no pointers, and should not
//     take its size again in garbage.
const (
	startPercent = 400
	startMemory  = 40 << 20 // bytes
	minPercent   = 25
	maxGarbage   = 16 << 20 // bytes
)

// spareMemory is the number of bytes that the program may hold after reading. If
// it holds more, Tidy returns unused memory to the system.
const spareMemory = 24 << 20

// A Garbage controls how much garbage the program may hold. Its zero value has
// no effect before Begin.
type Garbage struct {
	mu      sync.Mutex
	percent int   // the initial GOGC; 0: leave the settings alone
	limit   int64 // the initial GOMEMLIMIT, in bytes
	set     int   // the current percentage; 0: before Settle
}

// LimitGarbage applies the limits of Settle from now on.
func LimitGarbage() {
	g := &Garbage{}
	g.Begin()
	g.Settle()
}

// Begin allows much garbage until Settle is called. It does nothing if the
// collector is off.
func (g *Garbage) Begin() {
	g.mu.Lock()
	defer g.mu.Unlock()
	was := debug.SetGCPercent(startPercent)
	if was <= 0 {
		debug.SetGCPercent(was) // the collector is off
		return
	}
	g.percent, g.limit = was, debug.SetMemoryLimit(-1)
	debug.SetMemoryLimit(min(g.limit, startMemory))
}

// Settle limits garbage by the number of live bytes, now and after each
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

// watch calls adjust after the next collection. It uses a finalizer, because the
// runtime does not report collections otherwise.
func (g *Garbage) watch() {
	runtime.SetFinalizer(&collected{g: g}, func(c *collected) { c.g.adjust() })
}

// A collected is an object for watch to finalize. It contains a pointer, because
// the runtime may batch small objects without pointers with live ones and then
// never finalize them.
type collected struct{ g *Garbage }

// adjust sets the limit for the bytes that are live now, and watches for the
// next collection.
func (g *Garbage) adjust() {
	g.mu.Lock()
	defer g.mu.Unlock()
	if p := percentFor(sampled("/gc/heap/live:bytes"), g.percent); p != g.set {
		g.set = p
		debug.SetGCPercent(p)
	}
	g.watch()
}

// percentFor returns how much garbage the program may hold, as a percentage of
// live bytes. It returns most halved any number of times: few distinct values,
// because changing the setting stops the world.
func percentFor(live uint64, most int) int {
	p := most
	for p/2 >= minPercent && live*uint64(p)/100 > maxGarbage {
		p /= 2
	}
	return p
}

// Tidy returns a command that returns the memory of reading to the system, or
// nil if the program holds little. After reading, only the index is needed.
func Tidy() tea.Cmd {
	if heldMemory() < spareMemory {
		return nil
	}
	return func() tea.Msg {
		runtime.GC() // also empties sync.Pools
		debug.FreeOSMemory()
		return nil
	}
}

// heldMemory returns the number of bytes that the program holds.
func heldMemory() uint64 {
	return sampled("/memory/classes/total:bytes") - sampled("/memory/classes/heap/released:bytes")
}

// sampled returns the runtime metric called name, or 0 if it does not exist.
func sampled(name string) uint64 {
	s := []metrics.Sample{{Name: name}}
	metrics.Read(s)
	if s[0].Value.Kind() != metrics.KindUint64 {
		return 0
	}
	return s[0].Value.Uint64()
}
