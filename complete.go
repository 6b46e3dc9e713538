package main

import (
	"bufio"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"verbatim/internal/guard"
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
	return oneOf("completion", c.completion, shells)
}

// completions registers what the shell offers as the values of flags.
func (c *command) completions(cmd *cobra.Command) {
	cmd.PersistentPreRun = func(called *cobra.Command, _ []string) {
		if called.Name() == cobra.ShellCompRequestCmd {
			shut := c.gate()
			called.PostRun = func(*cobra.Command, []string) { shut() }
		}
	}
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
			panic(err) // a name above is not a flag
		}
	}
}

// gate passes os.Stderr on to the command's error output line by line, made safe
// to print, until shut is called. Cobra writes errors of completion there, and
// they quote the command line as it is.
func (c *command) gate() (shut func()) {
	stderr := os.Stderr
	r, w, err := os.Pipe()
	if err != nil {
		os.Stderr = nil // drop the errors rather than pass them on unsafe
		return func() { os.Stderr = stderr }
	}
	os.Stderr = w
	passed := make(chan struct{})
	guard.Go(func() {
		defer close(passed)
		for lines := bufio.NewReader(r); ; {
			line, err := lines.ReadString('\n')
			if line != "" {
				fmt.Fprintln(c.errs, ui.Shorten(transcript.CleanName(strings.TrimSuffix(line, "\n")), maxWrong))
			}
			if err != nil {
				return
			}
		}
	})
	return func() {
		os.Stderr = stderr
		w.Close()
		<-passed
		r.Close()
	}
}

// Limits on completions, in cells: longer ones cannot be read at a glance. A
// longer name is not offered, since --speaker takes a part of it; a longer role
// is shortened.
const (
	maxOffered   = 100
	maxDescribed = 60
)

// completeSpeaker offers the speakers of the first file on the command line,
// or of the sample.
func (c *command) completeSpeaker(cmd *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
	const nothing = cobra.ShellCompDirectiveNoFileComp
	src, r, err := c.reader(strings.Join(args[:min(len(args), 1)], ""))
	if err != nil {
		return nil, nothing
	}
	defer r.Close()
	b, err := r.Next(cmd.Context()) // only the first batch: completion must be quick
	if err != nil {
		return nil, nothing
	}
	d := c.document(src)
	d.Append(b)
	var names []cobra.Completion
	for _, s := range d.Speakers()[1:] {
		if ui.Shorten(s.Name, maxOffered) == s.Name {
			names = append(names, cobra.CompletionWithDesc(s.Name, ui.Shorten(transcript.CleanName(s.Role), maxDescribed)))
		}
	}
	return names, nothing
}
