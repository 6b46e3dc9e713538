package transcript

import "testing"

// Records say beside a name what somebody does while speaking. It is not part of the
// name, whatever encloses it, and a role is.
func TestRemarksBesideNames(t *testing.T) {
	const rest = "\n\nFrau Abgeordnete Lotte Wolter: Die Schule ist zu.\n\nAbgeordneter Hugo Steiner: Seit wann?\n\nFrau Abgeordnete Lotte Wolter: Seit Mai.\n\n" +
		"Abgeordneter Hugo Steiner (XYZ): Danke.\n\nFrau Abgeordnete Lotte Wolter: Bitte.\n\n"
	for _, c := range []struct{ name, label, who string }{
		{"between dashes", "Abgeordneter Hugo Steiner – ein Schriftstück in die Höhe haltend –", "Hugo Steiner"},
		{"between dashes, a blank behind", "Abgeordneter Hugo Steiner — das Wort ergreifend — ", "Hugo Steiner"},
		{"between hyphens", "Abgeordneter Hugo Steiner - auf Zurufe antwortend -", "Hugo Steiner"},
		{"brackets", "Abgeordneter Hugo Steiner (fortsetzend)", "Hugo Steiner"},
		{"brackets beside a party", "Abgeordneter Hugo Steiner (XYZ) (fortsetzend)", "Hugo Steiner"},
		{"square brackets", "Abgeordneter Hugo Steiner [rising]", "Hugo Steiner"},
		{"a comma", "Abgeordneter Hugo Steiner, ein Schriftstück in die Höhe haltend", "Hugo Steiner"},
		{"a dash", "Abgeordneter Hugo Steiner – unterbrechend", "Hugo Steiner"},
		{"a party and dashes", "Abgeordneter Hugo Steiner (XYZ) – zur Galerie blickend –", "Hugo Steiner"},
		{"nobody known", "Abgeordneter Max Rohde – ein Schriftstück in die Höhe haltend –", "Max Rohde"},
	} {
		t.Run(c.name, func(t *testing.T) {
			want := speechesIn(t, "Abgeordneter "+c.who+": Es ist so, sagt man."+rest, Options{})
			sameSpeech(t, c.label, speechesIn(t, c.label+": Es ist so, sagt man."+rest, Options{}), want)
			long := rest + rest + rest
			sameSpeech(t, "further on", speechesIn(t, long+c.label+": Es ist so, sagt man."+rest, Options{}), speechesIn(t, long+"Abgeordneter "+c.who+": Es ist so, sagt man."+rest, Options{}))
		})
	}
	text := "Ann Lee, mayor: One.\n\nBob Hale, smiling: Two?\n\nAnn Lee: Three.\n\nBob Hale: Four.\n\nAnn Lee, looking for the mayor's hat: Five.\n\nBob Hale: Six.\n"
	d := load(t, text)
	for _, s := range d.Speakers() {
		if s.Name == "Ann Lee" && s.Role != "mayor" || s.Name == "Bob Hale" && s.Role != "" {
			t.Errorf("%s is called %q", s.Name, s.Role)
		}
	}
}
