package elements

import (
	"cmp"
)

// speech decides which kinds within the scope k are speech.
func (k *kind) speech() {
	if k.record() {
		return
	}
	text, other := 0, 0
	k.weigh(&text, &other)
	k.speak(text == 0 || text*4 < other, k.bytes > 0 && text == 0 || k.mixed > 0)
}

// record makes one field of k speech if k is a record: an element with fields of one value each, two
// of which may be the same speech in two languages. It reports whether k is one.
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

// longest returns the field of k that has most of the text beside the name, nil if there is none.
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

// hasFields reports whether k is a record: it has nothing but fields of one value each.
func (k *kind) hasFields() bool {
	for _, c := range k.kinds {
		if !c.isLeaf() && !c.mark || c.count > k.count {
			return false
		}
	}
	return len(k.kinds) > 3 && k.bytes == 0
}

// weigh adds up the bytes of what is called text in k, and of all else.
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

// isSaid reports whether k is called a text, or is a speech that is text beside the name of its speaker.
func (k *kind) isSaid() bool {
	if k.is != isText {
		return k.isPlainSpeech()
	}
	plain := false
	k.all(func(c *kind) { plain = plain || c.isPlainSpeech() })
	return !plain
}

// isPlainSpeech reports whether k is called a speech and does not name its speaker.
func (k *kind) isPlainSpeech() bool {
	return (k.is == isSpeech || k.is == isQuestion) && !k.scope && !k.mark && k.bytes > 0
}

// speak makes k speech, and of the kinds in it all or those that are called text.
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

// isField reports whether k has a time, a date or a place of the record, not text.
func (k *kind) isField() bool {
	return k.is >= isStart && k.is <= isNumber && k.size() <= 80*max(1, k.count)
}
