package pages

import (
	"bytes"
	"io"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"verbatim/internal/text"
	"verbatim/transcript/internal/format"
	"verbatim/transcript/internal/format/records"
	"verbatim/transcript/internal/tape"
)

// HTML is a page of the web, saved. Of it the article is read, as the
// labelled text that copying it would give; or, as of podcasts, who speaks in
// <cite>, when in <time>, and what in <p> (github.com/Podcastindex-org,
// transcripts, HTML).
var HTML = format.Format{
	Name: "html", Title: "page of the web", Sign: "tags such as <html>, <p>, <cite>",
	Extensions: []string{".html", ".htm", ".xhtml"}, Claims: claimsHTML, Rewrite: rewriteHTML, Varied: true,
}

func claimsHTML(head []byte) bool {
	head = bytes.ToLower(bytes.TrimSpace(bytes.TrimPrefix(head[:min(len(head), 4<<10)], text.BOM)))
	for {
		rest, ok := bytes.CutPrefix(head, []byte("<!--"))
		if !ok {
			break
		}
		_, head, _ = bytes.Cut(rest, []byte("-->"))
		head = bytes.TrimSpace(head)
	}
	for _, tag := range [...]string{"<!doctype html", "<html", "<head", "<body", "<cite", "<article", "<main", "<time>", "<div", "<p>", "<p ", "<h1"} {
		if bytes.HasPrefix(head, []byte(tag)) {
			return true
		}
	}
	return bytes.HasPrefix(head, []byte("<?xml")) && bytes.Contains(head, []byte("<html"))
}

// unread are elements of which nothing is part of the text.
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

// void are elements that have no end.
var void = map[atom.Atom]bool{
	atom.Br: true, atom.Hr: true, atom.Img: true, atom.Meta: true, atom.Link: true, atom.Input: true, atom.Area: true, atom.Base: true,
	atom.Col: true, atom.Embed: true, atom.Source: true, atom.Track: true, atom.Wbr: true, atom.Param: true,
}

// A region is a part of a page that may be the whole of the text.
type region struct {
	kind regionKind
	text int  // bytes of text in it
	h1   bool // it has a heading of its own
}

// A regionKind says how sure it is that a region holds the text and no more.
type regionKind uint8

const (
	pageRegion    regionKind = iota
	bodyRegion               // <... itemprop="articleBody">: no heading, no date
	mainRegion               // <main>
	articleRegion            // <article>
)

// wholePage is the number of the region that is all of a page.
const wholePage = 0

// maxNested is how many elements may lie in each other.
const maxNested = 1024

func rewriteHTML(in *tape.Input, out *tape.Tape) error {
	in.Src.Whole() // which part of a page is the article is known at its end
	first := newHTMLReader(in.Src.Reader(), wholePage)
	first.out, first.piece = first.facts.survey, func(string, bool, bool) {}
	if err := first.read(); err != nil {
		return in.Fails(first.number, err.Error())
	}
	var second *htmlReader
	var end func()
	if first.podcast() {
		second = newHTMLReader(in, wholePage)
		p := &podcastReader{out: out, at: tape.Untimed(0), page: second}
		second.lines, second.out, end = podcastLines, p.take, p.end
	} else {
		second = newHTMLReader(in, first.article())
		f := &htmlFront{facts: &first.facts, out: out}
		if f.facts.title == "" && !first.regions[second.want].h1 {
			f.facts.title = first.title
		}
		second.out, second.piece, end = f.take, f.piece, f.begin
	}
	err := second.read()
	end()
	if err == nil {
		err = second.broken()
	}
	if err != nil {
		return in.Fails(second.number, err.Error())
	}
	return nil
}

// An htmlReader goes through the elements of a page and gives out the text of
// one region, line by line.
type htmlReader struct {
	z     *htmlTokens
	lines map[atom.Atom]bool // elements that begin and end lines
	want  int                // the region that is read
	out   func(in atom.Atom, text string)
	piece func(text string, goesOn, more bool) // takes a line that is too long for out, piece by piece; nil: out does

	stack   []htmlElement
	regions []region
	skip    int // elements on the stack when one began that is not read, -1: all are
	line    []byte
	parted  bool // the beginning of the line was given out
	title   string
	facts   htmlFacts
	table   *records.Table // the headings of a table of turns
	alt     string         // the words that stand for the picture above
	heads   bool           // in the title of the page
	number  int64          // of the line of the source, from 1, where what is read now begins
	breaks  int64          // lines that end in it
	ended   bool           // ends of paragraphs are not left out
	whole   bool           // the end of the page was read
	torn    bool           // it ends in a tag
	cites   int            // <cite> before a time of a clock
	clocks  int            // such times
}

// An htmlElement is one that is open.
type htmlElement struct {
	tag    atom.Atom
	region int // its number, -1: it is none
}

func newHTMLReader(r io.Reader, want int) *htmlReader {
	return &htmlReader{z: newHTMLTokens(r), lines: lineTags, want: want, regions: make([]region, 1), skip: -1, number: 1,
		facts: htmlFacts{headings: map[string]int{}}}
}

// article returns the region of the best kind that has a good part of the
// text; of two such the larger one.
func (r *htmlReader) article() int {
	best := wholePage
	for i, g := range r.regions {
		b := r.regions[best]
		if 5*g.text > 2*r.regions[wholePage].text && (g.kind > b.kind || g.kind == b.kind && g.text > b.text) {
			best = i
		}
	}
	return best
}

// podcast reports whether times of a clock part the text.
func (r *htmlReader) podcast() bool { return r.clocks > 1 && r.cites*2 >= r.clocks }

func (r *htmlReader) read() error {
	for {
		r.number += r.breaks
		kind := r.z.next()
		r.breaks = int64(bytes.Count(r.z.raw, text.Newline))
		switch kind {
		case html.ErrorToken:
			r.torn = len(r.z.raw) > 0 && r.z.raw[0] == '<'
			r.flush()
			if err := r.z.z.Err(); err != io.EOF {
				return err
			}
			return nil
		case html.TextToken:
			r.text(r.z.text)
		case html.StartTagToken, html.SelfClosingTagToken:
			if err := r.open(); err != nil {
				return err
			}
		case html.EndTagToken:
			name, _ := r.z.z.TagName()
			tag := atom.Lookup(name)
			r.ended = r.ended || tag == atom.P
			r.close(tag)
		}
	}
}

// text takes text between tags.
func (r *htmlReader) text(raw []byte) {
	if r.heads {
		r.title = strings.TrimSpace(r.title + string(collapsed(nil, raw)))
	}
	if r.skip >= 0 {
		return
	}
	n := len(bytes.TrimSpace(raw))
	r.regions[wholePage].text += n
	reads := r.want == wholePage
	for _, e := range r.stack {
		if e.region >= 0 {
			r.regions[e.region].text += n
			reads = reads || e.region == r.want
		}
	}
	switch {
	case !reads:
	case r.within(atom.Pre):
		for k, line := range bytes.Split(raw, text.Newline) {
			if k > 0 {
				r.flush()
			}
			r.line = append(r.line, line...)
		}
	default:
		r.line = collapsed(r.line, raw)
	}
	if len(r.line) > textToken {
		r.part()
	}
}
