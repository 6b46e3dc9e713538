package source

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"path"
	"slices"
	"strings"

	"golang.org/x/text/encoding"
	"golang.org/x/text/transform"

	"verbatim/internal/fault"
	"verbatim/internal/text"
)

// sniffed is the number of bytes from which the kind of a source is detected.
const sniffed = 64 << 10

// Decode returns src as UTF-8 text with '\n' line ends: src itself if it is in
// that form, otherwise a derived source that is filled in the background. It
// unpacks gzip and zip, as often as necessary. enc is the encoding of the text;
// nil means to detect it. parts name the files to read from an archive with
// several files; the first one that it has is read. With an error Decode returns
// the source derived so far, which the caller must close.
func Decode(src *Source, enc encoding.Encoding, parts []string) (*Source, error) {
	head, err := Sniff(src)
	if err != nil {
		return src, err
	}
	if err := refused(src.Name(), head); err != nil {
		return src, err
	}
	packed, archive := bytes.HasPrefix(head, []byte("\x1f\x8b")), bytes.HasPrefix(head, []byte("PK\x03\x04"))
	if _, layers := src.root(); layers >= maxLayers && (packed || archive) {
		return src, &fault.Error{Name: src.Name(), Err: errLayers}
	}
	switch {
	case packed:
		z, err := gzip.NewReader(src.Reader())
		if err != nil {
			return src, src.unpacking(err, errCut)
		}
		return Decode(src.through(&bounded{r: z, raw: src, cut: errCut}), enc, parts)
	case archive:
		return unzipped(src, enc, parts)
	}
	if t := text.Transformer(head, enc); t != nil {
		return src.through(transform.NewReader(src.Reader(), t)), nil
	}
	return src, nil
}

// Sniff returns up to 64 KiB from the start of src. It waits for the first bytes
// of a pipe.
func Sniff(src *Source) ([]byte, error) {
	n, done := src.Wait(1)
	if n < sniffed && !done {
		n, _ = src.Settled(n)
	}
	head := make([]byte, min(n, sniffed))
	k, err := src.ReadAt(head, 0)
	if err != nil && err != io.EOF {
		return nil, err
	}
	if k == 0 {
		return nil, src.Err()
	}
	return head[:k], nil
}

// unzipped decodes one of the files parts of the archive src, or its only file. With an
// error it returns a source like Decode.
func unzipped(src *Source, enc encoding.Encoding, parts []string) (*Source, error) {
	n := src.Whole()
	z, err := zip.NewReader(src, n)
	if err != nil {
		return src, src.unpacking(err, errNoList)
	}
	file, err := src.onlyFile(z, parts)
	if err != nil {
		return src, err
	}
	r, err := file.Open()
	if err != nil {
		return src, src.unpacking(err, errPacked)
	}
	return Decode(src.through(&bounded{r: r, raw: src, cut: errLength}), enc, parts)
}

// encrypted is the flag of an encrypted file in a zip archive.
const encrypted = 1

// onlyFile returns the file with the first name of parts that an archive has, or else its
// only file. Hidden files do not count.
func (s *Source) onlyFile(z *zip.Reader, parts []string) (*zip.File, error) {
	var files []*zip.File
	found := len(parts)
	for _, f := range z.File {
		if k := slices.Index(parts[:found], f.Name); k >= 0 {
			files, found = []*zip.File{f}, k
		}
		if found < len(parts) {
			continue
		}
		hidden := strings.HasPrefix(path.Base(f.Name), ".") || strings.HasPrefix(f.Name, "__MACOSX/")
		if !hidden && !f.FileInfo().IsDir() {
			files = append(files, f)
		}
	}
	switch {
	case len(files) == 0:
		return nil, &fault.Error{Name: s.name, Err: errors.New("does not contain a file")}
	case len(files) > 1:
		return nil, &fault.Error{Name: s.name, Err: errors.New("contains several files"), Hint: "unpack it and open the directory"}
	case files[0].Flags&encrypted != 0:
		return nil, &fault.Error{Name: s.name, Err: errors.New("is encrypted"), Hint: unpackHint}
	}
	return files[0], nil
}
