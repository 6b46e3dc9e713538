package transcript

import (
	"strings"
	"testing"
)

func TestHTML(t *testing.T) {
	const said = "Ann Lee | Who is there?\nBob Ray | Nobody. | Nobody at all.\nAnn Lee | Really?\nBob Ray | Yes.\n"
	const talk = "<p><b>Ann Lee:</b> Who is\n there?</p><p><b>Bob Ray:</b> Nobody.<p>Nobody at all.<p><b>Ann Lee:</b> Really?<p><b>Bob&nbsp;Ray:</b> Yes.</p>"
	page := func(body string) string {
		return "<!DOCTYPE html><html><head><title>Talk</title></head><body>" + body + "</body></html>"
	}
	around := "<nav><a href=/>Ann Lee: home</a></nav><script>var a = '<p>Ann Lee: no</p>'</script><footer>Bob Ray: imprint</footer>"
	for _, c := range []struct{ name, text, want, err string }{
		{"paragraphs", page(talk), said, ""},
		{"an article", page(around + "<article><h1>Talk</h1>" + talk + "</article><p>Cid: not in it</p>"), said, ""},
		{"main, without end tags", page(around + "<div>Cid Fox: an advertisement</div><main>" + talk), said, ""},
		{"what is hidden", page(talk + `<div style="display: none">Ann Lee: no</div><p hidden>Ann Lee: no</p><span class="x sr-only">Ann Lee: no</span>`), said, ""},
		{"captions", page(strings.Replace(talk, "<p>Nobody at all.", `<figure><img alt="Ann Lee: a picture"></figure><span>Ann Lee: a picture</span><p>Nobody at all.`, 1)), said, ""},
		{"line breaks", page("Ann Lee: Who is there?<br>Bob Ray: Nobody.<br/>Nobody at all.<BR>Ann Lee: Really?<br>Bob Ray: Yes."), said, ""},
		{"a table", page("<table><tr><td>Ann Lee</td><td>Who is there?</td></tr><tr><td>Bob Ray:<td>Nobody.</tr><tr><td colspan=2>Nobody at all.</tr><tr><td>Ann Lee<td>Really?</tr><tr><td>Bob Ray<td>Yes.</tr></table>"), said, ""},
		{"a list of terms", page("<dl><dt>Ann Lee</dt><dd>Who is there?</dd><dt>Bob Ray:</dt><dd>Nobody.</dd><dd>Nobody at all.</dd><dt>Ann Lee</dt><dd>Really?</dd><dt>Bob Ray</dt><dd>Yes.</dd></dl>"), said, ""},
		{"text as it was typed", page("<pre>\nAnn Lee: Who is there?\n\nBob Ray: Nobody.\n\nNobody at all.\n\nAnn Lee: Really?\n\nBob Ray: Yes.\n</pre>"), said, ""},
		{"cut", page(talk)[:strings.Index(page(talk), "Yes.")+3], strings.Replace(said, "Yes.", "Yes", 1), "x:2: the file ends in the middle of <p>"},
		{"a hidden paragraph without an end", page("<p hidden>Ann Lee: no" + talk), said, ""},
		{"a list without ends", page("<ul><li>Ann Lee: Who is there?<li>Bob Ray: Nobody.<li hidden>Ann Lee: no<li>Nobody at all.<li>Ann Lee: Really?<li>Bob Ray: Yes.</ul>"), said, ""},
		{"headings", page(strings.Replace(talk, "<p>Nobody at all.", "<h2>Ann Lee: a heading</h2><p>Nobody at all.", 1)),
			strings.Replace(said, "Nobody at all.", "note [Ann Lee: a heading] | Nobody at all.", 1), ""},
		{"headings that name", page("<h3>Ann Lee</h3><p>Who is there?</p><h3>Bob Ray</h3><p>Nobody.</p><p>Nobody at all.</p><h3>Ann Lee</h3><p>Really?</p><h3>Bob Ray</h3><p>Yes.</p>"), said, ""},
		{"a table with headings", page("<table><tr><th>Text<th>Speaker<tr><td>Who is there?<td>Ann Lee<tr><td>Nobody. Nobody at all.<td>Bob Ray<tr><td>Really?<td>Ann Lee<tr><td>Yes.<td>Bob Ray</table>"),
			strings.Replace(said, "Nobody. |", "Nobody.", 1), ""},
		{"cut in a tag", page(talk)[:strings.Index(page(talk), "</body")] + "<p cla", said, "x:2: the file ends in the middle of <body>"},
		{"cut in a list", "<html><ul><li>Ann Lee: Who?<li>Bob Ray: Me.<li>Ann Lee: Who?<li>Bob Ray: Me", "Ann Lee | Who?\nBob Ray | Me.\nAnn Lee | Who?\nBob Ray | Me\n",
			"x:1: the file ends in the middle of <ul>"},
		{"an old quotation mark", page(strings.Replace(talk, "Yes.", "&#147;Yes.\u0094", 1)), strings.Replace(said, "Yes.", "“Yes.”", 1), ""},
		{"a podcast", "<cite>Ann:</cite>\n<time>0:00</time>\n<p>One &amp; two.</p>\n<p>Three.</p><cite>Bob:</cite><time>1:02:30</time><p>Four.</p>",
			"Ann @0:00-1:02:30 | One & two. | Three.\nBob @1:02:30 | Four.\n", ""},
		{"a podcast with names below", "<time>0:00</time><p>One.</p><cite>Ann:</cite><time>0:05</time><p>Two.</p><cite>Bob:</cite>",
			"Ann @0:00-0:05 | One.\nBob @0:05 | Two.\n", ""},
		{"windows-1251", "<html><head><meta charset=\"windows-1251\"></head><body><p>\xc0\xed\xed\xe0: \xca\xf2\xee \xf2\xe0\xec?<p>\xc1\xee\xf0\xe8\xf1: \xcd\xe8\xea\xf2\xee.<p>\xc0\xed\xed\xe0: \xc4\xe0?<p>\xc1\xee\xf0\xe8\xf1: \xc4\xe0.</body></html>",
			"Анна | Кто там?\nБорис | Никто.\nАнна | Да?\nБорис | Да.\n", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := formatOf(t, "x", c.text).Name; got != "html" {
				t.Fatalf("is read as %s", got)
			}
			got, err := turnsOf(t, "x", c.text)
			says := ""
			if err != nil {
				says = err.Error()
			}
			if got = strings.ReplaceAll(got, "\u00a0", " "); says != c.err || got != c.want {
				t.Errorf("got %s\n%s\nwant %s\n%s", says, got, c.err, c.want)
			}
		})
	}
}

