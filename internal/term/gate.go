package term

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"verbatim/internal/guard"
	"verbatim/internal/text"
)

// An inputGate stands between the terminal and Bubble Tea's parser of keys.
// What it lets through obeys these rules, however the input is cut into reads:
//
//  1. A control sequence is whole and of bounded size. The parser panics on
//     more than 32 parameters, on a goroutine that cannot be guarded, and
//     takes the rest of a sequence that comes late for keys.
//  2. Text is valid UTF-8 without C1 controls.
//  3. A paste is never parsed. Its text waits in the gate, and an empty paste
//     in its place says when to fetch it. Bytes beyond MaxPaste are dropped.
//  4. A paste without an end ends after pasteSilence. Text that arrives later, in
//     reads of more than a key, is another paste.
//  5. A long run of text in one read is also a paste while text is typed: not
//     all terminals mark pastes, and each key would start a search.
//  6. ctrl+c passes in every state of the gate.
//
// The esc key and alt with [ or O send the first bytes of a sequence. At the end
// of a read these pass at once; the parser waits to tell the key from a sequence.
//
// The zero gate is ready to use. Its methods may be called by several goroutines.
type inputGate struct {
	typing func() bool      // reports whether keys are text; nil: they are not
	ended  func(ctrlC bool) // called when rule 4 has ended a paste, which had ctrl+c as its last key or not; may be nil

	mu      sync.Mutex
	state   inputState
	seq     []byte    // the unfinished sequence or character
	sent    int       // bytes of seq that have been let through
	last    time.Time // of the last read
	out     []byte    // let through, not fetched yet
	params  int       // 1 after ESC was let through, 2 and more in the parameters of a sequence, else 0
	content []byte    // of the unfinished paste
	tail    []byte    // what follows content: perhaps the start of pasteEnd
	silence *time.Timer
	late    bool     // the last paste ended by rule 4, and no key has come since
	pastes  []string // finished pastes, the oldest first
}

type inputState uint8

const (
	inText   inputState = iota
	inRune              // of several bytes
	inEsc               // after ESC
	inCSI               // after ESC [
	inSS3               // after ESC O
	inString            // after ESC ] P X ^ _, up to its terminator
	inSkip              // in a CSI sequence that is too long
	inMouse             // in the three bytes after ESC [ M
	inPaste             // between pasteStart and pasteEnd
)

const (
	pasteStart   = "\x1b[200~"
	pasteEnd     = "\x1b[201~"
	pasteSilence = time.Second // slow lines pause for some hundred milliseconds
	MaxPaste     = 64 << 10    // bytes
	longRun      = 32          // bytes of text in one read, more than a user types

	maxSequence = 1 << 10               // bytes of a sequence that ends with a terminator
	maxCSI      = 128                   // bytes of a CSI sequence: the longest answers have 50
	maxParams   = 28                    // parameters of a CSI or DCS sequence
	splitTime   = 50 * time.Millisecond // the parser waits as long for the rest of a sequence

	escape       = '\x1b'
	controlC     = '\x03'
	stringStarts = "]PX^_"            // OSC DCS SOS PM APC, after ESC
	stringEnds   = "\x07\x18\x1a\x9c" // BEL CAN SUB ST
)

// read reads from from and returns up to len(p) bytes that may pass. It may return
// 0 and no error while all bytes wait for more.
func (g *inputGate) read(p []byte, from func([]byte) (int, error)) (int, error) {
	g.mu.Lock()
	n, room := g.fetch(p), len(p)-len(g.seq)-len(pasteStart+pasteEnd)
	g.mu.Unlock()
	if n > 0 {
		return n, nil
	}
	n, err := from(p[:max(room, min(1, len(p)))])
	g.mu.Lock()
	defer g.mu.Unlock()
	g.take(p[:n], time.Now())
	return g.fetch(p), err
}

// fetch moves bytes that may pass to p.
func (g *inputGate) fetch(p []byte) int {
	n := copy(p, g.out)
	g.out = g.out[:copy(g.out, g.out[n:])]
	return n
}

// paste returns the oldest finished paste and forgets it. It has more than
// MaxPaste bytes if some of it was dropped.
func (g *inputGate) paste() string {
	g.mu.Lock()
	defer g.mu.Unlock()
	if len(g.pastes) == 0 {
		return ""
	}
	text := g.pastes[0]
	g.pastes = g.pastes[1:]
	return text
}

// take processes b, which has just been read.
func (g *inputGate) take(b []byte, now time.Time) {
	pause := now.Sub(g.last)
	g.last = now
	switch {
	case g.state == inPaste && isControlC(b):
		g.finish()
		g.mark()
	case g.state != inPaste && (pause > pasteSilence || (g.sent > 0 || len(g.seq) == len("\x1b]")) && pause > splitTime):
		g.drop() // the rest does not come
	}
	if n := g.run(b); n > 0 {
		g.keep(b[:n])
		g.finish()
		g.mark()
		b = b[n:]
	}
	for len(b) > 0 {
		if g.state == inPaste {
			b = g.pasted(b)
			continue
		}
		g.step(b[0])
		b = b[1:]
	}
	g.hand()
}

