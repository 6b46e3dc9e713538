package source

import (
	"bytes"
	"io"
)

// The sizes of a View.
const (
	PageSize  = 32 << 10 // bytes
	viewPages = 8
	viewLine  = 4 << 10 // bytes that LineEnd searches at a time
)

// A View reads spans of a source through a cache of a few pages, since users stay
// near one place. It must not be used by several goroutines at once.
type View struct {
	Src   *Source
	pages [viewPages]viewSlot
	Clock int64 // pages requested so far
	buf   []byte
}

// A viewSlot caches one page.
type viewSlot struct {
	at   int64 // number of the page
	data []byte
	used int64 // Clock of the last request
}

// Read returns the bytes [off, end) of the source, or fewer at its end or with an
// error. They are valid until the next call.
func (v *View) Read(off, end int64) ([]byte, error) {
	if end <= off {
		return nil, nil
	}
	first, last := off/PageSize, (end-1)/PageSize
	if first == last {
		p, err := v.page(first, end)
		return clip(p, off-first*PageSize, end-first*PageSize), err
	}
	v.buf = v.buf[:0]
	for i := first; i <= last; i++ {
		p, err := v.page(i, end)
		if err != nil {
			return nil, err
		}
		v.buf = append(v.buf, clip(p, max(0, off-i*PageSize), min(PageSize, end-i*PageSize))...)
	}
	return v.buf, nil
}

// LineEnd returns the offset after the '\n' of the line that contains byte p, or
// limit if that comes first. If the source ends before either, or cannot be read,
// it returns limit and false.
func (v *View) LineEnd(p, limit int64) (end int64, ok bool) {
	for p < limit {
		b, err := v.Read(p, min(limit, p+viewLine))
		if err != nil || len(b) == 0 {
			return limit, false
		}
		if k := bytes.IndexByte(b, '\n'); k >= 0 {
			return p + int64(k) + 1, true
		}
		p += int64(len(b))
	}
	return limit, true
}

// clip returns p[from:to], shortened to what p contains.
func clip(p []byte, from, to int64) []byte {
	n := int64(len(p))
	return p[min(from, n):min(to, n)]
}

// page returns page i. It reads a cached page again if the page is short, as at
// the end of a growing source, and end lies beyond it.
func (v *View) page(i, end int64) ([]byte, error) {
	v.Clock++
	p := v.slot(i)
	if p.data != nil && p.at == i && (len(p.data) == PageSize || i*PageSize+int64(len(p.data)) >= end) {
		p.used = v.Clock
		return p.data, nil
	}
	if p.data == nil {
		p.data = make([]byte, PageSize)
	}
	n, err := v.Src.ReadAt(p.data[:PageSize], i*PageSize)
	if err == io.EOF {
		err = nil
	}
	p.data, p.at, p.used = p.data[:n], i, v.Clock
	return p.data, err
}

// slot returns the slot of page i, or else the least recently used one.
func (v *View) slot(i int64) *viewSlot {
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
