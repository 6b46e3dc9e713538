package transcript

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// objectDir has small files of JSON, as recognisers, chats, models and editors write it,
// and what has to be read in each, as frameDir has.
const objectDir = "../testdata/json"

// TestObjects reads all of them.
func TestObjects(t *testing.T) { readAll(t, objectDir) }

// TestNotTranscripts checks that JSON which is something else is refused: packages, logs,
// products, reviews, schemas, data sets.
func TestNotTranscripts(t *testing.T) {
	names, err := filepath.Glob("../testdata/notjson/*")
	if err != nil || len(names) < 100 {
		t.Fatalf("%d files: %v", len(names), err)
	}
	for _, name := range names {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		d, err := Load(t.Context(), FromString(filepath.Base(name), string(b)), Options{})
		if d != nil {
			defer d.Close()
		}
		if err == nil && d.Len() > 0 {
			t.Errorf("%s has %d turns of %d speakers", filepath.Base(name), d.Len(), len(d.Speakers())-1)
		}
	}
}

// TestObjectsCut checks that a file that ends too early is read as far as it goes, and that
// the error says so.
func TestObjectsCut(t *testing.T) {
	names, err := filepath.Glob(objectDir + "/*.json")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		if strings.HasSuffix(name, ".want.json") {
			continue
		}
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		b = []byte(strings.TrimSpace(string(b)))
		d, err := Load(t.Context(), FromString(filepath.Base(name), string(b[:len(b)-1])), Options{})
		if err == nil || !strings.Contains(err.Error(), "ends in the middle") {
			t.Errorf("%s: error %v", filepath.Base(name), err)
		}
		if d == nil {
			t.Fatalf("%s: no document", filepath.Base(name))
		}
		whole, err := Load(t.Context(), FromString(filepath.Base(name), string(b)), Options{})
		if err != nil {
			t.Fatal(err)
		}
		if d.Len() != whole.Len() {
			t.Errorf("%s: %d turns without the last sign, %d with it", filepath.Base(name), d.Len(), whole.Len())
		}
	}
}
