package transcript

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"verbatim/transcript/internal/dialect"
)

// shortKinds are ways in which a transcript may have many short lines to a
// turn. Each returns what opens a turn, and a line of it.
var shortKinds = map[string]struct{ turn, line func(r *rand.Rand) string }{
	"lines":     {speaks("%s: %s\n"), sentenceOf("%s.\n")},
	"blank":     {speaks("%s: %s\n\n"), sentenceOf("%s.\n\n")},
	"wrapped":   {speaks("%s: %s\n"), phraseOf("%s\n", 8)},
	"verse":     {speaks("%s: %s\n"), sentenceOf("%s,\n")},
	"indented":  {speaks("%s: %s\n"), sentenceOf("    %s.\n")},
	"list":      {speaks("%s: %s\n"), sentenceOf("- %s\n")},
	"numbers":   {speaks("%s: %s\n"), figure("%d. %s\n")},
	"notes":     {speaks("%s: %s\n"), sentenceOf("(%s.)\n\n")},
	"brackets":  {speaks("%s: %s\n"), sentenceOf("[%s]\n\n")},
	"colons":    {speaks("%s: %s\n"), sentenceOf("and so on: %s.\n")},
	"own words": {speaks("%s: %s\n"), twoSentences("%s: %s\n")},
	"clock":     {speaks("%s: %s\n"), figure("%[1]d:12 %[2]s\n")},
	"record":    {speaks("  Mr. %s. %s\n"), phraseOf("%s\n", 8)},
	"printed":   {speaksCapital("CHAIRMAN %s. %s\n"), sentenceOf("%s.\n")},
	"play":      {speaks("%s. %s\n"), sentenceOf("%s.\n")},
	"timed":     {speaks("%[1]s  0:12\n%[2]s\n"), sentenceOf("%s.\n")},
	"stamped":   {speaks("[00:00:12] %s: %s\n"), sentenceOf("%s.\n")},
	"depose":    {qa("      Q    %s\n"), phraseOf("      %s\n", 8)},
	"russian":   {speaks("%s: %s\n"), russian("%s.\n")},
	"dialect":   {speaks("\n%s: %s\n"), sentenceOf("  %s.\n")},
	"words":     {speaks("%s: %s\n"), phraseOf("%s\n", 1)},
	"markdown":  {speaks("**%s:** %s\n"), sentenceOf("* %s.\n")},
	"quoted":    {speaks("%s: %s\n"), sentenceOf("> %s.\n")},
	"cues":      {speaks("00:01.000 --> 00:02.000\n<v %s>%s\n\n"), sentenceOf("00:01.000 --> 00:02.000\n%s\n\n")},
	"cue lines": {speaks("00:01.000 --> 00:02.000\n<v %s>%s\n"), sentenceOf("%s\n")},
	"html":      {speaks("<p>%s: %s</p>\n"), sentenceOf("<p>%s</p>\n")},
	"htmlbr":    {speaks("<p>%s: %s<br>\n"), sentenceOf("%s<br>\n")},
	"whatsapp":  {speaks("[12/05/23, 10:00:05] %s: %s\n"), sentenceOf("%s\n")},
	"jsonl":     {speaks("{\"speaker\": \"%s\", \"text\": \"%s\"}\n"), sentenceOf("{\"speaker\": \"Ann Lee\", \"text\": \"%s\"}\n")},
	"csv":       {speaks("\"%s\",\"%s\"\n"), sentenceOf("\"Ann Lee\",\"%s\"\n")},
}

// shortHeads are what some of them begin with.
var shortHeads = map[string]string{
	"cues": "WEBVTT\n\n", "cue lines": "WEBVTT\n\n", "html": "<html><body><h1>A talk</h1>", "htmlbr": "<html><body><h1>A talk</h1>",
	"csv": "speaker,text\n", "dialect": dialect.Mark + "\n",
}

const shortWords = "the of and to in we that it is for on this with as you are be they have at not our by but from what was about would people will can all an there if who so one their more which us has or time well yes no"

func someWords(r *rand.Rand, n int) string {
	all := strings.Fields(shortWords)
	var w []string
	for range n {
		w = append(w, all[r.IntN(len(all))])
	}
	return strings.Join(w, " ")
}

func upperFirst(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

func sentenceOf(form string) func(*rand.Rand) string {
	return func(r *rand.Rand) string { return fmt.Sprintf(form, upperFirst(someWords(r, 2+r.IntN(4)))) }
}

func twoSentences(form string) func(*rand.Rand) string {
	return func(r *rand.Rand) string {
		return fmt.Sprintf(form, upperFirst(someWords(r, 2+r.IntN(4))), someWords(r, 2+r.IntN(3)))
	}
}

func phraseOf(form string, n int) func(*rand.Rand) string {
	return func(r *rand.Rand) string { return fmt.Sprintf(form, someWords(r, n)) }
}

func russian(form string) func(*rand.Rand) string {
	return func(r *rand.Rand) string {
		return fmt.Sprintf(form, strings.Map(func(c rune) rune {
			if c == ' ' {
				return c
			}
			return c + 'а' - 'a'
		}, someWords(r, 2+r.IntN(4))))
	}
}

func figure(form string) func(*rand.Rand) string {
	return func(r *rand.Rand) string {
		return fmt.Sprintf(form, 1+r.IntN(20), upperFirst(someWords(r, 2+r.IntN(4))))
	}
}

var shortNames = []string{"Ann Lee", "Bob Hale", "Carol Reyes", "Dan Smith"}

func speaks(form string) func(*rand.Rand) string {
	return func(r *rand.Rand) string {
		return fmt.Sprintf(form, shortNames[r.IntN(4)], upperFirst(someWords(r, 6)))
	}
}

func speaksCapital(form string) func(*rand.Rand) string {
	return func(r *rand.Rand) string {
		return fmt.Sprintf(form, strings.ToUpper(strings.Fields(shortNames[r.IntN(4)])[1]), upperFirst(someWords(r, 6)))
	}
}

func qa(form string) func(*rand.Rand) string {
	return func(r *rand.Rand) string {
		s := fmt.Sprintf(form, upperFirst(someWords(r, 6)))
		if r.IntN(2) == 0 {
			s = strings.Replace(s, "Q", "A", 1)
		}
		return s
	}
}

// shortLines returns a text of one kind: a label to a thousand lines, and some
// more in its head, so that they are known.
func shortLines(kind string, size int) string {
	k := shortKinds[kind]
	r := rand.New(rand.NewPCG(1, 1))
	var b strings.Builder
	b.WriteString(shortHeads[kind])
	for i := 0; b.Len() < size; i++ {
		if i%1000 == 0 || i < 200 && i%5 == 0 {
			b.WriteString(k.turn(r))
		} else {
			b.WriteString(k.line(r))
		}
	}
	return b.String()
}

// BenchmarkShortLines reads turns of many short lines.
func BenchmarkShortLines(b *testing.B) {
	for _, kind := range sortedKeys(shortKinds) {
		b.Run(strings.ReplaceAll(kind, " ", "_"), func(b *testing.B) {
			text := shortLines(kind, 16<<20)
			src := FromString("x", text)
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				if _, err := Load(context.Background(), src, Options{}); err != nil {
					b.Fatal(err)
				}
			}
			lines := strings.Count(text, "\n")
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(lines), "ns/line")
		})
	}
}
