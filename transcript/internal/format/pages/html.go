package pages

import (
	"bytes"
	"strings"

	"golang.org/x/net/html/atom"

	"verbatim/internal/text"
	"verbatim/transcript/internal/format"
	"verbatim/transcript/internal/tape"
)

// HTML is a saved web page. Its article is read as labelled text, as if copied from a
// browser. In podcast transcripts the speaker is in <cite>, the time in <time>, and the
// text in <p> (github.com/Podcastindex-org/podcast-namespace, transcripts, HTML).
var HTML = format.Format{
	Name: "html", Title: "web page", Sign: "tags such as <html>, <p>, <cite>",
	Extensions: []string{".html", ".htm", ".xhtml"}, Claims: claimsHTML, Rewrite: rewriteHTML, Varied: true,
}

func claimsHTML(head []byte) bool {
	if len(head) > 4<<10 && !shown().Match(head) {
		return false // XML of another kind inside an element of that name
	}
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

// shown matches elements that pages display.
var shown = text.Regexp(`(?i)<(?:body|p|div|h[1-6]|br|td|li|span|cite|pre|dt|section|article|main)[\s/>]`)

// A region is a part of a page that may be the article.
type region struct {
	kind regionKind
	text int  // bytes of text in it
	h1   bool // it contains <h1>
}

// A regionKind says how well a region fits the article. A higher kind is
// better.
type regionKind uint8

const (
	pageRegion    regionKind = iota
	bodyRegion               // <... itemprop="articleBody">, which does not include the heading and the date
	mainRegion               // <main>
	articleRegion            // <article>
)

// wholePage is the index of the region that is the whole page.
const wholePage = 0

// maxNested is the maximum depth of elements.
const maxNested = 1024

func rewriteHTML(in *tape.Input, out *tape.Tape) error {
	in.Src.Whole() // the article is only known at the end of the page
	first := newHTMLReader(in.Src.Reader(), wholePage)
	var log logPage
	first.cells, first.piece = log.cells, func(string, bool, bool) {}
	first.out = func(tag atom.Atom, s string) {
		first.facts.survey(tag, s)
		log.take(tag, s)
	}
	if err := first.read(); err != nil {
		return in.Fails(first.number, err.Error())
	}
	if l := log.find(&first.facts, first.title); l != nil && !first.podcast() {
		second := newHTMLReader(in, wholePage)
		return finish(in, second, log.write(l, second, out))
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
		if f.facts.title == "" && !first.regions[second.want].h1 && !strings.HasSuffix(first.title, ":") { // it is a label
			f.facts.title = first.title
		}
		second.out, second.piece, end = f.take, f.piece, f.begin
	}
	err := second.read()
	end()
	return finish(in, second, err)
}

// finish returns the error to report for a page that was read with error err.
func finish(in *tape.Input, page *htmlReader, err error) error {
	if err == nil {
		err = page.broken()
	}
	if err != nil {
		return in.Fails(page.number, err.Error())
	}
	return nil
}
