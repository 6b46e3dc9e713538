package text

import (
	"strings"
	"testing"
)

func TestSentenceEnds(t *testing.T) {
	for _, c := range []struct {
		text      string
		ends, may bool
	}{
		{"Yes.", true, true}, {"“Yes?” ", true, false}, {"Yes!)", true, true}, {"はい。", true, true}, {"نعم؟", true, true},
		{"the dogs’", false, false}, {"“yes”", false, true}, {"well —", false, true}, {"yes", false, false}, {"yes;", false, false}, {"", false, false},
	} {
		if got := EndsSentence(c.text); got != c.ends {
			t.Errorf("EndsSentence(%q) is %t", c.text, got)
		}
		if got := MayEndSentence([]byte(c.text)); got != c.may {
			t.Errorf("MayEndSentence(%q) is %t", c.text, got)
		}
	}
	for _, r := range QuestionMarks {
		if !IsQuestionMark(r) || !IsStop(r) {
			t.Errorf("%c is not a question mark or not a stop", r)
		}
	}
	if strings.ContainsFunc(closers, IsStop) {
		t.Error("closers contains a stop")
	}
}
