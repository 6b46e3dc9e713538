package elements

import (
	"verbatim/transcript/internal/xml"
)

// languageNames are attributes that state the language of an element.
var languageNames = [...]string{"lang", "VL", "language", "LG"}

// chooseTongue chooses the language to show if the source has headings in several
// languages.
func (k *kind) chooseTongue() {
	if k.is != isHeading && k.is != isTitle && meaningOf(k.name) != isHeading {
		return
	}
	for _, name := range languageNames {
		values := k.attrs[name]
		if values == nil {
			continue
		}
		counts := map[string]int{}
		for _, v := range values.values {
			counts[v]++
		}
		if len(counts) > 2 {
			k.tongue = values.values[0]
			if counts["EN"] > 0 {
				k.tongue = "EN"
			} else if counts["en"] > 0 {
				k.tongue = "en"
			}
			return
		}
	}
}

// isForeign reports whether e is in a language other than the one that is shown.
func (k *kind) isForeign(e *xml.Element) bool {
	if k.tongue == "" {
		return false
	}
	for _, name := range languageNames {
		if v := e.Attr(name); v != "" {
			return v != k.tongue
		}
	}
	return false
}
