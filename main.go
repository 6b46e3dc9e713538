// Verbatim reads transcripts in a terminal, by speaker and by question.
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
	"strconv"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"verbatim/internal/guard"
	"verbatim/internal/term"
	"verbatim/transcript"
	"verbatim/ui"
)

// The sample is what there is to read where no file is named: the press
// conference this program was first made for.
const sampleName = "sochi-2023-09-15.txt"

//go:embed testdata/transcripts/sochi-2023-09-15.txt
var sample string

func main() { os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }

// run is the command: it returns what it exits with.
func run(args []string, in, out *os.File, errs io.Writer) int {
	c := command{in: in, out: out, errs: errs, width: ui.DefaultMeasure}
	if err := term.CheckLimits(false); err != nil {
		c.warn(err)
		return 1
	}
	cmd := c.cobra()
	cmd.SetArgs(slices.Concat([]string{}, args)) // not nil: that would mean os.Args
	w := &sink{w: out}
	cmd.SetOut(w)
	cmd.SetErr(errs)
	signal.Ignore(syscall.SIGPIPE, term.FileSizeSignal) // then writing says so
	err := term.Guarded(func() error {
		if screen(out) {
			ui.WarmUp()
		}
		return cmp.Or(cmd.ExecuteContext(context.Background()), w.err)
	})
	var ended *term.SignalError
	switch {
	case err == nil, errors.Is(err, syscall.EPIPE): // who reads it has seen enough
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

// warn says what is wrong, unless that has been told.
func (c *command) warn(err error) {
	if _, told := err.(*toldError); !told {
		fmt.Fprintln(c.errs, "verbatim: "+message(err))
	}
}

// A sink remembers the first error, which printing help does not ask for.
type sink struct {
	w   io.Writer
	err error
}

func (s *sink) Write(p []byte) (int, error) {
	n, err := s.w.Write(p)
	s.err = cmp.Or(s.err, err)
	return n, err
}

// A usageError is a command line that cannot be meant.
type usageError struct{ error }

func (e *usageError) Unwrap() error { return e.error }

func usagef(format string, args ...any) error { return &usageError{fmt.Errorf(format, args...)} }

// A command is the command line, taken apart.
type command struct {
	in, out *os.File
	errs    io.Writer

	speakers  []string
	exchanges []int
	grep      string
	format    string
	output    string
	force     bool
	list      string
	input     transcript.Options
	follow    bool
	at        ui.Place
	theme     string
	width     int
	noState   bool

	completion string
	man        bool
}

// What there is to choose from.
var (
	tables = []string{"speakers", "questions", "formats"}
	shells = []string{"bash", "zsh", "fish", "powershell"}

	inputs  = names(transcript.Formats())
	outputs = names(transcript.Outputs())
)

const long = `verbatim reads transcripts: press conferences, hearings, interviews, meetings.
It shows who speaks, what was asked and what was answered, and filters by both.

A directory is searched for transcripts. - is standard input, which is read
while it arrives. With no file and nothing piped in there are the transcripts
that were read last, and a sample.
When standard output is no terminal, verbatim prints.`

const examples = `  verbatim press.txt                      read it
  verbatim press.txt -s lukashenko        only what he says, under each question
  verbatim talks/ interview.txt           choose from a list
  verbatim press.txt -q 3 --format text   print question 3 and its answers
  verbatim press.txt --format jsonl | jq -r 'select(.asks) | .paragraphs[0].text'
  verbatim press.txt --list speakers`

// cobra returns the command line's description. There are no subcommands:
// any word is a file.
func (c *command) cobra() *cobra.Command {
	cmd := &cobra.Command{
		Use:                   "verbatim [flags] [file | directory | -] ...",
		Short:                 "reads transcripts in a terminal, by speaker and by question",
		Long:                  long,
		Example:               examples,
		Version:               version(),
		Args:                  cobra.ArbitraryArgs,
		SilenceErrors:         true,
		SilenceUsage:          true,
		DisableFlagsInUseLine: true,
		CompletionOptions:     cobra.CompletionOptions{DisableDefaultCmd: true},
		RunE:                  c.run,
	}
	cmd.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return flagError(err) })
	cmd.SetVersionTemplate("verbatim {{.Version}}\n")
	c.flags(cmd)
	c.completions(cmd)
	return cmd
}

