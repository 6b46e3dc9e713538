package transcript

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"verbatim/transcript/internal/label"
)

// What stands between turns is a note if it is a heading or a proceeding, and speech
// otherwise. In the texts, lines that begin with | have to be notes.
func TestBetween(t *testing.T) {
	const talk = "Ann Lee: The bridge was shut in May, and nobody knows why.\n\nBob Hale: Who shut it?\n\nAnn Lee: The town did. It was the ice.\n\n"
	const record = talk + "|Question put and agreed to.\n\nBob Hale: I thank the House.\n\n|The House divided: Ayes 3, Noes 5.\n\n"
	for name, text := range map[string]string{
		"title before a turn":     talk + "|Harbour (Hale) Bill: Stage 1\n\nBob Hale: We come to the bill.\n\n",
		"capitals before a turn":  talk + "|STATEMENT OF CARL MAUR\n\nBob Hale: We come to him.\n\n",
		"capitals at the end":     talk + "|TO ORDER TAPES CALL 800-555-0100\n",
		"between rules":           talk + "|==========\n|Exported 3 messages\n|==========\n",
		"interjection":            talk + "|Government members interjecting—\n\nBob Hale: Order!\n\n",
		"bill in a record":        record + "|New Clause 2 — Power to enter\n\n|'(1) The authority may enter.\n\n|(2) It may leave.\n\nAnn Lee: I move it.\n\n",
		"motion in a record":      record + "|Motion made,\n\n|That the House do now adjourn.\n\nAnn Lee: I move it.\n\n",
		"a list goes on":          talk + "Ann Lee: I bring three things:\n\nA Red Rope\n\nA Lamp Of Glass\n\nBob Hale: Why?\n\n",
		"thanks":                  talk + "Ann Lee: We are done.\n\nThank you\n\nBob Hale: Bye.\n\n",
		"a sentence goes on":      talk + "Ann Lee: He sang this\n\nOh The Bees Are Loud Today\n\nBob Hale: Nice.\n\n",
		"a title inside a turn":   talk + "Ann Lee: I read a book.\n\nThe Old Bees Of Hull\n\nIt is long. I liked it.\n\nBob Hale: Why?\n\n",
		"shouting":                "ANN LEE: THE BRIDGE IS SHUT.\n\nBOB HALE: WHO SHUT IT?\n\nANN LEE: THE TOWN DID.\n\nIT WAS THE ICE\n\nBOB HALE: AND NOW?\n\n",
		"speech without stops":    strings.Repeat("Ann Lee: the bridge is shut\n\nAll Of It\n\nBob Hale: since when\n\n", 4),
		"decisions":               talk + "|RESOLUTION: keep the bridge\n|ACTION: Bob to call the town\n\nBob Hale: I will.\n\n",
		"tallies":                 talk + "|Votes cast: 602\n\nBob Hale: That is enough.\n\n",
		"a decision is announced": talk + "Bob Hale: Resolution: nothing was decided.\n\nAnn Lee: Good.\n\n",
	} {
		t.Run(name, func(t *testing.T) {
			var want []string
			for line := range strings.Lines(text) {
				if line, ok := strings.CutPrefix(strings.TrimSpace(line), "|"); ok {
					want = append(want, line)
				}
			}
			d := load(t, strings.ReplaceAll(text, "|", ""))
			var got []string
			for i := range d.Len() {
				for first := range d.paragraphs(i) {
					if first.Kind == NoteBlock {
						got = append(got, strings.Split(first.Text, "\n")...)
					}
				}
			}
			if !slices.Equal(got, want) {
				t.Errorf("notes %q, want %q", got, want)
			}
		})
	}
}

// Plays have stage directions, also where brackets are missing.
func TestDirections(t *testing.T) {
	d := load(t, "ACT I\nScene 1\nA garden. It is night.\n\n"+strings.Repeat("MIRA. The night is long.\n\nOLAF. I came by boat.\n\n", 4)+"Mira sits down. Olaf waits.\n\n"+
		"MIRA. Sit here.\n\nGood night, Olaf.\n\nYou came to Olaf.\n\nScene 2\n\nThe sea. There is a boat.\n\nOLAF. So it goes.\n\n(They leave).\n")
	var notes, said []string
	for i := range d.Len() {
		for first := range d.paragraphs(i) {
			if first.Kind == NoteBlock {
				notes = append(notes, first.Text)
			} else {
				said = append(said, first.Text)
			}
		}
	}
	slices.Sort(notes)
	if want := []string{"(They leave).", "Mira sits down. Olaf waits.", "Scene 2", "The sea. There is a boat."}; !slices.Equal(slices.Compact(notes), want) {
		t.Errorf("notes %q, want %q", notes, want)
	}
	if !slices.Contains(said, "Good night, Olaf.") || !slices.Contains(said, "You came to Olaf.") {
		t.Errorf("speech %q", said)
	}
}

// A running head is skipped on every page, and does not break the paragraph.
func TestRunningHeads(t *testing.T) {
	text := "March 3, 2026 The Bees FINAL\n\nAnn Lee: Good morning.\n\nBob Hale: Who is there?\n\n"
	for n := range 4 {
		text += "Ann Lee: We are here.\n\nPage " + string(rune('1'+n)) + " of 4\nMarch 3, 2026 The Bees FINAL\n\nWe stay.\n\nBob Hale: And who else?\n\n"
	}
	d := load(t, text)
	if d.Len() != 10 {
		t.Fatalf("%d turns", d.Len())
	}
	for i := range d.Len() {
		if said := strings.Join(slices.Collect(d.Paragraphs(i)), " "); strings.Contains(said, "FINAL") || strings.Contains(said, "Page") {
			t.Errorf("turn %d says %q", i, said)
		}
	}
}

