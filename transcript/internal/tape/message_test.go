package tape

import (
	"bufio"
	"slices"
	"strings"
	"testing"

	"verbatim/transcript/internal/record"
)

func TestMessage(t *testing.T) {
	var b strings.Builder
	out := &Tape{Writer: bufio.NewWriter(&b)}
	user, model := record.Voice{Label: "user"}, record.Voice{Label: "assistant"}
	out.Message(user, Untimed(1), "Why?\n\n- rye\n- oats")
	out.Message(model, Untimed(2), "So:\n```sh\nls\n\n  x\n```")
	out.Message(model, Untimed(3), "And so.")
	out.Message(model, Untimed(4), " \n")
	out.Writer.Flush()
	var got []string
	for line := range strings.Lines(b.String()) {
		m, ok := ReadMark([]byte(line))
		if !ok {
			t.Fatalf("%q has no mark", line)
		}
		got = append(got, string(rune(m.Kind))+string(m.Label)+" "+strings.ReplaceAll(strings.TrimSpace(line[m.Size:]), "\u2028", "/"))
	}
	want := []string{"tuser Why?", "p - rye/- oats", "tassistant So:", "p ```sh/ls//  x/```", "p And so."}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}
