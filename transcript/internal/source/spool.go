package source

import (
	"io"
	"os"
	"sync"
)

// spoolMemory is the number of bytes that a spool keeps in memory at most.
const spoolMemory = 16 << 20

// A spool is an append-only store of bytes:
//
//  1. It keeps up to spoolMemory bytes in memory. When it outgrows that, it moves
//     all of them to a temporary file.
//  2. The file has no name, so that it disappears however the program exits.
//  3. The file may take half of the free disk space, unless its source is trusted.
type spool struct {
	mu  sync.RWMutex
	mem [][]byte // pieces of spoolPiece bytes, the last perhaps shorter; written bytes never move
	f   *os.File
	n   int64
	end bool // closed: append fails

	of  *Source // its source; nil only in tests
	max int64   // maximum bytes of f; 0: no limit
}

// spoolPiece is the number of bytes that a spool allocates at once. Only the first
// piece grows up to it.
const spoolPiece = 256 << 10

// append adds b to the spool, and moves it to a file when it outgrows memory.
func (p *spool) append(b []byte) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.end {
		return errClosed
	}
	if p.f == nil && p.n+int64(len(b)) <= spoolMemory {
		p.remember(b)
		return nil
	}
	if p.f == nil {
		if err := p.spill(); err != nil {
			return err
		}
	}
	if p.max > 0 && p.n+int64(len(b)) > p.max && !p.of.isTrusted() {
		return errSpace
	}
	n, err := p.f.WriteAt(b, p.n)
	p.n += int64(n)
	return err
}

// remember adds b to the memory.
func (p *spool) remember(b []byte) {
	p.n += int64(len(b))
	for len(b) > 0 {
		last := len(p.mem) - 1
		if last < 0 || len(p.mem[last]) == spoolPiece {
			var piece []byte
			if last >= 0 {
				piece = make([]byte, 0, spoolPiece)
			}
			p.mem = append(p.mem, piece)
			last++
		}
		k := min(len(b), spoolPiece-len(p.mem[last]))
		p.mem[last] = append(p.mem[last], b[:k]...)
		b = b[k:]
	}
}

// spill moves the spool from memory to a temporary file.
func (p *spool) spill() error {
	f, err := os.CreateTemp("", "verbatim-*")
	if err != nil {
		return err
	}
	// A file without a name disappears however the program exits.
	if err := os.Remove(f.Name()); err != nil {
		f.Close()
		return err
	}
	for _, piece := range p.mem {
		if _, err := f.Write(piece); err != nil {
			f.Close()
			return err
		}
	}
	p.f, p.mem, p.max = f, nil, space(f)/2
	return nil
}

// ReadAt reads bytes at off, as io.ReaderAt does.
func (p *spool) ReadAt(b []byte, off int64) (int, error) {
	p.mu.RLock()
	defer p.mu.RUnlock()
	if p.f != nil {
		return p.f.ReadAt(b, off)
	}
	n := 0
	for n < len(b) {
		i, at := int((off+int64(n))/spoolPiece), int((off+int64(n))%spoolPiece)
		if i >= len(p.mem) || at >= len(p.mem[i]) {
			return n, io.EOF
		}
		n += copy(b[n:], p.mem[i][at:])
	}
	return n, nil
}

// Close frees the memory and closes the file.
func (p *spool) Close() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.mem, p.end = nil, true
	if p.f == nil {
		return nil
	}
	return p.f.Close()
}
