//go:build linux

package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"verbatim/testdata/corpus"
	"verbatim/testdata/terminal"
)

// A peer is a program that shows a file in a terminal, with its keys.
type peer struct {
	name    string
	command []string                 // with its arguments
	end     string                   // the keys that go to the end
	find    func(what string) string // from the start
	missed  string                   // what is on the screen when nothing is found
	only    func(who string) string  // the keys that keep the lines or turns of one speaker; nil: there are none
	quit    string
}

func slash(what string) string { return "g/" + what + "\r" }
func and(who string) string    { return "&" + who + ":\r" }

var peers = []peer{
	{"verbatim", []string{"verbatim"}, "G", slash, "not found", func(who string) string { return "g\t/" + strings.ToLower(who) + "\r\r" }, "q"},
	{"less", []string{"less"}, "G", slash, "Pattern not found", and, "q"},
	{"ov", []string{"ov"}, "\x1b[F", func(what string) string { return "\x1b[H/" + what + "\r" }, "", nil, "q"},
	{"moor", []string{"moor"}, "G", slash, "", nil, "q"},
	{"bat", []string{"bat", "--paging=always"}, "G", slash, "Pattern not found", and, "q"},
	{"lnav", []string{"lnav"}, "", nil, "", nil, "qqq"}, // shows a clock: only its start can be told; q leaves views first
	{"nvim", []string{"nvim", "--clean", "-R", "-n"}, "G", func(what string) string { return "gg/" + what + "\r" }, "E486", nil, ":q!\r"},
}

// The measurements, in the order of the table.
var measured = []string{
	"first screen, ms", "a row, ms", "a row, bytes", "a page, ms", "a page, bytes", "to the end, ms", "hit near the end, ms",
	"no hit, ms", "one speaker, ms", "resize, ms", "quit, ms", "peak memory, MB", "idle, % of a core", "idle, bytes",
}

// results holds the figures of each measurement, one for each run.
type results map[string][]float64

// Times to wait and to measure.
const (
	cols, rows  = 120, 40
	mostRuns    = 10
	enoughTime  = 20 * time.Second // for the runs of another program: some need minutes for one
	peerLimit   = 30 * time.Second
	peerQuiet   = 50 * time.Millisecond
	peerIdle    = time.Second
	peerRepeats = 5
)

// BenchmarkPeers opens files in verbatim and in the other programs that are
// installed, in terminals of the same size, and prints what a user would
// notice. It takes a quarter of an hour and 2 GB of disk space, and runs only
// with -bench=Peers.
func BenchmarkPeers(b *testing.B) {
	if !corpus.Asked("Peers") {
		b.Skip("-bench=Peers asks for it")
	}
	b.Setenv("PATH", built(b)+string(filepath.ListSeparator)+os.Getenv("PATH"))
	fmt.Printf("\n%s\n\n", machine())
	for _, c := range []struct {
		name string
		talk corpus.Talk
	}{
		{"7 KB", corpus.Talk{Size: 7 << 10, Speakers: 2}},
		{"100 MB", corpus.Talk{Size: 100e6, Speakers: 200}},
		{"1 GiB", corpus.Talk{Size: 1 << 30, Speakers: 2000}},
	} {
		b.Run(strings.ReplaceAll(c.name, " ", ""), func(b *testing.B) {
			file := c.talk.File(b)
			var names []string
			all := make(map[string]results)
			for _, p := range peers {
				if p.installed() {
					names, all[p.name] = append(names, p.name), p.measure(b, file)
				}
			}
			var table strings.Builder
			writeTable(&table, c.name, names, all)
			fmt.Print(table.String())
		})
	}
}

// built returns the directory of a normal build of the command. The test binary
// would start more slowly.
func built(b *testing.B) string {
	dir := b.TempDir()
	build := exec.Command("go", "build", "-o", dir, ".")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	return dir
}

func (p *peer) installed() bool {
	_, err := exec.LookPath(p.command[0])
	return err == nil
}

// measure runs the program several times.
func (p *peer) measure(b *testing.B, file string) results {
	r := make(results)
	start := time.Now()
	for n := 0; ; n++ {
		if n >= mostRuns || n > 0 && p.name != "verbatim" && time.Since(start) > enoughTime {
			return r
		}
		s := session{peer: p, results: r}
		if err := s.run(file); err != nil {
			b.Logf("%s: %v", p.name, err)
			return r
		}
	}
}

