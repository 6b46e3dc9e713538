package ui

import (
	"image/color"
	"sync"

	"charm.land/lipgloss/v2"

	"verbatim/ui/internal/grid"
)

// Themes returns the names of the themes. auto asks the terminal whether its
// background is dark.
func Themes() []string { return []string{"auto", "dark", "light", "mono"} }

// A bar is the sign that runs along a turn.
type bar struct {
	glyph string // of one cell
	style grid.Style
}

func (b bar) String() string { return b.style.Paint(b.glyph) }

// A theme is all styles of the screen. Body text has none: it is in the
// terminal's own foreground.
type theme struct {
	title   grid.Style // of the transcript, over its front
	dim     grid.Style // what is less than text: rules, hints, counts
	note    grid.Style // text nobody speaks
	role    grid.Style // after a speaker's name
	heading grid.Style // the question over an answer that is shown without it; SPEAKERS, QUESTIONS
	rule    grid.Style // the line before a question, what is left out
	ruled   grid.Style // the number in that line
	sticky  grid.Style // the row that names question and speaker once they have scrolled off

	hit     grid.Style
	current grid.Style // the hit that n and N are at

	focus  grid.Style // the heading of the list that has the keys
	cursor grid.Style // the row of the list that has the keys
	keys   grid.Style // a key, in hints and help
	chosen grid.Style // what a filter keeps
	share  grid.Style // the part of a share bar that is not filled
	status grid.Style // the last row
	notice grid.Style // one line to the reader
	error  grid.Style

	names   []grid.Style // by rank
	bars    []bar        // by rank
	runs    []mapStyles
	neutral voice     // for who is no one person
	unnamed voice     // for text that nobody is named for
	marks   mapStyles // hits in the scroll map
	kept    mapStyles // bookmarks in it
}

// A voice is how a speaker looks.
type voice struct {
	name grid.Style
	bar  bar
	run  mapStyles
}

// mapStyles are those of a row of the scroll map: off the thumb and on it.
type mapStyles struct{ plain, thumb grid.Style }

// hues are eight colours, the best eight and in the best order, that keep
// apart for readers with and without colour blindness and have a contrast of
// at least 4.5 with the background: a farthest-point search over OKLCH with
// the distance of the colours as Machado et al. 2009 simulate it.
var hues = map[bool][]string{
	true:  {"#26b63d", "#f269cb", "#9bf461", "#19affe", "#dea08b", "#4cd7c8", "#d6bf1f", "#feb4f7"},
	false: {"#894ed6", "#097f23", "#270f9c", "#82064c", "#2d5c82", "#3c4202", "#47065c", "#975b64"},
}

// Speakers beyond the eighth have the colours again with another bar. Where
// there is no colour the bar is all.
var (
	barGlyphs  = []string{"▌", "┃", "║", "┇"}
	monoGlyphs = []string{"▌", "┃", "║", "┇", "▎", "╏", "┋", "╎"}
)

// newTheme returns the theme of a kind, one of Themes. dark says what the
// background is and decides for auto.
func newTheme(kind string, dark bool) *theme {
	switch kind {
	case "dark":
		dark = true
	case "light":
		dark = false
	case "mono":
		return monoTheme()
	}
	if dark {
		return darkTheme()
	}
	return lightTheme()
}

// Both take a millisecond to make, and are made when they are needed.
var (
	darkTheme  = sync.OnceValue(func() *theme { return colourTheme(true) })
	lightTheme = sync.OnceValue(func() *theme { return colourTheme(false) })
)

