package transcript

import "testing"

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
		{"Мэр города Анна Ли", "Анна Ли", "Мэр города"},
	} {
		t.Run(c.label, func(t *testing.T) {
			s := shapeOf(c.label)
			if s.name != c.name || s.role != c.role {
				t.Errorf("name %q, role %q", s.name, s.role)
			}
		})
	}
}
