package transcript

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// toldOf is all that JSON keeps of a document, a line a turn.
func toldOf(d *Document, headed bool) []string {
	var told []string
	if headed {
		h := d.Header()
		h.Standfirst = ""
		told = append(told, strings.Join(strings.Fields(fmt.Sprintf("%+v", h)), " "))
		for first := range d.paragraphs(-1) {
			if first.Kind == NoteBlock {
				told = append(told, "front: "+textOf(d, first))
			}
		}
	}
	for i := range d.Len() {
		t := d.turn(i)
		l := d.labels[t.Label]
		s := d.Speakers()[l.Speaker]
		name, role := d.Heading(i)
		line := fmt.Sprintf("%s, %s | %s | %s | %s | %v | asks %v | %d-%d", name, role, l.Text, s.Name, l.Role, s.Anonymous, d.Asks(i), t.Start, t.End)
		for first := range d.paragraphs(i) {
			kind := "text"
			if first.Kind == NoteBlock {
				kind = "note"
			}
			line += "\n" + kind + ": " + textOf(d, first)
		}
		told = append(told, line)
	}
	return told
}

func textOf(d *Document, first Block) string {
	text := ""
	for piece := range d.pieces(first) {
		text += piece
	}
	return strings.TrimSpace(text)
}

// TestJSONReadsBack prints every sample as JSON and reads that.
func TestJSONReadsBack(t *testing.T) {
	for name, text := range allSamples(t) {
		for _, format := range []string{"json", "jsonl"} {
			t.Run(name+" as "+format, func(t *testing.T) {
				d, err := Load(context.Background(), FromString(name, text), Options{})
				if err != nil {
					t.Fatal(err)
				}
				out, err := printed(t, d, format)
				if err != nil {
					t.Fatal(err)
				}
				back, err := Load(context.Background(), FromString("x", out), Options{})
				if err != nil {
					t.Fatal(err)
				}
				if f := back.Format(); f != format {
					t.Errorf("taken for %s", f)
				}
				got, want := toldOf(back, format == "json"), toldOf(d, format == "json")
				if !slices.Equal(got, want) {
					t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
				}
			})
		}
	}
}