func colourTheme(dark bool) *theme {
	pick := func(ifLight, ifDark string) color.Color {
		if dark {
			return lipgloss.Color(ifDark)
		}
		return lipgloss.Color(ifLight)
	}
	var ( // greys by their number in the table of 256: they take half the bytes, in each row that scrolls
		plain  = lipgloss.NewStyle()
		bold   = plain.Bold(true)
		grey   = plain.Foreground(pick("241", "246"))
		thumb  = pick("251", "240")
		raised = pick("254", "236")
		accent = pick("#0a56a8", "#8ec8ff")
		shade  = lipgloss.NewStyle().Background(raised)
	)
	t := &theme{
		title: grid.NewStyle(bold), dim: grid.NewStyle(grey), note: grid.NewStyle(grey.Italic(true)), role: grid.NewStyle(grey),
		heading: grid.NewStyle(grey), rule: grid.NewStyle(plain.Foreground(pick("247", "241"))),
		ruled: grid.NewStyle(bold.Foreground(pick("238", "250"))), sticky: grid.NewStyle(shade), status: grid.NewStyle(shade),
		hit:     grid.NewStyle(plain.Background(pick("#ffe27a", "#5c4a00"))),
		current: grid.NewStyle(bold.Foreground(lipgloss.Color("#000000")).Background(pick("#ff9d2e", "#ffd54a"))),
		focus:   grid.NewStyle(bold.Foreground(accent)), cursor: grid.NewStyle(shade), keys: grid.NewStyle(bold),
		chosen: grid.NewStyle(bold.Foreground(accent)), share: grid.NewStyle(plain.Foreground(pick("252", "238"))),
		notice: grid.NewStyle(plain.Foreground(accent)), error: grid.NewStyle(bold.Foreground(pick("#b00020", "#ff7b72"))),
	}
	mapRun := func(c color.Color) mapStyles {
		s := plain.Foreground(c)
		return mapStyles{grid.NewStyle(s), grid.NewStyle(s.Background(thumb))}
	}
	for _, hex := range hues[dark] {
		c := lipgloss.Color(hex)
		t.names = append(t.names, grid.NewStyle(bold.Foreground(c)))
		t.runs = append(t.runs, mapRun(c))
	}
	for _, glyph := range barGlyphs {
		for _, run := range t.runs {
			t.bars = append(t.bars, bar{glyph, run.plain})
		}
	}
	faint := pick("247", "243")
	t.neutral = voice{grid.NewStyle(bold), bar{"▌", grid.NewStyle(plain.Foreground(faint))}, mapRun(faint)}
	t.unnamed = voice{grid.NewStyle(plain), bar{" ", grid.NewStyle(plain)}, mapRun(pick("252", "238"))}
	t.marks = mapRun(pick("#d75f00", "#ffd54a"))
	t.kept = mapRun(pick("#000000", "#ffffff"))
	return t
}

// monoTheme has no colours: bold, dim, underline and reverse say it all.
func monoTheme() *theme {
	var (
		plain   = grid.NewStyle(lipgloss.NewStyle())
		bold    = grid.NewStyle(lipgloss.NewStyle().Bold(true))
		dim     = grid.NewStyle(lipgloss.NewStyle().Faint(true))
		reverse = grid.NewStyle(lipgloss.NewStyle().Reverse(true))
		under   = grid.NewStyle(lipgloss.NewStyle().Underline(true))
		both    = grid.NewStyle(lipgloss.NewStyle().Bold(true).Underline(true))
	)
	t := &theme{
		title: bold, dim: dim, note: dim, role: dim, heading: dim, rule: dim, ruled: bold, sticky: under, status: reverse,
		hit: both, current: reverse, focus: both, cursor: reverse, keys: bold, chosen: bold,
		share: dim, notice: plain, error: bold,
		names: []grid.Style{bold}, runs: []mapStyles{{plain, reverse}},
		neutral: voice{both, bar{"┊", plain}, mapStyles{dim, reverse}},
		unnamed: voice{plain, bar{" ", plain}, mapStyles{dim, reverse}},
		marks:   mapStyles{both, grid.NewStyle(lipgloss.NewStyle().Bold(true).Reverse(true))},
		kept:    mapStyles{under, grid.NewStyle(lipgloss.NewStyle().Underline(true).Reverse(true))},
	}
	for _, glyph := range monoGlyphs {
		t.bars = append(t.bars, bar{glyph, plain})
	}
	return t
}

// voice returns how the speaker with a rank looks, see transcript.Speaker. A
// rank below 0 is nobody's.
func (t *theme) voice(rank int, anonymous bool) voice {
	switch {
	case rank < 0:
		return t.unnamed
	case anonymous:
		return t.neutral
	}
	return voice{t.names[rank%len(t.names)], t.bars[rank%len(t.bars)], t.runs[rank%len(t.runs)]}
}
