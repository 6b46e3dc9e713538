//go:build unix

package main

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"verbatim/transcript"
)

// attacks are texts that try to control the terminal. verbatim writes none of
// them by itself.
var attacks = []string{
	"\x1b[97;45;9m", "\x1b[913;937H", "\x1b[3J", "\x1b[?1337h", "\x1b[6n", "\x1b[21t", "\x1b[" + strings.Repeat("1;", 70) + "m", "\x1b[999999999999999b",
	"\x1b]0;owned\x07", "\x1b]52;c;b3duZWQ=\x07", "\x1b]8;;file:///etc/passwd\x1b\\owned\x1b]8;;\x1b\\", "\x1b]7;file:///\x1b\\", "\x1b]9;owned\x07", "\x1b]777;notify;a;b\x07",
	"\x1b]1337;File=:AAAA\x07", "\x1bPq#0;2;0;0;0#0~~\x1b\\", "\x1b_Gi=1;AAAA\x1b\\", "\x1b^owned\x1b\\", "\x1bXowned\x1b\\", "\x1b]0;no end", "\x1bPno end", "\x1bc", "\x1b(0", "\x1b#8",
	"\x1b\x1b[2J[3J", "\x0e\x0f", "\x08\x08\x08", "\x07", "\x7f", "\x05", "\x1b[201~\x03", "\x1b[200~",
	"\u009b31;99m", "\u009d0;owned\u009c", "\u0090q\u009c", "\u0085", "\u2028", "\u2029", "\v", "\f", "\x1c", "\r", "a\rb",
	"\u202eevil\u202c", "\u202a", "\u2066\u2067\u2068", "\u200e\u200f\u061c", "\u00ad", "\ufeff", "\u200b\u2060\u2064", "\U000e0041\U000e007f", "\u180e", "\u3164\uffa0", "\ufff9\ufffa\ufffb", "\ufffe",
	"e" + strings.Repeat("\u0301", 500), strings.Repeat("\u200d", 300), "👩" + strings.Repeat("\u200d👩", 100), "क" + strings.Repeat("्क", 200), "क" + strings.Repeat("ा", 200),
	"ᄀ" + strings.Repeat("ᅡ", 200), strings.Repeat("\u0600", 200), "a" + strings.Repeat("\ufe0f", 200), strings.Repeat("🇩", 41), "👍" + strings.Repeat("🏻", 99), "﷽𒐫꧅⸻", strings.Repeat("漢", 300),
}

// broken are attacks that are not valid UTF-8.
var broken = []string{"\xff\xfe", "\xc0\xaf", "\xed\xa0\x80", "\xe2\x80", "\x9b31;99m", "\x9d0;owned\x9c", "\xf4\x90\x80\x80", "\xc1\x1b[3J", "\x81\x8d\x8f\x90\x9d"}

