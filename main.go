// Verbatim reads transcripts in a terminal, by speaker and by question.
package main

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"

	"github.com/charmbracelet/x/term"
	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"

	"verbatim/transcript"
)

// The sample is what there is to read where no file is named: the press
// conference this program was first made for.
const sampleName = "sochi-2023-09-15.txt"

//go:embed testdata/transcripts/sochi-2023-09-15.txt
var sample string

func main() { os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }

// run is the command: it returns what it exits with.
func run(args []string, in, out *os.File, errs io.Writer) int {
	c := command{in: in, out: out}
	cmd := c.cobra()
	cmd.SetArgs(slices.Concat([]string{}, args)) // not nil: that would mean os.Args
	cmd.SetOut(out)
	cmd.SetErr(errs)
	err := cmd.ExecuteContext(context.Background())
	if err == nil {
		return 0
	}
	fmt.Fprintln(errs, "verbatim: "+message(err))
	var usage *usageError
	if errors.As(err, &usage) {
		return 2
	}
	return 1
}

// A usageError is a command line that cannot be meant.
type usageError struct{ error }

func (e *usageError) Unwrap() error { return e.error }

func usage(err error) error { return &usageError{err} }

func usagef(format string, args ...any) error { return usage(fmt.Errorf(format, args...)) }

// message returns err as one line that is safe to print, with what to do
// about it.
func message(err error) string {
	what, hint := err.Error(), ""
	var path *fs.PathError
	var source *transcript.Error
	var usage *usageError
	switch {
	case errors.As(err, &source):
		what, hint = source.Error(), source.Hint
		if errors.Is(err, transcript.ErrEmpty) {
			hint = "there is nothing to read yet"
		}
	case errors.As(err, &path) && errors.Is(err, fs.ErrNotExist):
		what, hint = path.Path+": no such file", "verbatim --help tells what it takes"
	case errors.As(err, &path) && errors.Is(err, fs.ErrPermission):
		what, hint = path.Path+": permission denied", "you have no right to read it"
	case errors.As(err, &path):
		what = path.Path + ": " + path.Err.Error()
	case errors.As(err, &usage):
		hint = "verbatim --help tells what it takes"
	}
	if hint != "" {
		what += "; " + hint
	}
	return transcript.CleanName(what)
}

// A command is the command line, taken apart.
type command struct {
	in, out *os.File

	speakers  []string
	exchanges exchangesFlag
	grep      string
	format    string
	list      string
	input     string
	at        string
	theme     string
	width     int
	noState   bool

	completion string
	man        bool
}

