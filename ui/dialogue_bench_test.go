package ui

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"verbatim/testdata/corpus"
	"verbatim/transcript"
	"verbatim/ui/internal/view"
)

// debate writes a transcript of about size bytes: two speakers who take
// turns, one who is heard once in a thousand turns, and in the middle a turn
// that is one paragraph of long bytes.
func debate(w io.Writer, size, long int) error {
	const said = "They are being used in the broadest possible way, but I have already commented on this – it “takes two to tango”, as they say. "
	b := bufio.NewWriterSize(w, 1<<20)
	n, _ := b.WriteString("A debate\n\n")
	for i, held := 0, false; n < size; i++ {
		var k int
		var err error
		switch {
		case !held && n > size/2:
			held = true
			k, err = b.WriteString("Carol Long: " + strings.Repeat(said, long/len(said)) + "\n\n")
		case i%1000 == 999:
			k, err = fmt.Fprintf(b, "Dave Rare: %d. %s\n\n", i, said)
		case i%2 == 0:
			k, err = fmt.Fprintf(b, "Question: %d. %sWhat do you say?\n\n", i, said)
		default:
			k, err = fmt.Fprintf(b, "Ann Example: %d. %s\n\n%s%s\n\n", i, said, said, said)
		}
		if n += k; err != nil {
			return err
		}
	}
	return b.Flush()
}

// debateFile returns the name of a debate, which is made once and kept
// outside the repository.
func debateFile(b *testing.B, size, long int) string {
	b.Helper()
	dir, err := os.UserCacheDir()
	if err != nil {
		dir = os.TempDir()
	}
	name := filepath.Join(dir, "verbatim-bench", fmt.Sprintf("debate-%d-%d.txt", size, long))
	if _, err := os.Stat(name); err == nil {
		return name
	}
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		b.Fatal(err)
	}
	f, err := os.Create(name + ".part")
	if err != nil {
		b.Fatal(err)
	}
	if err := errors.Join(debate(f, size, long), f.Close(), os.Rename(f.Name(), name)); err != nil {
		b.Fatal(err)
	}
	return name
}

// BenchmarkKey measures what a key costs, Update and View: at the start, at
// the end, in the middle of a long paragraph, filtered to somebody who is
// rarely heard, and with hits on the screen.
//
// The files of 100 MB and 1 GiB are made only where -bench names them.
func BenchmarkKey(b *testing.B) {
	for _, d := range []struct {
		name, file, long, rare string
		size                   int // bytes, 0: of a file that is there
	}{
		{"seed", Seed, "", "Alexander Lukashenko", 0},
		{"100MB", "", "Carol Long", "Dave Rare", 100e6},
		{"1GiB", "", "Carol Long", "Dave Rare", 1 << 30},
	} {
		if d.size > 0 && !corpus.Asked(d.name) {
			continue
		}
		if d.size > 0 {
			d.file = debateFile(b, d.size, d.size/64)
		}
		s := readerOf(b, 120, 40, view.Options{Names: []string{d.file}})
		middle := s.Doc.Size() / 2
		if d.long != "" {
			middle = middleOf(b, s.Doc, d.long)
		}
		rare, err := s.Doc.FindSpeaker(d.rare)
		if err != nil {
			b.Fatal(err)
		}
		for _, at := range []struct {
			name string
			to   func()
		}{
			{"start", func() { s.press("g") }},
			{"end", func() { s.press("G b") }},
			{"paragraph", func() { s.Dialogue.GoTo(view.Point{Turn: s.Doc.TurnAt(middle), Off: middle}) }},
			{"rare", func() { s.run(s.SetFilter(transcript.Filter{Speakers: []int{rare}})); s.press("g d") }},
			{"hits", func() {
				s.press("esc g")
				tango, _ := transcript.Compile("tango")
				s.Dialogue.SetPattern(tango, view.NoHit)
			}},
		} {
			at.to()
			benchKeys(b, s, d.name+"/"+at.name+"/row", "j", "k")
			at.to()
			benchKeys(b, s, d.name+"/"+at.name+"/page", "space", "b")
		}
		if err := s.Close(); err != nil {
			b.Fatal(err)
		}
	}
}

// middleOf returns the byte in the middle of what a speaker says first.
func middleOf(b *testing.B, d *transcript.Document, name string) int64 {
	who, err := d.FindSpeaker(name)
	if err != nil {
		b.Fatal(err)
	}
	for i := range d.Len() {
		if d.SpeakerOf(i) == who {
			lo, hi := d.TextSpan(i)
			return (lo + hi) / 2
		}
	}
	b.Fatalf("%s says nothing", name)
	return 0
}

// benchKeys presses a key three times, and then three times the one that
// goes back.
func benchKeys(b *testing.B, s *screen, name, down, up string) {
	keys := [2]tea.KeyPressMsg{keyPress(down), keyPress(up)}
	b.Run(name, func(b *testing.B) {
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			s.Update(keys[i/3%2])
			s.View()
		}
	})
}

// BenchmarkJump measures a key that goes where nothing is laid out yet, into
// one paragraph of 16 MiB.
func BenchmarkJump(b *testing.B) {
	tango, _ := transcript.Compile("tango")
	for name, said := range longSamples {
		for what, p := range map[string]*transcript.Pattern{"plain": nil, "hits": tango} {
			b.Run(name+"/"+what, func(b *testing.B) {
				said := strings.ReplaceAll(said, "\n", " ")
				d := spoken("Ann: " + strings.Repeat(said, 16<<20/len(said)) + "\n")
				v := opened(d, 120, 40)
				v.SetPattern(p, transcript.Hit{})
				lo, hi := d.TextSpan(0)
				b.ReportAllocs()
				for i := int64(0); b.Loop(); i++ {
					v.GoTo(view.Point{Turn: 0, Off: lo + i*7654321%(hi-lo)})
				}
			})
		}
	}
}

// longSamples are repeated to one long paragraph.
var longSamples = map[string]string{
	"English": "They are being used in the broadest possible way – the United States is trying to approach everything from a position of force: “it takes two to tango”, https://example.org/a?b=c.\n\n  85–90 percent… ",
	"Russian": "Уважаемые коллеги, дамы и господа! Они применяются самым широким образом – я это уже комментировал; добавить мне нечего. ",
	"Chinese": "今天上午收到消息，已有三十万人签订合同。“他们愿意为祖国献身”，我想强调这一点……然后呢？（笑声）GPT模型 ",
	"mixed":   "e\u0301 नमस्ते ไทยแลนด์ שלום عَرَبِيّ 👩‍👩‍👧‍👦🇩🇪 한국어 ｶﾅ ☎️ ©️ \u3000｜ 1️⃣ ",
}
