package transcript

import (
	"strings"
	"testing"
)

// Logs of IRC are read from the lines of pages, however these are marked up.
func TestLogsInPages(t *testing.T) {
	page := func(title, body string) string {
		return "<!DOCTYPE html><html><head><title>" + title + "</title></head><body>\n" + body + "\n</body></html>"
	}
	row := func(cells ...string) string { return "<tr><td>" + strings.Join(cells, "</td><td>") + "</td></tr>\n" }
	const said = "ann @0:00 | is it on?\nbob @1:00 | it is: look | note * carl has joined\nann @3:00 | good\n"
	for _, c := range []struct{ name, page, want string }{
		{"items", page("log", "<ol><li>[10:00] &lt;ann&gt; is it on?<li>[10:01] &lt;@bob&gt; it is: look<li>[10:02] * carl has joined<li>[10:03] &lt;ann&gt; good</ol>"), said},
		{"links to the lines", page("log", `<p><a href="#1">#</a> 10:00 &lt;ann&gt; is it on?</p><p><a href="#2">¶</a>10:01 &lt;bob&gt; it is: look <a href="#2">§</a></p><p><a href="#3">#</a> 10:02 * carl has joined<p>10:03 &lt;ann&gt; good</p>`), said},
		{"coloured lines", page("log", `<pre><i>10:00</i> <b style="color:red">&lt;ann&gt;</b> is it on?`+"\n<i>10:01</i> <b>&lt;+bob&gt;</b> it is: look\n<i>10:02</i> * carl has joined\n<i>10:03</i> &lt;ann&gt; good\n</pre>"), said},
		{"a list of definitions", page("log", "<dl><dt>10:00 &lt;ann&gt;<dd>is it on?<dt>10:01 &lt;bob&gt;<dd>it is: look<dt>10:02 *<dd>carl has joined<dt>10:03 &lt;ann&gt;<dd>good</dl>"), said},
		{"breaks", page("log", "10:00 &lt;ann&gt; is it on?<br>10:01 &lt;bob&gt; it is: look<br>10:02 * carl has joined<br>10:03 &lt;ann&gt; good"), said},
		{"a table", page("log", "<table>"+row("[10:00]", "&lt;ann&gt;", "is it on?")+row("[10:01]", "&lt;bob&gt;", "it is: look")+row("[10:02]", "*", "carl has joined")+row("[10:03]", "&lt;ann&gt;", "good")+"</table>"), said},
		{"a table of a channel", page("#mill today", "<table><tr><th>#<th>Time<th>Nick<th>Message</tr>"+row("1", "10:00", "ann", "is it on?")+row("2", "10:01", "bob", "it is: look")+row("3", "10:02", "", "carl has joined")+row("4", "10:03", "ann", "good")+"</table>"), said},
		{"numbers and colons", page("IRC log", "<p>1 10:00 <b>ann:</b> is it on?<p>2 10:01 <b>bob:</b> it is: look<p>3 10:02 carl has joined<p>4 10:03 <b>ann:</b> good"), said},
		{"no times", page("log", "<p>&lt;ann&gt; is it on?<p>&lt;bob&gt; it is<p>* carl joins<p>&lt;ann&gt; good"), "ann | is it on?\nbob | it is | note * carl joins\nann | good\n"},
		{"seconds, and another sign", page("log", "<p>10:00:00 &lt;ann&gt; is it on?<p>10:01:00 &lt;bob&gt; it is: look<p>10:02:00 -!- carl has quit<p>10:03:00 &lt;ann&gt; good"), strings.Replace(said, "* carl has joined", "-!- carl has quit", 1)},
		{"a long page", page("log", "<ol><li>[10:00] &lt;ann&gt; is it on?"+strings.Repeat("<li>[10:00] &lt;ann&gt; and on", 3000)+"</ol>"), "ann @0:00 | is it on?" + strings.Repeat(" | and on", 3000) + "\n"},
		{"a schedule", page("The day", "<ol><li>[09:00] Coffee<li>[10:00] Tour<li>[11:00] Lunch</ol>"), " | The day | [09:00] Coffee | [10:00] Tour | [11:00] Lunch\n"},
		{"minutes", page("Minutes", "<table>"+row("0:05", "Ann", "Who?")+row("0:09", "Bob", "Me.")+row("0:12", "Ann", "You?")+row("0:15", "Bob", "Yes.")+"</table>"), "Ann @0:05 | Who?\nBob @0:09 | Me.\nAnn @0:12 | You?\nBob @0:15 | Yes.\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got, err := turnsOf(t, "x.html", c.page); got != c.want || err != nil {
				t.Errorf("got %v\n%.900s\nwant\n%.900s", err, got, c.want)
			}
		})
	}
	whole := page("log", "<ol><li>[10:00] &lt;ann&gt; is it on?<li>[10:01] &lt;bob&gt; it is")
	got, err := turnsOf(t, "x.html", whole[:strings.Index(whole, "</body")])
	if err == nil || !strings.HasPrefix(got, "ann") {
		t.Errorf("cut: %v\n%s", err, got)
	}
}
