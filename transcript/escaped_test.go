package transcript

import (
	"strings"
	"testing"
)

// Entities are put back only where all quotation marks are escaped.
func TestEscaped(t *testing.T) {
	const start = "Ann Lee: We&#39;re here, &quot;so to speak&quot;.\n\n"
	for _, c := range []struct{ name, text, format, want string }{
		{"throughout", start + "Bob Ray: It&#39;s &lt;b&gt; &amp;lt; &#10; &nosuch; &#8217; AT&T.\n\nAnn Lee: Isn&#x27;t it?\n", "escaped",
			"Ann Lee: We're here, \"so to speak\".\nBob Ray: It's <b> &lt; &#10; &nosuch; ’ AT&T.\nAnn Lee: Isn't it?\n"},
		{"of which somebody speaks", start + "Bob Ray: It's &lt;b&gt;.\n\nAnn Lee: Isn&#x27;t it?\n", "text",
			"Ann Lee: We&#39;re here, &quot;so to speak&quot;.\nBob Ray: It's &lt;b&gt;.\nAnn Lee: Isn&#x27;t it?\n"},
		{"few", "Ann Lee: One &amp; two.\n\nBob Ray: It&#39;s so.\n\nAnn Lee: Yes.\n", "text",
			"Ann Lee: One &amp; two.\nBob Ray: It&#39;s so.\nAnn Lee: Yes.\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := formatOf(t, "x.md", c.text).Name; got != c.format {
				t.Errorf("is read as %s", got)
			}
			d := load(t, c.text)
			if got := speeches(d); got != c.want {
				t.Errorf("got\n%swant\n%s", got, c.want)
			}
			last := int64(strings.Count(c.text[:strings.LastIndex(c.text, "Ann Lee:")], "\n") + 1)
			if line, err := d.Line(d.turn(d.Len() - 1).Off); err != nil || line != last {
				t.Errorf("the last turn is in line %d, want %d, %v", line, last, err)
			}
		})
	}
}
