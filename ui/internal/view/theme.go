package view

import (
	"image/color"
	"sync"

	"charm.land/lipgloss/v2"

	"verbatim/ui/internal/grid"
)

// Themes returns the names of the themes. auto asks the terminal whether its
// background is dark.
func Themes() []string { return []string{"auto", "dark", "light", "mono"} }

// A bar is the vertical line along a turn.
type bar struct {
	glyph string // of one cell
	style grid.Style
}

func (b bar) String() string { return b.style.Paint(b.glyph) }

// A Theme has all styles of the screen. Body text has no style: it uses the
// terminal's foreground.
type Theme struct {
	Title   grid.Style // of the transcript, over its front
	Dim     grid.Style // secondary text: rules, hints, counts
	note    grid.Style // notes: text that is not speech
	Role    grid.Style // after a speaker's name
	Heading grid.Style // the question over an answer that is shown without it; SPEAKERS, QUESTIONS
	Rule    grid.Style // the line before a question, and omissions
	ruled   grid.Style // the number in that line
	sticky  grid.Style // the row that names question and speaker once they have scrolled off

	Hit     grid.Style
	Current grid.Style // the current hit

	Focus  grid.Style // the heading of the focused list
	Cursor grid.Style // the row under the cursor
	Keys   grid.Style // a key, in hints and help
	Chosen grid.Style // items that the filter keeps
	share  grid.Style // the part of a share bar that is not filled
	Status grid.Style // the last row
	Notice grid.Style // notices
	Error  grid.Style

	names   []grid.Style // by rank
	Bars    []bar        // by rank
	runs    []MapStyles
	neutral voice     // for labels that stand for several people
	unnamed voice     // for text without a label
	Marks   MapStyles // hits in the scroll map
	kept    MapStyles // bookmarks in it
}

// A voice has the styles of a speaker.
type voice struct {
	Name grid.Style
	Bar  bar
	Run  MapStyles
}

// MapStyles are the styles of a row of the scroll map, off and on the thumb.
type MapStyles struct{ plain, thumb grid.Style }

// hues are eight colours that readers with and without colour blindness can tell
// apart, the most distinct first. Each has a contrast of at least 4.5 with the
// background. They come from a farthest-point search over OKLCH; colour blindness
// is simulated as in Machado et al. 2009.
var hues = map[bool][]string{
	true:  {"#26b63d", "#f269cb", "#9bf461", "#19affe", "#dea08b", "#4cd7c8", "#d6bf1f", "#feb4f7"},
	false: {"#894ed6", "#097f23", "#270f9c", "#82064c", "#2d5c82", "#3c4202", "#47065c", "#975b64"},
}

// From the ninth speaker on, the colours repeat with another bar. Without colours,
// only the bars differ.
var (
	barGlyphs  = []string{"▌", "┃", "║", "┇"}
	monoGlyphs = []string{"▌", "┃", "║", "┇", "▎", "╏", "┋", "╎"}
)

// NewTheme returns the theme of a kind, one of Themes. dark says what the
// background is and decides for auto.
func NewTheme(kind string, dark bool) *Theme {
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

// Each theme takes a millisecond to make, so they are made on demand.
var (
	darkTheme  = sync.OnceValue(func() *Theme { return colourTheme(true) })
	lightTheme = sync.OnceValue(func() *Theme { return colourTheme(false) })
)

func colourTheme(dark bool) *Theme {
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
	t := &Theme{
		Title: grid.NewStyle(bold), Dim: grid.NewStyle(grey), note: grid.NewStyle(grey.Italic(true)), Role: grid.NewStyle(grey),
		Heading: grid.NewStyle(grey), Rule: grid.NewStyle(plain.Foreground(pick("247", "241"))),
		ruled: grid.NewStyle(bold.Foreground(pick("238", "250"))), sticky: grid.NewStyle(shade), Status: grid.NewStyle(shade),
		Hit:     grid.NewStyle(plain.Background(pick("#ffe27a", "#5c4a00"))),
		Current: grid.NewStyle(bold.Foreground(lipgloss.Color("#000000")).Background(pick("#ff9d2e", "#ffd54a"))),
		Focus:   grid.NewStyle(bold.Foreground(accent)), Cursor: grid.NewStyle(shade), Keys: grid.NewStyle(bold),
		Chosen: grid.NewStyle(bold.Foreground(accent)), share: grid.NewStyle(plain.Foreground(pick("252", "238"))),
		Notice: grid.NewStyle(plain.Foreground(accent)), Error: grid.NewStyle(bold.Foreground(pick("#b00020", "#ff7b72"))),
	}
	mapRun := func(c color.Color) MapStyles {
		s := plain.Foreground(c)
		return MapStyles{grid.NewStyle(s), grid.NewStyle(s.Background(thumb))}
	}
	for _, hex := range hues[dark] {
		c := lipgloss.Color(hex)
		t.names = append(t.names, grid.NewStyle(bold.Foreground(c)))
		t.runs = append(t.runs, mapRun(c))
	}
	for _, glyph := range barGlyphs {
		for _, run := range t.runs {
			t.Bars = append(t.Bars, bar{glyph, run.plain})
		}
	}
	faint := pick("247", "243")
	t.neutral = voice{grid.NewStyle(bold), bar{"▌", grid.NewStyle(plain.Foreground(faint))}, mapRun(faint)}
	t.unnamed = voice{grid.NewStyle(plain), bar{" ", grid.NewStyle(plain)}, mapRun(pick("252", "238"))}
	t.Marks = mapRun(pick("#d75f00", "#ffd54a"))
	t.kept = mapRun(pick("#000000", "#ffffff"))
	return t
}

// monoTheme has no colours, only bold, dim, underline and reverse.
func monoTheme() *Theme {
	var (
		plain   = grid.NewStyle(lipgloss.NewStyle())
		bold    = grid.NewStyle(lipgloss.NewStyle().Bold(true))
		dim     = grid.NewStyle(lipgloss.NewStyle().Faint(true))
		reverse = grid.NewStyle(lipgloss.NewStyle().Reverse(true))
		under   = grid.NewStyle(lipgloss.NewStyle().Underline(true))
		both    = grid.NewStyle(lipgloss.NewStyle().Bold(true).Underline(true))
	)
	t := &Theme{
		Title: bold, Dim: dim, note: dim, Role: dim, Heading: dim, Rule: dim, ruled: bold, sticky: under, Status: reverse,
		Hit: both, Current: reverse, Focus: both, Cursor: reverse, Keys: bold, Chosen: bold,
		share: dim, Notice: plain, Error: bold,
		names: []grid.Style{bold}, runs: []MapStyles{{plain, reverse}},
		neutral: voice{both, bar{"┊", plain}, MapStyles{dim, reverse}},
		unnamed: voice{plain, bar{" ", plain}, MapStyles{dim, reverse}},
		Marks:   MapStyles{both, grid.NewStyle(lipgloss.NewStyle().Bold(true).Reverse(true))},
		kept:    MapStyles{under, grid.NewStyle(lipgloss.NewStyle().Underline(true).Reverse(true))},
	}
	for _, glyph := range monoGlyphs {
		t.Bars = append(t.Bars, bar{glyph, plain})
	}
	return t
}

// Voice returns the styles of the speaker with a rank, see transcript.Speaker. A
// rank below 0 stands for text without a speaker.
func (t *Theme) Voice(rank int, anonymous bool) voice {
	switch {
	case rank < 0:
		return t.unnamed
	case anonymous:
		return t.neutral
	}
	return voice{t.names[rank%len(t.names)], t.Bars[rank%len(t.Bars)], t.runs[rank%len(t.runs)]}
}
