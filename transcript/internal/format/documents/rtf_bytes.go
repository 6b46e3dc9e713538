package documents

import (
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"

	"verbatim/internal/text"
)

// rtfBytes collects the bytes of a run of text. They are decoded together, because a
// character may have two bytes.
type rtfBytes struct {
	run  []byte
	high rune // the first half of a surrogate pair; 0: none
}

// maxRun is the maximum number of bytes decoded at once.
const maxRun = 4 << 10

// char adds a byte of text.
func (r *rtfReader) char(c byte) {
	if r.fallback > 0 {
		r.fallback--
		return
	}
	if r.high = 0; r.state.target == rtfNone || c < ' ' {
		return
	}
	if r.run = append(r.run, c); len(r.run) >= maxRun && (c < utf8.RuneSelf || len(r.run) >= 2*maxRun) {
		r.flush()
	}
}

// unicode adds a character by its number, which may be negative, or half of a surrogate
// pair.
func (r *rtfReader) unicode(n int) {
	if r.fallback = 0; len(r.run) > 0 {
		r.flush()
	}
	r.fresh, r.starred, r.fallback = false, false, r.state.fallback
	if n < 0 {
		n += 1 << 16
	}
	c := rune(min(max(n, 0), utf8.MaxRune))
	high := r.high
	r.high = 0
	switch {
	case utf16.IsSurrogate(c) && high == 0:
		r.high = c
		return
	case utf16.IsSurrogate(c):
		c = utf16.DecodeRune(high, c)
	}
	if c >= ' ' {
		r.take(utf8.AppendRune(nil, c))
	}
}

// flush decodes the collected bytes. It also accepts UTF-8, which some programs write
// although the format does not provide for it.
func (r *rtfReader) flush() {
	if len(r.run) == 0 {
		return
	}
	run := r.run
	r.run = r.run[:0]
	if !utf8.Valid(run) {
		if b, err := codePage(r.pageOf(run)).NewDecoder().Bytes(run); err == nil {
			run = b
		}
	}
	r.take(run)
}

// pageOf returns the code page of a run. Programs may leave the character set of a font at
// that of western Europe by mistake. There, accented letters rarely follow each other, so
// if they do, it uses the code page of the document.
func (r *rtfReader) pageOf(run []byte) int {
	page, ok := r.fonts[r.state.font]
	if !ok {
		return r.code
	}
	if page != western || r.code == western {
		return page
	}
	for i := 1; i < len(run); i++ {
		if run[i-1] >= 0xC0 && run[i] >= 0xC0 {
			return r.code
		}
	}
	return page
}

// western is the code page of western Europe.
const western = 1252

// rtfCharsets maps the character sets of fonts to code pages.
var rtfCharsets = map[int]int{
	0: western, 77: 10000, 78: 932, 79: 949, 80: 936, 81: 950, 83: 10000, 85: 1253, 86: 1254, 87: 10000, 89: 10007,
	128: 932, 129: 949, 130: 949, 134: 936, 136: 950, 161: 1253, 162: 1254, 163: 1258, 177: 1255, 178: 1256,
	186: 1257, 204: 1251, 222: 874, 238: 1250, 254: 437, 255: 850,
}

// pages maps code pages to encodings of the Encoding Standard with other names.
var pages = map[int]string{
	866: "ibm866", 874: "windows-874", 932: "shift_jis", 936: "gbk", 949: "euc-kr", 950: "big5",
	1250: "windows-1250", 1251: "windows-1251", 1253: "windows-1253", 1254: "windows-1254", 1255: "windows-1255",
	1256: "windows-1256", 1257: "windows-1257", 1258: "windows-1258", 10000: "macintosh", 10007: "x-mac-cyrillic",
	20866: "koi8-r", 21866: "koi8-u", 28592: "iso-8859-2", 28595: "iso-8859-5", 51932: "euc-jp", 54936: "gb18030", 65001: "utf-8",
}

// codePage returns the encoding of a code page, or that of western Europe if it is unknown.
func codePage(n int) encoding.Encoding {
	switch n {
	case 437:
		return charmap.CodePage437
	case 850:
		return charmap.CodePage850
	case 852:
		return charmap.CodePage852
	case 855:
		return charmap.CodePage855
	}
	if enc := text.EncodingNamed(pages[n]); enc != nil {
		return enc
	}
	return charmap.Windows1252
}
