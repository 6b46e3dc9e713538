package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"
)

// helpWidth is the number of columns of --help: every terminal has them.
const helpWidth = 80

const long = `verbatim reads transcripts: press conferences, hearings, interviews, meetings.
It shows who speaks, what was asked and what was answered, and filters by both.

A directory is searched for transcripts. - is standard input, which is read
while it arrives. Without a file and without piped input, verbatim offers the
transcripts that you read last and a sample. When standard output is not a
terminal, verbatim prints instead of opening its screen.`

const examples = `verbatim press.txt                      read a transcript
verbatim press.txt -s lukashenko        only his words, under each question
verbatim talks/ interview.txt           choose from a list
verbatim press.txt -q 3 --format text   print question 3 and its answers
verbatim press.txt --list speakers      print a table of the speakers
verbatim press.txt --format jsonl | jq -r 'select(.asks).paragraphs[0].text'`

// An entry is a row of a reference list: a name and what it means.
type entry struct{ name, means string }

// statuses are the exit statuses.
var statuses = []entry{
	{"0", "success"},
	{"1", "an error, or nothing matched"},
	{"2", "a usage error, or a bug in verbatim"},
	{"128+n", "ended by signal n"},
}

// environment holds the environment variables that verbatim uses.
var environment = []entry{
	{"NO_COLOR", "turns colours off if it is not empty"},
	{"CLICOLOR", "turns colours off if it is 0"},
	{"TERM", "the type of the terminal; in a dumb one verbatim prints"},
	{"COLORTERM", "truecolor if the terminal has 24-bit colours"},
	{"XDG_STATE_HOME", "the directory for places, bookmarks and names"},
	{"HOME", "your directory; ~/.local/state is used without XDG_STATE_HOME"},
	{"TMPDIR", "the directory for temporary files"},
}

// writeHelp writes what --help prints. The writer of the command remembers
// errors, so they are not checked here.
func (c *command) writeHelp(w io.Writer, cmd *cobra.Command) {
	fmt.Fprintf(w, "%s\n\nUsage:\n  %s\n\nExamples:\n%s\n", cmd.Long, cmd.UseLine(), indent(cmd.Example))
	for _, g := range c.groups {
		fmt.Fprintf(w, "\n%s:\n%s", g.title, g.set.FlagUsagesWrapped(helpWidth))
	}
	writeEntries(w, "Exit status", statuses)
	writeEntries(w, "Environment variables", environment)
}

func writeEntries(w io.Writer, title string, entries []entry) {
	fmt.Fprintf(w, "\n%s:\n", title)
	for _, e := range entries {
		fmt.Fprintf(w, "  %-14s  %s\n", e.name, e.means)
	}
}

// indent indents every line of text by two blanks.
func indent(text string) string {
	return "  " + strings.ReplaceAll(text, "\n", "\n  ")
}
