package term

import (
	"context"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"
	"unicode/utf8"

	uv "github.com/charmbracelet/ultraviolet"
)

// gated returns what a gate lets through of reads that follow each other at
// once, and the pastes in it.
func gated(g *inputGate, reads ...string) (out string, pastes []string) {
	for _, r := range reads {
		p := make([]byte, 8<<10)
		n, _ := g.read(p, func(b []byte) (int, error) { return copy(b, r), nil })
		out += string(p[:n])
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	return out, slices.Clone(g.pastes)
}

const pasteMark = pasteStart + pasteEnd

func TestInputGate(t *testing.T) {
	many := strings.Repeat(";1", 40)
	for name, c := range map[string]struct {
		in, out string
		pastes  []string
	}{
		"text":                    {in: "jk/é何👩\u200d👧\r", out: "jk/é何👩\u200d👧\r"},
		"controls":                {in: "\x00\x03\t\n\x7f", out: "\x00\x03\t\n\x7f"},
		"invalid UTF-8":           {in: "a\xff\x9b1;2m\xc3(\xed\xa0\x80b", out: "a1;2m(b"},
		"a C1 control":            {in: "a\u009bb", out: "ab"},
		"esc":                     {in: "\x1b", out: "\x1b"},
		"alt and a key":           {in: "\x1bd\x1bé\x1b\x7f", out: "\x1bd\x1bé\x1b\x7f"},
		"alt and a bracket":       {in: "\x1b[", out: "\x1b["},
		"arrows":                  {in: "\x1b[A\x1bOB\x1b[1;5C\x1b\x1b[D", out: "\x1b[A\x1bOB\x1b[1;5C\x1b\x1b[D"},
		"keys of kitty":           {in: "\x1b[97:65;2:1;65u", out: "\x1b[97:65;2:1;65u"},
		"shift+delete of rxvt":    {in: "\x1b[3$", out: "\x1b[3$"},
		"a wheel":                 {in: "\x1b[<64;10;20M", out: "\x1b[<64;10;20M"},
		"an answer in a CSI":      {in: "\x1b[?2026;2$y\x1b[?65;1;2;4;6;9;15;16;17;18;21;22;28c", out: "\x1b[?2026;2$y\x1b[?65;1;2;4;6;9;15;16;17;18;21;22;28c"},
		"answers in strings":      {in: "\x1b]11;rgb:1e1e/1e1e/1e1e\x07\x1b]10;rgb:ff/ff/ff\x1b\\\x1bP>|kitty\x1b\\", out: "\x1b]11;rgb:1e1e/1e1e/1e1e\x07\x1b]10;rgb:ff/ff/ff\x1b\\\x1bP>|kitty\x1b\\"},
		"a mouse of X10":          {in: "\x1b[M qqj", out: "j"},
		"keys of Win32":           {in: "\x1b[65;0;97;1;0;65535_j", out: "j"},
		"parameters":              {in: "\x1b[1" + many + "mj", out: "j"},
		"parameters, no end":      {in: "\x1b[1" + many + "\rj", out: "\rj"},
		"colons":                  {in: "\x1b[" + strings.Repeat(":", 40) + "uj", out: "j"},
		"a long CSI":              {in: "\x1b[" + strings.Repeat("1", 1000) + "mj", out: "j"},
		"a long CSI, broken off":  {in: "\x1b[" + strings.Repeat("1", 1000) + "\x1b[A", out: "\x1b[A"},
		"a CSI broken off":        {in: "\x1b[1;2\x1b[Aj", out: "\x1b[Aj"},
		"a long string":           {in: "\x1b]0;" + strings.Repeat("x", 5000) + "\x07j", out: "j"},
		"a string in a string":    {in: "\x1bP1;2\x1b]0;x\x07j", out: "\x1b]0;x\x07j"},
		"ctrl+c in a string":      {in: "\x1b]0;x\x03j", out: "\x03j"},
		"ctrl+c in a CSI":         {in: "\x1b[12\x03j", out: "\x03j"},
		"a paste":                 {in: "a\x1b[200~j q\x1b[201~b", out: "a" + pasteMark + "b", pastes: []string{"j q"}},
		"two pastes":              {in: "\x1b[200~1\x1b[201~\x1b[200~2\x1b[201~", out: pasteMark + pasteMark, pastes: []string{"1", "2"}},
		"an empty paste":          {in: "\x1b[200~\x1b[201~", out: pasteMark, pastes: []string{""}},
		"sequences in a paste":    {in: "\x1b[200~\x1b[1" + many + "m\x1b]0;x\x1b[20\x1b[200~\x1b[201~j", out: pasteMark + "j", pastes: []string{"\x1b[1" + many + "m\x1b]0;x\x1b[20\x1b[200~"}},
		"bad bytes in a paste":    {in: "\x1b[200~\xff\x9bé\x1b[201~", out: pasteMark, pastes: []string{"\uFFFDé"}},
		"ctrl+c within a paste":   {in: "\x1b[200~a\x03b\x1b[201~", out: pasteMark, pastes: []string{"a\x03b"}},
		"an end without a paste":  {in: "a\x1b[201~b", out: "ab"},
		"escapes without an end":  {in: strings.Repeat("\x1b", 50), out: strings.Repeat("\x1b", 50)},
		"introducers, never more": {in: strings.Repeat("\x1b[\x1b]\x1bP", 5), out: ""},
	} {
		t.Run(name, func(t *testing.T) {
			out, pastes := gated(&inputGate{}, c.in)
			if out != c.out || !slices.Equal(pastes, c.pastes) {
				t.Errorf("in one read: got %q and the pastes %q", out, pastes)
			}
			for i := 1; i < len(c.in); i++ {
				_, pastes := gated(&inputGate{}, c.in[:i], c.in[i:])
				if !slices.Equal(pastes, c.pastes) {
					t.Errorf("cut before byte %d: got the pastes %q", i, pastes)
				}
			}
		})
	}
}

// A sequence that comes in pieces is let through whole.
func TestInputPieces(t *testing.T) {
	for _, seq := range []string{"\x1b[1;5A", "\x1b]11;rgb:1e/1e/1e\x1b\\", "\x1bP>|xterm(390)\x1b\\", "\x1b[97;5u", "何", "👩"} {
		g := &inputGate{}
		for i := range len(seq) {
			out, _ := gated(g, seq[i:i+1])
			if last := i == len(seq)-1; i > 1 && !last && out != "" || last && !strings.HasSuffix(seq, out) {
				t.Errorf("%q: byte %d lets through %q", seq, i, out)
			}
		}
	}
}

// ctrl+c goes through after the start of any sequence, at once or a little later.
func TestInputControlC(t *testing.T) {
	for _, start := range []string{"\x1b", "\x1b[", "\x1bO", "\x1b]", "\x1bP", "\x1bX", "\x1b^", "\x1b_", "\x1b[1;", "\x1b]11;rgb:", "\x1b[M ", "\x1b[200~text", "\xe4\xbd"} {
		for _, pause := range []time.Duration{0, 10 * time.Millisecond, 60 * time.Millisecond, 2 * time.Second} {
			synctest.Test(t, func(t *testing.T) {
				g := &inputGate{}
				before, _ := gated(g, start)
				time.Sleep(pause)
				after, _ := gated(g, "\x03")
				if !strings.HasSuffix(after, "\x03") || strings.ContainsAny(before, stringStarts) {
					t.Errorf("%q, %v: lets through %q, %q", start, pause, before, after)
				}
				time.Sleep(2 * pasteSilence)
			})
		}
	}
}

// Where keys are text, a read of more than anybody types is a paste.
func TestInputRun(t *testing.T) {
	long := strings.Repeat("tango, ", 10)
	for name, c := range map[string]struct {
		typing bool
		reads  []string
		out    string
		pastes []string
	}{
		"typed":            {true, []string{"tango", "\r"}, "tango\r", nil},
		"a run":            {true, []string{long + "\rj"}, pasteMark + "\rj", []string{long}},
		"two reads":        {true, []string{long, long}, pasteMark + pasteMark, []string{long, long}},
		"not text":         {false, []string{long}, long, nil},
		"after enter":      {true, []string{"\r" + long}, "\r" + long, nil},
		"a character cut":  {true, []string{long + "\xe4\xbd", "\x95"}, pasteMark + "\xe4\xbd\x95", []string{long}},
		"bytes of no text": {true, []string{long + "\xff\xff" + long}, pasteMark, []string{long + "\uFFFD" + long}},
	} {
		t.Run(name, func(t *testing.T) {
			out, pastes := gated(&inputGate{typing: func() bool { return c.typing }}, c.reads...)
			if out != c.out || !slices.Equal(pastes, c.pastes) {
				t.Errorf("got %q and the pastes %q", out, pastes)
			}
		})
	}
}

func TestInputPasteSize(t *testing.T) {
	g := &inputGate{}
	gated(g, pasteStart)
	for range 8 << 20 / 4000 {
		gated(g, strings.Repeat("é", 2000))
		if n := len(g.content); n > MaxPaste+utf8.UTFMax {
			t.Fatalf("%d bytes are kept", n)
		}
	}
	out, pastes := gated(g, pasteEnd+"j")
	if out != pasteMark+"j" || len(pastes) != 1 || len(pastes[0]) <= MaxPaste || !utf8.ValidString(pastes[0]) {
		t.Errorf("got %q and %d pastes", out, len(pastes))
	}
}

func TestInputTime(t *testing.T) {
	const slow = 60 * time.Millisecond
	for name, c := range map[string]struct {
		reads  []string
		pause  time.Duration // after each read
		out    string
		pastes []string
		ended  int // pastes ended by silence
		ctrlC  bool
	}{
		"the end of a paste in pieces":      {reads: []string{"\x1b[200~a", "b\x1b[2", "01~", "\x03"}, pause: slow, out: pasteMark + "\x03", pastes: []string{"ab"}},
		"the start of a paste in pieces":    {reads: []string{"\x1b[20", "0~ab\x1b", "[201~j"}, pause: slow, out: pasteMark + "j", pastes: []string{"ab"}},
		"a slow paste":                      {reads: []string{"\x1b[200~a", "b", "c", "d\x1b[201~"}, pause: 900 * time.Millisecond, out: pasteMark, pastes: []string{"abcd"}},
		"a paste without an end":            {reads: []string{"\x1b[200~ab", "j"}, pause: 2 * time.Second, out: "j", pastes: []string{"ab"}, ended: 1},
		"a paste without most of its end":   {reads: []string{"\x1b[200~ab\x1b[2", "j"}, pause: 2 * time.Second, out: "j", pastes: []string{"ab\x1b[2"}, ended: 1},
		"ctrl+c after half a paste":         {reads: []string{"\x1b[200~ab", "\x03"}, pause: slow, out: pasteMark + "\x03", pastes: []string{"ab"}},
		"ctrl+c of kitty after half":        {reads: []string{"\x1b[200~ab", "\x1b[1089::99;133u"}, pause: slow, out: pasteMark + "\x1b[1089::99;133u", pastes: []string{"ab"}},
		"ctrl+c with half a paste":          {reads: []string{"\x1b[200~ab\x03"}, pause: 2 * time.Second, pastes: []string{"ab"}, ended: 1, ctrlC: true},
		"ctrl+c of xterm with half a paste": {reads: []string{"\x1b[200~ab\x1b[27;5;99~"}, pause: 2 * time.Second, pastes: []string{"ab"}, ended: 1, ctrlC: true},
		"the rest after all":                {reads: []string{"\x1b[200~ab", "dd\x1b[201~", "j"}, pause: 2 * time.Second, out: pasteMark + "j", pastes: []string{"ab", "dd"}, ended: 1},
		"more of it, and then keys":         {reads: []string{"\x1b[200~ab", "q dd", "ee\x1b[201~", "j", "kk"}, pause: 2 * time.Second, out: pasteMark + pasteMark + "jkk", pastes: []string{"ab", "q dd", "ee"}, ended: 1},
		"esc, then a bracket":               {reads: []string{"\x1b", "[", ":", "]"}, pause: slow, out: "\x1b[:]"},
		"esc, bracket, parameters":          {reads: []string{"\x1b", "[", strings.Repeat(";", 100) + "j"}, pause: slow, out: "\x1b[" + strings.Repeat(";", maxParams-2) + "j"},
		"alt and a bracket, then keys":      {reads: []string{"\x1b]", "j", "k"}, pause: slow, out: "jk"},
		"half an answer":                    {reads: []string{"\x1b]11;rgb:1e1e/1", "j"}, pause: 2 * time.Second, out: "j"},
		"an answer in slow pieces":          {reads: []string{"\x1b]11;rgb:1e1e/1", "e1e/1e1e\x1b", "\\j"}, pause: slow, out: "\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\j"},
		"a string without an end":           {reads: []string{"\x1b]" + strings.Repeat("x", 2000), "j"}, pause: 2 * time.Second, out: "j"},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				ended, ctrlC := 0, false
				g := &inputGate{ended: func(c bool) { ended++; ctrlC = c }}
				out := ""
				for _, r := range c.reads {
					some, _ := gated(g, r)
					out += some
					time.Sleep(c.pause)
				}
				time.Sleep(2 * pasteSilence)
				synctest.Wait()
				g.mu.Lock()
				defer g.mu.Unlock()
				if out != c.out || !slices.Equal(g.pastes, c.pastes) || ended != c.ended || ctrlC != c.ctrlC {
					t.Errorf("got %q, pastes %q, %d ended by silence, ctrl+c %v", out, g.pastes, ended, ctrlC)
				}
			})
		})
	}
}

