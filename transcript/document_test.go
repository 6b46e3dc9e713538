package transcript

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"verbatim/transcript/internal/label"
	"verbatim/transcript/internal/record"
)

// script makes a document of one turn a line without a Scanner: the first
// letter is the speaker, ? after it marks an asker.
func script(text string) (*Document, *record.Batch) {
	src := FromString("script", text)
	b := &record.Batch{Head: &record.Head{Rule: record.RuleLabel}, End: int64(len(text)), Done: true}
	seen := map[string]uint32{}
	off := int64(0)
	for line := range strings.Lines(text) {
		name, _, _ := strings.Cut(line, ":")
		i, ok := seen[name]
		if !ok {
			i = uint32(len(seen) + 1)
			seen[name] = i
			b.Labels = append(b.Labels, record.Label{Text: name, Speaker: i})
			b.Speakers = append(b.Speakers, record.Speaker{Name: name, Asks: strings.HasSuffix(name, "?")})
		}
		b.Turns = append(b.Turns, record.Turn{Off: off, Start: -1, End: -1, Label: i, Body: uint16(len(name) + 1)})
		off += int64(len(line))
	}
	return NewDocument(src), b
}

func TestExchanges(t *testing.T) {
	d, b := script("A:one\nQ?:two\nA:three\nB:four\nQ?:five\nQ?:six\nA:seven\n")
	d.add(b)
	var got []int
	for i := range d.Len() {
		got = append(got, d.Exchange(i))
	}
	for i, want := range []int{0, 1, 1, 1, 2, 3, 3} {
		if got[i] != want {
			t.Fatalf("exchanges %v", got)
		}
	}
	if !d.HasOpening() || d.Questions() != 3 || !d.Asks(5) || d.Asks(6) || d.Asks(0) {
		t.Errorf("opening %v, %d questions", d.HasOpening(), d.Questions())
	}
	for n, want := range [][2]int{{0, 1}, {1, 4}, {4, 5}, {5, 7}} {
		if first, end := d.ExchangeSpan(n); first != want[0] || end != want[1] {
			t.Errorf("exchange %d is [%d, %d), want %v", n, first, end, want)
		}
	}
}

func TestShares(t *testing.T) {
	d, b := script("A:12345\nB:12\nA:123\n")
	rest := *b
	b.Turns, rest.Turns = b.Turns[:2], b.Turns[2:]
	b.End, b.Done = rest.Turns[0].Off, false
	rest.Head, rest.Labels, rest.Speakers = nil, nil, nil
	d.add(b)
	d.add(&rest)
	for i, want := range []int64{0, 6 + 4, 3} { // line ends count
		if s := d.Speakers()[i]; s.Bytes != want {
			t.Errorf("%q has %d bytes, want %d", s.Name, s.Bytes, want)
		}
	}
	if d.Speakers()[1].Turns != 2 {
		t.Errorf("A has %d turns", d.Speakers()[1].Turns)
	}
}

func TestNotesAreNotSpoken(t *testing.T) {
	d, b := script("A:12345\nbox:\nB:12\n")
	b.Turns = append(b.Turns[:1], b.Turns[2])
	b.Notes = []record.Note{{Off: 8, End: 13}}
	d.add(b)
	if n := d.Speakers()[1].Bytes; n != 6 {
		t.Errorf("A has %d bytes, want 6", n)
	}
	var kinds []BlockKind
	for b, ok := d.Block(0, 0); ok; b, ok = d.Block(0, b.End) {
		kinds = append(kinds, b.Kind)
	}
	if len(kinds) != 2 || kinds[0] != Speech || kinds[1] != NoteBlock {
		t.Errorf("kinds %v", kinds)
	}
}

func TestReset(t *testing.T) {
	d, b := script("A:one\nB:two\n")
	d.add(b)
	b.Reset = true
	b.Turns = b.Turns[:1]
	d.add(b)
	if d.Len() != 1 || len(d.labels) != 3 || len(d.Speakers()) != 3 {
		t.Errorf("%d turns, %d labels, %d speakers", d.Len(), len(d.labels), len(d.Speakers()))
	}
}

