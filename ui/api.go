package ui

import "verbatim/ui/internal/view"

// Options say what to read and how to show it.
type Options = view.Options

// A Place is a position in a transcript, as a user types it.
type Place = view.Place

// ParsePlace returns the place that s names, such as q3, t17, 50%, 1:02:30 or
// line:120.
func ParsePlace(s string) (Place, error) { return view.ParsePlace(s) }

// DefaultMeasure is the default width of text, in cells.
const DefaultMeasure = view.DefaultMeasure

// Themes returns the names of the themes.
func Themes() []string { return view.Themes() }
