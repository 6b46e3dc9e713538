package transcript

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"io"
	"runtime"
	"strings"
	"sync"
	"testing"
)

// A watched reader collects garbage now and then while it is read, and notes
// how many bytes are in use at most.
type watched struct {
	r    io.ReaderAt
	mu   sync.Mutex // some formats read several parts at once
	read int64      // bytes since the last collection
	peak uint64
}

func (w *watched) ReadAt(p []byte, off int64) (int, error) {
	n, err := w.r.ReadAt(p, off)
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.read += int64(n); w.read >= 2<<20 {
		w.read = 0
		w.peak = max(w.peak, inUse())
	}
	return n, err
}

func inUse() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// What is said in one paragraph may be of any size: it is read to its end, and
// memory does not grow with it.
func TestLongParagraph(t *testing.T) {
	const part = "and so it goes "
	const n = 18 << 20 / len(part)
	text := strings.Repeat(part, n)
	for name, form := range map[string]struct{ head, turn, foot string }{
		"talk.txt":   {"", "%s: %s\n\n", ""},
		"talk.md":    {strings.Repeat("It&#39;s. ", 9) + "\n\n", "%s: %s\n\n", ""},
		"talk.vtt":   {"WEBVTT\n\n", "00:00.000 --> 00:01.000\n<v %s>%s\n\n", ""},
		"talk.srt":   {"", "1\n00:00:00,000 --> 00:00:01,000\n%s: %s\n\n", ""},
		"talk.csv":   {"speaker,text,start\n", "%s,\"%s\",1\n", ""},
		"plain.csv":  {"speaker,text,start\n", "%s,%s,1\n", ""},
		"talk.json":  {"[", `{"text":"%[2]s","speaker":"%[1]s"},`, `]`},
		"own.json":   {`{"schema":1,"speakers":[],"turns":[`, `{"speaker":"%s","paragraphs":[{"text":"%s"}]},`, `]}`},
		"talk.jsonl": {"", `{"text":"%[2]s","speaker":"%[1]s"}` + "\n", ""},
		"talk.html":  {"<html><body><h1>A talk</h1>", "<p>%s: %s</p>", "</body></html>"},
		"pre.html":   {"<html><body><h1>A talk</h1><pre>", "%s: %s\n\n", "</pre></body></html>"},
		"talk.xml":   {"<?xml version=\"1.0\"?><session>", `<speech speaker="%s"><p>%s</p></speech>`, "</session>"},
		"tei.xml":    {`<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>`, `<u who="#%s">%s</u>`, "</body></text></TEI>"},
		"talk.docx":  {"", "<w:p><w:r><w:t>%s: %s</w:t></w:r></w:p>", ""},
		"chat.txt":   {"", "[12/05/23, 10:00:05] %s: %s\n", ""},
		"talk.cha":   {"@Begin\n@Participants:\tBob Bob Adult, Ann Ann Adult\n", "*%s:\t%s\n", "@End\n"},
	} {
		t.Run(name, func(t *testing.T) {
			turn := func(who, text string) string { return fmt.Sprintf(form.turn, who, text) }
			few := strings.Repeat(turn("Bob", "Hm.")+turn("Ann", "Yes."), 3) + turn("Bob", "Why?")
			text, n := text, n
			if name == "talk.docx" {
				text, n = text+text, 2*n
			}
			file := form.head + few + turn("Ann", text) + few + form.foot
			if name == "talk.docx" {
				file = stored(t, file)
			}
			w := &watched{r: strings.NewReader(file)}
			src := FromReaderAt(name, w, int64(len(file)))
			before := inUse()
			d, err := Load(context.Background(), src, Options{})
			if err != nil {
				t.Fatal(err)
			}
			if most := int64(w.peak) - int64(before); most > 2*spoolMemory+6<<20 { // what is unpacked, and what is made of it
				t.Errorf("%d MiB are in use while it is read", most>>20)
			}
			read, err := io.ReadAll(io.NewSectionReader(d.Source(), 0, d.Size()))
			if have := bytes.Count(read, []byte("goes")); err != nil || have != n {
				t.Errorf("%d of %d, error %v", have, n, err)
			}
			if d.Len() != 15 || d.Speakers()[d.SpeakerOf(7)].Name != "Ann" || d.Speakers()[d.SpeakerOf(14)].Name != "Bob" {
				t.Errorf("%d turns of %v", d.Len(), d.Speakers())
			}
		})
	}
}

// stored returns a Word document that is not packed.
func stored(t *testing.T, body string) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.CreateHeader(&zip.FileHeader{Name: "word/document.xml", Method: zip.Store})
	if err != nil {
		t.Fatal(err)
	}
	io.WriteString(w, `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>`+body+"</w:body></w:document>")
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// The memory of an index goes by its turns, at most 40 bytes each.
func TestTurnsInMemory(t *testing.T) {
	const n = 1 << 18
	src := FromString("x", strings.Repeat("Ann: So?\nBob: Yes.\n", n/2))
	before := inUse()
	r, err := Open(src, Options{})
	if err != nil {
		t.Fatal(err)
	}
	d := NewDocument(src)
	if err := d.Fill(context.Background(), r); err != nil {
		t.Fatal(err)
	}
	inUse() // what pools keep goes with the second collection
	if each := (int64(inUse()) - int64(before)) / n; d.Len() != n || d.Questions() != n/2 || each > 40 {
		t.Errorf("%d turns, %d bytes each", d.Len(), each)
	}
	runtime.KeepAlive(r) // as long as a document is open
}