func TestLines(t *testing.T) {
	text := strings.Repeat("Ann Lee: a line of some length\n", 10_000)
	d, b := script(text)
	b.Lines = []record.Mark{{Off: 31 * 4000, Line: 4000}, {Off: 31 * 8000, Line: 8000}}
	d.add(b)
	for _, line := range []int64{1, 2, 3999, 4000, 4001, 4002, 7999, 10_000} {
		off, err := d.LineOffset(line)
		if err != nil || off != 31*(line-1) {
			t.Fatalf("line %d starts at %d, %v", line, off, err)
		}
		for _, at := range []int64{off, off + 30} {
			if got, err := d.Line(at); err != nil || got != line {
				t.Fatalf("byte %d is in line %d, want %d (%v)", at, got, line, err)
			}
		}
	}
}

func TestManyTurns(t *testing.T) {
	d, b := script(strings.Repeat("Ann Lee: yes\nBob Lee: no\n", 3*pageSize))
	snap := d.Snapshot()
	d.add(b)
	if d.Len() != 6*pageSize || snap.Len() != 0 {
		t.Fatalf("%d turns, %d in the snapshot", d.Len(), snap.Len())
	}
	for _, i := range []int{0, 1, pageSize - 1, pageSize, 6*pageSize - 1} {
		if got := d.TurnAt(d.turn(i).Off); got != i {
			t.Errorf("turn %d starts in turn %d", i, got)
		}
	}
	if d.TurnAt(-1) != -1 {
		t.Error("there is a turn before the first")
	}
}

// slow hands out its pieces one by one.
type slow struct {
	pieces chan string
}

func (s slow) Read(p []byte) (int, error) {
	piece, ok := <-s.pieces
	if !ok {
		return 0, io.EOF
	}
	return copy(p, piece), nil
}

func TestSourceGrows(t *testing.T) {
	r := slow{make(chan string)}
	src := FromReader("-", r)
	defer src.Close()
	if n, done := src.Size(); n != 0 || done {
		t.Fatalf("%d bytes, done %v", n, done)
	}
	r.pieces <- "Ann Lee: yes\n"
	if n, done := src.Wait(5); n != 13 || done {
		t.Fatalf("%d bytes, done %v", n, done)
	}
	close(r.pieces)
	if n, done := src.Wait(100); n != 13 || !done {
		t.Fatalf("%d bytes, done %v", n, done)
	}
}

func TestSpoolSpills(t *testing.T) {
	text := strings.Repeat("0123456789abcdef", spoolMemory/16+1000)
	src := FromReader("-", strings.NewReader(text))
	defer src.Close()
	src.Wait(int64(len(text)) + 1)
	got := make([]byte, 32)
	for _, off := range []int64{0, spoolMemory - 16, int64(len(text)) - 32} {
		if _, err := src.ReadAt(got, off); err != nil || string(got) != text[off:off+32] {
			t.Errorf("at %d: %q, %v", off, got, err)
		}
	}
}

func TestOpen(t *testing.T) {
	for _, c := range []struct{ name, text, format, want string }{
		{"empty", "", "", "x: is empty"},
		{"binary", "\x7fEL\x00\x01", "", "x: is not text"},
		{"a program", "\x7fELF\x00\x01", "", "x: is a program"},
		{"unknown format", "Ann: yes", "morse", `unknown format "morse"`},
		{"known format", "Ann: yes", "text", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := Open(FromString("x", c.text), Options{Format: c.format})
			if err == nil && c.want != "" || err != nil && (c.want == "" || !strings.HasPrefix(err.Error(), c.want)) {
				t.Errorf("got %v, want %q", err, c.want)
			}
		})
	}
}

func TestWords(t *testing.T) {
	d := load(t, "Ann Lee: One, two – three.\nBob Lee: 四五六七\nAnn Lee: Four\n")
	words, err := d.Words(context.Background())
	if err != nil || len(words) != 3 || words[1] != 4 || words[2] != 2 {
		t.Errorf("%v, %v", words, err)
	}
}

// TestCloseEndsWaiting closes a source on which somebody waits.
func TestCloseEndsWaiting(t *testing.T) {
	src := FromReader("-", slow{make(chan string)})
	done := make(chan bool)
	go func() { src.Wait(1); close(done) }()
	src.Close()
	select {
	case <-done:
	case <-time.After(10 * time.Second):
		t.Fatal("still waiting")
	}
}

func BenchmarkBlock(b *testing.B) {
	for name, text := range map[string]string{"short": talk(50_000), "long": long(20 << 20)} {
		b.Run(name, func(b *testing.B) {
			d := load(b, text)
			off := int64(len(text) / 2)
			turn := d.TurnAt(off)
			b.ReportAllocs()
			for b.Loop() {
				d.Block(turn, off)
			}
		})
	}
}