// run returns the bytes at the start of b that are a paste without marks.
func (g *inputGate) run(b []byte) int {
	if g.state != inText {
		return 0
	}
	n := 0
	for n < len(b) && b[n] >= 0x20 && b[n] != 0x7F {
		n++
	}
	least := longRun
	if g.late {
		least, g.late = 2, n != 1
	} else if g.typing == nil || !g.typing() {
		return 0
	}
	if n < least {
		return 0
	}
	for k := n - 1; k > 0 && k > n-utf8.UTFMax; k-- {
		if utf8.RuneStart(b[k]) && !utf8.FullRune(b[k:n]) {
			return k // the character goes on in the next read
		}
	}
	return n
}

// step takes the next byte outside a paste.
func (g *inputGate) step(c byte) {
	switch g.state {
	case inText:
		g.text(c)
	case inRune:
		g.char(c)
	case inEsc:
		g.escaped(c)
	case inCSI:
		g.csi(c)
	case inSS3:
		g.ss3(c)
	case inString:
		g.str(c)
	case inMouse:
		if g.seq = append(g.seq, c); c < 0x20 {
			g.abort(c)
		} else if len(g.seq) == len("\x1b[Mbxy") {
			g.drop()
		}
	case inSkip:
		if !isParam(c) {
			g.drop()
			if !isFinal(c) {
				g.text(c)
			}
		}
	}
}

func isParam(c byte) bool { return c >= 0x20 && c <= 0x3F } // intermediate bytes too
func isFinal(c byte) bool { return c >= 0x40 && c <= 0x7E }

// text takes a byte that belongs to no sequence.
func (g *inputGate) text(c byte) {
	switch {
	case c == escape:
		g.begin(inEsc, c)
	case c < utf8.RuneSelf:
		g.emit(c)
	case c >= 0xC2 && c <= 0xF4:
		g.begin(inRune, c)
	}
}

func (g *inputGate) begin(state inputState, c byte) {
	g.state = state
	g.seq = append(g.seq, c)
}

// char takes the next byte of a character. Invalid characters are dropped.
func (g *inputGate) char(c byte) {
	if utf8.RuneStart(c) { // the last one is unfinished
		g.drop()
		g.text(c)
		return
	}
	if g.seq = append(g.seq, c); !utf8.FullRune(g.seq) {
		return
	}
	if r, n := utf8.DecodeRune(g.seq); n < len(g.seq) || r < 0xA0 {
		g.drop()
		return
	}
	g.pass()
}

// escaped takes the byte after ESC.
func (g *inputGate) escaped(c byte) {
	switch {
	case c == '[':
		g.begin(inCSI, c)
	case c == 'O':
		g.begin(inSS3, c)
	case strings.IndexByte(stringStarts, c) >= 0:
		g.begin(inString, c)
	default: // alt and a key, or esc and another sequence
		g.pass()
		g.text(c)
	}
}

// abort drops the sequence that c has interrupted.
func (g *inputGate) abort(c byte) {
	g.drop()
	g.text(c)
}

func (g *inputGate) ss3(c byte) {
	switch {
	case text.IsDigit(c) && len(g.seq) < 8:
		g.seq = append(g.seq, c)
	case c > 0x20 && c <= 0x7E:
		g.seq = append(g.seq, c)
		g.pass()
	default:
		g.abort(c)
	}
}

func (g *inputGate) csi(c byte) {
	switch {
	case isParam(c) && len(g.seq) < maxCSI:
		g.seq = append(g.seq, c)
	case isParam(c):
		g.state = inSkip
	case isFinal(c):
		g.seq = append(g.seq, c)
		g.endCSI(string(g.seq))
	default:
		g.abort(c)
	}
}

// endCSI passes a CSI sequence if terminals send it without a request. Win32
// input (final _) is not among them: it can stand for thousands of keys. An X10
// mouse event is a sequence followed by three bytes.
func (g *inputGate) endCSI(seq string) {
	switch {
	case seq == pasteStart:
		g.drop()
		g.state, g.late = inPaste, false
		g.listen()
	case seq == pasteEnd: // of one that has ended
		g.late = false
		g.drop()
	case seq == "\x1b[M":
		g.state, g.sent = inMouse, 0
	case strings.Count(seq, ";")+strings.Count(seq, ":") >= maxParams, strings.HasSuffix(seq, "_"):
		g.drop()
	default:
		g.pass()
	}
}

// str takes the next byte of a sequence that ends with a terminator.
func (g *inputGate) str(c byte) {
	esc := len(g.seq) > 2 && g.seq[len(g.seq)-1] == escape // the first half of ESC \
	switch {
	case esc && c == '\\', strings.IndexByte(stringEnds, c) >= 0:
		if len(g.seq) > maxSequence {
			g.drop()
			return
		}
		g.seq = append(g.seq, c)
		g.pass()
	case esc:
		g.drop()
		g.begin(inEsc, escape)
		g.escaped(c)
	case c == controlC:
		g.abort(c)
	case len(g.seq) <= maxSequence || c == escape:
		g.seq = append(g.seq, c)
	}
}

