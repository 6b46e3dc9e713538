package transcript

import (
	"context"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"verbatim/transcript/internal/label"
	"verbatim/transcript/internal/record"
)

// A turn that ends asking does so before notes, and before records that cannot
// be read.
func TestEndsAsking(t *testing.T) {
	for name, text := range map[string]string{
		"text":        "Ann Lee: Who was it?\n\n(Laughter.)\n\n* * *\n\nBob Hale: I was. I always am, and I have said so more than once.\n",
		"at its end":  "Bob Hale: I was. I always am, and I have said so more than once.\n\nAnn Lee: Who was it?\n\n[Silence.]\n",
		"page number": "Ann Lee: Who was it?\n\n[[Page 12]]\n\nBob Hale: I was. I always am, and I have said so more than once.\n",
		"long note":   "Ann Lee: Who was it?\n\n(" + strings.Repeat("laughter ", 300) + ")\n\nBob Hale: " + strings.Repeat("I was. I always am, and I have said so more than once. ", 100) + "\n",
		"many notes":  "Ann Lee: Who was it?\n\n" + strings.Repeat("(Laughter.)\n\n", 200) + "Bob Hale: " + strings.Repeat("I was. I always am, and I have said so more than once. ", 100) + "\n",
		"notes, box":  "Bob Hale: I was there, and so was everybody else, as far as I know.\n\nAnn Lee: Well.\n\nAnn Lee: Who was it?\n\n(Laughter.)\n\nSee also\nAnother meeting\nJanuary 2, 2026\n\n(Laughter.)\n\nBob Hale: I was. I always am, and I have said so more than once.\n",
		"hidden":      "Ann Lee: Who was it?" + strings.Repeat("\u200b", 1000) + "\n\nBob Hale: " + strings.Repeat("I was. I always am, and I have said so more than once. ", 100) + "\n",
		"in brackets": strings.Repeat("Bob Hale: I was there, and so was everybody else, as far as I know.\n\nAnn Lee: Well.\n\n", 3) + "Ann Lee:\n(Who was it?)\n\nBob Hale: I was. I always am, and I have said so more than once.\n",
		"box":         "Bob Hale: I was there, and so was everybody else, as far as I know.\n\nAnn Lee: Well.\n\nAnn Lee: Who was it?\n\nSee also\nAnother meeting\nJanuary 2, 2026\n\nBob Hale: I was. I always am, and I have said so more than once.\n",
		"time":        "Bob Hale: I was there, and so was everybody else, as far as I know.\n\nAnn Lee: Well.\n\nAnn Lee: Who was it?\n\n00:05:01\n\nBob Hale: I was. I always am, and I have said so more than once.\n",
		"footer":      "Bob Hale: I was. I always am.\n\nAnn Lee: Well.\n\nBob Hale: " + strings.Repeat("I have said so more than once. ", 9) + "\n\nAnn Lee: Who was it?\n\nTopics\nThe pier\n\nPublication status\nPublication date: May 1, 2024\n",
		"captions":    "WEBVTT\n\n" + strings.Repeat("00:00.100 --> 00:00.200\n<v Ann Lee>Yes.\n\n00:00.500 --> 00:00.600\n<v Bob Hale>No.\n\n", 4) + "00:01.000 --> 00:02.000\n<v Ann Lee>Who was it?\n\n00:02.000 --> 00:03.000\n[laughter]\n\n00:xx --> 00:04\n<v Bob Hale>Lost.\n\n00:04.000 --> 00:05.000\n<v Bob Hale>" + strings.Repeat("I was. I always am, and I have said so more than once. ", 4) + "\n",
	} {
		t.Run(name, func(t *testing.T) {
			d, err := Load(context.Background(), FromString("test", text), Options{})
			if err != nil {
				t.Fatal(err)
			}
			if d.Questions() != 1 {
				t.Fatalf("%d questions, rule %v", d.Questions(), d.head.Rule)
			}
			if i := d.Question(1); d.Speakers()[d.SpeakerOf(i)].Name != "Ann Lee" {
				t.Errorf("turn %d asks", i)
			}
			sameSpoken(t, spokenIn(textBack(t, d)), spokenIn(d))
		})
	}
}