// What stands between turns does not depend on where blocks begin.
func TestRecordsInBlocks(t *testing.T) {
	names, err := filepath.Glob(recordDir + "/*.txt")
	if err != nil || len(names) < 50 {
		t.Fatalf("%d files: %v", len(names), err)
	}
	for _, name := range names {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		text := strings.ReplaceAll(string(b), "\r", "")
		found := func(block int64) []string {
			src := FromString("x", strings.Repeat(text+"\n\n", 8))
			s := label.NewScanner(src.raw)
			s.Head, s.Block = int64(len(text)), block
			d := drain(t, src, s)
			all := spokenIn(d)
			for _, n := range d.notes {
				all = append(all, fmt.Sprint(n.Off, n.End))
			}
			return all
		}
		want := found(1 << 20)
		for _, block := range []int64{61, 700} {
			if got := found(block); !slices.Equal(got, want) {
				t.Errorf("%s in blocks of %d: %d findings, want %d", filepath.Base(name), block, len(got), len(want))
			}
		}
	}
}

// Words of the page, of decisions and of the stage may be said, and may be names.
func TestSpeechKept(t *testing.T) {
	const talk = "Ann Lee: The bridge was shut in May, and nobody knows why.\n\nBob Hale: Who shut it?\n\nAnn Lee: The town did. It was the ice.\n\n"
	for name, c := range map[string]struct {
		text  string
		turns int
	}{
		"rules around turns":    {"---\nAnn: Good morning, everybody.\n\nBob: Hello, Ann. How are you?\n\n---\n\nAnn: Let us go on.\n\nBob: Yes, we have time.\n", 4},
		"a job with a decision": {"Q: What did you see?\n\nPoll Worker: I saw a long line of people outside.\n\nQ: And then?\n\nPoll Worker: I called the office.\n", 4},
		"a name with a word":    {"Host: Who is there?\n\nAction Bronson: It is me, of course.\n\nHost: Who else?\n\nAction Bronson: My band is here too.\n", 4},
		"follow-up":             {"Question: Why is it shut?\n\nAnswer: It was the ice.\n\nFollow-up: And why is that?\n\nAnswer: It was cold.\n", 4},
		"Moderation":            {"Moderation: Guten Abend. Wie geht es Ihnen?\n\nAnna Lee: Danke, es geht mir gut.\n\nModeration: Warum?\n\nAnna Lee: Weil die Sonne scheint.\n", 4},
		"Teilnehmer":            {"Interviewer: Wie finden Sie das?\n\nTeilnehmer: Ich finde das sehr gut.\n\nInterviewer: Warum?\n\nTeilnehmer: Weil es hilft.\n", 4},
		"passed":                {talk + "Ann Lee: There is news of him.\n\nMr Brown has passed.\n\nBob Hale: I am sorry.\n", 5},
		"first question":        {"Ann: Why are we here today?\n\nMr. Hale: Because the harbour has to be closed, and soon.\n\nMs. Lee: That is not so.\n\nMr. Hale: It is so.\n", 4},
		"answers are names":     {talk + "Bob Hale: There were three. I loved them all.\n\nManchester United\n\nReal Madrid\n\nAnn Lee: And Ajax?\n", 5},
		"a sign is read":        {talk + "Bob Hale: I read it aloud.\n\nNO ENTRY HERE\n\nAnn Lee: And then?\n", 5},
		"acts of a podcast":     {"Act One\n\nIra Glass: Here is our first story.\n\nSarah Koenig grew up in a small town by the sea.\n\nSarah Koenig: I was ten when it began.\n\nIra Glass: And then?\n\nSarah Koenig: Then it ended.\n", 4},
		"a short chat":          {"10:00 Ann Lee: Welcome\n10:01 Bob Hale: Thanks\n10:02 Carl Moss: Hi all\n10:03 Dora Finn: Hello\n10:04 Ed Gore: Hey\n10:05 Ann Lee: Shall we start\n", 6},
		"nominations":           {"Moderator: Who wants to begin?\n\nAnn Lee: I would like to, if I may.\n\nModerator: Ann Lee\n\nAnn Lee: Thank you. It is late.\n\nModerator: Bob Hale\n\nBob Hale: I agree with her.\n", 6},
		"Data is a name":        {"Riker: Where is it now?\n\nData: I believe that it is behind the moon.\n\nPicard: Then we shall go there.\n\nRiker: When do we go?\n\nPicard: Tomorrow, at noon.\n\nRiker: And then?\n", 6},
		"a word asked":          {"Q: Russia.\n\nA: Russia is a large country, as you know.\n\nQ: And the sea?\n\nA: It is cold.\n", 4},
	} {
		t.Run(name, func(t *testing.T) {
			d := load(t, c.text)
			if d.Len() != c.turns {
				t.Errorf("%d turns, want %d", d.Len(), c.turns)
			}
			for i := range d.Len() {
				if d.SpeakerOf(i) == 0 {
					t.Errorf("nobody says turn %d", i)
				}
				for first := range d.paragraphs(i) {
					if first.Kind == NoteBlock && first.Text != "---" {
						t.Errorf("%q is a note", first.Text)
					}
				}
			}
		})
	}
}