func (c *command) flags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.SortFlags = false
	f.StringArrayVarP(&c.speakers, "speaker", "s", nil, "keep this speaker: any part of one `NAME`, in any case (repeatable)")
	f.FuncP("question", "q", "keep question `N[-M]` and what answers it, 0 is the opening (repeatable)", c.setExchanges)
	f.StringVarP(&c.grep, "grep", "g", "", "keep turns that match `PATTERN`: text, or /regular expression/")
	f.StringVar(&c.format, "format", "", "print as `FORMAT`: "+choose(outputs)+" (of several files\none after the other)")
	f.StringVarP(&c.list, "list", "l", "", "print a `TABLE`: "+choose(tables))
	f.StringVarP(&c.output, "output", "o", "", "write to `FILE`, in the format of its name or of --format")
	f.BoolVar(&c.force, "force", false, "let --output write over a file")
	f.BoolVarP(&c.follow, "follow", "f", false, "go on reading as the file grows")
	f.Func("input", "read as `FORMAT` instead of finding it out: "+choose(inputs)+";\nor the name of an encoding; or both: text,koi8-r", c.setInput)
	f.Func("at", "open at `PLACE`: q3, t17, 50%, 1:02:30, line:120", c.setPlace)
	f.StringVar(&c.theme, "theme", "auto", "`NAME` of the colours: "+choose(ui.Themes()))
	f.Func("width", "wrap text at `N` columns, 72 if not told", c.setWidth)
	f.BoolFunc("trust", "read what is packed or piped in however large it gets", c.setTrust)
	f.BoolVar(&c.noState, "no-state", false, "keep nothing between runs")
	f.StringVar(&c.completion, "completion", "", "print what completes the command in `SHELL`: "+choose(shells))
	f.BoolVar(&c.man, "man", false, "print the manual page")
	f.Bool("version", false, "print the version")
	f.BoolP("help", "h", false, "print this help")
}

func (c *command) setExchanges(s string) error {
	ns, err := transcript.ParseExchanges(s)
	c.exchanges = append(c.exchanges, ns...)
	return err
}

func (c *command) setTrust(s string) error {
	on, err := strconv.ParseBool(s)
	if err == nil && on {
		c.input.Trust = true
	}
	return err
}

func (c *command) setPlace(s string) (err error) {
	c.at, err = ui.ParsePlace(s)
	return err
}

// Bounds of --width, in columns: what can be read, and what can be meant.
const minWidth, maxWidth = 10, 1000

func (c *command) setWidth(s string) error {
	n, err := strconv.Atoi(s)
	if err != nil || n < minWidth || n > maxWidth {
		return fmt.Errorf("want a number from %d to %d", minWidth, maxWidth)
	}
	c.width = n
	return nil
}

func names(fs []transcript.Format) []string {
	var s []string
	for _, f := range fs {
		s = append(s, f.Name)
	}
	return s
}

// choose says in a flag's help and in errors what there is to choose from.
func choose(from []string) string { return strings.Join(from, ", ") }

// oneOf checks the value of a flag.
func oneOf(what, value string, from []string) error {
	if value == "" || slices.Contains(from, value) {
		return nil
	}
	return usagef("unknown %s %q: there is %s", what, transcript.CleanName(value), choose(from))
}

// setInput takes the name of a format, of an encoding, or of both.
func (c *command) setInput(s string) error {
	for name := range strings.SplitSeq(s, ",") {
		switch {
		case slices.Contains(inputs, name) && c.input.Format == "":
			c.input.Format = name
		case !slices.Contains(inputs, name) && c.input.Encoding == "" && transcript.Options{Encoding: name}.Check() == nil:
			c.input.Encoding = name
		default:
			return fmt.Errorf("unknown format %q: there is %s, and encodings like windows-1251", transcript.CleanName(name), choose(inputs))
		}
	}
	return nil
}

// run does what the command line says.
func (c *command) run(cmd *cobra.Command, args []string) error {
	if err := c.checkTogether(cmd); err != nil {
		return err
	}
	switch {
	case c.completion != "":
		return c.writeCompletion(cmd)
	case c.man:
		return writeMan(c.out, cmd)
	}
	want, err := c.check()
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
	printing := c.output != "" || c.list != "" || c.format != "" || !screen(c.out)
	if c.follow && printing {
		if err := c.checkFollow(names); err != nil {
			return err
		}
	}
	if printing {
		ui.LimitGarbage()
		return c.write(ctx, func(w io.Writer) error { return c.print(ctx, w, names, want) })
	}
	return c.read(ctx, names, want)
}