// A session is one run of a program.
type session struct {
	*peer
	*terminal.Terminal
	results
}

func (s *session) note(what string, value float64) { s.results[what] = append(s.results[what], value) }

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

func (s *session) run(file string) (err error) {
	path, err := exec.LookPath(s.command[0])
	if err != nil {
		return err
	}
	cmd := &exec.Cmd{Path: path, Args: append(slices.Clone(s.command), file)}
	cmd.Env = append(os.Environ(), "TERM=xterm-256color", "COLORTERM=truecolor", "LESS=", "PAGER=less", "NO_COLOR=", "LC_ALL=C.UTF-8")
	if s.Terminal, err = terminal.Start(cmd, cols, rows, false); err != nil {
		return err
	}
	defer s.Close()
	first, err := s.Reach(s.Beginning(), peerLimit, full)
	if err != nil {
		return fmt.Errorf("first screen: %w", err)
	}
	s.note("first screen, ms", ms(first.After))
	if s.end == "" {
		return s.finish()
	}
	s.calm()
	s.repeat("j", "a row")
	s.repeat(" ", "a page")
	s.until("to the end, ms", s.end, corpus.Last)
	hit := "What of the " + corpus.Needle + "?"
	if s.name == "verbatim" {
		hit = "▌ " + hit // its sidebar has the question too
	}
	s.until("hit near the end, ms", s.find(corpus.Needle), hit)
	if s.missed != "" {
		s.until("no hit, ms", s.find(corpus.Absent), s.missed)
	}
	if s.only != nil {
		s.filter()
	}
	s.resize()
	s.idle()
	return s.finish()
}

// finish records the resources used, and quits.
func (s *session) finish() error {
	s.note("peak memory, MB", s.peak())
	m := s.Now()
	if err := s.Keys(s.quit); err != nil {
		return err
	}
	took, err := s.Ended(m)
	if err == nil {
		s.note("quit, ms", ms(took))
	}
	return err
}

// full reports whether at least half of the rows of the screen have text.
func full(on []string) bool {
	n := 0
	for _, row := range on {
		if strings.TrimLeft(row, " ~") != "" {
			n++
		}
	}
	return n >= rows/2
}

// repeat presses a key several times and records the cost of one press.
func (s *session) repeat(key, what string) {
	for range peerRepeats {
		m := s.Now()
		if s.Keys(key) != nil {
			return
		}
		a, err := s.Settle(m, peerQuiet, time.Second)
		if err != nil { // nothing moves: it is the end of the file
			return
		}
		s.note(what+", ms", ms(a.After))
		s.note(what+", bytes", float64(a.Bytes))
	}
}

// until presses keys and records the time until text is on the screen. It
// records nothing if the text is there already.
func (s *session) until(what, keys, text string) {
	if terminal.Has(text)(s.Rows()) {
		return
	}
	m := s.Now()
	if s.Keys(keys) != nil {
		return
	}
	if a, err := s.Reach(m, peerLimit, terminal.Has(text)); err == nil {
		s.note(what, ms(a.After))
	}
	s.calm()
}

// filter keeps one speaker, who speaks near the start and near the end.
func (s *session) filter() {
	who := func(row string) bool { return strings.Contains(row, corpus.Rare) }
	is := func(on []string) bool {
		n := 0
		for _, row := range on[:len(on)-1] {
			if who(row) {
				n++
			} else if strings.Contains(row, "Question: ") {
				return false
			}
		}
		return n > 0
	}
	if s.name == "verbatim" {
		is = terminal.Has("only "+corpus.Rare, "turns omitted")
	}
	m := s.Now()
	if s.Keys(s.only(corpus.Rare)) != nil {
		return
	}
	if a, err := s.Reach(m, peerLimit, is); err == nil {
		s.note("one speaker, ms", ms(a.After))
	}
	s.calm()
}

func (s *session) resize() {
	m := s.Now()
	if s.Resize(cols-20, rows-10) != nil {
		return
	}
	if a, err := s.Settle(m, 2*peerQuiet, time.Second); err == nil {
		s.note("resize, ms", ms(a.After))
	}
}