// pass lets the sequence through.
func (g *inputGate) pass() {
	g.send(g.seq[g.sent:])
	g.drop()
}

// drop forgets what has not been let through of the sequence.
func (g *inputGate) drop() { g.state, g.seq, g.sent = inText, g.seq[:0], 0 }

// hand lets through the start of a sequence with which a read ends and which
// may be a key: esc, alt with [ or O, and shift with a key in rxvt. Of sequences
// with a terminator it lets nothing through: the parser would keep ctrl+c.
func (g *inputGate) hand() {
	n := len(g.seq)
	start := n <= 2 && (g.state == inEsc || g.state == inCSI || g.state == inSS3)
	if !start && !(g.state == inCSI && g.seq[n-1] == '$') {
		return
	}
	g.send(g.seq[g.sent:])
	g.sent = n
}

// send lets bytes through.
func (g *inputGate) send(b []byte) {
	for _, c := range b {
		g.emit(c)
	}
}

// emit lets a byte through. Parameters are counted here too, since the parser
// may take for one sequence what the gate takes for two keys.
func (g *inputGate) emit(c byte) {
	switch {
	case g.params > 1 && (c == ';' || c == ':'):
		if g.params++; g.params > maxParams {
			return
		}
	case g.params > 1 && isParam(c):
	case g.params == 1 && (c == '[' || c == 'P'):
		g.params = 2
	case c == escape:
		g.params = 1
	default:
		g.params = 0
	}
	g.out = append(g.out, c)
}

// pasted takes the next bytes of a paste, and returns those after its end.
func (g *inputGate) pasted(b []byte) []byte {
	data := slices.Concat(g.tail, b)
	if i := bytes.Index(data, []byte(pasteEnd)); i >= 0 {
		g.tail = nil
		g.keep(data[:i])
		g.finish()
		g.mark()
		return data[i+len(pasteEnd):]
	}
	k := min(len(data), len(pasteEnd)-1)
	for !strings.HasPrefix(pasteEnd, string(data[len(data)-k:])) {
		k--
	}
	g.keep(data[:len(data)-k])
	g.tail = data[len(data)-k:]
	g.silence.Reset(pasteSilence)
	return nil
}

// keep adds bytes to the paste, as far as there is room.
func (g *inputGate) keep(b []byte) {
	g.content = append(g.content, b[:min(len(b), MaxPaste+utf8.UTFMax-len(g.content))]...)
}

// finish ends the paste.
func (g *inputGate) finish() {
	g.keep(g.tail)
	g.pastes = append(g.pastes, strings.ToValidUTF8(string(g.content), string(utf8.RuneError)))
	g.content, g.tail, g.state = nil, nil, inText
}

// mark lets an empty paste through.
func (g *inputGate) mark() {
	g.send([]byte(pasteStart + pasteEnd))
}

// listen starts the timer that ends a paste when no more of it arrives.
func (g *inputGate) listen() {
	if g.silence == nil {
		g.silence = time.AfterFunc(pasteSilence, func() {
			defer guard.Guard()
			g.expire()
		})
	}
	g.silence.Reset(pasteSilence)
}

// expire ends a paste of which no more has arrived. A ctrl+c as its last byte was
// a key, not a part of the paste.
func (g *inputGate) expire() {
	g.mu.Lock()
	if g.state != inPaste || time.Since(g.last) < pasteSilence {
		g.mu.Unlock()
		return
	}
	g.keep(g.tail)
	g.tail = nil
	at := max(bytes.LastIndexByte(g.content, controlC), bytes.LastIndexByte(g.content, escape), 0)
	ctrlC := isControlC(g.content[at:])
	if ctrlC {
		g.content = g.content[:at]
	}
	g.finish()
	g.late = true
	g.mu.Unlock()
	if g.ended != nil {
		g.ended(ctrlC)
	}
}

// isControlC reports whether b is what a terminal sends for ctrl+c: a byte, or
// a sequence that has the code of the key, that of the same key on a Latin
// keyboard, and 1 plus the bits of the modifiers.
// Source: https://sw.kovidgoyal.net/kitty/keyboard-protocol/
func isControlC(b []byte) bool {
	if len(b) == 1 && b[0] == controlC {
		return true
	}
	seq, ok := strings.CutPrefix(string(b), "\x1b[")
	if seq == "27;5;99~" { // xterm's modifyOtherKeys
		return ok
	}
	seq, whole := strings.CutSuffix(seq, "u")
	if !ok || !whole {
		return false
	}
	key, rest, _ := strings.Cut(seq, ";")
	codes := strings.Split(key, ":") // with shift, without, and on a Latin keyboard
	mods, _, _ := strings.Cut(rest, ";")
	mods, event, _ := strings.Cut(mods, ":")
	bits, err := strconv.Atoi(mods)
	const control, locks = 4, 64 | 128
	return err == nil && (codes[0] == "99" || len(codes) == 3 && codes[2] == "99") &&
		(bits-1)&^locks == control && event != "3" // 3: the key is let go
}
