package main

import (
	"strings"

	"github.com/spf13/cobra"

	"verbatim/transcript"
	"verbatim/ui"
)

// writeCompletion prints the script that --completion asks for.
func (c *command) writeCompletion(cmd *cobra.Command) error {
	switch c.completion {
	case "bash":
		return cmd.GenBashCompletionV2(c.out, true)
	case "zsh":
		return cmd.GenZshCompletion(c.out)
	case "fish":
		return cmd.GenFishCompletion(c.out, true)
	case "powershell":
		return cmd.GenPowerShellCompletionWithDesc(c.out)
	}
	return oneOf("shell", c.completion, shells)
}

// completions tells the shell's completion what flags take.
func (c *command) completions(cmd *cobra.Command) {
	words := func(of ...string) cobra.CompletionFunc {
		return cobra.FixedCompletions(of, cobra.ShellCompDirectiveNoFileComp)
	}
	for flag, f := range map[string]cobra.CompletionFunc{
		"speaker":    c.completeSpeaker,
		"format":     words(outputs...),
		"input":      words(inputs...),
		"list":       words(tables...),
		"theme":      words(ui.Themes()...),
		"completion": words(shells...),
	} {
		if err := cmd.RegisterFlagCompletionFunc(flag, f); err != nil {
			panic(err) // there is no such flag
		}
	}
}

// completeSpeaker offers the speakers of the file that the line names, or of
// the sample.
func (c *command) completeSpeaker(cmd *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
	const nothing = cobra.ShellCompDirectiveNoFileComp
	src, r, err := c.reader(strings.Join(args[:min(len(args), 1)], ""))
	if err != nil {
		return nil, nothing
	}
	defer r.Close()
	b, err := r.Next(cmd.Context()) // the head will do: somebody waits for it
	if err != nil {
		return nil, nothing
	}
	d := c.document(src)
	d.Append(b)
	var names []cobra.Completion
	for _, s := range d.Speakers()[1:] {
		names = append(names, cobra.CompletionWithDesc(s.Name, transcript.CleanName(s.Role)))
	}
	return names, nothing
}