// A turn that goes on after a note, a box or a time does not end asking there.
func TestGoesOnAfterAsking(t *testing.T) {
	for name, between := range map[string]string{
		"note": "(Laughter.)\n", "time": "00:05:01\n", "box": "See also\nAnother meeting\nJanuary 2, 2026\n",
	} {
		text := strings.Repeat("Bob Hale: I was there, and so was everybody else, as far as I know.\n\nAnn Lee: Well.\n\n", 4) + "Ann Lee: Who was it?\n\n" + between + "\nNobody can tell me that, I think.\n\nBob Hale: I was. I always am, and I have said so more than once, to all of you.\n"
		if d := scanned(t, text, 0, 0); d.Questions() != 0 || d.Len() != 10 {
			t.Errorf("%s: %d questions in %d turns", name, d.Questions(), d.Len())
		}
	}
}

// Whatever notes and boxes follow, whether a turn ends asking does not depend on the blocks
// in which the source is looked at. In small blocks, no box is in the block of the turn
// after it.
func TestEndsAskingInBlocks(t *testing.T) {
	const box = "See also\nAnother meeting\nJanuary 2, 2026\n"
	after := []string{"", "\n", "(Laughter.)\n", "<…>\n", box, "\n" + box + "\n", "(Laughter.)\n" + box, box + "<…>\n\n", box + box, "* * *\n" + box + "(Laughter.)\n" + box, box + strings.Repeat("<…>\n", 200) + box}
	said := []string{
		"I was there, and so was everybody else.", "Who was it?", "“Who was it?”", "It was who", "Who was it?\nNobody can tell.",
		"Nobody can tell.\n\nWho was it?", "(Laughter.)", "(Who was it?)", "",
	}
	r := rand.New(rand.NewPCG(1, 2))
	text := strings.Repeat("Bob Hale: I was there, and so was everybody else, as far as I know.\n\nAnn Lee: Well.\n\n", 20)
	head := int64(len(text))
	for range 1000 {
		text += []string{"Bob Hale: ", "Ann Lee: "}[r.IntN(2)]
		for range 1 + r.IntN(2) {
			text += said[r.IntN(len(said))] + "\n" + after[r.IntN(len(after))]
		}
	}
	var want []record.TurnFlags
	for _, block := range []int64{7, 64, 700, 4096, 1 << 20} {
		s := label.NewScanner(FromString("x", text).raw)
		s.Head, s.Block, s.Workers = head, block, 1
		d := drain(t, FromString("x", text), s)
		var got []record.TurnFlags
		asking := 0
		for i := range d.Len() {
			got = append(got, d.turn(i).Flags)
			if got[i]&record.EndsQuestion != 0 {
				asking++
			}
		}
		if want == nil {
			want = got
		}
		if !slices.Equal(got, want) || asking < 100 {
			t.Errorf("blocks of %d: %d turns, of which %d end asking", block, d.Len(), asking)
		}
	}
}

// However often it is asked whether a turn ends asking, the notes at its end are
// read once.
func TestAsksBeforeManyNotes(t *testing.T) {
	text := strings.Repeat("Ann Lee: So?\n\nBob Hale: "+strings.Repeat("And so it goes on. ", 40)+"\n\n", 4) + "Ann Lee: Who was it?\n\n" + strings.Repeat("(Laughter.)\n\n", 100_000)
	c := &countingReader{ReaderAt: strings.NewReader(text)}
	src := FromReaderAt("x", c, int64(len(text)))
	s := label.NewScanner(src.raw)
	s.Head, s.Block, s.Workers = 4<<10, 4<<10, 1
	d := drain(t, src, s)
	if n := d.Questions(); n != 5 || !d.Asks(d.Len()-1) {
		t.Errorf("%d questions in %d turns", n, d.Len())
	}
	if times := c.n.Load() / int64(len(text)); times > 6 {
		t.Errorf("it is read %d times", times)
	}
}
