package annotation

import (
	"strconv"
	"strings"
)

// points are the named points of a time line, in order. Some may not have times.
type points struct {
	index map[string]int
	ms    []int64 // -1: unknown
}

// add adds a point, or ignores it beyond the limit of annotations.
func (p *points) add(id string, ms int64) {
	if p.index == nil {
		p.index = map[string]int{}
	}
	if _, have := p.index[id]; have || len(p.ms) >= 2*maxAnnotations {
		return
	}
	p.index[id] = len(p.ms)
	p.ms = append(p.ms, ms)
}

// fill interpolates the times of points without one. It returns false if no point has a
// time; the times are then their numbers.
func (p *points) fill() bool {
	last, known := -1, int64(0)
	for i, ms := range p.ms {
		if ms < 0 {
			continue
		}
		for k := last + 1; k < i; k++ {
			p.ms[k] = known + (ms-known)*int64(k-last)/int64(i-last)
		}
		last, known = i, ms
	}
	for k := last + 1; k < len(p.ms); k++ {
		p.ms[k] = known + int64(k-last)
	}
	return last >= 0
}

// at returns the time of a point, -1 if it is unknown.
func (p *points) at(id string) int64 {
	if i, ok := p.index[id]; ok {
		return p.ms[i]
	}
	return -1
}

// seconds returns a number of seconds in milliseconds, -1 if s is not one.
func seconds(s string) int64 {
	f, err := strconv.ParseFloat(strings.Replace(strings.TrimSpace(s), ",", ".", 1), 64)
	if err != nil || !(f >= 0 && f < 1<<21) {
		return -1
	}
	return int64(f*1000 + 0.5)
}
