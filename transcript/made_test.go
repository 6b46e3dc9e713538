package transcript

import (
	"context"
	"flag"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"verbatim/transcript/internal/dialect"
)

// Texts are made from a number: the same on every machine, so that a change
// passes everywhere or nowhere. A fuzzer looks further, but never twice at the
// same.
var (
	textsMade = flag.Int("texts", 1500, "make so many texts for each test that makes some")
	textsFrom = flag.Uint64("texts-from", 0, "the `number` of the first")
)

// eachMade makes texts and tries check on each.
func eachMade(t *testing.T, make func(r *rand.Rand) string, check func(t *testing.T, text string)) {
	for i := range uint64(*textsMade) {
		number := *textsFrom + i
		text := make(rand.New(rand.NewPCG(number, 0)))
		if strings.TrimSpace(text) == "" || strings.IndexByte(text, 0) >= 0 {
			continue
		}
		t.Run(fmt.Sprint(number), func(t *testing.T) {
			defer func() {
				if t.Failed() {
					t.Logf("the text is %q", text)
				}
			}()
			check(t, text)
		})
	}
}

// tokens mean something to whoever reads labelled text, or have been mistaken.
var tokens = []string{
	"Ann Lee", "Ann Lee: ", "BOB: ", "Question: ", "Mayor Ann Lee: ", "Mr. LEE. ", "Смирнов: ", "何", "：", "Q", "A", "Q. ", "A.", "Note: ", " (Q):",
	"BY MR. HALE:", "(BY MR. HALE)", "THE WITNESS:", "[chair]", "(Applause.)", "[laughs]", "Page 3", "12", "1", "\n1  ", "\n2  ",
	"0:12", "[0:12]", "[00:01:12] ", "10:00:05 ",
	":", ": ", ".", ". ", "?", "? ", "!", ";", "; ", ",", ", ", "…", "–", "– ", "- ", "* ", "**", "_", "#", "====", "-----", "“", "”",
	"(", ")", "[", "]", "<", ">", "{", "}", "<<", ">>", `\`, `\ `, "&amp;", "&lt;",
	" ", "  ", "    ", "\t", "\n", "\n", "\n\n", "\n\n", "\r\n", "\r", "\xff", "\x0e", "\u00a0", "\u200b", "\u00ad", "\u2028", "e\u0301", "é",
	"Title: ", "Date: ", "Speakers: ", "Questions: by label; ", dialect.Mark + "\n",
	"word ", "two words ", "Long words that say nothing in particular. ",
}

// ofTokens makes a text of a few tokens, most of them often.
func ofTokens(r *rand.Rand) string {
	any := func() string { return tokens[r.IntN(len(tokens))] }
	often := make([]string, 2+r.IntN(6))
	for i := range often {
		often[i] = any()
	}
	var b strings.Builder
	for range 2 + r.IntN(30) {
		if r.IntN(4) == 0 {
			b.WriteString(any())
		} else {
			b.WriteString(often[r.IntN(len(often))])
		}
	}
	return b.String()
}

// ofSamples returns what makes texts of lines of the samples, some of them
// moved, doubled, cut or with a token inside.
func ofSamples(samples map[string]string) func(r *rand.Rand) string {
	names := slices.Sorted(maps.Keys(samples))
	return func(r *rand.Rand) string {
		text := samples[names[r.IntN(len(names))]]
		lines := strings.SplitAfter(text[:min(len(text), 16<<10)], "\n")
		if first := r.IntN(len(lines)); r.IntN(2) == 0 {
			lines = lines[first:]
		}
		lines = slices.Clone(lines[:min(len(lines), 4+r.IntN(60))])
		for range 1 + r.IntN(6) {
			i, k := r.IntN(len(lines)), r.IntN(len(lines))
			at := r.IntN(len(lines[i]) + 1)
			switch r.IntN(5) {
			case 0:
				lines[i], lines[k] = lines[k], lines[i]
			case 1:
				lines[i] = lines[k]
			case 2:
				lines[i] = lines[i][:at]
			case 3:
				lines[i] = lines[i][at:]
			default:
				lines[i] = lines[i][:at] + tokens[r.IntN(len(tokens))] + lines[i][at:]
			}
		}
		return strings.Join(lines, "")
	}
}

// TestMadeTextReadsBack prints made texts and reads them back.
func TestMadeTextReadsBack(t *testing.T) {
	t.Run("tokens", func(t *testing.T) { eachMade(t, ofTokens, sameBack) })
	t.Run("samples", func(t *testing.T) { eachMade(t, ofSamples(samples(t)), sameBack) })
}

// TestMadeTextInPieces reads made texts in blocks of any size.
func TestMadeTextInPieces(t *testing.T) {
	t.Run("tokens", func(t *testing.T) { eachMade(t, ofTokens, samePieces) })
	t.Run("samples", func(t *testing.T) { eachMade(t, ofSamples(samples(t)), samePieces) })
}

func samePieces(t *testing.T, text string) {
	t.Helper()
	sameInPieces(t, text, 100)
	soundSpans(t, scanned(t, text, 0, 0))
}

// TestMadeFiles opens made files of every format, prints them as text and
// reads that.
func TestMadeFiles(t *testing.T) {
	eachMade(t, ofSamples(allSamples(t)), func(t *testing.T, data string) {
		d := opensWell(t, data, "")
		if d == nil {
			return
		}
		out, err := printed(t, d, "text")
		if err != nil {
			t.Fatal(err)
		}
		sameSpoken(t, spokenIn(scanned(t, out, 0, 0)), spokenIn(d))
	})
}

// opensWell opens a file that may be anything: it has sound turns, or an error.
func opensWell(t *testing.T, data, format string) *Document {
	t.Helper()
	d, err := Load(context.Background(), FromString("made", data), Options{Format: format})
	switch {
	case err != nil && strings.Contains(err.Error(), "internal error"):
		t.Fatal(err)
	case d != nil:
		soundSpans(t, d)
	case err == nil:
		t.Fatal("nothing, and no error")
	}
	return d
}
