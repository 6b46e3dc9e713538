package source

import (
	"bytes"
	"errors"

	"verbatim/internal/fault"
	"verbatim/internal/text"
)

// A kind of file that people have beside their transcripts, or instead of one.
type otherFile struct {
	sign string // what it begins with
	at   int    // bytes before the sign
	what string
	hint string // what to do about it
}

const (
	listenHint = "verbatim reads what was said, not sound: it takes a transcript of it"
	lookHint   = "verbatim reads text: it takes what a program that reads pictures has made of it"
)

// otherFiles are known by their first bytes.
var otherFiles = []otherFile{
	{"%PDF-", 0, "is a PDF", "pdftotext -layout x.pdf - | verbatim -"},
	{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0, "is an old Word document", "save it as .docx, or as text"},
	{`{\rtf`, 0, "is a rich text document", "save it as .docx, or as text"},
	{"\x89PNG\r\n", 0, "is a picture", lookHint},
	{"\xff\xd8\xff", 0, "is a picture", lookHint},
	{"GIF8", 0, "is a picture", lookHint},
	{"II*\x00", 0, "is a picture", lookHint},
	{"MM\x00*", 0, "is a picture", lookHint},
	{"WEBP", 8, "is a picture", lookHint},
	{"ID3", 0, "is a recording", listenHint},
	{"\xff\xfb", 0, "is a recording", listenHint},
	{"OggS", 0, "is a recording", listenHint},
	{"fLaC", 0, "is a recording", listenHint},
	{"WAVE", 8, "is a recording", listenHint},
	{"AVI ", 8, "is a recording", listenHint},
	{"ftyp", 4, "is a recording", listenHint},
	{"\x1aE\xdf\xa3", 0, "is a recording", listenHint},
	{"!<arch>\n", 0, "is an archive", unpackHint},
	{"\x7fELF", 0, "is a program", ""},
	{"SQLite format 3\x00", 0, "is a database", ""},
	{"7z\xbc\xaf\x27\x1c", 0, "is an archive", unpackHint},
	{"\xfd7zXZ\x00", 0, "is packed with xz", "xz -dc x.xz | verbatim -"},
	{"\x28\xb5\x2f\xfd", 0, "is packed with zstd", "zstd -dc x.zst | verbatim -"},
	{"BZh", 0, "is packed with bzip2", "bzip2 -dc x.bz2 | verbatim -"},
	{"Rar!", 0, "is an archive", unpackHint},
}

// refused returns the error of a source that begins with head and cannot be
// read, with what to do about it; nil for all that may be text.
func refused(name string, head []byte) error {
	for _, f := range otherFiles {
		if len(head) > f.at && bytes.HasPrefix(head[f.at:], []byte(f.sign)) && f.binary(head) {
			return &fault.Error{Name: name, Err: errors.New(f.what), Hint: f.hint}
		}
	}
	if text.IsTar(head) {
		return &fault.Error{Name: name, Err: errors.New("is an archive"), Hint: unpackHint}
	}
	return nil
}

// binary reports whether head has what text has not, where the sign could
// begin a sentence: ID3, BZh.
func (f *otherFile) binary(head []byte) bool {
	if len(f.sign)+f.at > 4 {
		return true
	}
	head = head[:min(len(head), 4<<10)]
	return text.IsBinary(head) || !text.IsUTF8(head)
}
