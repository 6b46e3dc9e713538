//go:build linux

package main

import (
	"bufio"
	"errors"
	"fmt"
	"html"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"verbatim/testdata/corpus"
)

// grepNeedles are patterns that nothing, one turn, some turns, and most turns match.
var grepNeedles = []string{corpus.Absent, corpus.Needle, "/king[a-z]+er|zygo/", strings.ToLower(corpus.Rare), "e"}

// BenchmarkGrep prints the turns that match from files of 400 MB in several formats, and
// counts the lines that match with rg, if it is installed. Its table gives medians in
// milliseconds. It takes eight minutes and 2 GB of disk space, and runs only with
// -bench=Grep.
func BenchmarkGrep(b *testing.B) {
	if !corpus.Asked("Grep") {
		b.Skip("-bench=Grep asks for it")
	}
	verbatim := filepath.Join(built(b), "verbatim")
	text := corpus.Talk{Size: 400e6, Speakers: 200}.File(b)
	where, _, _ := strings.Cut(machine(), ", terminal")
	fmt.Printf("\n%s; medians in ms\n\n| | %s |\n|---|%s\n", where, strings.Join(grepNeedles, " | "), strings.Repeat("---:|", len(grepNeedles)))
	for _, format := range []string{"text", "vtt", "jsonl", "html"} {
		file := text
		if form := grepForms[format]; form != nil {
			file = filepath.Join(b.TempDir(), "talk."+format)
			if err := rewritten(text, file, form); err != nil {
				b.Fatal(err)
			}
		}
		for _, command := range [][]string{{verbatim, "--no-state", "--input", format, "-g"}, {"rg", "-S", "-c", "-e"}} {
			fmt.Printf("| %s, %s |", format, filepath.Base(command[0]))
			for _, needle := range grepNeedles {
				fmt.Printf(" %s |", grepTime(b, command, needle, file))
			}
			fmt.Println()
		}
	}
	fmt.Println()
}

// grepForms write a line of a talk, said by who, in a format; n is its number.
var grepForms = map[string]func(n int, who, line string) string{
	"vtt": func(n int, who, line string) string {
		at := func(s int) string { return fmt.Sprintf("%02d:%02d:%02d.000", s/3600, s/60%60, s%60) }
		head := ""
		if n == 0 {
			head = "WEBVTT\n\n"
		}
		return fmt.Sprintf("%s%s --> %s\n<v %s>%s\n\n", head, at(2*n), at(2*n+2), who, line)
	},
	"jsonl": func(_ int, who, line string) string { return fmt.Sprintf("{\"speaker\":%q,\"text\":%q}\n", who, line) },
	"html": func(_ int, who, line string) string {
		return fmt.Sprintf("<p><b>%s:</b> %s</p>\n", html.EscapeString(who), html.EscapeString(line))
	},
}

// rewritten writes the lines of the talk in the file called from to another one.
func rewritten(from, to string, form func(n int, who, line string) string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.Create(to)
	if err != nil {
		return err
	}
	w := bufio.NewWriterSize(out, 1<<20)
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, 64<<20)
	n, who := 0, corpus.Speaker(0)
	for lines.Scan() {
		line := lines.Text()
		if name, said, ok := strings.Cut(line, ": "); ok && len(name) < 60 {
			who, line = name, said
		}
		if line != "" {
			w.WriteString(form(n, who, line))
			n++
		}
	}
	return errors.Join(lines.Err(), w.Flush(), out.Close())
}

// grepTime returns the median time of a command that looks for needle in a file, which has
// been read before, or a dash if it is not installed.
func grepTime(b *testing.B, command []string, needle, file string) string {
	if _, err := exec.LookPath(command[0]); err != nil {
		return "–"
	}
	if command[0] == "rg" {
		needle = strings.Trim(needle, "/")
	}
	var times []float64
	for range 4 {
		start := time.Now()
		err := exec.Command(command[0], append(command[1:], needle, file)...).Run()
		times = append(times, ms(time.Since(start)))
		if exit := (*exec.ExitError)(nil); err != nil && (!errors.As(err, &exit) || exit.ExitCode() > 1) { // 1: nothing matches
			b.Fatal(err)
		}
	}
	return figure(median(times[1:]))
}
