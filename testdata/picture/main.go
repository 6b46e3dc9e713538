// Picture draws a screen of verbatim as a PNG: that of the README, or any
// other one that somebody wants to look at.
//
//	go run ./testdata/picture
//	go run ./testdata/picture -light -size 80x24 -keys '/tango' -o screen.png transcript.txt
package main

import (
	"flag"
	"fmt"
	"image"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"verbatim/testdata/terminal"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "picture:", err)
		os.Exit(1)
	}
}

func run() error {
	var (
		size   = flag.String("size", "120x34", "`COLSxROWS` of the terminal")
		keys   = flag.String("keys", "]]", "`KEYS` to press; \\r is enter, \\t tab, \\e escape")
		light  = flag.Bool("light", false, "a terminal with a light background")
		out    = flag.String("o", "testdata/picture/verbatim.png", "`FILE` to write")
		wait   = flag.Duration("wait", 300*time.Millisecond, "how long the screen has to rest after each key")
		binary = flag.String("binary", "", "`FILE` to run, instead of building verbatim")
	)
	flag.Parse()
	var cols, rows int
	if _, err := fmt.Sscanf(*size, "%dx%d", &cols, &rows); err != nil {
		return fmt.Errorf("-size %s: %w", *size, err)
	}
	if *binary == "" {
		dir, err := os.MkdirTemp("", "picture")
		if err != nil {
			return err
		}
		defer os.RemoveAll(dir)
		*binary = filepath.Join(dir, "verbatim")
		if text, err := exec.Command("go", "build", "-o", *binary, ".").CombinedOutput(); err != nil {
			return fmt.Errorf("%w: %s", err, text)
		}
	}
	args := flag.Args()
	if len(args) == 0 {
		args = []string{"testdata/transcripts/sochi-2023-09-15.txt"}
	}
	look, theme := terminal.Dark, "dark"
	if *light {
		look, theme = terminal.Light, "light"
	}
	cmd := exec.Command(*binary, append([]string{"--no-state", "--theme", theme}, args...)...)
	cmd.Env = append(os.Environ(), "TERM=xterm-256color", "COLORTERM=truecolor", "NO_COLOR=", "CLICOLOR=")
	img, err := screenshot(cmd, cols, rows, unescape(*keys), *wait, look)
	if err != nil {
		return err
	}
	f, err := os.Create(*out)
	if err != nil {
		return err
	}
	encoder := png.Encoder{CompressionLevel: png.BestCompression}
	if err := encoder.Encode(f, img); err != nil {
		return err
	}
	return f.Close()
}

func unescape(keys string) string {
	return strings.NewReplacer(`\r`, "\r", `\t`, "\t", `\e`, "\x1b").Replace(keys)
}

// screenshot returns what the terminal shows after the keys.
func screenshot(cmd *exec.Cmd, cols, rows int, keys string, rest time.Duration, look terminal.Look) (image.Image, error) {
	t, err := terminal.Start(cmd, cols, rows, false)
	if err != nil {
		return nil, err
	}
	defer t.Close()
	if err := settle(t, rest); err != nil {
		return nil, err
	}
	for _, k := range keys {
		if err := t.Keys(string(k)); err != nil {
			return nil, err
		}
		if err := settle(t, rest); err != nil {
			return nil, err
		}
	}
	return t.Picture(look)
}

// settle waits until the screen has not changed for a while.
func settle(t *terminal.Terminal, rest time.Duration) error {
	was, since := "", time.Now()
	return t.Wait(func(rows []string) bool {
		if now := t.Raw(); now != was {
			was, since = now, time.Now()
		}
		return was != "" && time.Since(since) > rest
	})
}