// screen reports whether out is a terminal that can show one.
func screen(out *os.File) bool { return term.IsTerminal(out) && os.Getenv("TERM") != "dumb" }

// read opens the screen.
func (c *command) read(ctx context.Context, names []string, want transcript.Criteria) error {
	if err := term.CheckLimits(true); err != nil {
		return err
	}
	store, unkept := c.store()
	if len(names) == 1 && names[0] == "" {
		names = append(store.Recent(), names...)
	}
	err := ui.Run(ctx, c.in, c.out, ui.Options{
		Explain: explain,
		Names:   names, Open: c.open, Reading: c.input, Keep: want, At: c.at,
		Follow: c.follow, Store: store, Unkept: unkept, Warn: c.warn,
		Theme: c.theme, Width: c.width, Getenv: os.Getenv,
	})
	if errors.Is(err, term.ErrNoTerminal) {
		return fmt.Errorf("%w; --format text prints instead", err)
	}
	return err
}

// checkFollow looks at what can be printed as it grows.
func (c *command) checkFollow(names []string) error {
	switch {
	case c.output != "", c.list != "", c.format == "json":
		return usagef("--follow prints turn by turn, to standard output: as text, markdown, jsonl or csv")
	case len(names) > 1:
		return usagef("--follow prints one transcript")
	}
	return nil
}

// checkTogether looks at flags of which one would be of no effect.
func (c *command) checkTogether(cmd *cobra.Command) error {
	output := cmd.Flags().Changed("output")
	switch {
	case c.completion != "" && c.man:
		return usagef("--completion and --man print to standard output: leave out one of them")
	case c.completion != "" && (c.format != "" || c.list != ""):
		return usagef("--completion prints a script: leave out --format and --list")
	case c.man && (c.format != "" || c.list != ""):
		return usagef("--man prints the manual page: leave out --format and --list")
	case output && c.completion != "":
		return usagef("--completion prints to standard output: leave out --output")
	case output && c.man:
		return usagef("--man prints to standard output: leave out --output")
	case output && c.output == "":
		return usagef("--output wants the name of a file")
	case c.list != "" && c.format != "":
		return usagef("--list prints a table: leave out --format")
	}
	return nil
}

// check looks at all that can be wrong without a transcript, and returns
// what is to be kept of one.
func (c *command) check() (want transcript.Criteria, err error) {
	want = transcript.Criteria{Speakers: c.speakers, Exchanges: c.exchanges}
	err = cmp.Or(
		oneOf("theme", c.theme, ui.Themes()),
		oneOf("table", c.list, tables),
		oneOf("format", c.format, outputs),
	)
	if err != nil {
		return want, err
	}
	if c.output != "" && c.format == "" && c.list == "" {
		if c.format, err = transcript.OutputFor(c.output); err != nil {
			return want, usagef("--output: %w; name one with --format", err)
		}
	}
	if c.grep != "" {
		if want.Text, err = transcript.Compile(c.grep); err != nil {
			return want, usagef("--grep: %w", err)
		}
	}
	if c.list != "" && !want.Zero() {
		return want, usagef("--list is of whole transcripts: leave out --speaker, --question and --grep")
	}
	return want, nil
}

// names returns what is to be read, as open takes it.
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
			if term.IsTerminal(c.in) || slices.Contains(names, ui.Stdin) {
				return nil, usagef("- is standard input: pipe one transcript into it")
			}
			names = append(names, ui.Stdin)
			continue
		}
		info, err := os.Stat(arg)
		if err != nil && len(args) == 1 {
			return nil, err
		}
		if err != nil || !info.IsDir() { // one of several that is missing does not stop the others
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

// piped reports whether something is being fed to in: not a terminal, and
// not the null device that a service has there.
func piped(in *os.File) bool {
	info, err := in.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice == 0
}

// open opens what a name stands for: a file, standard input, or, where there
// is none, the sample.
func (c *command) open(name string) (*transcript.Source, error) {
	switch name {
	case "":
		return transcript.FromString(sampleName, sample), nil
	case ui.Stdin:
		return transcript.FromReader("standard input", c.in), nil
	}
	src, err := transcript.OpenFile(name)
	if err == nil && c.follow {
		src.Follow()
	}
	return src, err
}

// version returns what was built, as the build recorded it.
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
