package elements

import (
	"bytes"

	"verbatim/transcript/internal/format"
	"verbatim/transcript/internal/tape"
	"verbatim/transcript/internal/xml"
)

// XML is the proceedings of a parliament or another meeting, in XML without a standard.
//
//	<rede><redner><vorname>Ann</vorname><nachname>Lee</nachname></redner><p>Guten Morgen.</p></rede>
var XML = format.Format{
	Name: "xml", Title: "XML of parliaments and meetings", Sign: "elements called a speech or a speaker, in many languages",
	Extensions: []string{".xml"}, Claims: claims, Rewrite: rewrite, Last: true,
}

// claims reports whether head begins an XML document that is declared as such, or contains
// speeches.
func claims(head []byte) bool {
	root := xml.Root(head)
	if xml.IsDeclared(head) {
		return root != ""
	}
	if root == "" || !xml.IsDocument(head) {
		return false
	}
	kinds, _ := surveyOf(nil, bytes.NewReader(head)) // head may end anywhere
	return planOf(kinds)
}

func rewrite(in *tape.Input, out *tape.Tape) error {
	root, err := survey(in, enoughSurveyed)
	ok := planOf(root)
	if !ok && in.Src.Whole() > enoughSurveyed {
		root, err = survey(in, maxSurveyed)
		ok = planOf(root)
	}
	if !ok {
		if err != nil {
			return err
		}
		return rewriteText(in, out, root)
	}
	t := &taker{Scribe: tape.Scribe{Out: out}, trail: trail{root: root}, cast: castOf(in, root), next: -1, columns: root.hasColumns()}
	err = xml.NewReader(in, in).Walk(t)
	t.endBlock()
	t.head.write(out)
	for len(t.scopes) > 0 {
		t.shutScope()
	}
	t.endBlock()
	return err
}