// pieces is a terminal that hands over input in pieces.
type pieces struct {
	gate inputGate
	rest []byte
	size int
	out  []byte
}

func (p *pieces) Read(b []byte) (int, error) {
	if len(p.rest) == 0 && len(p.gate.out) == 0 {
		return 0, io.EOF
	}
	n, err := p.gate.read(b, func(b []byte) (int, error) {
		n := copy(b[:min(len(b), p.size)], p.rest)
		p.rest = p.rest[n:]
		return n, nil
	})
	p.out = append(p.out, b[:n]...)
	return n, err
}

// FuzzInput feeds any bytes in pieces of any size through the gate to the
// parser: whatever comes, it does not panic, and what it gets is bounded.
func FuzzInput(f *testing.F) {
	f.Add([]byte("jk\x1b[A\x1b[200~x\x1b[201~\x1b]11;rgb:1/2/3\x07"), byte(3))
	f.Add([]byte("\x1b[1"+strings.Repeat(";1", 40)+"m"), byte(200))
	f.Add([]byte("\x1bP1"+strings.Repeat(";1", 40)+"|x\x1b\\"), byte(7))
	f.Add([]byte("\x1b\x1b[\x1bO\x1b[M\x1b[65;0;97;1;0;999_\x9b;;;;\xc2\x9b"), byte(1))
	f.Add([]byte("\x1b_Ga=T;x\x1b\\\x1bP1+r524742\x1b\\\x1b[27;5;99~\x1b[?1;2c\x1b[48;1;2;3;4t\x1b[3$"), byte(250))
	f.Fuzz(func(t *testing.T, in []byte, size byte) {
		term := &pieces{rest: in, size: int(size) + 1}
		events := make(chan uv.Event)
		go func() {
			for range events {
			}
		}()
		if err := uv.NewTerminalReader(term, "xterm-256color").StreamEvents(context.Background(), events); err != nil {
			t.Error(err)
		}
		close(events)
		if n := len(term.out); n > 2*len(in)+len(pasteMark) {
			t.Errorf("%d bytes became %d", len(in), n)
		}
		run := 0
		for i, c := range term.out {
			switch {
			case i > 0 && c == '[' && term.out[i-1] == '\x1b', i > 0 && c == 'P' && term.out[i-1] == '\x1b':
				run = 1
			case run > 0 && (c == ';' || c == ':'):
				run++
			case !isParam(c):
				run = 0
			}
			if run > 30 {
				t.Fatalf("%q has too many parameters", term.out)
			}
		}
	})
}