// hosts has, for each format, a function that puts the attacks into a
// transcript.
var hosts = map[string]func(attacks []string) string{
	".txt":      each("", "Question%[1]s: Who %[1]s is there?\n\nAnn%[1]s Lee: I %[1]s number %[2]d. See %[1]s\n\n[applause %[1]s]\n\n"),
	".md":       each("# Talk\n\n", "**Question:** Who %[1]s is there?\n\n**Ann%[1]s Lee:** I %[1]s number %[2]d.\n\n"),
	".vtt":      each("WEBVTT - a \x1b[3J title\n\n", "id%[1]s\n00:00:%02[2]d.000 --> 00:00:%02[2]d.900 align:start %[1]s\n<v Ann%[1]s>I %[1]s number %[2]d.</v>\n\n"),
	".srt":      each("", "%[2]d\n00:00:%02[2]d,000 --> 00:00:%02[2]d,900\nAnn%[1]s: I %[1]s number %[2]d?\n\n"),
	".sbv":      each("", "0:00:%02[2]d.000,0:00:%02[2]d.900\nAnn: I %[1]s number %[2]d?\n\n"),
	".csv":      each("speaker,text,start\n", "\"Ann%[1]s\",\"I %[1]s number %[2]d.\",%[2]d%[1]s\nBob,Who %[1]s?,\n"),
	".log":      each("", "[12:00:%02[2]d] <ann%[1]s> I %[1]s number %[2]d.\n[12:00:%02[2]d] <bob> who %[1]s?\n"),
	".cha":      each("@UTF8\n@Begin\n@Participants:\tANN Ann\x1b[3J Mother, BOB Bob Child\n", "*ANN:\tI %[1]s number %[2]d .\n*BOB:\twho %[1]s ?\n%%com:\t%[1]s\n"),
	".fountain": each("Title: Talk \x1b[3J\n\n", "INT. HALL %[1]s\n\nANN%[1]s\nI %[1]s number %[2]d.\n\nBOB\nWho %[1]s?\n\n"),
	".json": func(attacks []string) string {
		var segments []map[string]any
		for i, a := range attacks {
			segments = append(segments, map[string]any{"speaker": "Ann" + a, "text": "I " + a + " number " + strconv.Itoa(i) + "?", "start": i, "end": i + 1},
				map[string]any{"speaker": "Bob", "text": "Who?", "start": i, "end": i + 1, a: a})
		}
		out, err := json.Marshal(map[string]any{"segments": segments, "language": "en" + attacks[0]})
		if err != nil {
			panic(err)
		}
		return string(out)
	},
	".html": each("<html><head><title>Talk \x1b[3J &#x9b;31m</title></head><body>", "<p><b>Ann%[1]s:</b> I %[1]s number %[2]d &#x1b;[3J &#x202e;.</p><p><b>Bob:</b> Who %[1]s?</p>\n"),
	".xml":  each("<TEI><text><body>", "<u who=\"#Ann%[3]s\">I %[3]s number %[2]d.</u><u who=\"#Bob\">Who &#x9b;31m &#x202e; %[3]s?</u>\n"),
	".docx": func(attacks []string) string {
		var text, file bytes.Buffer
		text.WriteString(`<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>`)
		for i, a := range attacks {
			fmt.Fprintf(&text, "<w:p><w:r><w:t>Ann Lee: I %s &#x9b;31m &#x202e; number %d.</w:t></w:r></w:p><w:p><w:r><w:t>Bob: Who %[1]s?</w:t></w:r></w:p>", xmlText(a), i)
		}
		text.WriteString("</w:body></w:document>")
		z := zip.NewWriter(&file)
		w, err := z.Create("word/document.xml")
		if err == nil {
			_, err = w.Write(text.Bytes())
		}
		if err = errors.Join(err, z.Close()); err != nil {
			panic(err)
		}
		return file.String()
	},
}

// each returns head and then a text for every attack, made from the attack, its
// number, and the attack as XML allows it.
func each(head, format string) func([]string) string {
	return func(attacks []string) string {
		var s strings.Builder
		s.WriteString(head)
		for i, a := range attacks {
			fmt.Fprintf(&s, strings.ReplaceAll(format, "%[3]s", "%[1]s"), pick(format, a), i%60)
		}
		return s.String()
	}
}

func pick(format, attack string) string {
	if strings.Contains(format, "%[3]s") {
		return xmlText(attack)
	}
	return attack
}

// xmlText removes characters from s that XML does not allow.
func xmlText(s string) string {
	return strings.NewReplacer("<", "&lt;", "&", "&amp;").Replace(strings.Map(func(r rune) rune {
		if r < ' ' || r == utf8.RuneError || r > 0xFFFD && r < 0x10000 {
			return -1
		}
		return r
	}, s))
}

// hostile writes a transcript in every format, under a file name that is an
// attack too, and returns the names by format.
func hostile(t *testing.T) map[string]string {
	t.Helper()
	dir, names := t.TempDir(), map[string]string{}
	for ext, make := range hosts {
		for what, attacks := range map[string][]string{"": attacks, " broken": slices.Concat(broken, broken, broken)} {
			if ext == ".json" && what != "" { // the encoder mends it
				continue
			}
			name := filepath.Join(dir, "talk\x1b]0;owned\x07\u009b\u202e\xff"+what+ext)
			if err := os.WriteFile(name, []byte(make(attacks)), 0o600); err != nil {
				t.Fatal(err)
			}
			names[ext+what] = name
		}
	}
	return names
}

