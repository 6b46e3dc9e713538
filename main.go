// Verbatim reads transcripts in a terminal, by speaker and by question.
//
// This package is the command: it parses the command line, opens the files it
// names, and hands them to the screen (package ui) or to a printer (package
// transcript). It decides nothing about transcripts themselves.
package main

import (
	"cmp"
	"context"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"slices"
	"syscall"

	"github.com/spf13/cobra"

	"verbatim/internal/guard"
	"verbatim/internal/memory"
	"verbatim/internal/term"
	"verbatim/transcript"
	"verbatim/ui"
)

// sampleName is the name of the sample, a press conference that is part of
// the program. It is offered when the command line names no file.
const sampleName = "sochi-2023-09-15.txt"

//go:embed testdata/transcripts/sochi-2023-09-15.txt
var sample string

func main() { os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }

// run runs the command and returns its exit status.
func run(args []string, in, out *os.File, errs io.Writer) int {
	c := command{in: in, out: out, errs: errs, width: ui.DefaultMeasure}
	if err := term.CheckLimits(false); err != nil {
		c.warn(err)
		return 1
	}
	cmd := c.cobra()
	cmd.SetArgs(slices.Concat([]string{}, args)) // not nil, for which cobra takes os.Args
	w := &sink{w: out}
	cmd.SetOut(w)
	cmd.SetErr(errs)
	signal.Ignore(syscall.SIGPIPE, term.FileSizeSignal) // report a failed write as an error instead
	err := term.Guarded(func() error {
		if screen(out) {
			ui.WarmUp()
		}
		return cmp.Or(exclusiveError(cmd.ExecuteContext(context.Background())), w.err)
	})
	return c.status(err)
}

// status returns the exit status for err, and reports err unless a signal or
// the reader of a pipe ended the program.
func (c *command) status(err error) int {
	var ended *term.SignalError
	switch {
	case err == nil, errors.Is(err, syscall.EPIPE): // `verbatim x | head` is not a failure
		return 0
	case errors.As(err, &ended):
		return ended.Status()
	}
	c.warn(err)
	var usage *usageError
	var crash *guard.Crash
	if errors.As(err, &usage) || errors.As(err, &crash) {
		return 2
	}
	return 1
}

// warn prints err as one line, unless it has already been reported.
func (c *command) warn(err error) {
	if _, told := err.(*toldError); !told {
		fmt.Fprintln(c.errs, "verbatim: "+message(err))
	}
}

// A sink remembers the first error of its writer. Cobra ignores the errors of
// printing help.
type sink struct {
	w   io.Writer
	err error
}

func (s *sink) Write(p []byte) (int, error) {
	n, err := s.w.Write(p)
	s.err = cmp.Or(s.err, err)
	return n, err
}

// run does what the command line asks for.
func (c *command) run(cmd *cobra.Command, args []string) error {
	switch {
	case c.completion != "":
		return c.writeCompletion(cmd)
	case c.man:
		return c.writeMan(c.out, cmd)
	}
	want, err := c.check(cmd)
	if err != nil {
		return err
	}
	ctx := cmd.Context()
	if c.list == "formats" {
		return c.write(ctx, transcript.WriteFormats)
	}
	names, err := c.names(ctx, args)
	if err != nil {
		return err
	}
	if c.output == "" && c.list == "" && c.format == "" && screen(c.out) {
		return c.read(ctx, names, want)
	}
	if err := c.checkFollow(names); err != nil {
		return err
	}
	memory.LimitGarbage()
	return c.write(ctx, func(w io.Writer) error { return c.print(ctx, w, names, want) })
}

// screen reports whether out is a terminal that can position the cursor.
func screen(out *os.File) bool { return term.IsTerminal(out) && os.Getenv("TERM") != "dumb" }

// read opens the transcripts on the screen.
func (c *command) read(ctx context.Context, names []string, want transcript.Criteria) error {
	if err := term.CheckLimits(true); err != nil {
		return err
	}
	store, unkept := c.store()
	if len(names) == 1 && names[0] == "" {
		names = append(store.Recent(), names...)
	} else if !c.follow {
		names = c.parts(names)
	}
	err := ui.Run(ctx, c.in, c.out, ui.Options{
		Explain: explain,
		Names:   names, Open: c.open, Reading: c.input, Keep: want, At: c.at,
		Follow: c.follow, Store: store, Unkept: unkept, Warn: c.warn,
		Theme: c.theme, Width: c.width, Getenv: os.Getenv,
	})
	if errors.Is(err, term.ErrNoTerminal) {
		return fmt.Errorf("%w; use --format text to print", err)
	}
	return err
}

