package label

import (
	"testing"

	"verbatim/transcript/internal/naming"
)

// What a label tells by itself: which words are the name, which the role.
func TestShape(t *testing.T) {
	for _, c := range []struct{ label, name, role string }{
		{"Ann Lee", "Ann Lee", ""},
		{"President of the Council Ann Lee", "Ann Lee", "President of the Council"},
		{"Ann Lee, mayor of the town", "Ann Lee", "mayor of the town"},
		{"Lee, Ann", "Lee, Ann", ""},
		{"Lee, Ann Marie", "Lee, Ann Marie", ""},
		{"Mayor Ann Lee", "Ann Lee", "Mayor"},
		{"Speaker 1", "Speaker 1", ""},
		{"King Charles VI of Rusland", "Charles VI of Rusland", "King"},
		{"Patriarch Ivan of Upper and Lower Rusland", "Ivan of Upper and Lower Rusland", "Patriarch"},
		{"Crown Prince Ali bin Omar of New Arabia", "Ali bin Omar of New Arabia", "Crown Prince"},
		{"Lord Hale of Green Hill", "Lord Hale of Green Hill", ""},
		{"Baroness Lee of Wye", "Baroness Lee of Wye", ""},
		{"Baroness Lee", "Baroness Lee", ""},
		{"Bob (work), Jr.", "Bob, Jr.", ""},
		{"Bob Ray [work], mayor", "Bob Ray", "mayor"},
		{"_Ann Lee_", "Ann Lee", ""},
		{"*_Ann Lee (Oslo)_*", "Ann Lee", ""},
		{"bob_", "bob_", ""},
		{"Mr. HALE of New Ohio", "Mr. HALE of New Ohio", ""},
		{"President of New Ohio Ann Lee", "Ann Lee", "President of New Ohio"},
		{"King of Rusland", "King of Rusland", ""},
		{"Мэр города Анна Ли", "Анна Ли", "Мэр города"},
	} {
		t.Run(c.label, func(t *testing.T) {
			s := naming.ShapeOf(c.label)
			if s.Name != c.name || s.Role != c.role {
				t.Errorf("name %q, role %q", s.Name, s.Role)
			}
		})
	}
}

// TestShapeOf tells labels, as people write them in several languages, from
// the openings of sentences: the ones may be labels where they come back, the
// others never by their look.
func TestShapeOf(t *testing.T) {
	labels := []string{
		"Ann Lee", "A. B. Lee", "A.B.Lee", "Mayor Ann Lee", "Ann Lee, mayor of the town", "Will Norris", "Lee May", "Ann Lee AM",
		"Question", "Question 2", "The Earl of Wye", "The Lord Bishop of Upper and Lower Wye", "US Consul Ann Lee", "Head of the IT department Ann Lee", "Speaker 1", "Unknown Speaker", "Question from Perm Territory", "MS. O’NEIL", "ALL CITIZENS", "BOTH", "FIRST CITIZEN",
		"O’Neil & Sons", "Jean-Luc d’Arc", "Anna van der Berg", "Ann Lee (Lab [2])", "2nd Officer", "Second Officer",
		"1-й купец", "2-й", "Купец 1-й", "Второй офицер", "Вопрос", "А.Петрова", "Губернатор Анна Петрова", "Ведучий", "Міністр Олена Коваль",
		"La présidente", "Le témoin", "Une voix", "Question de la salle", "Der Präsident", "Die Zeugin", "Frage", "El presidente", "Pregunta", "La señora Ruiz",
		"記者", "问", "سؤال", "Ερώτηση", "Άννα Λέκκα",
	}
	for _, text := range labels {
		ev := evidence{shape: naming.ShapeOf(text), n: 3, texts: 3, speech: 3}
		if ev.shape.Form == naming.FormNone || ev.strength() < naming.Enough-2 {
			t.Errorf("%q is no label: form %d, score %g", text, ev.shape.Form, ev.shape.Score)
		}
	}
	for _, text := range []string{
		"One more thing", "My question is", "Another question", "Hence, the question", "And a second question", "Before the talk, the Mayor saw the exhibition Green City", "Ещё один вопрос", "He said", "And so", "What I mean is", "This is the point", "https", "Ann Lee said yesterday that",
		"Publication date", "See also", "Photo", "There are three reasons", "If I may", "the next",
		"Это важно", "Я хотел сказать", "Например", "По-перше", "Але є одне питання",
		"Mais il y a une question", "Je voudrais dire", "Donc voici", "Aber das ist", "Ich habe eine Frage", "Pero hay una cosa", "Yo tengo una pregunta",
	} {
		ev := evidence{shape: naming.ShapeOf(text), n: 1}
		if ev.shape.Form != naming.FormNone && ev.strength() >= 0 {
			t.Errorf("%q may be a label: form %d, score %g", text, ev.shape.Form, ev.shape.Score)
		}
	}
}

func TestIsAskRole(t *testing.T) {
	for role, want := range map[string]bool{
		"Moderator": true, "Interviewer 2": true, "CNN correspondent": true, "host and producer": true, "Press": true,
		"journalist, the Wye Times": true, "корреспондент газеты «Река»": true, "senior analyst at Hale Bank": true,
		"Press Secretary": false, "Presidential Press Secretary": false, "Head of the Press Service": false,
		"Court Reporter": false, "THE COURT REPORTER": false, "President of the Union of Journalists": false, "Ann Lee": false, "": false,
	} {
		if got := naming.IsAskRole(role); got != want {
			t.Errorf("%q: %v", role, got)
		}
	}
}