// What is asked in a turn that is not whole may turn out to be no question.
func TestOpenTurn(t *testing.T) {
	d := NewDocument(FromString("", strings.Repeat("x", 30)))
	d.add(&record.Batch{Head: &record.Head{Rule: record.RuleEnding}, Labels: []record.Label{{Text: "A", Speaker: 1}}, Speakers: []record.Speaker{{Name: "A", Asks: true}},
		Turns: []record.Turn{{Label: 1, Flags: record.EndsQuestion}}, End: 20, Open: &record.Turn{Off: 10, Label: 1, Flags: record.EndsQuestion}})
	was := d.Snapshot()
	d.add(&record.Batch{End: 25, Open: &record.Turn{Off: 10, Label: 1}})
	between := d.Snapshot()
	d.add(&record.Batch{Turns: []record.Turn{{Off: 10, Label: 1, Flags: record.EndsQuestion}}, End: 30, Done: true})
	for _, c := range []struct {
		name      string
		d         *Document
		questions int
		flags     record.TurnFlags
	}{{"first", was, 2, record.EndsQuestion}, {"between", between, 1, 0}, {"whole", d, 2, record.EndsQuestion}} {
		if c.d.Len() != 2 || c.d.Questions() != c.questions || c.d.turn(1).Flags != c.flags {
			t.Errorf("%s: %d turns, %d questions, the last turn is %+v", c.name, c.d.Len(), c.d.Questions(), c.d.turn(1))
		}
	}
	if s := d.Speakers()[1]; s.Turns != 2 || s.Bytes != 30 {
		t.Errorf("%+v", s)
	}
}

// A role is the same whenever the label that states it is found.
func TestRoleStatedLater(t *testing.T) {
	text := strings.Repeat("Ann Lee: I said so.\n\nBob Hale: And I did not.\n\n", 20) + "Mayor Ann Lee: Here I am the mayor.\n"
	for _, block := range []int64{16, 100, 1 << 20} {
		src := FromString("test.txt", text)
		s := label.NewScanner(src.raw)
		s.Head, s.Block = 200, block
		d := drain(t, src, s)
		if got := d.Speakers(); len(got) != 3 || got[1].Name != "Ann Lee" || got[1].Role != "Mayor" || got[2].Role != "" {
			t.Errorf("blocks of %d bytes: %+v", block, got)
		}
	}
}

// Of a file that has been cut since it was read, whatever is asked is answered:
// no reading goes on for ever.
func TestCutSinceRead(t *testing.T) {
	name := filepath.Join(t.TempDir(), "talk.txt")
	if err := os.WriteFile(name, []byte(talk(3000)), 0o600); err != nil {
		t.Fatal(err)
	}
	src, err := OpenFile(name)
	if err != nil {
		t.Fatal(err)
	}
	defer src.Close()
	d, err := Load(context.Background(), src, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(name, 20_000); err != nil {
		t.Fatal(err)
	}
	last, err := Compile("number 2999")
	if err != nil {
		t.Fatal(err)
	}
	answered := make(chan bool)
	go func() {
		defer close(answered)
		for _, f := range Outputs() {
			p, err := NewPrinter(io.Discard, f.Name)
			if err != nil {
				t.Error(err)
				continue
			}
			p.PrintSelection(context.Background(), d, nil) // an error tells what is gone
		}
		for i := range d.Len() {
			d.Line(d.turn(i).Off)
			d.Block(i, 0)
		}
		for line := range int64(4000) {
			d.LineOffset(line)
		}
		d.Line(d.Size())
		d.TimeOffset(1000)
		d.Words(context.Background())
		d.Summary(1)
		d.Search(context.Background(), last, nil, 0, d.Len(), func([]Hit) bool { return true })
		if sel, err := d.Select(context.Background(), Filter{Speakers: []int{1}}); err == nil {
			d.Quotation(t.Context(), sel, 1<<20)
		}
	}()
	select {
	case <-answered:
	case <-time.After(time.Minute):
		t.Fatal("something is asked of the file for ever")
	}
}

// spoolMemory is how much of a pipe is kept in memory, in bytes: what is longer
// has a file.
const spoolMemory = 16 << 20
