package text

import (
	"slices"
	"testing"
)

func TestPassages(t *testing.T) {
	for _, c := range []struct {
		name, message string
		wrapped       bool
		want          []string
	}{
		{"paragraphs", "One.\n\n\nTwo,\nthree.\n", false, []string{"One.", "Two,\nthree."}},
		{"hard-wrapped", "One and\ntwo.\n\nThree:\n- four\n  and five\n- six", true, []string{"One and two.", "Three:\n- four and five\n- six"}},
		{"a list", "- rye\n- oats\n\n1. rye\n2) oats", false, []string{"- rye\n- oats", "1. rye\n2) oats"}},
		{"code", "So:\n```go\nfunc f() {\n\n\treturn\n}\n```\nDone.", false, []string{"So:", "```go\nfunc f() {\n\n\treturn\n}\n```", "Done."}},
		{"tildes around backticks", "~~~ md title=x\n```\nx\n```\n~~~", false, []string{"````md\n```\nx\n```\n````"}},
		{"code in an item", "1. Run:\n   ```sh\n   if x\n     y\n   ```\n2. Go on.", false, []string{"1. Run:", "```sh\nif x\n  y\n```", "2. Go on."}},
		{"a fence that stays open", "So:\n\n```\na\n\nb\n", false, []string{"So:", "```\na\n\nb\n```"}},
		{"a fence with words closes nothing", "```sh\na\n```sh\nb\n```", false, []string{"````sh\na\n```sh\nb\n````"}},
		{"code in line", "```x``` is code", false, []string{"```x``` is code"}},
		{"an empty block", "```\n```\n\nWell.", false, []string{"Well."}},
		{"an indented passage", "    a\n      b", false, []string{"a\n  b"}},
		{"nothing", " \n\n", false, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, p := range Passages(c.message, c.wrapped) {
				got = append(got, p.Text)
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}

func TestPassageLines(t *testing.T) {
	var lines []int
	for _, p := range Passages("One.\n\nTwo.\n```\nx\n```\nThree.", false) {
		lines = append(lines, p.Line)
	}
	if want := []int{0, 2, 3, 6}; !slices.Equal(lines, want) {
		t.Errorf("%v, want %v", lines, want)
	}
}
