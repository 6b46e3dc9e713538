package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"

	"verbatim/internal/atomicfile"
	"verbatim/internal/text"
	"verbatim/transcript"
)

// write calls print with the file of --output, or with standard output.
func (c *command) write(ctx context.Context, print func(io.Writer) error) error {
	if c.output == "" {
		return print(c.out)
	}
	err := atomicfile.Save(ctx, c.output, c.force, print)
	if told, ok := err.(*toldError); ok {
		return fmt.Errorf("%s: not written: %w", transcript.CleanName(c.output), told)
	}
	return err
}

// A toldError counts the transcripts that could not be read. Each of them has
// already been reported.
type toldError struct{ failed, of int }

func (e *toldError) Error() string {
	return fmt.Sprintf("%d of %d transcripts could not be read", e.failed, e.of)
}

// print prints transcripts one after the other. Only one is open at a time,
// because there may be more of them than a process may have open files.
func (c *command) print(ctx context.Context, w io.Writer, names []string, want transcript.Criteria) error {
	out := &sink{w: w}
	if c.list != "" {
		return c.each(ctx, out, names, c.tablePrinter(ctx, out, len(names) > 1))
	}
	p, err := transcript.NewPrinter(out, cmp.Or(c.format, "text"))
	if err != nil {
		return err
	}
	p.Live = c.follow
	var missing error
	err = c.each(ctx, out, names, func(name string) error {
		err := c.printOne(ctx, p, name, want)
		if errors.Is(err, transcript.ErrMissing) { // another transcript may have the speaker or question
			missing, err = cmp.Or(missing, err), nil
		}
		return err
	})
	if err == nil && p.Turns() == 0 && !want.Zero() {
		err = cmp.Or(missing, errors.New("nothing matches"))
	}
	return err
}

// each calls print for every name. If one of several transcripts cannot be
// read, each reports it and goes on with the others; a failed write to out ends
// it.
func (c *command) each(ctx context.Context, out *sink, names []string, print func(name string) error) error {
	failed := 0
	for _, name := range names {
		err := print(name)
		switch {
		case err == nil:
		case len(names) == 1 || out.err != nil || ctx.Err() != nil:
			return err
		default:
			c.warn(err)
			failed++
		}
	}
	if failed > 0 {
		return &toldError{failed, len(names)}
	}
	return nil
}

// reader opens the transcript of a name and returns its reader.
func (c *command) reader(name string) (*transcript.Source, *transcript.Reader, error) {
	src, err := c.open(name)
	if err != nil {
		return nil, nil, err
	}
	r, err := transcript.Open(src, c.input)
	return src, r, err
}

// printOne prints the transcript of a name. If the transcript is followed and
// its file is replaced, printOne starts again with the new one.
func (c *command) printOne(ctx context.Context, p *transcript.Printer, name string, want transcript.Criteria) error {
	for {
		src, r, err := c.reader(name)
		if err != nil {
			return err
		}
		err = c.printOn(ctx, p, src, r, want)
		_ = r.Close() // the file was only read, so this loses nothing
		if !errors.Is(err, transcript.ErrReplaced) {
			return err
		}
		c.warn(fmt.Errorf("%s was replaced; reading it from the start", text.BaseName(src.Name())))
	}
}

// printOn prints a transcript that is open.
func (c *command) printOn(ctx context.Context, p *transcript.Printer, src *transcript.Source, r *transcript.Reader, want transcript.Criteria) error {
	d := c.document(src)
	if g := d.Given(); len(g.NotSpeakers) > 0 {
		r.Correct(g)
	}
	err := p.Print(ctx, d, r, want)
	if !errors.Is(err, transcript.ErrMissing) { // otherwise nothing was printed
		c.warnLost(d)
	}
	if silence := d.Silence(); silence != nil && err == nil && want.Zero() { // with a filter, "nothing matches" is reported instead
		c.warn(silence)
	}
	return err
}

// warnLost reports how many records of a transcript were skipped because they
// could not be read. It is a warning: the exit status does not change.
func (c *command) warnLost(d *transcript.Document) {
	n, records := d.Lost(), "records"
	if n == 1 {
		records = "record"
	}
	if n > 0 {
		c.warn(fmt.Errorf("%s: skipped %d %s that could not be read", transcript.CleanName(d.Source().Name()), n, records))
	}
}

// tablePrinter returns a function that prints the table of --list for one
// transcript, under the name of its file if there are several.
func (c *command) tablePrinter(ctx context.Context, w io.Writer, several bool) func(name string) error {
	blank := ""
	return func(name string) error {
		src, r, err := c.reader(name)
		if err != nil {
			return err
		}
		defer r.Close()
		d := c.document(src)
		broken := d.Fill(ctx, r)
		if ctx.Err() != nil {
			return broken
		}
		if several {
			if _, err := fmt.Fprintf(w, "%s%s:\n", blank, transcript.CleanName(src.Name())); err != nil {
				return err
			}
			blank = "\n"
		}
		return c.printTable(ctx, w, d, broken)
	}
}

// printTable prints the table of a document. broken is the error that ended
// reading it early, or nil.
func (c *command) printTable(ctx context.Context, w io.Writer, d *transcript.Document, broken error) error {
	write := transcript.WriteSpeakers
	if c.list == "questions" {
		write = transcript.WriteQuestions
	}
	err := write(ctx, w, d)
	c.warnLost(d)
	if silence := d.Silence(); silence != nil && broken == nil {
		c.warn(silence)
	}
	return cmp.Or(err, broken)
}
