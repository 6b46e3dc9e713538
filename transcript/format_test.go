package transcript

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"verbatim/transcript/internal/format"
	"verbatim/transcript/internal/format/documents"
	"verbatim/transcript/internal/source"
)

const sampleDir = "../testdata/transcripts"

// allSamples returns the samples of all formats by their names.
func allSamples(t testing.TB) map[string]string {
	t.Helper()
	names, err := filepath.Glob(sampleDir + "/*.*")
	if err != nil || len(names) == 0 {
		t.Fatalf("no samples: %v", err)
	}
	all := map[string]string{}
	for _, name := range names {
		if filepath.Ext(name) == ".golden" {
			continue
		}
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		all[filepath.Base(name)] = string(b)
	}
	return all
}

// samples returns those that are labelled text.
func samples(t testing.TB) map[string]string {
	t.Helper()
	texts := allSamples(t)
	for name, text := range texts {
		if formatOf(t, name, text).Rewrite != nil {
			delete(texts, name)
		}
	}
	return texts
}

// formatOf returns the format that a sample is read as.
func formatOf(t testing.TB, name, text string) *format.Format {
	t.Helper()
	r, err := Open(FromString(name, text), Options{})
	if err != nil {
		t.Fatal(err)
	}
	return r.format
}

// TestSamples compares the turns of every sample with its golden list.
func TestSamples(t *testing.T) {
	for name, text := range allSamples(t) {
		t.Run(name, func(t *testing.T) {
			d, err := Load(context.Background(), FromString(name, text), Options{})
			if err != nil {
				t.Fatal(err)
			}
			got := outline(d)
			golden := filepath.Join(sampleDir, name+".golden")
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

// TestFormatsHaveSamples fails for a format that no sample is read as.
func TestFormatsHaveSamples(t *testing.T) {
	have := map[string]int{}
	for name, text := range allSamples(t) {
		have[formatOf(t, name, text).Name]++
	}
	for _, f := range formats {
		if have[f.Name] == 0 {
			t.Errorf("%s has no sample", f.Name)
		}
		if f.Title == "" || f.Sign == "" || len(f.Extensions) == 0 {
			t.Errorf("%s is not described", f.Name)
		}
	}
}

// TestOneFormatClaims puts every sample before every format: what no other
// format claims is labelled text, and never do two claim the same.
func TestOneFormatClaims(t *testing.T) {
	for name, text := range allSamples(t) {
		src, err := source.Decode(source.FromString(name, text), nil, documents.Parts)
		if err != nil {
			t.Fatal(err)
		}
		head, err := source.Sniff(src)
		if err != nil {
			t.Fatal(err)
		}
		var by []string
		for _, f := range formats {
			if f.Claims != nil && !f.Last && f.Claims(head) {
				by = append(by, f.Name)
			}
		}
		if len(by) > 1 {
			t.Errorf("%s is claimed by %s", name, strings.Join(by, ", "))
		}
	}
}

// A trickle reads a few bytes at a time.
type trickle struct {
	r io.Reader
	n int
}

func (t trickle) Read(p []byte) (int, error) { return t.r.Read(p[:min(len(p), t.n)]) }

// TestFormatsInPieces reads samples as they arrive, however little at a time,
// and scans what was made of them in blocks of every size.
func TestFormatsInPieces(t *testing.T) {
	for name, text := range allSamples(t) {
		t.Run(name, func(t *testing.T) {
			whole, err := Load(context.Background(), FromString(name, text), Options{})
			if err != nil {
				t.Fatal(err)
			}
			want := outline(whole)
			for _, n := range []int{7, 64, 4096} {
				src := FromReader(name, trickle{strings.NewReader(text), n})
				src.Wait(1 << 62) // what a format is does not hang on when bytes come
				r, err := Open(src, Options{})
				if err != nil {
					t.Fatal(err)
				}
				r.scan.Block, r.scan.Head = int64(n), max(1<<20, int64(n))
				d := NewDocument(src)
				if err := d.Fill(context.Background(), r); err != nil {
					t.Fatal(err)
				}
				if got := outline(d); got != want {
					t.Errorf("by %d bytes: got\n%s\nwant\n%s", n, got, want)
				}
				if err := src.Close(); err != nil {
					t.Error(err)
				}
			}
		})
	}
}

// FuzzFormats reads whatever there is as whatever it is taken for, and as
// every format in turn.
func FuzzFormats(f *testing.F) {
	for _, text := range allSamples(f) {
		f.Add([]byte(text[:min(len(text), 16<<10)]), uint8(255))
	}
	f.Fuzz(func(t *testing.T, data []byte, as uint8) {
		name := ""
		if int(as) < len(formats) {
			name = formats[as].Name
		}
		opensWell(t, string(data), name)
	})
}
