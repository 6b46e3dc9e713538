package naming

import "testing"

func TestIsCourtesy(t *testing.T) {
	for _, s := range []string{"Good afternoon.", "Thanks, Karen.", "Yes.", "Thank you very much, Mr. President.", "Karen —", "Okay, thanks.",
		"Guten Tag, Herr Minister!", "Merci beaucoup, Madame.", "Muchas gracias.", "Добрый день, Владимир Владимирович!", "谢谢。", "ありがとうございます。"} {
		if !IsCourtesy(s) {
			t.Errorf("%q is not a courtesy", s)
		}
	}
	for _, s := range []string{"", "…", "Good afternoon. How are you?", "Thanks, and what about the bridge.", "Tell me of the bridge.", "The bridge, please, and the boat.",
		"Yes, but the town has paid for it already.", "Почему мост закрыт", "谢谢，请问大桥什么时候开放，谁来付钱呢。"} {
		if IsCourtesy(s) {
			t.Errorf("%q is a courtesy", s)
		}
	}
}

// Each word for a question asks in every writing, and none is an answer.
func TestAskingWords(t *testing.T) {
	seen := map[string]bool{}
	for _, l := range askingWords {
		if l.language == "" || l.question == "" || l.answer == "" || seen[l.language] {
			t.Errorf("the row of %q has no question, no answer, or comes twice", l.language)
		}
		seen[l.language] = true
	}
	if len(seen) < 30 {
		t.Errorf("%d languages", len(seen))
	}
	for _, label := range []string{"Vraag", "FRÅGA", "Otázka 2", "Întrebare", "질문", "שאלה", "प्रश्न", "Hỏi", "Въпрос", "法新社记者", "朝日新聞記者"} {
		if s := ShapeOf(label); !AsksByLabel(&s) {
			t.Errorf("%s does not ask", label)
		}
	}
	for _, label := range []string{"Antwoord", "Svar", "답변", "उत्तर", "発言者", "Ann Vraag"} {
		if s := ShapeOf(label); AsksByLabel(&s) {
			t.Errorf("%s asks", label)
		}
	}
}

func TestStyles(t *testing.T) {
	for label, want := range map[string]string{
		"Her Excellency Maria Lopez": "Her Excellency Maria Lopez", "The Right Honourable Ann Lee": "The Right Honourable Ann Lee", "H.E. Ivo Lamm": "H.E. Ivo Lamm",
		"His Royal Highness Prince Olaf": "His Royal Highness Prince Olaf", "Rt Hon Dora Fox, Secretary of State": "Rt Hon Dora Fox", "His Holiness": "His Holiness",
		"Her Majesty the Queen": "Her Majesty the Queen",
	} {
		if s := ShapeOf(label); s.Name != want || s.Score < FormScores[FormNameRole] {
			t.Errorf("%s: %+v, want %s", label, s, want)
		}
	}
	for _, label := range []string{"His boat was blue", "Her", "The most", "Their house in the town by the river", "The grace of the old ship in the bay"} {
		if s := ShapeOf(label); s.Score >= Enough {
			t.Errorf("%s: %+v", label, s)
		}
	}
}
