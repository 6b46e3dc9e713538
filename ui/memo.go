package ui

import (
	"slices"
)

// A memo keeps the pieces made last. It is bounded by their number, which
// has to be that of a few screens, and their bytes.
type memo struct {
	pieces []*piece
	most   int
	bytes  int
}

const memoBytes = 1 << 20

func (m *memo) find(is func(*piece) bool) *piece {
	for i := len(m.pieces) - 1; i >= 0; i-- {
		if is(m.pieces[i]) {
			return m.pieces[i]
		}
	}
	return nil
}

// before returns the piece of the block that comes before off, where another
// begins.
func (m *memo) before(pos int, off int64) *piece {
	return m.find(func(p *piece) bool { return p.pos == pos && p.block != nil && (p.block.End == off || p.until == off) })
}

// after returns the piece of the block that comes after off, where another ends.
func (m *memo) after(pos int, off int64) *piece {
	return m.find(func(p *piece) bool { return p.pos == pos && p.block != nil && (p.block.Off == off || p.from == off) })
}

func (m *memo) add(p *piece) {
	m.pieces = append(m.pieces, p)
	m.bytes += p.size()
	drop := 0
	for len(m.pieces)-drop > max(m.most, 16) || m.bytes > memoBytes && len(m.pieces)-drop > 4 {
		m.bytes -= m.pieces[drop].size()
		drop++
	}
	if drop > 0 {
		m.pieces = m.pieces[:copy(m.pieces, m.pieces[drop:])]
	}
}

// drop forgets the pieces that are not to be seen again as they are.
func (m *memo) drop(is func(*piece) bool) {
	m.pieces = slices.DeleteFunc(m.pieces, func(p *piece) bool {
		gone := is(p)
		if gone {
			m.bytes -= p.size()
		}
		return gone
	})
}

func (p *piece) size() int {
	if p.block == nil {
		return 0
	}
	return len(p.block.Text)
}

func (m *memo) clear() { m.pieces, m.bytes = nil, 0 }
