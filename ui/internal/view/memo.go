package view

import (
	"slices"
)

// A memo caches the latest pieces. It is bounded by their number, enough for a few
// screens, and by their bytes.
type memo struct {
	pieces []*Piece
	most   int
	bytes  int
}

const memoBytes = 1 << 20

func (m *memo) find(is func(*Piece) bool) *Piece {
	for i := len(m.pieces) - 1; i >= 0; i-- {
		if is(m.pieces[i]) {
			return m.pieces[i]
		}
	}
	return nil
}

// before returns the piece of the block that ends before off, where another begins.
func (m *memo) before(pos int, off int64) *Piece {
	return m.find(func(p *Piece) bool { return p.pos == pos && p.Block != nil && (p.Block.End == off || p.until == off) })
}

// after returns the piece of the block that comes after off, where another ends.
func (m *memo) after(pos int, off int64) *Piece {
	return m.find(func(p *Piece) bool { return p.pos == pos && p.Block != nil && (p.Block.Off == off || p.from == off) })
}

func (m *memo) add(p *Piece) {
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

// drop removes the pieces for which is returns true.
func (m *memo) drop(is func(*Piece) bool) {
	m.pieces = slices.DeleteFunc(m.pieces, func(p *Piece) bool {
		gone := is(p)
		if gone {
			m.bytes -= p.size()
		}
		return gone
	})
}

func (p *Piece) size() int {
	if p.Block == nil {
		return 0
	}
	return len(p.Block.Text)
}

func (m *memo) clear() { m.pieces, m.bytes = nil, 0 }
