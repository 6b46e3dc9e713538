package transcript

import "testing"

// TestFormatFiles reads small files of the formats of captions, research, parliaments, documents and pages,
// as the programs of these fields write them, and compares what is read with what is wanted, as
// TestObjects does.
func TestFormatFiles(t *testing.T) { readAll(t, "../testdata/formats") }
