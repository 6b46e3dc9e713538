package elements

import (
	"cmp"
)

// speech decides which kinds inside the scope k are speech.
func (k *kind) speech() {
	if k.record() {
		return
	}
	text, other := 0, 0
	k.weigh(&text, &other)
	k.speak(text == 0 || text*4 < other, k.bytes > 0 && text == 0 || k.mixed > 0)
}

// record reports whether k is a record: an element whose fields have one value each. It
// then makes one field speech, because two fields may be the same speech in two languages.
func (k *kind) record() bool {
	var best, mark *kind
	for _, c := range k.kinds {
		if (c.isSaid() || c.is == isSpeech) && !c.mark && (best == nil || c.bytes > best.bytes*5/4) {
			best = c
		}
		if c.mark {
			mark = cmp.Or(mark, c)
		}
	}
	if best == nil {
		best = k.longest()
	}
	if best == nil || mark == nil || !k.hasFields() || best.mixed > 0 || isBlock(best.name) {
		return false
	}
	best.speak(true, true)
	for _, c := range k.kinds {
		c.hidden, c.mark = c != best && c.is != isNote, c == mark
	}
	return true
}

// longest returns the field of k that has most of the text other than the speaker's name,
// nil if none has.
func (k *kind) longest() (best *kind) {
	total := 0
	for _, c := range k.kinds {
		if c.mark || c.is == isData || !c.isLeaf() {
			continue
		}
		if total += c.bytes; best == nil || c.bytes > best.bytes {
			best = c
		}
	}
	if best == nil || best.bytes*5 < total*3 {
		return nil
	}
	return best
}

// hasFields reports whether k has several fields with one value each, and nothing else.
func (k *kind) hasFields() bool {
	for _, c := range k.kinds {
		if !c.isLeaf() && !c.mark || c.count > k.count {
			return false
		}
	}
	return len(k.kinds) > 3 && k.bytes == 0
}

// weigh adds up the bytes in k of kinds whose names mean text, and of all others.
func (k *kind) weigh(text, other *int) {
	for _, c := range k.kinds {
		switch {
		case c.mark || c.skip || c.is == isData || c.is == isNote || c.isField():
		case c.isSaid():
			*text += c.size()
		default:
			*other += c.bytes
			c.weigh(text, other)
		}
	}
}

// isSaid reports whether the name of k means text. A speech whose speaker is named
// elsewhere counts as text.
func (k *kind) isSaid() bool {
	if k.is != isText {
		return k.isPlainSpeech()
	}
	plain := false
	k.all(func(c *kind) { plain = plain || c.isPlainSpeech() })
	return !plain
}

// isPlainSpeech reports whether the name of k means a speech, and k does not name a
// speaker.
func (k *kind) isPlainSpeech() bool {
	return (k.is == isSpeech || k.is == isQuestion) && !k.scope && !k.mark && k.bytes > 0
}

// speak makes k speech if own is set, and all kinds inside it if all is set, otherwise
// those whose names mean text.
func (k *kind) speak(all, own bool) {
	k.spoken = own
	for _, c := range k.kinds {
		switch {
		case c.mark || c.skip || c.spoken:
		case (c.is == isName || c.is == isSpeaker) && !k.isWords():
		case c.is == isColumn, c.isField() && !(all && k.mixed > 0):
		case c.is == isData && !(all && k.mixed > 0):
		case c.isSaid():
			c.speak(true, true)
		default:
			c.speak(all, all)
		}
	}
}

// isField reports whether k holds a property of the record, such as a time or a page, and
// not text.
func (k *kind) isField() bool {
	return k.is >= isStart && k.is <= isNumber && k.size() <= 80*max(1, k.count)
}
