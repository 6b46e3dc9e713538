package xml

import (
	"testing"
)

func TestXMLRoot(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"<TEI>", "TEI"}, {"\ufeff <?xml version=\"1.0\"?>\n<!-- <a> -->\n<tei:TEI xml:id='x'>", "TEI"},
		{"<!DOCTYPE a [<!ENTITY b \"c\">]>\n<a/>", "a"}, {"<!DOCTYPE html><html>", "html"}, {"<", ""}, {"Ann: <a>", ""}, {"<!-- ", ""}, {"<TE", ""},
	} {
		if got := Root([]byte(c.text)); got != c.want {
			t.Errorf("Root(%q) is %q, want %q", c.text, got, c.want)
		}
	}
}
