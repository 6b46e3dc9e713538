package transcript

import (
	"bytes"
	"io"
)

const (
	viewPage  = 32 << 10 // bytes
	viewPages = 8
	viewLine  = 4 << 10 // bytes that are searched at a time for the end of a line
)

// A view reads spans of a source through a few pages that it keeps, since a
// reader's eyes and fingers stay near one place. It is for one goroutine.
type view struct {
	src   *rawSource
	pages [viewPages]viewSlot
	clock int64
	buf   []byte
	short bool // the source had less than it was asked for
}

type viewSlot struct {
	at   int64 // number of the page
	data []byte
	used int64 // clock when it was last asked for
}

// read returns the bytes [off, end) of the source; fewer only where the
// source ends. They are good until the next call.
func (v *view) read(off, end int64) ([]byte, error) {
	if end <= off {
		return nil, nil
	}
	first, last := off/viewPage, (end-1)/viewPage
	if first == last {
		p, err := v.page(first, end)
		return clip(p, off-first*viewPage, end-first*viewPage), err
	}
	v.buf = v.buf[:0]
	for i := first; i <= last; i++ {
		p, err := v.page(i, end)
		if err != nil {
			return nil, err
		}
		v.buf = append(v.buf, clip(p, max(0, off-i*viewPage), min(viewPage, end-i*viewPage))...)
	}
	return v.buf, nil
}

// lineEnd returns where the line that goes on at p ends, its '\n' included,
// or limit.
func (v *view) lineEnd(p, limit int64) int64 {
	for p < limit {
		b, err := v.read(p, min(limit, p+viewLine))
		if err != nil || len(b) == 0 {
			return limit
		}
		if k := bytes.IndexByte(b, '\n'); k >= 0 {
			return p + int64(k) + 1
		}
		p += int64(len(b))
	}
	return limit
}

func clip(p []byte, from, to int64) []byte {
	n := int64(len(p))
	return p[min(from, n):min(to, n)]
}

// page returns page i, read anew where it was kept short and end lies beyond.
func (v *view) page(i, end int64) ([]byte, error) {
	v.clock++
	p := v.slot(i)
	if p.data != nil && p.at == i && (len(p.data) == viewPage || i*viewPage+int64(len(p.data)) >= end) {
		p.used = v.clock
		return p.data, nil
	}
	if p.data == nil {
		p.data = make([]byte, viewPage)
	}
	n, err := v.src.ReadAt(p.data[:viewPage], i*viewPage)
	if err == io.EOF {
		err = nil
	}
	p.data, p.at, p.used = p.data[:n], i, v.clock
	v.short = v.short || i*viewPage+int64(n) < min(end, (i+1)*viewPage)
	return p.data, err
}

// slot returns where page i is kept, or else what was not used for longest.
func (v *view) slot(i int64) *viewSlot {
	old := &v.pages[0]
	for k := range v.pages {
		p := &v.pages[k]
		if p.data != nil && p.at == i {
			return p
		}
		if p.used < old.used {
			old = p
		}
	}
	return old
}
