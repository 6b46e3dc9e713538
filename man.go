package main

import (
	"fmt"
	"io"
	"strings"
	"unicode"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"verbatim/ui"
)

// files are the files that verbatim reads and writes by itself.
var files = []entry{
	{"$XDG_STATE_HOME/verbatim/", "one JSON file for each transcript: your place, bookmarks, and names of speakers. The default of $XDG_STATE_HOME is ~/.local/state."},
}

// writeMan writes the manual page of cmd in the language of man(7). Cobra's own
// generator goes through Markdown, and initialising its packages would add 2 ms
// to every start of the program.
func (c *command) writeMan(w io.Writer, cmd *cobra.Command) error {
	var s strings.Builder
	fmt.Fprintf(&s, ".nh\n.TH %s 1\n", strings.ToUpper(cmd.Name()))
	fmt.Fprintf(&s, ".SH NAME\n%s \\- %s\n", cmd.Name(), roff(cmd.Short))
	fmt.Fprintf(&s, ".SH SYNOPSIS\n%s\n", bold(cmd.UseLine()))
	fmt.Fprintf(&s, ".SH DESCRIPTION\n%s\n", strings.ReplaceAll(roff(cmd.Long), "\n\n", "\n.PP\n"))
	s.WriteString(".SH OPTIONS\n")
	for _, g := range c.groups {
		fmt.Fprintf(&s, ".SS %s\n", g.title)
		g.set.VisitAll(func(f *pflag.Flag) { writeManFlag(&s, f) })
	}
	s.WriteString(".SH KEYS\n")
	for _, k := range ui.KeyTable() {
		var keys []string
		for _, key := range k.Keys {
			keys = append(keys, bold(key))
		}
		writeManEntry(&s, strings.Join(keys, ", "), k.Does)
	}
	writeManEntries(&s, "EXIT STATUS", statuses)
	writeManEntries(&s, "ENVIRONMENT", environment)
	writeManEntries(&s, "FILES", files)
	fmt.Fprintf(&s, ".SH EXAMPLES\n.EX\n%s\n.EE\n", roff(indent(cmd.Example)))
	s.WriteString(".SH SEE ALSO\n.BR less (1),\n.BR jq (1)\n")
	_, err := io.WriteString(w, s.String())
	return err
}

// writeManFlag writes the entry of a flag.
func writeManFlag(s *strings.Builder, f *pflag.Flag) {
	name := bold("--" + f.Name)
	if f.Shorthand != "" {
		name = bold("-"+f.Shorthand) + ", " + name
	}
	value, usage := pflag.UnquoteUsage(f)
	if f.NoOptDefVal == "" {
		name += " \\fI" + roff(value) + "\\fR"
	}
	writeManEntry(s, name, usage)
}

func writeManEntries(s *strings.Builder, title string, entries []entry) {
	fmt.Fprintf(s, ".SH %s\n", title)
	for _, e := range entries {
		writeManEntry(s, bold(e.name), e.means)
	}
}

// writeManEntry writes a name, already in the language of man(7), and what it
// means.
func writeManEntry(s *strings.Builder, name, means string) {
	fmt.Fprintf(s, ".TP\n%s\n%s\n", name, roff(means))
}

func bold(s string) string { return "\\fB" + roff(s) + "\\fR" }

// roff escapes text for man(7). A bare hyphen is printed as a typographic one,
// which cannot be copied into a command line; the same holds for quotation marks
// and a few others. A line that begins with a dot is a request. Other characters
// than ASCII are named by their number, since troff may not read UTF-8.
func roff(text string) string {
	var s strings.Builder
	line := true // at the start of a line
	for _, r := range text {
		switch {
		case r == '.' && line:
			s.WriteString(`\&.`)
		case roffNames[r] != "":
			s.WriteString(roffNames[r])
		case r > unicode.MaxASCII:
			fmt.Fprintf(&s, `\[u%04X]`, r)
		default:
			s.WriteRune(r)
		}
		line = r == '\n'
	}
	return s.String()
}

// roffNames are the characters of ASCII that man(7) would print as others.
var roffNames = map[rune]string{
	'\\': `\e`, '-': `\-`, '\'': `\(aq`, '^': `\(ha`, '~': `\(ti`, '`': `\(ga`,
}
