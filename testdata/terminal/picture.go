package terminal

import (
	"image"
	"image/color"
	"image/draw"
	"math"

	uv "github.com/charmbracelet/ultraviolet"
	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gomono"
	"golang.org/x/image/font/gofont/gomonobold"
	"golang.org/x/image/font/gofont/gomonobolditalic"
	"golang.org/x/image/font/gofont/gomonoitalic"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
)

// A Look is the colours of a terminal.
type Look struct{ Background, Foreground color.RGBA }

// Two looks that many readers have.
var (
	Dark  = Look{color.RGBA{0x1c, 0x1c, 0x1c, 0xff}, color.RGBA{0xd4, 0xd4, 0xd4, 0xff}}
	Light = Look{color.RGBA{0xff, 0xff, 0xff, 0xff}, color.RGBA{0x24, 0x24, 0x24, 0xff}}
)

// Sizes in pixels: twice those of a usual screen, which is sharp on all.
const (
	fontSize = 26
	cellH    = 36
	border   = 24
)

// fonts are the plain, bold, italic, and bold italic faces.
type fonts [4]font.Face

func loadFonts() (fonts, error) {
	var fs fonts
	for i, ttf := range [][]byte{gomono.TTF, gomonobold.TTF, gomonoitalic.TTF, gomonobolditalic.TTF} {
		f, err := opentype.Parse(ttf)
		if err != nil {
			return fs, err
		}
		if fs[i], err = opentype.NewFace(f, &opentype.FaceOptions{Size: fontSize, DPI: 72, Hinting: font.HintingNone}); err != nil {
			return fs, err
		}
	}
	return fs, nil
}

// A canvas is what cells are drawn on.
type canvas struct {
	*image.RGBA
	fonts fonts
	cellW int
	look  Look
}

// Picture draws what is on the screen.
func (t *Terminal) Picture(l Look) (image.Image, error) {
	fs, err := loadFonts()
	if err != nil {
		return nil, err
	}
	t.mu.Lock()
	cols, rows := t.vt.Width(), t.vt.Height()
	t.mu.Unlock()
	advance, _ := fs[0].GlyphAdvance('m')
	c := &canvas{fonts: fs, cellW: advance.Round(), look: l}
	c.RGBA = image.NewRGBA(image.Rect(0, 0, cols*c.cellW+2*border, rows*cellH+2*border))
	fill(c, c.Bounds(), l.Background)
	for y := range rows {
		for x := range cols {
			c.cell(x, y, t.Cell(x, y))
		}
	}
	if x, y, shown := t.Cursor(); shown {
		fill(c, c.rect(x, y, 1), l.Foreground)
	}
	return c, nil
}

func (c *canvas) rect(x, y, w int) image.Rectangle {
	at := image.Pt(border+x*c.cellW, border+y*cellH)
	return image.Rectangle{at, at.Add(image.Pt(w*c.cellW, cellH))}
}

func fill(c *canvas, r image.Rectangle, with color.Color) {
	draw.Draw(c.RGBA, r, image.NewUniform(with), image.Point{}, draw.Src)
}

// cell draws one cell.
func (c *canvas) cell(x, y int, cell uv.Cell) {
	if cell.Width == 0 { // the rest of a wide one
		return
	}
	fg, bg := c.colours(cell.Style)
	r := c.rect(x, y, max(cell.Width, 1))
	fill(c, r, bg)
	text := []rune(cell.Content)
	if len(text) == 0 || text[0] == ' ' {
		return
	}
	if !c.shape(r, text[0], fg) {
		face := 0
		if cell.Style.Attrs&uv.AttrBold != 0 {
			face |= 1
		}
		if cell.Style.Attrs&uv.AttrItalic != 0 {
			face |= 2
		}
		f := c.fonts[face]
		base := r.Min.Y + (cellH+f.Metrics().Ascent.Round()-f.Metrics().Descent.Round())/2
		d := font.Drawer{Dst: c, Src: image.NewUniform(fg), Face: f, Dot: fixed.P(r.Min.X, base)}
		d.DrawString(cell.Content)
	}
	if cell.Style.Underline != 0 {
		fill(c, image.Rect(r.Min.X, r.Max.Y-5, r.Max.X, r.Max.Y-3), fg)
	}
}

// colours returns what a style means on this terminal.
func (c *canvas) colours(s uv.Style) (fg, bg color.Color) {
	fg, bg = c.look.Foreground, c.look.Background
	if s.Fg != nil {
		fg = s.Fg
	}
	if s.Bg != nil {
		bg = s.Bg
	}
	if s.Attrs&uv.AttrReverse != 0 {
		fg, bg = bg, fg
	}
	if s.Attrs&uv.AttrFaint != 0 {
		fg = mix(fg, bg)
	}
	return fg, bg
}

func mix(a, b color.Color) color.Color {
	r1, g1, b1, _ := a.RGBA()
	r2, g2, b2, _ := b.RGBA()
	return color.RGBA64{uint16((r1 + r2) / 2), uint16((g1 + g2) / 2), uint16((b1 + b2) / 2), 0xffff}
}

// shape draws what has to meet the cells around it, or is in no font.
func (c *canvas) shape(r image.Rectangle, glyph rune, fg color.Color) bool {
	w, h := r.Dx(), r.Dy()
	mid := image.Pt(r.Min.X+w/2, r.Min.Y+h/2)
	vertical := func(x, thick int) { fill(c, image.Rect(x-thick/2, r.Min.Y, x-thick/2+thick, r.Max.Y), fg) }
	horizontal := func(from, to int) { fill(c, image.Rect(from, mid.Y-1, to, mid.Y+1), fg) }
	switch glyph {
	case '│':
		vertical(mid.X, 2)
	case '┃':
		vertical(mid.X, 5)
	case '║':
		vertical(mid.X-3, 2)
		vertical(mid.X+3, 2)
	case '┇', '┊', '╏', '┋', '╎':
		for y := r.Min.Y + 2; y < r.Max.Y; y += 9 {
			fill(c, image.Rect(mid.X-2, y, mid.X+2, y+5), fg)
		}
	case '─':
		horizontal(r.Min.X, r.Max.X)
	case '┈':
		for x := r.Min.X + 1; x < r.Max.X; x += 5 {
			horizontal(x, x+3)
		}
	case '█', '▉', '▊', '▋', '▌', '▍', '▎', '▏':
		part := float64('▏'-glyph+1) / 8
		fill(c, image.Rect(r.Min.X, r.Min.Y, r.Min.X+int(math.Round(part*float64(w))), r.Max.Y), fg)
	case '▇':
		fill(c, image.Rect(r.Min.X, r.Min.Y+h/4, r.Max.X, r.Max.Y-h/8), fg)
	case '✓':
		for i := range w - 4 { // down to a third, then up
			y := mid.Y + 8 - abs(i-w/3)
			if i > w/3 {
				y = mid.Y + 8 - (i-w/3)*3/2
			}
			fill(c, image.Rect(r.Min.X+2+i, y-2, r.Min.X+4+i, y+2), fg)
		}
	default:
		return false
	}
	return true
}

func abs(n int) int { return max(n, -n) }
