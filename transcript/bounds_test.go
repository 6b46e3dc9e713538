package transcript

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"io"
	"strings"
	"testing"

	"verbatim/transcript/internal/source"
)

// packed returns text, packed so often.
func packed(t *testing.T, text string, layers int) string {
	t.Helper()
	for range layers {
		var b bytes.Buffer
		w := gzip.NewWriter(&b)
		_, err := io.WriteString(w, text)
		if err = errors.Join(err, w.Close()); err != nil {
			t.Fatal(err)
		}
		text = b.String()
	}
	return text
}

// What is packed ends at the bounds, and not with --trust.
func TestBounds(t *testing.T) {
	bomb := strings.Repeat("Ann: Again and again.\n\n", 1<<18)
	for _, c := range []struct {
		name, data string
		trust      bool
		want       error
	}{
		{"packed", packed(t, "Ann: Hello.\n\nBob: Hello.\n", 1), false, nil},
		{"packed twice", packed(t, "Ann: Hello.\n\nBob: Hello.\n", 2), false, nil},
		{"small, beyond the ratio", packed(t, bomb[:source.FreeBytes-1], 1), false, nil},
		{"bomb", packed(t, bomb, 1), false, source.ErrRatio},
		{"bomb in a bomb", packed(t, bomb, 2), false, source.ErrRatio},
		{"trusted bomb", packed(t, bomb, 1), true, nil},
		{"too many layers", packed(t, "Ann: Hello.\n", source.MaxLayers+1), false, source.ErrLayers},
	} {
		t.Run(c.name, func(t *testing.T) {
			src := FromString("x.txt.gz", c.data)
			defer src.Close()
			if c.trust {
				src.raw.Trust()
			}
			_, err := Load(context.Background(), src, Options{})
			if !errors.Is(err, c.want) {
				t.Errorf("error %v, want %v", err, c.want)
			}
		})
	}
}
