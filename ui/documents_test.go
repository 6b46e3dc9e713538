package ui

import (
	"context"
	"io"
	"os"
	"testing"

	"verbatim/transcript"
)

const Seed = "../testdata/transcripts/sochi-2023-09-15.txt"

func loadFile(tb testing.TB, name string) *transcript.Document {
	tb.Helper()
	src, err := transcript.OpenFile(name)
	if err != nil {
		tb.Fatal(err)
	}
	d, err := transcript.Load(context.Background(), src, transcript.Options{})
	if err != nil {
		tb.Fatal(err)
	}
	return d
}

func ReadFile(tb testing.TB, name string) string {
	tb.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		tb.Fatal(err)
	}
	return string(text)
}

// ownHeader opens a text in which whoever stands before a colon at the start
// of a line opens a turn, and who is called Question asks. A screen must not
// depend on what is evidence for a label.
const ownHeader = "Questions: by label; Question\nFormat: verbatim text\n\n"

// spoken returns a document of such a text.
func spoken(text string) *transcript.Document {
	d, err := transcript.Load(context.Background(), transcript.FromString("test.txt", ownHeader+text), transcript.Options{})
	if err != nil {
		panic(err)
	}
	return d
}

// growing returns a document of a source that begins with text and does not
// end, and what reads on after more was written.
func growing(tb testing.TB, name, text string) (d *transcript.Document, more func(text string)) {
	tb.Helper()
	in, out := io.Pipe()
	src := transcript.FromReader(name, in)
	d = transcript.NewDocument(src)
	go out.Write([]byte(text))
	r, err := transcript.Open(src, transcript.Options{})
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { r.Close() })
	next := func() {
		b, err := r.Next(context.Background())
		if err != nil {
			tb.Fatal(err)
		}
		d.Append(b)
	}
	next()
	return d, func(text string) {
		go out.Write([]byte(text))
		next()
	}
}