func TestHTMLNested(t *testing.T) {
	_, err := turnsOf(t, "x", "<html><p>Ann: yes"+strings.Repeat("<div>", 5000))
	if err == nil || !strings.Contains(err.Error(), "more than 1024 deep") {
		t.Errorf("error %v", err)
	}
}

// Old pages leave the ends of paragraphs out, thousands of times.
func TestHTMLWithoutEnds(t *testing.T) {
	got, err := turnsOf(t, "x.html", "<html><body>"+strings.Repeat("<p>Ann: Yes.<p>Bob: No.", 3000))
	if n := strings.Count(got, "\n"); err != nil || n != 6000 {
		t.Errorf("%d turns, error %v", n, err)
	}
}

// A paragraph of any length is one paragraph, and no word of it is lost, though
// it is read in pieces.
func TestHTMLLongText(t *testing.T) {
	const n = 1 << 17
	for name, part := range map[string]string{
		"with tags": "so: yes. <b>Bob</b> ", "without": "so: yes &amp; no, ", "no blanks": "и:yes&amp;нет-", "lines": "so: yes.\r\n",
	} {
		got, err := turnsOf(t, "x.html", "<html>"+strings.Repeat("<p>Ann: Well.</p><p>Bob: No.</p>", 5)+"<p>Ann: Well, "+strings.Repeat(part, n)+"</p><p>Bob: No.</p></html>")
		if have := strings.Count(got, "yes"); err != nil || have != n || strings.Count(got, "\n") != 12 || strings.Contains(got, "amp;") {
			t.Errorf("%s: %d of %d in %d turns, error %v", name, have, n, strings.Count(got, "\n"), err)
		}
	}
}
