package source

import (
	"bytes"
	"errors"

	"verbatim/internal/fault"
	"verbatim/internal/text"
)

// An otherFile is a kind of file that users keep beside transcripts, or open by
// mistake.
type otherFile struct {
	sign string // bytes that identify it
	at   int    // offset of sign in bytes
	what string // the text of the error
	hint string // what to do; may be empty
}

const (
	listenHint = "verbatim does not play sound; open a transcript of it"
	lookHint   = "verbatim reads only text; convert it with an OCR program"
	editHint   = "save it as SRT or WebVTT in a subtitle editor"
)

// otherFiles lists the kinds that are recognised by their first bytes.
var otherFiles = []otherFile{
	{"%PDF-", 0, "is a PDF", "pdftotext -layout x.pdf - | verbatim -"},
	{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0, "is an old Word document", "save it as .docx, or as text"},
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
	{"Scenarist_SCC V", 0, "has captions in codes of hexadecimal digits", "ffmpeg -i x.scc x.vtt"},
	{"STL24.01", 3, "has subtitles in the binary format of the EBU", editHint},
	{"STL25.01", 3, "has subtitles in the binary format of the EBU", editHint},
	{"STL30.01", 3, "has subtitles in the binary format of the EBU", editHint},
	{"\xea\x22\x01\x00", 0, "has captions in the binary format of Cheetah", editHint},
	{"# VobSub index file", 0, "is the index of subtitles that are pictures", lookHint},
	{"\x00\x00\x01\xba", 0, "is a recording, or subtitles that are pictures", lookHint},
	{"\x00\x00\x00\x00\x16", 6, "has subtitles that are pictures", lookHint},
}

// refused returns an error with a hint if a source that begins with head is a
// known kind of file that cannot be read, and nil if it may be text.
func refused(name string, head []byte) error {
	head = bytes.TrimPrefix(head, text.BOM)
	for _, f := range otherFiles {
		if len(head) > f.at && bytes.HasPrefix(head[f.at:], []byte(f.sign)) && f.binary(head) {
			return &fault.Error{Name: name, Err: errors.New(f.what), Hint: f.hint}
		}
	}
	if text.IsTar(head) {
		return &fault.Error{Name: name, Err: errors.New("is an archive"), Hint: unpackHint}
	}
	if diarization().Match(head) {
		return &fault.Error{Name: name, Err: errors.New("has speakers and times, but no words"), Hint: "open the transcript that belongs to it"}
	}
	return nil
}

// diarization matches the start of a file in the Rich Transcription Time Marked
// format (RTTM), which lists who speaks when:
//
//	SPEAKER talk 1 0.50 1.50 <NA> <NA> Ann <NA> <NA>
var diarization = text.Regexp(`\A(?:;;.*\s+|SPKR-INFO .*\s+)*SPEAKER\s+\S+\s+\S+\s+[0-9.]+\s+[0-9.]+\s+<NA>\s+<NA>\s+\S`)

// binary reports whether head is binary. It examines head only if the sign is so
// short that a text could begin with it: ID3, BZh.
func (f *otherFile) binary(head []byte) bool {
	if len(f.sign)+f.at > 4 {
		return true
	}
	head = head[:min(len(head), 4<<10)]
	return text.IsBinary(head) || !text.IsUTF8(head)
}
