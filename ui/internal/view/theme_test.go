package view

import (
	"reflect"
	"strings"
	"testing"

	"github.com/lucasb-eyer/go-colorful"
)

// luminance is that of WCAG 2.
func luminance(c colorful.Color) float64 {
	r, g, b := c.LinearRgb()
	return 0.2126*r + 0.7152*g + 0.0722*b
}

func contrast(a, b colorful.Color) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func TestHuesHaveContrast(t *testing.T) {
	for dark, ground := range map[bool]string{true: "#000000", false: "#ffffff"} {
		for _, hex := range hues[dark] {
			a, err := colorful.Hex(hex)
			if err != nil {
				t.Fatal(err)
			}
			b, _ := colorful.Hex(ground)
			if c := contrast(a, b); c < 4.5 {
				t.Errorf("%s on %s: contrast %.2f, want 4.5", hex, ground, c)
			}
		}
	}
}

// Speakers are told apart without colour too, and not only the first eight.
func TestVoicesDiffer(t *testing.T) {
	for _, kind := range []string{"dark", "light", "mono"} {
		theme := NewTheme(kind, true)
		seen := map[string]int{}
		n := len(theme.Bars)
		for rank := range n {
			b := theme.Voice(rank, false).Bar.String()
			if other, ok := seen[b]; ok {
				t.Errorf("%s: speakers %d and %d have the same bar %q", kind, other, rank, b)
			}
			seen[b] = rank
		}
		if n < 8 {
			t.Errorf("%s: %d bars, want 8", kind, n)
		}
		if rank, ok := seen[theme.Voice(0, true).Bar.String()]; ok {
			t.Errorf("%s: who is nobody in particular looks like speaker %d", kind, rank)
		}
		theme.Voice(1000, false)
		theme.Voice(-1, false)
	}
}

func TestMonoHasNoColour(t *testing.T) {
	v := reflect.ValueOf(*NewTheme("mono", true))
	var walk func(reflect.Value)
	walk = func(v reflect.Value) {
		switch v.Kind() {
		case reflect.Struct:
			for i := range v.NumField() {
				walk(v.Field(i))
			}
		case reflect.Slice:
			for i := range v.Len() {
				walk(v.Index(i))
			}
		case reflect.String:
			if s := v.String(); strings.Contains(s, "38;") || strings.Contains(s, "48;") {
				t.Errorf("a colour in %q", s)
			}
		}
	}
	walk(v)
}
