package main

import (
	"cmp"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"verbatim/transcript"
	"verbatim/ui"
)

// A command holds the parsed command line and the standard streams.
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
	looked    sync.Mutex                  // guards files
	files     map[string]*transcript.File // those with several transcripts that were looked at

	completion string
	man        bool

	groups []flagGroup
}

// A flagGroup holds the flags that --help and the manual page list together.
type flagGroup struct {
	title string
	set   *pflag.FlagSet
}

// Values of flags that take one of a few words.
var (
	tables = []string{"speakers", "questions", "formats"}
	shells = []string{"bash", "zsh", "fish", "powershell"}

	inputs  = names(transcript.Formats())
	outputs = names(transcript.Outputs())
)

// exclusive holds groups of flags of which a command line can have only one.
var exclusive = [][]string{
	{"completion", "man", "list", "format"},
	{"completion", "man", "output"},
	{"list", "speaker"},
	{"list", "question"},
	{"list", "grep"},
}

// cobra returns the description of the command line. The command has no
// subcommands: every word that is not a flag is a file.
func (c *command) cobra() *cobra.Command {
	cmd := &cobra.Command{
		Use:                   "verbatim [flags] [file | directory | -] ...",
		Short:                 "read transcripts in a terminal, by speaker and by question",
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
	cmd.SetHelpFunc(func(cmd *cobra.Command, _ []string) { c.writeHelp(cmd.OutOrStdout(), cmd) })
	cmd.SetVersionTemplate("verbatim {{.Version}}\n")
	cmd.Flags().SortFlags = false
	c.group(cmd, "Reading", c.readingFlags)
	c.group(cmd, "Filtering", c.filteringFlags)
	c.group(cmd, "Printing", c.printingFlags)
	c.group(cmd, "Other", c.otherFlags)
	for _, flags := range exclusive {
		cmd.MarkFlagsMutuallyExclusive(flags...)
	}
	c.completions(cmd)
	return cmd
}

// group adds the flags that define defines to cmd, under a title.
func (c *command) group(cmd *cobra.Command, title string, define func(*pflag.FlagSet)) {
	set := pflag.NewFlagSet(title, pflag.ContinueOnError)
	set.SortFlags = false
	define(set)
	cmd.Flags().AddFlagSet(set)
	c.groups = append(c.groups, flagGroup{title, set})
}

func (c *command) readingFlags(f *pflag.FlagSet) {
	f.BoolVarP(&c.follow, "follow", "f", false, "keep reading as the file grows")
	f.Func("input", "read as `FORMAT` instead of detecting it: a name from --list formats, an encoding such as windows-1251, both (text,koi8-r), or how turns open, such as '[NAME] TEXT'", c.setInput)
	f.Func("at", "open at `PLACE`: q3, t17, 50%, 1:02:30, line:120", c.setPlace)
	f.Func("width", fmt.Sprintf("wrap text at `N` columns (default %d)", ui.DefaultMeasure), c.setWidth)
	f.StringVar(&c.theme, "theme", "auto", "use the colours of `THEME`: "+choices(ui.Themes()))
	f.BoolFunc("trust", "lift the limits on unpacked size and temporary files", c.setTrust)
	f.BoolVar(&c.noState, "no-state", false, "neither use nor save places, bookmarks and names")
}

func (c *command) filteringFlags(f *pflag.FlagSet) {
	f.StringArrayVarP(&c.speakers, "speaker", "s", nil, "keep the speaker whose name contains `NAME`, in any case (repeatable)")
	f.FuncP("question", "q", "keep questions `N[-M]` and their answers; 0 is the opening (repeatable)", c.setExchanges)
	f.StringVarP(&c.grep, "grep", "g", "", "keep turns that match `PATTERN`: text, or /regular expression/")
}

func (c *command) printingFlags(f *pflag.FlagSet) {
	f.StringVar(&c.format, "format", "", "print as `FORMAT`: "+choices(outputs))
	f.StringVarP(&c.list, "list", "l", "", "print a `TABLE`: "+choices(tables))
	f.StringVarP(&c.output, "output", "o", "", "write to `FILE`, in the format of --format or of the file name")
	f.BoolVar(&c.force, "force", false, "let --output replace an existing file")
}

func (c *command) otherFlags(f *pflag.FlagSet) {
	f.StringVar(&c.completion, "completion", "", "print the completion script for `SHELL`: "+choices(shells))
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

// minWidth and maxWidth bound --width, in columns.
const minWidth, maxWidth = 10, 1000

func (c *command) setWidth(s string) error {
	n, err := strconv.Atoi(s)
	if err != nil || n < minWidth || n > maxWidth {
		return fmt.Errorf("use a number from %d to %d", minWidth, maxWidth)
	}
	c.width = n
	return nil
}

// setInput takes the name of a format, of an encoding, or both.
func (c *command) setInput(s string) error {
	if strings.Contains(s, "NAME") { // a frame, which may have commas
		c.input.Format = s
		if c.input.Check() != nil {
			return fmt.Errorf("a frame has NAME and TEXT, such as [NAME] TEXT or TIME | NAME ⏎ TEXT")
		}
		return nil
	}
	for name := range strings.SplitSeq(s, ",") {
		format := slices.Contains(inputs, name)
		switch {
		case format && c.input.Format == "":
			c.input.Format = name
		case format:
			return fmt.Errorf("more than one format")
		case c.input.Encoding == "" && transcript.Options{Encoding: name}.Check() == nil:
			c.input.Encoding = name
		default:
			return fmt.Errorf("unknown format or encoding; see verbatim --list formats")
		}
	}
	return nil
}

// check reports the errors that can be found without a transcript, and returns
// the criteria of the filters.
func (c *command) check(cmd *cobra.Command) (want transcript.Criteria, err error) {
	want = transcript.Criteria{Speakers: c.speakers, Exchanges: c.exchanges}
	err = cmp.Or(
		oneOf("theme", c.theme, ui.Themes()),
		oneOf("list", c.list, tables),
		oneOf("format", c.format, outputs),
	)
	switch {
	case err != nil:
		return want, err
	case c.output == "" && cmd.Flags().Changed("output"):
		return want, usagef("--output needs a file name")
	case c.output != "" && c.format == "" && c.list == "":
		if c.format, err = transcript.OutputFor(c.output); err != nil {
			return want, usagef("--output: %w; choose one with --format", err)
		}
	}
	if c.grep != "" {
		if want.Text, err = transcript.Compile(c.grep); err != nil {
			return want, usagef("--grep: %w", err)
		}
	}
	return want, nil
}

// checkFollow reports why the output cannot be printed while a file grows.
func (c *command) checkFollow(names []string) error {
	switch {
	case !c.follow:
	case c.output != "":
		return usagef("--follow cannot be combined with --output")
	case c.list != "":
		return usagef("--follow cannot be combined with --list")
	case c.format == "json":
		return usagef("--follow cannot print json; use --format jsonl")
	case len(names) > 1:
		return usagef("--follow prints only one transcript")
	}
	return nil
}

// oneOf reports a value of a flag that is neither empty nor one of words.
func oneOf(flag, value string, words []string) error {
	if value == "" || slices.Contains(words, value) {
		return nil
	}
	return usagef("--%s: unknown %s %q; use one of %s", flag, cmp.Or(nouns[flag], flag), transcript.CleanName(value), choices(words))
}

// nouns are the words for the values of flags that are not named after them.
var nouns = map[string]string{"list": "table", "completion": "shell"}

// choices returns words as help and errors list them.
func choices(words []string) string { return strings.Join(words, ", ") }

// names returns the names of formats.
func names(fs []transcript.Format) []string {
	var s []string
	for _, f := range fs {
		s = append(s, f.Name)
	}
	return s
}
