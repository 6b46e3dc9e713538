package pages

import (
	"strings"

	"golang.org/x/net/html/atom"

	"verbatim/internal/text"
)

// unread are elements whose content is not text.
var unread = map[atom.Atom]bool{
	atom.Script: true, atom.Style: true, atom.Noscript: true, atom.Template: true, atom.Nav: true, atom.Footer: true,
	atom.Form: true, atom.Button: true, atom.Select: true, atom.Svg: true, atom.Iframe: true, atom.Object: true,
	atom.Textarea: true, atom.Audio: true, atom.Video: true, atom.Canvas: true, atom.Dialog: true, atom.Aside: true,
	atom.Title: true, atom.Figcaption: true,
}

// lineTags are elements that begin and end lines.
var lineTags = map[atom.Atom]bool{
	atom.P: true, atom.Div: true, atom.Section: true, atom.Article: true, atom.Main: true, atom.Header: true, atom.Li: true,
	atom.Ul: true, atom.Ol: true, atom.H1: true, atom.H2: true, atom.H3: true, atom.H4: true, atom.H5: true, atom.H6: true,
	atom.Blockquote: true, atom.Table: true, atom.Tr: true, atom.Dl: true, atom.Dt: true, atom.Dd: true, atom.Pre: true, atom.Address: true,
	atom.Figure: true, atom.Details: true, atom.Summary: true, atom.Hr: true, atom.Body: true, atom.Time: true, atom.Fieldset: true,
}

// void are elements without an end tag.
var void = map[atom.Atom]bool{
	atom.Br: true, atom.Hr: true, atom.Img: true, atom.Meta: true, atom.Link: true, atom.Input: true, atom.Area: true, atom.Base: true,
	atom.Col: true, atom.Embed: true, atom.Source: true, atom.Track: true, atom.Wbr: true, atom.Param: true,
}

// implied maps an element to the open elements that it closes where it begins, unless an
// element of the second list is open inside them.
var implied = map[atom.Atom]struct{ ends, unless []atom.Atom }{
	atom.Li: {[]atom.Atom{atom.Li}, []atom.Atom{atom.Ul, atom.Ol}},
	atom.Dt: {[]atom.Atom{atom.Dt, atom.Dd}, []atom.Atom{atom.Dl}},
	atom.Dd: {[]atom.Atom{atom.Dt, atom.Dd}, []atom.Atom{atom.Dl}},
	atom.Tr: {[]atom.Atom{atom.Tr}, []atom.Atom{atom.Table}},
	atom.Td: {[]atom.Atom{atom.Td, atom.Th}, []atom.Atom{atom.Tr, atom.Table}},
	atom.Th: {[]atom.Atom{atom.Td, atom.Th}, []atom.Atom{atom.Tr, atom.Table}},
}

// optional are elements with an optional end tag.
var optional = map[atom.Atom]bool{
	0: true, atom.P: true, atom.Li: true, atom.Dt: true, atom.Dd: true, atom.Tr: true, atom.Td: true, atom.Th: true,
	atom.Body: true, atom.Html: true, atom.Head: true, atom.Option: true,
}

var (
	unreadRoles = text.WordSet("navigation dialog alertdialog tooltip search menu banner contentinfo")
	// hiddenClasses are classes that hide an element in common style sheets.
	hiddenClasses = text.WordSet("hidden d-none visually-hidden sr-only screen-reader-text")
)

// hides reports whether a style hides the element.
func hides(style []byte) bool {
	return strings.Contains(strings.ReplaceAll(strings.ToLower(string(style)), " ", ""), "display:none")
}
