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

// write hands over where to print: the file of --output, or standard output.
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

// A toldError says how many of several transcripts could not be read. What is
// wrong with each has been told.
type toldError struct{ failed, of int }

func (e *toldError) Error() string {
	return fmt.Sprintf("%d of %d transcripts could not be read", e.failed, e.of)
}

// print prints transcripts. Only one is open at a time: there may be more of
// them than a program may have files open.
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
		if errors.Is(err, transcript.ErrMissing) { // other transcripts may have it
			missing, err = cmp.Or(missing, err), nil
		}
		return err
	})
	if err == nil && p.Turns() == 0 && !want.Zero() {
		err = cmp.Or(missing, errors.New("nothing matches"))
	}
	return err
}

// each has transcripts printed to out. Where one of several cannot be read,
// that is told and the others are printed.
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

// reader opens a transcript by name.
func (c *command) reader(name string) (*transcript.Source, *transcript.Reader, error) {
	src, err := c.open(name)
	if err != nil {
		return nil, nil, err
	}
	r, err := transcript.Open(src, c.input)
	return src, r, err
}

// printOne prints one more transcript, and from its start again where it is
// followed and has become another one.
func (c *command) printOne(ctx context.Context, p *transcript.Printer, name string, want transcript.Criteria) error {
	for {
		src, r, err := c.reader(name)
		if err != nil {
			return err
		}
		err = c.printOn(ctx, p, src, r, want)
		_ = r.Close() // it has been read
		if !errors.Is(err, transcript.ErrReplaced) {
			return err
		}
		c.warn(fmt.Errorf("%s was written anew: read from the start", text.BaseName(src.Name())))
	}
}

// printOn prints a transcript that has been opened.
func (c *command) printOn(ctx context.Context, p *transcript.Printer, src *transcript.Source, r *transcript.Reader, want transcript.Criteria) error {
	d := c.document(src)
	err := p.Print(ctx, d, r, want)
	if !errors.Is(err, transcript.ErrMissing) { // of that nothing is printed
		c.warnLost(d)
	}
	if silence := d.Silence(); silence != nil && err == nil && want.Zero() { // else nothing matches
		c.warn(silence)
	}
	return err
}

// warnLost says how many records of a transcript could not be read: what is
// printed has none of them, and the command has not failed.
func (c *command) warnLost(d *transcript.Document) {
	n, what := d.Lost(), "records could not be read and were"
	if n == 1 {
		what = "record could not be read and was"
	}
	if n > 0 {
		c.warn(fmt.Errorf("%s: %d %s passed over", transcript.CleanName(d.Source().Name()), n, what))
	}
}

// tablePrinter returns what prints the table that --list asks for, under the
// name of the file where there are several.
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

// printTable prints the table of a document that has been read, as far as it
// could be: broken is why not further.
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
