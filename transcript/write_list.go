package transcript

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"sort"
	"strings"
)

// Tables have the numbers first and text last, so that columns are aligned
// whatever the width of the characters.

// WriteSpeakers prints a table of the speakers of d, the largest share first.
// The share is that of the bytes of text.
func WriteSpeakers(ctx context.Context, w io.Writer, d *Document) error {
	words, err := d.Words(ctx)
	if err != nil {
		return err
	}
	all := d.Speakers()
	order := make([]int, 0, len(all))
	var sum int64
	for i, s := range all {
		sum += s.Bytes
		if i > 0 {
			order = append(order, i)
		}
	}
	sort.SliceStable(order, func(a, b int) bool { return all[order[a]].Bytes > all[order[b]].Bytes })
	b := bufio.NewWriter(w)
	fmt.Fprintf(b, "%5s  %7s  %9s  %s\n", "share", "turns", "words", "speaker")
	for _, i := range order {
		s := all[i]
		name := s.Name
		if s.Role != "" {
			name += ", " + s.Role
		}
		fmt.Fprintf(b, "%4.0f%%  %7d  %9d  %s\n", 100*float64(s.Bytes)/float64(max(sum, 1)), s.Turns, words[i], name)
	}
	return b.Flush()
}

// WriteQuestions prints a table of the questions of d.
func WriteQuestions(ctx context.Context, w io.Writer, d *Document) error {
	b := bufio.NewWriter(w)
	lines := lineCounter{d: d}
	fmt.Fprintf(b, "%4s  %7s  %7s  %s\n", "n", "turn", "line", "question")
	for n := 1; n <= d.Questions(); n++ {
		if err := ctx.Err(); err != nil {
			return err
		}
		turn := d.Question(n)
		line, err := lines.at(d.turn(turn).Off)
		if err != nil {
			return err
		}
		fmt.Fprintf(b, "%4d  %7d  %7s  %s\n", n, turn+1, lineText(line), strings.ReplaceAll(d.Summary(n), "\n", " "))
	}
	return b.Flush()
}

// WriteFormats prints a table of the formats that can be read, with what they
// are detected by, and of those that can be written.
func WriteFormats(w io.Writer) error {
	b := bufio.NewWriter(w)
	for _, f := range Formats() {
		fmt.Fprintf(b, "read   %-13s%s (%s)\n%20s%s\n", f.Name, f.Title, strings.Join(f.Extensions, " "), "", f.Sign)
	}
	fmt.Fprintf(b, "read   %-13s%s\n%20s%s\n%20s%s\n", "[NAME] TEXT", "labelled text whose turns open so; more examples:", "",
		"(NAME) TEXT   TIME | NAME ⏎ TEXT   ## NAME ⏎ TEXT   NAME ⇥ TEXT", "",
		"NAME is who speaks, ROLE what they are, TIME any time; ⏎ ends a line, ⇥ is a tab")
	for _, f := range Outputs() {
		fmt.Fprintf(b, "write  %-13s%s (%s)\n", f.Name, f.Title, strings.Join(f.Extensions, " "))
	}
	return b.Flush()
}
