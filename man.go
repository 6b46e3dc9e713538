package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// writeMan writes the manual page of cmd in the language of man(7). What
// cobra has for that reads Markdown, and what it needs to do so is set up
// whenever the program starts: 2 ms of waiting for a page that is printed once.
func writeMan(w io.Writer, cmd *cobra.Command) error {
	var s strings.Builder
	fmt.Fprintf(&s, ".nh\n.TH %s 1\n", strings.ToUpper(cmd.Name()))
	fmt.Fprintf(&s, ".SH NAME\n%s \\- %s\n", cmd.Name(), roff(cmd.Short))
	fmt.Fprintf(&s, ".SH SYNOPSIS\n%s\n", bold(cmd.UseLine()))
	s.WriteString(".SH DESCRIPTION\n")
	for i, paragraph := range strings.Split(cmd.Long, "\n\n") {
		s.WriteString(".PP\n"[:min(i, 1)*len(".PP\n")])
		s.WriteString(roff(paragraph) + "\n")
	}
	s.WriteString(".SH OPTIONS\n")
	cmd.Flags().VisitAll(func(f *pflag.Flag) { writeManFlag(&s, f) })
	fmt.Fprintf(&s, ".SH EXAMPLES\n.EX\n%s\n.EE\n", roff(cmd.Example))
	_, err := io.WriteString(w, s.String())
	return err
}

// writeManFlag writes the entry of a flag.
func writeManFlag(s *strings.Builder, f *pflag.Flag) {
	s.WriteString(".TP\n")
	if f.Shorthand != "" {
		s.WriteString(bold("-"+f.Shorthand) + ", ")
	}
	s.WriteString(bold("--" + f.Name))
	value, usage := pflag.UnquoteUsage(f)
	if f.NoOptDefVal == "" {
		s.WriteString(" \\fI" + roff(value) + "\\fR")
	}
	s.WriteString("\n" + roff(usage) + "\n")
}

func bold(s string) string { return "\\fB" + roff(s) + "\\fR" }

// roff returns text as man(7) has to be told it: a hyphen of the command line
// is no hyphen of prose, and a line that begins with a dot or an apostrophe
// would be a request.
func roff(text string) string {
	text = strings.NewReplacer(`\`, `\e`, "-", `\-`).Replace(text)
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		if strings.HasPrefix(line, ".") || strings.HasPrefix(line, "'") {
			lines[i] = `\&` + line
		}
	}
	return strings.Join(lines, "\n")
}
