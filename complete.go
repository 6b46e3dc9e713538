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
	return oneOf("shell", c.completion, shells)
}

// completions tells the shell's completion what flags take.
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
			panic(err) // there is no such flag
		}
	}
}

// gate makes what others write to os.Stderr safe, line by line, until shut is
// called: of completion cobra says there what is wrong, with the words of the
// command line as they are.
func (c *command) gate() (shut func()) {
	stderr := os.Stderr
	r, w, err := os.Pipe()
	if err != nil {
		os.Stderr = nil // then it says nothing
		return func() { os.Stderr = stderr }
	}
	os.Stderr = w
	passed := make(chan struct{})
	guard.Go(func() {
		defer close(passed)
		for lines := bufio.NewReader(r); ; {
			line, err := lines.ReadString('\n')
			if line != "" {
				fmt.Fprintln(c.errs, ui.Shorten(transcript.CleanName(strings.TrimSuffix(line, "\n")), mostWrong))
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

// Of the names that complete a line, and of the roles beside them, only so
// many cells can be read at a glance. A part of a longer name is enough.
const (
	mostOffered   = 100
	mostDescribed = 60
)

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
		if ui.Shorten(s.Name, mostOffered) == s.Name {
			names = append(names, cobra.CompletionWithDesc(s.Name, ui.Shorten(transcript.CleanName(s.Role), mostDescribed)))
		}
	}
	return names, nothing
}
