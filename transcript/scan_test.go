package transcript

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"reflect"
	"runtime"
	"strings"
	"testing"
	"time"

	"verbatim/transcript/internal/label"
)

var update = flag.Bool("update", false, "write the golden files anew")

// scanned reads text in blocks of block bytes by several workers; 0 is the
// usual size or number.
func scanned(t testing.TB, text string, block int64, workers int) *Document {
	t.Helper()
	src := FromString("test.txt", text)
	s := label.NewScanner(src.raw)
	if block > 0 {
		s.Block = block
	}
	if workers > 0 {
		s.Workers = workers
	}
	return drain(t, src, s)
}

func drain(t testing.TB, src *Source, s *label.Scanner) *Document {
	t.Helper()
	return filled(t, NewDocument(src), s)
}

// filled returns d with all that s finds.
func filled(t testing.TB, d *Document, s *label.Scanner) *Document {
	t.Helper()
	for {
		b, err := s.Next(context.Background())
		if err == io.EOF {
			return d
		}
		if err != nil {
			t.Fatal(err)
		}
		d.add(b)
	}
}

// outline is one line a turn: speaker, label, what it is, and where its text
// begins and ends.
func outline(d *Document) string {
	var b strings.Builder
	for i := range d.Len() {
		t := d.turn(i)
		asks := " "
		if d.Asks(i) {
			asks = "?"
		}
		first, _ := d.Block(i, 0)
		last, _ := lastBlock(d, i)
		fmt.Fprintf(&b, "%3d %s %s | %s | %.30s … %s", i+1, asks, d.Speakers()[d.SpeakerOf(i)].Name, d.labels[t.Label].Text,
			first.Text, last.Text[max(0, len(last.Text)-20):])
		if t.Start >= 0 {
			fmt.Fprintf(&b, " @%dms", t.Start)
		}
		b.WriteByte('\n')
	}
	fmt.Fprintf(&b, "%s %+v rule %d\n", cmp.Or(d.format, "text"), d.head.Header, d.head.Rule)
	for _, n := range d.notes {
		fmt.Fprintf(&b, "note %d-%d\n", n.Off, n.End)
	}
	return strings.ToValidUTF8(b.String(), "\uFFFD")
}

// TestSeed says what is true of the first transcript, in words and not in a
// file that could be written anew.
func TestSeed(t *testing.T) {
	d := scanned(t, samples(t)["sochi-2023-09-15.txt"], 0, 0)
	var got []string
	for i := range d.Len() {
		words := strings.Fields(d.Speakers()[d.SpeakerOf(i)].Name)
		got = append(got, words[len(words)-1])
	}
	want := strings.Fields("Question Putin Question Putin Question Putin Lukashenko Putin Lukashenko Putin Lukashenko Question Putin Lukashenko Putin")
	if !reflect.DeepEqual(got, want) {
		t.Errorf("speakers %v", got)
	}
	if d.Questions() != 4 || len(d.Speakers()) != 4 {
		t.Errorf("%d questions, %d speakers", d.Questions(), len(d.Speakers())-1)
	}
	putin, err := d.FindSpeaker("putin")
	if s := d.Speakers()[putin]; err != nil || s.Name != "Vladimir Putin" || s.Role != "President of Russia" {
		t.Errorf("%+v, %v", s, err)
	}
	if h := d.Header(); !reflect.DeepEqual(h, Header{
		Title:      "Vladimir Putin and Alexander Lukashenko answered media questions",
		Standfirst: "Following the Russian-Belarusian talks, the two leaders answered questions from the media.",
		Date:       "2023-09-15", Time: "12:25", Place: "Sochi",
		Topics: []string{"Foreign policy"}, Persons: []string{"Lukashenko Alexander"},
	}) {
		t.Errorf("header %+v", h)
	}
	var notes []string
	for i := range d.Len() {
		for b, ok := d.Block(i, 0); ok; b, ok = d.Block(i, b.End) {
			if b.Kind == NoteBlock {
				notes = append(notes, b.Text)
			}
		}
	}
	if len(notes) != 14 || notes[0] != "See also" || notes[3] != "<…>" || notes[4] != "Geography" {
		t.Errorf("notes %q", notes)
	}
}

// TestBlocksAndWorkers reads every sample in pieces.
func TestBlocksAndWorkers(t *testing.T) {
	for name, text := range samples(t) {
		t.Run(name, func(t *testing.T) {
			sameInPieces(t, text, 64)
		})
	}
}

// sameInPieces compares the turns that are found in blocks of many sizes, by
// one and several workers, with a head of so many bytes.
func sameInPieces(t *testing.T, text string, head int64) {
	t.Helper()
	var want string
	for _, block := range []int64{1 << 20, 4096, 64, 7, 1} {
		for _, workers := range []int{1, 4} {
			src := FromString("x", text)
			s := label.NewScanner(src.raw)
			s.Head, s.Block, s.Workers = head, block, workers
			got := outline(drain(t, src, s))
			if want == "" {
				want = got
			}
			if got != want {
				t.Fatalf("blocks of %d bytes, %d workers: got\n%s\nwant\n%s", block, workers, got, want)
			}
		}
	}
}

