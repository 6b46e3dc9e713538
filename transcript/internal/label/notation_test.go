package label

import "testing"

func TestParseFrame(t *testing.T) {
	for notation, want := range map[string]string{
		"NAME: TEXT":               "NAME: TEXT",
		"[NAME] TEXT":              "[NAME] TEXT",
		"[NAME]: TEXT":             "[NAME]: TEXT",
		"(NAME) TEXT":              "(NAME) TEXT",
		"<NAME> TEXT":              "<NAME> TEXT",
		"(NAME) - TEXT":            "(NAME) - TEXT",
		"「NAME」TEXT":               "「NAME」 TEXT",
		"NAME - TEXT":              "NAME - TEXT",
		"NAME. TEXT":               "NAME. TEXT",
		"NAME ⇥ TEXT":              "NAME ⇥ TEXT",
		"NAME | TEXT":              "NAME | TEXT",
		"NAME ⏎ TEXT":              "NAME ⏎ TEXT",
		"## NAME ⏎ TEXT":           "## NAME ⏎ TEXT",
		"**NAME** ⏎ TEXT":          "**NAME** ⏎ TEXT",
		"NAME - ROLE ⏎ TEXT":       "NAME ⏎ TEXT",
		"TIME | NAME ⏎ TEXT":       "TIME NAME ⏎ TEXT",
		"NAME TIME ⏎ TEXT":         "NAME TIME ⏎ TEXT",
		"NAME (TIME) ⏎ TEXT":       "NAME TIME ⏎ TEXT",
		"NAME ⏎ TIME ⏎ TEXT":       "NAME TIME ⏎ TEXT",
		"[NAME] [TIME] TEXT":       "[NAME] TIME TEXT",
		"**NAME** (TIME): TEXT":    "**NAME** TIME: TEXT",
		"> *NAME:* TEXT":           "> **NAME**: TEXT",
		"- NAME: TEXT":             "- NAME: TEXT",
		"Speaker: NAME ⏎ TEXT":     "Speaker: NAME ⏎ TEXT",
		">> NAME: TEXT":            ">> NAME: TEXT",
		"NAME":                     "",
		"TEXT":                     "",
		"NAME TEXT":                "",
		"TEXT NAME":                "",
		"[NAME TEXT":               "",
		"NAME ⏎":                   "",
		"a line before NAME: TEXT": "",
	} {
		f, ok := ParseFrame(notation)
		if ok != (want != "") {
			t.Errorf("%q: %v", notation, ok)
			continue
		}
		if ok && f.frame.notation() != want {
			t.Errorf("%q is read as %q, want %q", notation, f.frame.notation(), want)
		}
	}
}