// printable returns the first thing in text that is not printable: a control
// character that is not allowed, an invisible character, or invalid UTF-8.
func printable(text, allowed string) string {
	for i, r := range text {
		bad := unicode.IsControl(r) && !strings.ContainsRune(allowed, r) || strings.ContainsRune("\u00ad\u061c\u180e\ufeff", r) ||
			r >= 0x200B && r <= 0x200F && r != 0x200C && r != 0x200D || r >= 0x2028 && r <= 0x202E || r >= 0x2060 && r <= 0x206F ||
			r >= 0xFFF9 && r <= 0xFFFB || r >= 0xE0000 && r <= 0xE0FFF
		if r == utf8.RuneError {
			_, n := utf8.DecodeRuneInString(text[i:])
			bad = n == 1
		}
		if bad {
			return fmt.Sprintf("%q in %q", r, text[max(0, i-30):min(len(text), i+30)])
		}
	}
	return ""
}

// foreign returns the first thing in the terminal output raw that is neither
// text nor one of the sequences that draw a frame or set the title.
func foreign(raw string) string {
	for {
		at := strings.IndexByte(raw, '\x1b')
		if at < 0 {
			return printable(raw, "\r\n\t\b")
		}
		if bad := printable(raw[:at], "\r\n\t\b"); bad != "" {
			return bad
		}
		n, bad := ownSequence(raw[at:])
		if bad != "" {
			return bad
		}
		raw = raw[at+n:]
	}
}

// ownSequence returns the bytes of the sequence at the start of s, or a
// description of it if verbatim does not use it.
func ownSequence(s string) (n int, bad string) {
	foreign := fmt.Sprintf("%q", s[:min(len(s), 40)])
	if len(s) < 2 {
		return 0, foreign
	}
	switch s[1] {
	case '[':
		end := strings.IndexFunc(s[2:], func(r rune) bool { return r >= '@' && r <= '~' })
		if end < 0 {
			return 0, foreign
		}
		params, final := s[2:2+end], s[2+end:3+end]
		if strings.Count(params, ";") > 20 || strings.Trim(params, "0123456789;:?<>= $") != "" || !strings.Contains("ABCDEFGHIJKLMPSTWXZ@bdfhlmpqru`", final) ||
			final == "J" && params == "3" || final == "p" && !strings.HasSuffix(params, "$") {
			return 0, foreign
		}
		return end + 3, ""
	case ']':
		end := strings.IndexAny(s, "\x07\x1b"[:1])
		if st := strings.Index(s, "\x1b\\"); end < 0 || st >= 0 && st < end {
			end = st + 1
		}
		if end < 0 {
			return 0, foreign
		}
		payload := strings.TrimSuffix(s[2:end], "\x1b")
		if title, ok := strings.CutPrefix(payload, "2;"); !ok && payload != "11;?" || printable(title, "") != "" {
			return 0, foreign
		}
		return end + 1, ""
	case '7', '8', 'M', '\\', '=', '>':
		return 2, ""
	}
	return 0, foreign
}

