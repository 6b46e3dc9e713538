package documents

import (
	"strings"

	"verbatim/transcript/internal/tape"
)

// rtfTargets maps the destinations at the start of a group to their targets. Their text
// does not belong to the document, except in boxes and in the second of two alternatives.
var rtfTargets = rtfTargetsOf(map[rtfTarget]string{
	rtfNone: `colortbl pict header headerl headerr headerf footer footerl footerr footerf footnote ftnsep ftnsepc ftncn
aftnsep aftnsepc aftncn annotation xe tc tcn rxe txe bxe ixe nonshppict shprslt pntext listtext pntxta pntxtb objdata objclass
nonesttables filetbl revtbl listtable listoverridetable rsidtbl generator private template fontemb falt panose fname fldinst
operator author manager company subject category keywords comment doccomm hlinkbase creatim revtim printim buptim`,
	rtfFonts:  "fonttbl",
	rtfStyles: "stylesheet",
	rtfInfo:   "info",
	rtfShape:  "shpinst do",
	rtfEither: "upr",
})

func rtfTargetsOf(names map[rtfTarget]string) map[string]rtfTarget {
	m := make(map[string]rtfTarget)
	for target, all := range names {
		for _, name := range strings.Fields(all) {
			m[name] = target
		}
	}
	return m
}

// begins sets the target of a group from its first control word, and reports whether that
// is a destination.
func (r *rtfReader) begins(name string, starred bool) bool {
	s := &r.state
	target, known := rtfTargets[name]
	switch {
	case s.target == rtfShape && (name == "shptxt" || name == "dptxbxtext"), s.target == rtfEither && name == "ud":
		s.target = rtfBody
	case s.target == rtfInfo && name == "title":
		s.target = rtfTitle
	case s.target == rtfInfo && known:
		s.target = rtfNone
	case s.target != rtfBody && s.target != rtfInfo:
		if starred {
			s.target = rtfNone
		}
		return starred
	case known:
		s.target = target
	case starred:
		s.target = rtfNone
	default:
		return false
	}
	return true
}

// charset sets the code page of the open font from a character set.
func (r *rtfReader) charset(set int) {
	if page := rtfCharsets[set]; r.state.target == rtfFonts && page != 0 && len(r.fonts) < tape.MaxCast {
		r.fonts[r.entry] = page
	}
}

// style sets the style of the paragraph, or opens a style in the table of styles.
func (r *rtfReader) style(n int) {
	if r.state.target == rtfStyles {
		r.entry = n
		return
	}
	r.state.heading = r.styles[n].heading
}

// bodyOutline is the lowest outline level of body text.
const bodyOutline = 9

// level sets the outline level of the paragraph or of the open style.
func (r *rtfReader) level(n int) {
	switch {
	case r.state.target != rtfStyles:
		r.state.heading = n < bodyOutline
	case len(r.styles) < tape.MaxCast && n < bodyOutline:
		r.styles[r.entry] = rtfSetting{heading: true}
	}
}

// endEntry ends a font or a style. A style may be a heading by its name.
func (r *rtfReader) endEntry(target rtfTarget) {
	name := strings.TrimSuffix(strings.TrimSpace(string(r.named)), ";")
	if target == rtfStyles && wordHeading().MatchString(name) && len(r.styles) < tape.MaxCast {
		r.styles[r.entry] = rtfSetting{heading: true}
	}
	r.named, r.entry = r.named[:0], 0
}

// take handles the text of a group, in UTF-8.
func (r *rtfReader) take(b []byte) {
	switch s := &r.state; s.target {
	case rtfBody:
		if !s.unseen && !s.deleted {
			r.add(b)
		}
	case rtfTitle:
		if len(r.title) < tape.MaxField {
			r.title += string(b)
		}
	case rtfStyles:
		if len(r.named) < tape.MaxField {
			r.named = append(r.named, b...)
		}
	}
}