func (s *session) idle() {
	s.calm()
	m, before := s.Now(), s.cpu()
	time.Sleep(peerIdle)
	s.note("idle, % of a core", 100*float64(s.cpu()-before)/float64(peerIdle))
	s.note("idle, bytes", float64(s.Written(m)))
}

// calm waits until the program is idle.
func (s *session) calm() {
	const step = 50 * time.Millisecond
	for start := time.Now(); time.Since(start) < peerLimit; {
		m, before := s.Now(), s.cpu()
		time.Sleep(step)
		if s.cpu()-before < step/10 && s.Written(m) == 0 {
			return
		}
	}
}

// family returns the directories in /proc of the program and its children.
func (s *session) family() []string {
	stats, _ := filepath.Glob("/proc/[0-9]*/stat")
	var dirs []string
	for _, name := range stats {
		text, err := os.ReadFile(name)
		if err != nil {
			continue // has ended by now
		}
		after := strings.Fields(string(text[strings.LastIndexByte(string(text), ')')+1:]))
		if len(after) > 3 && after[3] == strconv.Itoa(s.Process().Pid) { // its session
			dirs = append(dirs, filepath.Dir(name))
		}
	}
	return dirs
}

// cpu returns the processor time that the program has used.
func (s *session) cpu() time.Duration {
	var sum time.Duration
	for _, dir := range s.family() {
		threads, _ := filepath.Glob(dir + "/task/*/schedstat")
		for _, name := range threads {
			text, _ := os.ReadFile(name)
			ns, _, _ := strings.Cut(string(text), " ")
			n, _ := strconv.ParseInt(ns, 10, 64)
			sum += time.Duration(n)
		}
	}
	return sum
}

// peak returns the peak memory of the program in MB.
func (s *session) peak() float64 {
	sum := 0.0
	for _, dir := range s.family() {
		text, _ := os.ReadFile(dir + "/status")
		for line := range strings.Lines(string(text)) {
			if field := strings.Fields(line); len(field) > 1 && field[0] == "VmHWM:" {
				kB, _ := strconv.ParseFloat(field[1], 64)
				sum += kB / 1000
			}
		}
	}
	return sum
}

func median(of []float64) float64 {
	sorted := slices.Sorted(slices.Values(of))
	return sorted[len(sorted)/2]
}

// writeTable writes the medians, and their ratios to verbatim's.
func writeTable(w *strings.Builder, title string, names []string, all map[string]results) {
	fmt.Fprintf(w, "| %s | %s |\n|---|%s\n", title, strings.Join(names, " | "), strings.Repeat("---:|", len(names)))
	for _, what := range measured {
		fmt.Fprintf(w, "| %s |", what)
		own := all["verbatim"][what]
		for _, name := range names {
			values := all[name][what]
			switch {
			case len(values) == 0:
				fmt.Fprint(w, " – |")
			case name == "verbatim" || len(own) == 0 || median(own) == 0:
				fmt.Fprintf(w, " %s |", figure(median(values)))
			default:
				fmt.Fprintf(w, " %s (%s×) |", figure(median(values)), figure(median(values)/median(own)))
			}
		}
		fmt.Fprintln(w)
	}
	fmt.Fprint(w, "| runs |")
	for _, name := range names {
		fmt.Fprintf(w, " %d |", len(all[name]["first screen, ms"]))
	}
	fmt.Fprint(w, "\n\n")
}

func figure(x float64) string {
	switch {
	case x == 0:
		return "0"
	case x < 10:
		return strconv.FormatFloat(x, 'g', 2, 64)
	}
	return strconv.FormatFloat(x, 'f', 0, 64)
}

// machine describes the machine on which the figures were measured.
func machine() string {
	model := "an unknown processor"
	text, _ := os.ReadFile("/proc/cpuinfo")
	for line := range strings.Lines(string(text)) {
		if name, value, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(name) == "model name" {
			model = strings.TrimSpace(value)
			break
		}
	}
	return fmt.Sprintf("%d cores of %s, %s/%s, terminal of %d by %d; medians, in brackets how many times verbatim's", runtime.NumCPU(),
		model, runtime.GOOS, runtime.GOARCH, cols, rows)
}