// TestHostileScreen checks that only text and verbatim's own sequences reach
// the terminal, for any transcript and file name.
func TestHostileScreen(t *testing.T) {
	for what, name := range hostile(t) {
		t.Run(what, func(t *testing.T) {
			r := sit(t, 120, 40, false, nil, name)
			// What takes long to open is listed meanwhile, and q leaves the list for good.
			r.until("open or ended", func() bool {
				shown := strings.TrimSpace(strings.Join(r.Rows(), "\n"))
				return !r.Running() || r.AltScreen() && shown != "" && !strings.Contains(shown, "opening ")
			})
			const esc = "\x1b[27u"
			for _, size := range [][2]int{{120, 40}, {80, 24}, {20, 5}} {
				if !r.Running() {
					break
				}
				if err := r.Resize(size[0], size[1]); err != nil {
					t.Fatal(err)
				}
				for _, keys := range []string{"g", "d", "]", "}}", "/number\r", "n", "&who\r", "dd", esc + esc + esc, "\tj", "j\r", "d", esc + esc + esc, "?", "q" + esc, "G", "u", "y", "mnote \u202e\r", "'", "j" + esc, ":q3\r"} {
					n := len(r.Raw())
					r.press(keys + "\x0c") // which draws anew in any case
					r.until("drawn", func() bool { return len(r.Raw()) > n || !r.Running() })
				}
			}
			if r.Running() {
				r.press("q")
			}
			status, err := r.Exit()
			if err != nil {
				t.Fatal(err)
			}
			if status > 1 {
				t.Errorf("exit status %d", status)
			}
			if left, err := r.Restored(); err != nil || left != "" {
				t.Errorf("terminal left with %s (%v)", left, err)
			}
			checkRaw(t, r.Raw())
		})
	}
}

func checkRaw(t *testing.T, raw string) {
	t.Helper()
	raw = withoutCopies(raw)
	if bad := foreign(raw); bad != "" {
		t.Errorf("%s reaches the terminal", bad)
	}
	for _, a := range slices.Concat(attacks, broken) {
		if strings.ContainsFunc(a, unicode.IsControl) && len(a) > 4 && strings.Contains(raw, a) {
			t.Errorf("%q reaches the terminal", a)
		}
	}
}

// withoutCopies removes what was copied to the clipboard, which must be base64.
func withoutCopies(raw string) string {
	const begin = "\x1b]52;c;"
	for {
		before, rest, ok := strings.Cut(raw, begin)
		copied, after, ended := strings.Cut(rest, "\x07")
		if !ok || !ended || strings.Trim(copied, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=") != "" || copied == "b3duZWQ=" {
			return raw
		}
		raw = before + after
	}
}

// TestHostilePrint checks that printed transcripts, lists, completions and
// errors are printable text.
func TestHostilePrint(t *testing.T) {
	var good []string // those that can be read
	for _, name := range hostile(t) {
		if says(t, name, "--list", "speakers") == 0 {
			good = append(good, name)
		}
		says(t, name, "--speaker", "zork")
		says(t, "__complete", name, "--speaker", "")
	}
	if len(good) < len(hosts) {
		t.Errorf("only %d transcripts can be read", len(good))
	}
	says(t, append(good, "--list", "questions")...)
	for _, format := range transcript.Outputs() {
		says(t, append(good, "--format", format.Name)...)
	}
	for i, a := range slices.Concat(attacks, broken) {
		if len(a) > 60 {
			continue
		}
		says(t, [][]string{{"no" + a + "such.txt"}, {"--" + a}, {"--format", a}, {"-s", a, sampleFile}, {"--grep", "/(" + a + "/"}, {"--at", a}, {"__complete", a, "-s", a}}[i%7]...)
		says(t, []string{"__complete", "__completeNoDesc"}[i%2], []string{"--" + a, "-" + a, "--width=" + a}[i%3], "")
	}
}

// says runs verbatim, checks that its output is printable text, and returns the
// exit status.
func says(t *testing.T, args ...string) int {
	t.Helper()
	cmd := exec.Command(binary(t), args...)
	cmd.Args[0] = "verbatim"
	var out, said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &said
	var exit *exec.ExitError
	if err := cmd.Run(); err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	if bad := printable(out.String(), "\n\t") + printable(said.String(), "\n\t"); bad != "" {
		t.Errorf("verbatim %.100q prints %s", args, bad)
	}
	if lines := strings.Count(said.String(), "\n"); !strings.HasPrefix(args[0], "__complete") && // a line for each transcript that is wrong
		(lines > max(1, len(args)-2) || strings.Count("\n"+said.String(), "\nverbatim: ") != lines) {
		t.Errorf("verbatim %.100q: errors %.200q", args, said.String())
	}
	return cmd.ProcessState.ExitCode()
}
