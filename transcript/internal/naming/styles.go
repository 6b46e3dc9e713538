package naming

import (
	"verbatim/internal/text"
)

// Styles are forms of address of several words before a name: Her Excellency Ann Lee, The
// Right Honourable Lord Hale. They are read as a whole, because their first words also
// begin sentences:
//
//	possessive adjective* noun      Her Royal Highness, Son Excellence, Seine Exzellenz
//	[the] adverb* adjective         The Right Honourable, Most Reverend
//
// Abbreviations are among the words: H.E., Rt Hon.

// styleEnd returns the number of terms in the style before a name, 0 if there is none.
func styleEnd(terms []Term) int {
	i := 0
	for i < len(terms) && (styleOwners[terms[i].Low] && i == 0 || i > 0 && styleAdjectives[terms[i].Low]) {
		i++
	}
	if i > 0 && i < len(terms) && styleNouns[terms[i].Low] {
		return i + 1
	}
	i = 0
	if len(terms) > 0 && terms[0].Low == "the" {
		i = 1
	}
	for i < len(terms) && styleAdverbs[terms[i].Low] {
		i++
	}
	if i < len(terms) && styleTitles[terms[i].Low] && (i > 0 || Capitalised(terms[i].Word)) {
		return i + 1
	}
	return 0
}

var (
	styleOwners = text.WordSet(`his her their your our its son sa votre seine ihre euer eure su vuestra sua vossa suas
его её ее их ваше його її jego jej jeho její zijne hare hans hennes`)
	styleAdjectives = text.WordSet(`royal imperial serene most all königliche kaiserliche royale imperial real reale императорское королевское`)
	styleNouns      = text.WordSet(`all-holiness excellency excellencies highness majesty honour honor grace eminence holiness beatitude worship lordship ladyship
exzellenz hoheit majestät eminenz heiligkeit excellence altesse majesté éminence sainteté excelencia alteza majestad eminencia santidad señoría
eccellenza altezza maestà eminenza santità signoria excelência majestade превосходительство высочество величество святейшество преосвященство
ясновельможність excelencja wysokość excelence excellentie excellens`)
	styleAdverbs = text.WordSet(`right rt most very`)
	styleTitles  = text.WordSet(`honourable honorable hon reverend rev noble worshipful h.e s.e`)
)
