package transcript

import (
	"slices"
	"testing"
)

func TestSentences(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"plain", "One. Two! Three? Four", []string{"One.", "Two!", "Three?", "Four"}},
		{"titles and initials", "Mr. Lee met J. F. Hale. Then?", []string{"Mr. Lee met J. F. Hale.", "Then?"}},
		{"numbers and sites", "It is 3.5 per cent on example.org now. Yes.", []string{"It is 3.5 per cent on example.org now.", "Yes."}},
		{"quotes", "He said “No.” Why?", []string{"He said “No.”", "Why?"}},
		{"two blanks, one of which does not break", "Thanks, Jake.\u00A0 Is Mr.\u00A0Lee here?", []string{"Thanks, Jake.", "Is Mr.\u00A0Lee here?"}},
		{"shortened after a quote", "Ask “Mr. Lee. He knows.", []string{"Ask “Mr. Lee.", "He knows."}},
		{"ellipsis", "Well… what is it?", []string{"Well…", "what is it?"}},
		{"Chinese", "是吗？不是。", []string{"是吗？", "不是。"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := sentences(c.text); !slices.Equal(got, c.want) {
				t.Errorf("got %q", got)
			}
		})
	}
}

func TestSummary(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"what is asked", "Thank you. You spoke of the budget. What will it cost? Thank you.", "What will it cost?"},
		{"not the leave to ask", "If I may, one more question? Some say it is late. How late is it, in your view?", "How late is it, in your view?"},
		{"nothing but leave", "Mr Lee, a couple of questions?", "Mr Lee, a couple of questions?"},
		{"no question mark", "Hello. Please tell us about the budget for the coming year.", "Please tell us about the budget for the coming year."},
		{"Russian", "Можно вопрос? Как вы оцениваете итоги встречи?", "Как вы оцениваете итоги встречи?"},
		{"several paragraphs", "Hello.\nWhen did you know?\nBye.", "When did you know?"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := load(t, "Question: "+c.text+"\nAnn Lee: Well.\n")
			if got := d.Summary(1); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}
