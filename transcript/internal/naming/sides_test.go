package naming

import "testing"

func TestSides(t *testing.T) {
	for _, c := range []struct {
		label, name string
		side        Side
		sure        bool
	}{
		{"User", "User", Person, true},
		{"🧑 User", "User", Person, true},
		{"[Assistant]", "Assistant", Machine, true},
		{"You said", "You", Person, false},
		{"Vous avez dit", "Vous", Person, false},
		{"你说", "你", Person, false},
		{"用户", "用户", Person, true},
		{"Prompt 2", "Prompt 2", Person, true},
		{"Response 2", "Response 2", Machine, false},
		{"ПОЛЬЗОВАТЕЛЬ", "ПОЛЬЗОВАТЕЛЬ", Person, true},
		{"KI", "KI", Machine, true},
		{"AI Assistant", "AI Assistant", Machine, true},
		{"Corvid 2 (assistant)", "Corvid 2 (assistant)", Machine, false},
		{"System", "System", Setting, true},
		{"Trợ lý", "Trợ lý", Machine, true},
		{"Ann Lee", "Ann Lee", NoSide, false},
		{"User Interface", "User Interface", NoSide, false},
		{"Said", "Said", NoSide, false},
	} {
		t.Run(c.label, func(t *testing.T) {
			name := SideName(c.label)
			if side, sure := SideOf(name); name != c.name || side != c.side || sure != c.sure {
				t.Errorf("%q is of side %d, sure %v", name, side, sure)
			}
		})
	}
}
