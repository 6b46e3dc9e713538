package source

import (
	"bytes"
	"errors"
	"strings"
	"sync"
	"testing"

	"verbatim/internal/fault"
)

// A spool fails before it fills the disk.
func TestSpoolBound(t *testing.T) {
	p := &spool{of: FromString("endless", "")}
	defer p.Close()
	if err := p.spill(); err != nil {
		t.Fatal(err)
	}
	p.max = 10
	if err := p.append([]byte("0123456789")); err != nil {
		t.Fatal(err)
	}
	if err := p.append([]byte("x")); err != errSpace {
		t.Errorf("error %v", err)
	}
	s := FromReader("endless", strings.NewReader(""))
	var e *fault.Error
	if err := s.spooled(errSpace); !errors.As(err, &e) || !errors.Is(err, ErrTooLarge) {
		t.Errorf("error %v", err)
	}
}

// A closed spool rejects more bytes without creating a file.
func TestSpoolClosed(t *testing.T) {
	p := &spool{}
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	if err := p.append(bytes.Repeat([]byte("x"), spoolMemory+1)); err != errClosed || p.f != nil {
		t.Errorf("error %v, file %v", err, p.f)
	}
}

func TestRefused(t *testing.T) {
	for _, c := range []struct{ name, head, want string }{
		{"PDF", "%PDF-1.7\n", "x: is a PDF"},
		{"old Word", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00", "x: is an old Word document"},
		{"recording", "ID3\x03\x00\x00\x00", "x: is a recording"},
		{"film", "\x00\x00\x00\x20ftypisom", "x: is a recording"},
		{"recording in RIFF", "RIFF\x24\x00\x00\x00WAVEfmt ", "x: is a recording"},
		{"picture", "\xff\xd8\xff\xe0\x00", "x: is a picture"},
		{"captions in codes", "Scenarist_SCC V1.0\n\n00:00:00:15\t94ae 94ae\n", "x: has captions in codes of hexadecimal digits"},
		{"EBU subtitles", "850STL25.010000", "x: has subtitles in the binary format of the EBU"},
		{"index of pictures", "# VobSub index file, v7 (do not modify this line!)\n", "x: is the index of subtitles that are pictures"},
		{"pictures of a disc", "PG\x00\x05\x1f\x10\x00\x00\x00\x00\x16\x00\x13", "x: has subtitles that are pictures"},
		{"times of speakers", "SPEAKER talk 1 0.50 1.50 <NA> <NA> Ann <NA> <NA>\n", "x: has speakers and times, but no words"},
		{"times of speakers after comments", ";; made by hand\r\nSPKR-INFO talk 1 <NA> <NA> <NA> unknown Ann <NA>\r\nSPEAKER talk 1 0 2 <NA> <NA> Ann <NA>\r\n", "x: has speakers and times, but no words"},
		{"times of speakers between tabs", "\xef\xbb\xbfSPEAKER\ttalk\tA\t0\t1.5\t<NA>\t<NA>\tann\t0.9\t<NA>\n", "x: has speakers and times, but no words"},
		{"a speaker", "SPEAKER 1: the bridge is shut.\n", ""},
		{"text that begins like a recording", "ID3 is what Ann asked about: why?", ""},
		{"text that begins like a picture", "GIF8: a name.", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			err := refused("x", []byte(c.head))
			if err == nil && c.want != "" || err != nil && err.Error() != c.want {
				t.Errorf("got %v, want %s", err, c.want)
			}
		})
	}
}

// Settled returns although nothing arrives, even on a busy machine.
func TestSettledInSilence(t *testing.T) {
	var wg sync.WaitGroup
	for range 5000 {
		src := newSource("silent", strings.NewReader(""), nil)
		wg.Go(func() { src.Settled(0) })
	}
	wg.Wait()
}
