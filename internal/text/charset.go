package text

import (
	"bytes"
	"cmp"
	"slices"
	"unicode"
	stdutf16 "unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	utf16 "golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// EncodingNamed returns the encoding with a name or alias of the WHATWG
// Encoding Standard, or nil if the name is unknown.
func EncodingNamed(name string) encoding.Encoding {
	enc, err := htmlindex.Get(name)
	if err != nil || enc == encoding.Replacement {
		return nil
	}
	return enc
}

// Transformer returns a transformer from a source that begins with head to
// UTF-8 with '\n' line ends, or nil if the source is in that form already, or is rich
// text. enc is the encoding of the source; nil means to detect it.
func Transformer(head []byte, enc encoding.Encoding) transform.Transformer {
	var t []transform.Transformer
	if enc == nil && IsRTF(head) {
		return nil
	}
	if enc == nil {
		enc = charset(head)
	}
	if enc == nil && declaresOther(head) {
		if enc = declared(head); !is(enc, "iso-2022-jp") { // ASCII stands for all characters there
			t, enc = append(t, &lateDecoder{declared: enc}), nil
		}
	}
	if enc != nil {
		t = append(t, enc.NewDecoder())
		short := make([]byte, 4*len(head))
		n, _, _ := enc.NewDecoder().Transform(short, head, false)
		head = short[:n]
	}
	if endsInCR(head) {
		t = append(t, lineEnds{})
	}
	if len(t) == 0 {
		return nil
	}
	return transform.Chain(t...)
}

// IsRTF reports whether a source that begins with head is rich text, which names its
// encodings itself, font by font. Some programs omit the version that follows the name.
func IsRTF(head []byte) bool {
	rest, ok := bytes.CutPrefix(bytes.TrimLeft(bytes.TrimPrefix(head, BOM), " \r\n\t"), []byte(`{\rtf`))
	return ok && len(rest) > 0 && (IsDigit(rest[0]) || rest[0] == '\\')
}

// endsInCR reports whether CR alone ends most lines of b, as in files of the classic Mac
// OS, and in some that were put together from several. A few of them stand in lines.
func endsInCR(b []byte) bool {
	if bytes.IndexByte(b, '\r') < 0 {
		return false
	}
	alone := 0
	for i, c := range b {
		if c == '\r' && i+1 < len(b) && b[i+1] != '\n' && b[i+1] != '\r' {
			alone++
		}
	}
	return alone > bytes.Count(b, Newline) || alone == 0 && bytes.IndexByte(b, '\n') < 0
}

// lineEnds turns every CR into LF. It drops those right before an LF.
type lineEnds struct{ transform.NopResetter }

// maxReturns is how many CRs before an LF are dropped at most.
const maxReturns = 64

func (lineEnds) Transform(dst, src []byte, atEOF bool) (n, read int, err error) {
	for read < len(src) {
		c, ends := src[read], read
		for ends < min(len(src), read+maxReturns) && src[ends] == '\r' {
			ends++
		}
		switch {
		case ends == len(src) && ends > read && ends < read+maxReturns && !atEOF:
			return n, read, transform.ErrShortSrc
		case ends > read && ends < len(src) && src[ends] == '\n':
			read = ends
			continue
		case c == '\r':
			c = '\n'
		}
		if n == len(dst) {
			return n, read, transform.ErrShortDst
		}
		dst[n] = c
		n++
		read++
	}
	return n, read, nil
}

// charset returns the encoding of head, or nil if it is UTF-8 or binary. It asks
// in this order, and the first answer counts:
//
//  1. a UTF-16 byte order mark
//  2. valid UTF-8, apart from a few bytes
//  3. text that reads as UTF-16
//  4. the encoding that an HTML or XML document declares, unless that is UTF-16
//  5. the likeliest of the encodings with one byte a character
func charset(head []byte) encoding.Encoding {
	switch {
	case bytes.HasPrefix(head, []byte("\xFF\xFE")):
		return utf16.UTF16(utf16.LittleEndian, utf16.UseBOM)
	case bytes.HasPrefix(head, []byte("\xFE\xFF")):
		return utf16.UTF16(utf16.BigEndian, utf16.UseBOM)
	}
	binary := IsBinary(head)
	if !binary && IsUTF8(head) {
		return nil
	}
	if isUTF16(head, 1, binary) {
		return utf16.UTF16(utf16.LittleEndian, utf16.IgnoreBOM)
	}
	if isUTF16(head, 0, binary) {
		return utf16.UTF16(utf16.BigEndian, utf16.IgnoreBOM)
	}
	if binary {
		return nil
	}
	if enc := declared(head); enc != nil {
		return enc
	}
	return legacy(head)
}

// declaration matches the encoding that an HTML or XML document declares.
var declaration = Regexp(`(?i)(?:charset|encoding)\s*=\s*["']?([a-z0-9_:.-]{3,40})`)

// declaredName returns the name of the encoding that an HTML or XML document
// declares in its first 2 KiB, or "".
func declaredName(head []byte) string {
	head = bytes.TrimSpace(head[:min(len(head), 2<<10)])
	if len(head) == 0 || head[0] != '<' {
		return ""
	}
	if m := declaration().FindSubmatch(head); m != nil {
		return string(m[1])
	}
	return ""
}

// declared returns the encoding that an HTML or XML document declares, or nil if it
// declares none that is known. A declaration that can be read in single bytes is not
// in UTF-16, whatever it says.
func declared(head []byte) encoding.Encoding {
	enc := EncodingNamed(declaredName(head))
	if is(enc, "utf-16le") || is(enc, "utf-16be") {
		return nil
	}
	return enc
}

func is(enc encoding.Encoding, name string) bool {
	other, err := htmlindex.Get(name)
	return err == nil && enc == other
}

// declaresOther reports whether head is ASCII and declares an encoding other than
// UTF-8, so that its first character beyond ASCII is still to come.
func declaresOther(head []byte) bool {
	name := declaredName(head)
	if name == "" || is(EncodingNamed(name), "utf-8") {
		return false
	}
	return !slices.ContainsFunc(head, func(c byte) bool { return c >= utf8.RuneSelf })
}

// A lateDecoder decodes a source whose head is ASCII and declares an encoding. At the
// first byte beyond ASCII it asks as charset does: UTF-8 if the bytes are that, since
// many documents were converted without changing what they declare, then the declared
// encoding, then the likeliest.
type lateDecoder struct {
	declared encoding.Encoding     // nil: unknown
	decoder  transform.Transformer // nil until it is known
}

// lateSample is how many bytes, from the first one beyond ASCII on, the choice of an
// encoding looks at. A transform.Reader holds more.
const lateSample = 1 << 10

func (d *lateDecoder) Reset() { d.decoder = nil }

func (d *lateDecoder) Transform(dst, src []byte, atEOF bool) (n, read int, err error) {
	if d.decoder == nil {
		beyond := slices.IndexFunc(src, func(c byte) bool { return c >= utf8.RuneSelf })
		if beyond < 0 {
			return transform.Nop.Transform(dst, src, atEOF)
		}
		if n, _, err := transform.Nop.Transform(dst, src[:beyond], false); err != nil || len(src)-beyond < lateSample && !atEOF {
			return n, n, cmp.Or(err, transform.ErrShortSrc)
		}
		d.choose(src[beyond:])
	}
	return d.decoder.Transform(dst, src, atEOF)
}

// choose sets the decoder for a source whose first byte beyond ASCII begins sample.
func (d *lateDecoder) choose(sample []byte) {
	switch {
	case IsUTF8(sample):
		d.decoder = transform.Nop
	case d.declared != nil:
		d.decoder = d.declared.NewDecoder()
	default:
		d.decoder = legacy(sample).NewDecoder()
	}
}

// isUTF16 reports whether head reads as UTF-16 text. high is the position, 0 or
// 1, of the high byte in each pair.
//
//  1. More than one character in 400 is a blank or a line end of ASCII, as in
//     every script, and at most one in 50 is a NUL.
//  2. Binary data is UTF-16 if 95 % of the characters are Latin-1 or East Asian,
//     which spread over many blocks of 256 with few blanks between them.
//  3. Otherwise one character in 50 is a blank, and 90 % are Latin-1 or of one
//     other block. Data that is not binary must satisfy this rule, because two
//     ASCII letters in a row also make an ideograph.
//  4. Binary data of several scripts with as many blanks is UTF-16 if fewer than
//     one character in 50 is unprintable.
func isUTF16(head []byte, high int, binary bool) bool {
	if len(head) < 8 {
		return false
	}
	var count [256]int
	blanks, zeros := 0, 0
	for i := 0; i+1 < len(head); i += 2 {
		hi, lo := head[i+high], head[i+1-high]
		count[hi]++
		if hi|lo == 0 {
			zeros++
		}
		if hi == 0 && (lo == ' ' || lo == '\n' || lo == '\r') {
			blanks++
		}
	}
	chars := len(head) / 2
	if blanks*400 <= chars || zeros*50 > chars { // machine code has many zeros
		return false
	}
	most, asian := 0, count[0xFF]
	for hi := 1; hi < 256; hi++ {
		most = max(most, count[hi])
		if hi >= 0x30 && hi < 0xA0 || hi >= 0xAC && hi < 0xD8 {
			asian += count[hi]
		}
	}
	if binary && (count[0]+asian)*20 > chars*19 {
		return true
	}
	return blanks*50 > chars && ((count[0]+most)*10 > chars*9 || binary && strange(head, high)*50 < chars)
}

// strange returns the number of characters in UTF-16 data that are unprintable:
// control characters, unpaired surrogates, unassigned code points.
func strange(head []byte, high int) int {
	units := make([]uint16, len(head)/2)
	for i := range units {
		units[i] = uint16(head[2*i+high])<<8 | uint16(head[2*i+1-high])
	}
	n := 0
	for _, r := range stdutf16.Decode(units) {
		if !unicode.IsPrint(r) && !unicode.IsSpace(r) && !IsHidden(r) {
			n++
		}
	}
	return n
}

// IsUTF8 reports whether head is UTF-8. It tolerates invalid bytes if more
// than four times as many characters have several bytes.
func IsUTF8(head []byte) bool {
	good, bad := countUTF8(head)
	return bad == 0 || good > 4*bad
}

// countUTF8 returns the number of characters of several bytes in head, and the
// number of invalid bytes. A character truncated at the end counts as neither.
func countUTF8(head []byte) (good, bad int) {
	for i := 0; i < len(head); {
		r, n := utf8.DecodeRune(head[i:])
		if r == utf8.RuneError && n == 1 {
			if len(head)-i < utf8.UTFMax && !utf8.FullRune(head[i:]) {
				break // truncated
			}
			bad++
		} else if n > 1 {
			good++
		}
		i += n
	}
	return good, bad
}

// legacies are the encodings with one byte a character that are tried. The
// likeliest wins, the first on a tie.
var legacies = []*charmap.Charmap{
	charmap.Windows1252, charmap.Windows1251, charmap.KOI8R, charmap.CodePage866, charmap.ISO8859_5,
}

// legacy returns the encoding in which head looks most like prose.
func legacy(head []byte) encoding.Encoding {
	best, most := legacies[0], -1<<62
	for _, c := range legacies {
		if v := writing(c, head); v > most {
			best, most = c, v
		}
	}
	return best
}

// writing returns a score for how much head, decoded by c, looks like prose:
// common letters, lower case after lower case, words of one script.
func writing(c *charmap.Charmap, head []byte) int {
	v := 0
	prev := ' '
	for _, b := range head {
		r := rune(b)
		if b >= utf8.RuneSelf {
			r = c.DecodeByte(b)
			v += likeness(r)
			v += neighbours(prev, r)
		} else if cyrillic(prev) && unicode.IsLetter(r) {
			v -= 6
		}
		prev = r
	}
	return v
}

// likeness returns the score of one character beyond ASCII.
func likeness(r rune) int {
	switch {
	case bytes.ContainsRune([]byte("оеаинтсрвл"), r):
		return 3
	case cyrillic(r) && unicode.IsLower(r), bytes.ContainsRune([]byte("éèàçêäöüßñóíáúâîôåøæ"), r):
		return 2
	case cyrillic(r), bytes.ContainsRune([]byte("«»„“”‘’–—…№\u00a0§°£€"), r):
		return 1
	case unicode.IsLetter(r):
		return 0
	}
	return -4 // box drawing, C1 controls, symbols
}

// neighbours returns the score of two characters in a row, the second beyond
// ASCII.
func neighbours(a, b rune) int {
	switch {
	case !unicode.IsLetter(a) || !unicode.IsLetter(b):
		return 0
	case unicode.IsLower(a) && unicode.IsUpper(b):
		return -6
	case cyrillic(a) != cyrillic(b):
		return -6
	case !cyrillic(b) && a >= utf8.RuneSelf:
		return -3 // two accented letters in a row are rare
	}
	return 0
}

func cyrillic(r rune) bool { return unicode.Is(unicode.Cyrillic, r) }