// names returns the names of the transcripts to open, in the form that open
// takes. It replaces each directory by the transcripts in it.
func (c *command) names(ctx context.Context, args []string) ([]string, error) {
	switch {
	case len(args) == 0 && piped(c.in):
		return []string{ui.Stdin}, nil
	case len(args) == 0:
		return []string{""}, nil
	}
	var names []string
	for _, arg := range args {
		if arg == ui.Stdin {
			if err := c.checkStdin(names); err != nil {
				return nil, err
			}
			names = append(names, ui.Stdin)
			continue
		}
		file, _, _ := c.cutPart(arg)
		info, err := os.Stat(file)
		if err != nil && len(args) == 1 {
			return nil, err
		}
		if err != nil || !info.IsDir() { // a missing file does not stop the others
			names = append(names, arg)
			continue
		}
		found, err := transcript.Walk(ctx, arg)
		if err != nil {
			return nil, err
		}
		names = append(names, found...)
	}
	return names, nil
}

// maxLooked is how many files are looked through for several transcripts in one.
const maxLooked = 32

// parts returns names with the transcripts in a file instead of the file, if it has
// several.
func (c *command) parts(names []string) []string {
	if len(names) > maxLooked {
		return names
	}
	var all []string
	for _, name := range names {
		f, err := c.file(name)
		if err != nil || len(f.Names()) == 0 {
			all = append(all, name)
		} else {
			all = append(all, f.Names()...)
		}
	}
	return all
}

// file looks at a file that may hold several transcripts, once.
func (c *command) file(name string) (*transcript.File, error) {
	c.looked.Lock()
	defer c.looked.Unlock()
	if f := c.files[name]; f != nil {
		return f, nil
	}
	info, err := os.Stat(name)
	if err == nil && !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s: only a file has transcripts that can be opened by number", transcript.CleanName(name))
	}
	f, err := transcript.Look(name)
	if err == nil {
		if c.files == nil {
			c.files = map[string]*transcript.File{}
		}
		c.files[name] = f
	}
	return f, err
}

// cutPart divides the name of a transcript in a file, unless it is that of a file.
func (c *command) cutPart(name string) (file string, n int, ok bool) {
	file, n, ok = transcript.CutPart(name)
	if _, err := os.Lstat(name); !ok || err == nil {
		return name, 0, false
	}
	return file, n, true
}

// checkStdin returns an error if standard input cannot be read after names.
func (c *command) checkStdin(names []string) error {
	switch {
	case term.IsTerminal(c.in):
		return usagef("- is standard input, which is a terminal; pipe a transcript into verbatim")
	case slices.Contains(names, ui.Stdin):
		return usagef("- is standard input, which can be read only once")
	}
	return nil
}

// piped reports whether in is a pipe or a file. It is neither in a terminal
// nor under a service manager, which connects it to the null device.
func piped(in *os.File) bool {
	info, err := in.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice == 0
}

// open opens the transcript of a name: a file, standard input for ui.Stdin, or
// the sample for "".
func (c *command) open(name string) (*transcript.Source, error) {
	switch name {
	case "":
		return transcript.FromString(sampleName, sample), nil
	case ui.Stdin:
		return transcript.FromReader("standard input", c.in), nil
	}
	if file, n, ok := c.cutPart(name); ok {
		f, err := c.file(file)
		if err != nil {
			return nil, err
		}
		return f.Open(n)
	}
	src, err := transcript.OpenFile(name)
	if err == nil && c.follow {
		src.Follow()
	}
	return src, err
}

// version returns the version and the commit that the build recorded.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "(unknown)"
	}
	v := info.Main.Version
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && v == "(devel)" {
			v += " " + s.Value[:min(len(s.Value), 12)]
		}
	}
	return v + " " + info.GoVersion
}
