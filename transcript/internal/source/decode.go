package source

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"path"
	"strings"

	"golang.org/x/text/encoding"
	"golang.org/x/text/transform"

	"verbatim/internal/fault"
	"verbatim/internal/text"
)

// sniffed is how much of a source tells what it is, in bytes.
const sniffed = 64 << 10

// Decode returns src as UTF-8 text with '\n' at the ends of its lines: src
// itself where it is that, or else a spool that is filled in the background.
// enc is its encoding, nil to detect it. part is the file of an archive that is
// read where an archive holds it, beside others. With an error it returns how
// far it has come: that is to be closed.
func Decode(src *Source, enc encoding.Encoding, part string) (*Source, error) {
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
		return Decode(src.through(&bounded{r: z, raw: src, cut: errCut}), enc, part)
	case archive:
		return unzipped(src, enc, part)
	}
	if t := text.Transformer(head, enc); t != nil {
		return src.through(transform.NewReader(src.Reader(), t)), nil
	}
	return src, nil
}

// Sniff returns the first bytes of src, waiting for some.
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

// unzipped returns part of the archive src, or the one file in it; with an error, what decoded does.
func unzipped(src *Source, enc encoding.Encoding, part string) (*Source, error) {
	n := src.Whole()
	z, err := zip.NewReader(src, n)
	if err != nil {
		return src, src.unpacking(err, errNoList)
	}
	file, err := src.onlyFile(z, part)
	if err != nil {
		return src, err
	}
	r, err := file.Open()
	if err != nil {
		return src, src.unpacking(err, errPacked)
	}
	return Decode(src.through(&bounded{r: r, raw: src, cut: errLength}), enc, part)
}

// encrypted is the flag of a file in an archive that is.
const encrypted = 1

// onlyFile returns the file in an archive that is to be read.
func (s *Source) onlyFile(z *zip.Reader, part string) (*zip.File, error) {
	var files []*zip.File
	for _, f := range z.File {
		if f.Name == part {
			files = []*zip.File{f}
			break
		}
		hidden := strings.HasPrefix(path.Base(f.Name), ".") || strings.HasPrefix(f.Name, "__MACOSX/")
		if !hidden && !f.FileInfo().IsDir() {
			files = append(files, f)
		}
	}
	switch {
	case len(files) == 0:
		return nil, &fault.Error{Name: s.name, Err: errors.New("holds no file")}
	case len(files) > 1:
		return nil, &fault.Error{Name: s.name, Err: errors.New("holds several files"), Hint: "unpack it, and open the directory"}
	case files[0].Flags&encrypted != 0:
		return nil, &fault.Error{Name: s.name, Err: errors.New("is encrypted"), Hint: unpackHint}
	}
	return files[0], nil
}