const long = `verbatim reads transcripts: press conferences, hearings, interviews, meetings.
It shows who speaks, what was asked and what was answered, and filters by both.

A directory is searched for transcripts. - is standard input, which is read
while it arrives. With no file and nothing piped in there is a sample.
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
		Short:                 "verbatim reads transcripts in a terminal, by speaker and by question",
		Long:                  long,
		Example:               examples,
		Version:               version(),
		Args:                  cobra.ArbitraryArgs,
		SilenceErrors:         true,
		SilenceUsage:          true,
		DisableFlagsInUseLine: true,
		DisableAutoGenTag:     true,
		RunE:                  c.run,
	}
	cmd.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usage(err) })
	cmd.SetVersionTemplate("verbatim {{.Version}}\n")
	c.flags(cmd)
	c.completions(cmd)
	return cmd
}

func (c *command) flags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.SortFlags = false
	f.StringArrayVarP(&c.speakers, "speaker", "s", nil, "keep this speaker: any part of one `NAME`, in any case (repeatable)")
	f.VarP(&c.exchanges, "question", "q", "keep question `N[-M]` and what answers it, 0 is the opening (repeatable)")
	f.StringVarP(&c.grep, "grep", "g", "", "keep turns that match `PATTERN`: text, or /regular expression/")
	f.StringVar(&c.format, "format", "", "print as `FORMAT`: "+names(transcript.Outputs())+" (of several files\none after the other)")
	f.StringVarP(&c.list, "list", "l", "", "print a `TABLE`: speakers, questions, formats")
	f.StringVar(&c.input, "input", "", "read as `FORMAT` instead of finding it out: "+names(transcript.Formats()))
	f.StringVar(&c.at, "at", "", "open at `PLACE`: q3, t17, 50%, 1:02:30, line:120")
	f.StringVar(&c.theme, "theme", "auto", "`NAME` of the colours: auto, dark, light, mono")
	f.IntVar(&c.width, "width", 0, "wrap text at `N` columns (72)")
	f.BoolVar(&c.noState, "no-state", false, "keep nothing between runs")
	f.StringVar(&c.completion, "completion", "", "print what completes the command in `SHELL`: bash, zsh, fish, powershell")
	f.BoolVar(&c.man, "man", false, "print the manual page")
	f.Bool("version", false, "print the version")
	f.BoolP("help", "h", false, "print this help")
}

func names(fs []transcript.Format) string {
	var s []string
	for _, f := range fs {
		s = append(s, f.Name)
	}
	return strings.Join(s, ", ")
}

// exchangesFlag is --question: numbers of exchanges, or ranges of them.
type exchangesFlag []int

// mostExchanges bounds a range, which is kept number by number.
const mostExchanges = 1 << 20

func (e *exchangesFlag) String() string { return "" }
func (e *exchangesFlag) Type() string   { return "N[-M]" }

func (e *exchangesFlag) Set(s string) error {
	from, to, ranged := strings.Cut(s, "-")
	if !ranged {
		to = from
	}
	a, errA := strconv.Atoi(from)
	b, errB := strconv.Atoi(to)
	if errA != nil || errB != nil || a < 0 || b < a || b-a > mostExchanges {
		return errors.New("want a number, as 3, or a range, as 2-5")
	}
	for n := a; n <= b; n++ {
		*e = append(*e, n)
	}
	return nil
}

// run does what the command line says.
func (c *command) run(cmd *cobra.Command, args []string) error {
	switch {
	case c.completion != "":
		return c.writeCompletion(cmd)
	case c.man:
		return doc.GenMan(cmd, &doc.GenManHeader{Title: "VERBATIM", Section: "1"}, c.out)
	}
	text, err := c.check()
	if err != nil {
		return err
	}
	if c.list == "formats" {
		return transcript.WriteFormats(c.out)
	}
	ctx := cmd.Context()
	names, err := c.names(ctx, args)
	if err != nil {
		return err
	}
	return c.print(ctx, names, text)
}

// check looks at all that can be wrong without a transcript.
func (c *command) check() (*transcript.Pattern, error) {
	if !slices.Contains([]string{"auto", "dark", "light", "mono"}, c.theme) {
		return nil, usagef("unknown theme %q: there is auto, dark, light, mono", c.theme)
	}
	if c.list != "" && !slices.Contains([]string{"speakers", "questions", "formats"}, c.list) {
		return nil, usagef("unknown table %q: there is speakers, questions, formats", c.list)
	}
	if c.list != "" && c.filtered() {
		return nil, usagef("--list is of whole transcripts: leave out --speaker, --question and --grep")
	}
	if c.format != "" {
		if _, err := transcript.NewPrinter(io.Discard, c.format); err != nil {
			return nil, usage(err)
		}
	}
	if c.grep == "" {
		return nil, nil
	}
	p, err := transcript.Compile(c.grep)
	if err != nil {
		return nil, usagef("--grep: %w", err)
	}
	return p, nil
}

func (c *command) filtered() bool {
	return c.grep != "" || len(c.speakers) > 0 || len(c.exchanges) > 0
}

// stdin is how a command line names standard input.
const stdin = "-"

// names returns the names of what is to be read: files and stdin, nothing
// for the sample.
func (c *command) names(ctx context.Context, args []string) ([]string, error) {
	if len(args) == 0 && piped(c.in) {
		return []string{stdin}, nil
	}
	var names []string
	for _, arg := range args {
		if arg == stdin {
			if term.IsTerminal(c.in.Fd()) || slices.Contains(names, stdin) {
				return nil, usagef("- is standard input: pipe one transcript into it")
			}
			names = append(names, stdin)
			continue
		}
		info, err := os.Stat(arg)
		if err != nil {
			return nil, err
		}
		if !info.IsDir() {
			names = append(names, arg)
			continue
		}
		found, err := transcript.Walk(ctx, arg)
		if err != nil {
			return nil, err
		}
		if len(found) == 0 {
			return nil, &transcript.Error{Name: arg, Err: errors.New("no transcript in this directory"),
				Hint: "a file that is named is opened whatever it looks like"}
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

// open opens what names gave, all or nothing.
func (c *command) open(names []string) ([]*transcript.Source, error) {
	if len(names) == 0 {
		return []*transcript.Source{transcript.FromString(sampleName, sample)}, nil
	}
	var all []*transcript.Source
	for _, name := range names {
		if name == stdin {
			all = append(all, transcript.FromReader("standard input", c.in))
			continue
		}
		src, err := transcript.OpenFile(name)
		if err != nil {
			return nil, err
		}
		all = append(all, src)
	}
	return all, nil
}

// print prints transcripts. Whatever can be wrong with one of them is found
// out before anything is printed.
func (c *command) print(ctx context.Context, names []string, text *transcript.Pattern) error {
	sources, err := c.open(names)
	if err != nil {
		return err
	}
	readers := make([]*transcript.Reader, len(sources))
	for i, src := range sources {
		if readers[i], err = transcript.Open(src, c.input); err != nil {
			return err
		}
	}
	if c.list != "" {
		return c.printTables(ctx, sources)
	}
	format := c.format
	if format == "" {
		format = "text"
	}
	p, err := transcript.NewPrinter(c.out, format)
	if err != nil {
		return err
	}
	if len(c.speakers) > 0 || len(c.exchanges) > 0 {
		err = c.printSelected(ctx, p, sources, text)
	} else {
		for i, src := range sources {
			f := transcript.Filter{Text: text}
			if err = p.Stream(ctx, transcript.NewDocument(src), readers[i], f); err != nil {
				break
			}
			src.Close()
		}
	}
	if err == nil && p.Turns() == 0 && c.filtered() {
		err = errors.New("nothing matches")
	}
	return err
}

// printSelected prints what speakers and exchanges select, which takes the
// whole document to know. Of several documents those that do not have them
// are left out.
func (c *command) printSelected(ctx context.Context, p *transcript.Printer, sources []*transcript.Source, text *transcript.Pattern) error {
	var first error
	for _, src := range sources {
		d, err := transcript.Load(ctx, src, c.input)
		if err != nil {
			return err
		}
		f, err := c.filter(d)
		if err != nil {
			if first == nil {
				first = err
			}
			continue
		}
		f.Text = text
		sel, err := d.Select(ctx, f)
		if err != nil {
			return err
		}
		if err := p.Print(ctx, d, sel); err != nil {
			return err
		}
	}
	if p.Turns() == 0 {
		return first
	}
	return nil
}

// filter returns the filter that the flags mean in d, but for the text.
func (c *command) filter(d *transcript.Document) (transcript.Filter, error) {
	var f transcript.Filter
	for _, name := range c.speakers {
		s, err := d.FindSpeaker(name)
		if err != nil {
			return f, err
		}
		f.Speakers = append(f.Speakers, s)
	}
	for _, n := range c.exchanges {
		switch {
		case n > d.Questions() && d.Questions() == 0:
			return f, fmt.Errorf("there is no question %d: nobody asks in it", n)
		case n > d.Questions():
			return f, fmt.Errorf("there is no question %d: the last is %d", n, d.Questions())
		case n == 0 && d.Questions() > 0 && !d.HasOpening():
			return f, errors.New("there is no opening, which is question 0: it begins with a question")
		}
		f.Exchanges = append(f.Exchanges, n)
	}
	return f, nil
}

// printTables prints what --list asks for, under the name of the file where
// there are several.
func (c *command) printTables(ctx context.Context, sources []*transcript.Source) error {
	for i, src := range sources {
		d, err := transcript.Load(ctx, src, c.input)
		if err != nil {
			return err
		}
		if len(sources) > 1 {
			blank := "\n"[:min(i, 1)]
			if _, err := fmt.Fprintf(c.out, "%s%s:\n", blank, transcript.CleanName(src.Name())); err != nil {
				return err
			}
		}
		write := transcript.WriteSpeakers
		if c.list == "questions" {
			write = transcript.WriteQuestions
		}
		if err := write(ctx, c.out, d); err != nil {
			return err
		}
		src.Close()
	}
	return nil
}

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
	return usagef("unknown shell %q: there is bash, zsh, fish, powershell", c.completion)
}

// completions tells the shell's completion what flags take.
func (c *command) completions(cmd *cobra.Command) {
	words := func(of ...string) cobra.CompletionFunc {
		return cobra.FixedCompletions(of, cobra.ShellCompDirectiveNoFileComp)
	}
	for flag, f := range map[string]cobra.CompletionFunc{
		"speaker":    c.completeSpeaker,
		"format":     words(strings.Split(names(transcript.Outputs()), ", ")...),
		"input":      words(strings.Split(names(transcript.Formats()), ", ")...),
		"list":       words("speakers", "questions", "formats"),
		"theme":      words("auto", "dark", "light", "mono"),
		"completion": words("bash", "zsh", "fish", "powershell"),
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
	sources, err := c.open(args[:min(len(args), 1)])
	if err != nil {
		return nil, nothing
	}
	r, err := transcript.Open(sources[0], c.input)
	if err != nil {
		return nil, nothing
	}
	b, err := r.Next(cmd.Context()) // the head will do: somebody waits for it
	if err != nil {
		return nil, nothing
	}
	var names []cobra.Completion
	for _, s := range b.Speakers {
		names = append(names, cobra.CompletionWithDesc(s.Name, transcript.CleanName(s.Role)))
	}
	return names, nothing
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
