package ui

import (
	"flag"
	"os"
	"path/filepath"
	"testing"
)

// golden compares a screen with the one in testdata/screens, or writes that
// anew with -update, a flag that teatest brings.
func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("../testdata/screens", name+".txt")
	if flag.Lookup("update").Value.String() == "true" {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s is now\n%s\nand was\n%s", file, got, want)
	}
}