func TestLongerThanHead(t *testing.T) {
	d := scanned(t, talk(60_000), 0, 0)
	if d.Len() != 60_000 || d.Questions() != 20_000 {
		t.Fatalf("%d turns, %d questions", d.Len(), d.Questions())
	}
	for _, i := range []int{0, 15_000, 59_999} {
		b, ok := d.Block(i, 0)
		if want := fmt.Sprintf("This is what I said as number %d, and it takes a while to say.", i); !ok || b.Text != want {
			t.Errorf("turn %d says %q", i, b.Text)
		}
		line, err := d.Line(d.turn(i).Off)
		if want := int64(1 + i + (i+9)/10); err != nil || line != want {
			t.Errorf("turn %d is on line %d, want %d (%v)", i, line, want, err)
		}
	}
}

// TestGrows reads a source that arrives in pieces.
func TestGrows(t *testing.T) {
	text := samples(t)["sochi-2023-09-15.txt"]
	r := slow{make(chan string)}
	src := FromReader("-", r)
	defer src.Close()
	go func() {
		for len(text) > 0 {
			n := min(len(text), 700)
			r.pieces <- text[:n]
			text = text[n:]
			time.Sleep(3 * time.Millisecond)
		}
		close(r.pieces)
	}()
	got := outline(drain(t, src, label.NewScanner(src.raw)))
	if want := outline(scanned(t, samples(t)["sochi-2023-09-15.txt"], 0, 0)); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestCancelled(t *testing.T) {
	before := runtime.NumGoroutine()
	src := FromString("x", talk(100_000))
	s := label.NewScanner(src.raw)
	ctx, cancel := context.WithCancel(context.Background())
	if _, err := s.Next(ctx); err != nil {
		t.Fatal(err)
	}
	cancel()
	if _, err := s.Next(ctx); err != context.Canceled {
		t.Errorf("error %v", err)
	}
	for range 100 {
		if runtime.NumGoroutine() <= before {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Errorf("%d goroutines, %d before", runtime.NumGoroutine(), before)
}

func FuzzScan(f *testing.F) {
	for _, text := range samples(f) {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		if len(bytes.TrimSpace(text)) == 0 || bytes.IndexByte(text, 0) >= 0 {
			return
		}
		text = text[:min(len(text), 8<<10)]
		sameInPieces(t, string(text), 100)
		soundSpans(t, scanned(t, string(text), 0, 0))
	})
}

// soundSpans checks that turns and their blocks are in order, do not overlap
// and lie inside the text.
func soundSpans(t *testing.T, d *Document) {
	t.Helper()
	size, _ := d.Source().Size()
	last := int64(-1)
	for i := range d.Len() {
		off, end := d.Span(i)
		if off <= last || end > size || end < off {
			t.Fatalf("turn %d is [%d, %d) after %d", i, off, end, last)
		}
		last = off
		at := off
		for b, ok := d.Block(i, 0); ok; b, ok = d.Block(i, b.End) {
			if b.Off < at || b.End <= b.Off || b.End > end {
				t.Fatalf("turn %d: block [%d, %d) after %d in [%d, %d)", i, b.Off, b.End, at, off, end)
			}
			at = b.End
		}
	}
}

// A reader in a hurry has a screen at once, and the same turns in the end.
func TestHurry(t *testing.T) {
	text := talk(40_000)
	r, err := Open(FromString("test.txt", text), Options{})
	if err != nil {
		t.Fatal(err)
	}
	r.Hurry()
	src := FromString("test.txt", text)
	d := NewDocument(src)
	for i := 0; ; i++ {
		b, err := r.Next(context.Background())
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if i == 0 && (b.found.End > glanceSize || b.Turns < 100) || b.Reset != (i == 1) {
			t.Errorf("batch %d ends at %d with %d turns, Reset %v", i, b.found.End, b.Turns, b.Reset)
		}
		d.Append(b)
	}
	sameTurns(t, d, load(t, text))
}

// What was being looked at when a reader lost patience is not lost.
func TestScanGoesOnAfterCancel(t *testing.T) {
	text := talk(60_000)
	src := FromString("test.txt", text)
	s := label.NewScanner(src.raw)
	s.Block, s.Head = 64<<10, 64<<10
	d := NewDocument(src)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	for {
		if _, err := s.Next(ctx); !errors.Is(err, context.Canceled) && err != io.EOF {
			t.Fatal(err)
		}
		b, err := s.Next(context.Background())
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		d.add(b)
	}
	sameTurns(t, d, load(t, text))
}

func sameTurns(t *testing.T, got, want *Document) {
	t.Helper()
	if got.Len() != want.Len() {
		t.Fatalf("%d turns, want %d", got.Len(), want.Len())
	}
	for i := range got.Len() {
		if got.Turn(i) != want.Turn(i) {
			t.Fatalf("turn %d is %+v, want %+v", i, got.Turn(i), want.Turn(i))
		}
	}
}
