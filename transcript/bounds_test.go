package transcript

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
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

// What is packed ends at the bounds, unless it is trusted.
func TestBounds(t *testing.T) {
	bomb := strings.Repeat("Ann: Again and again.\n\n", 1<<18)
	for _, c := range []struct {
		name, data string
		trust      bool
		want       string // the error
	}{
		{"packed", packed(t, "Ann: Hello.\n\nBob: Hello.\n", 1), false, ""},
		{"packed twice", packed(t, "Ann: Hello.\n\nBob: Hello.\n", 2), false, ""},
		{"small, beyond the ratio", packed(t, bomb[:1<<20-1], 1), false, ""},
		{"bomb", packed(t, bomb, 1), false, "x.txt.gz: unpacks to over 200 times its size"},
		{"bomb in a bomb", packed(t, bomb, 2), false, "x.txt.gz: unpacks to over 200 times its size"},
		{"trusted bomb", packed(t, bomb, 1), true, ""},
		{"too many layers", packed(t, "Ann: Hello.\n", 5), false, "x.txt.gz: is compressed more than four times over"},
	} {
		t.Run(c.name, func(t *testing.T) {
			src := FromString("x.txt.gz", c.data)
			defer src.Close()
			if c.trust {
				src.raw.Trust()
			}
			_, err := Load(context.Background(), src, Options{})
			if got := fmt.Sprint(err); err != nil && got != c.want || err == nil && c.want != "" {
				t.Errorf("error %v, want %s", err, c.want)
			}
		})
	}
}
