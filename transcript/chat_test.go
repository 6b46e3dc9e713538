package transcript

import (
	"testing"
)

func TestChat(t *testing.T) {
	for _, c := range []struct{ name, text, format, want string }{
		{"brackets, seconds, am and pm", "\u200e[1/5/24, 11:59:30\u202fPM] Ann Lee: \u200eHello\r\n[1/6/24, 12:01:00\u202fAM] Bob: At 10:30: yes\r\n", "chat",
			"Ann Lee @0:00 | Hello | note 2024-01-06\nBob @1:30 | At 10:30: yes\n"},
		{"what happened", "31.12.24, 23:59 - You created the group\n31.12.24, 23:59 - ~ Lee, Ann (Oslo): One\n01.01.25, 00:01 - Bob: Two\nand [10:00] Cid: three\n", "chat",
			"Lee, Ann @0:00 | One | note 2025-01-01\nBob @2:00 | Two | and [10:00] Cid: three\n"},
		{"several in a row", "2024-01-01, 10:00 - Ann: One\n2024-01-01, 10:05 - Ann: Two\n2024-01-03, 10:00 - Bob: Three\n", "chat",
			"Ann @0:00 | One | Two | note 2024-01-03\nBob @48:00:00 | Three\n"},
		{"over midnight without dates", "23:59:30 From Ann to Everyone : One\n00:00:30 From Bob to Ann (Direct Message) : Two\n", "chat",
			"Ann @0:00 | One\nBob @1:00 | Two\n"},
		{"IRC with brackets", "[10:00:00] <@ann> who is bob: you?\n[10:00:05] <+bob|away> me\n[10:00:06] *** carl left\n[10:00:07] <bob|away> <b>bold</b>\n", "chat",
			"ann @0:00 | who is bob: you?\nbob|away @0:05 | me | note *** carl left | <b>bold</b>\n"},
		{"IRC without times", "<ann> who is there?\n<bob> nobody\n* carl waves\n<ann> really?\n", "chat",
			"ann | who is there?\nbob | nobody | note * carl waves\nann | really?\n"},
		{"IRC with names that differ by a sign", "<bob> hello\n<bob_> hello\n<bob__> you?\n<bob> me\n", "chat",
			"bob | hello\nbob_ | hello\nbob__ | you?\nbob | me\n"},
		{"what happened has a colon", "1/5/24, 9:00 - Ann changed the subject to “Plans: May”\n1/5/24, 9:01 - Ann: One\n1/5/24, 9:02 - Bob: Two\n", "chat",
			"Ann @0:00 | One\nBob @1:00 | Two\n"},
		{"one message is no chat", "01/01/2024, 10:00 - Ann: Hello\n", "text", ""},
		{"a transcript with times is none", "Ann Lee: At 10:00 we began.\n\nBob Ray: Why?\n\nAnn Lee: 10:01 <x> y\n", "text", ""},
		{"CHAT", "@UTF8\n@Begin\n@Participants:\tMOT Mira Mother, CHI Target_Child, INV Investigator\n@Date:\t01-MAY-2024\n*MOT:\tbe(cause) <the dog> [//] the cat (.) came +...\n\t\x15100_2500\x15\n%com:\tlaughs\n*CHI:\twhere &-um is it [= the cat] ?\n*INV:\txxx .\n@End\n", "cha",
			"Mira @0:00-0:02 | because the dog the cat came\nCHI | where um is it?\nINV | xxx.\n"},
		{"Fountain", "INT. A - DAY\n\nANN\n(low)\nYes.\nNo.\n\nBOB ^\nNow: what?\n\nSLAM!\n\nEXT. B\n\nANN (CONT'D)\nNothing.\n", "fountain",
			"ANN | note (low) | Yes. No.\nBOB | Now: what? | note SLAM! | note EXT. B\nANN | Nothing.\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := formatOf(t, "x", c.text).Name; got != c.format {
				t.Errorf("is read as %s, want %s", got, c.format)
			}
			if c.want == "" {
				return
			}
			got, err := turnsOf(t, "x", c.text)
			if err != nil || got != c.want {
				t.Errorf("got %v\n%s\nwant\n%s", err, got, c.want)
			}
		})
	}
}

// A header has no date and no time that there cannot be.
func TestChatBegins(t *testing.T) {
	for _, c := range []struct{ name, first, date, time string }{
		{"a day", "[29/02/2024, 12:31:00] Ann: hi", "2024-02-29", "12:31"},
		{"evening", "[2/29/24, 9:05 PM] Ann: hi", "2024-02-29", "21:05"},
		{"no such day", "[31/02/2024, 12:31:00] Ann: hi", "", "12:31"},
		{"no such minute", "[28/02/2024, 12:61:00] Ann: hi", "2024-02-28", ""},
		{"no such hour", "[28/02/2024, 25:01:00] Ann: hi", "2024-02-28", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := load(t, c.first+"\n"+c.first+"\n").Header()
			if h.Date != c.date || h.Time != c.time {
				t.Errorf("%q, %q, want %q, %q", h.Date, h.Time, c.date, c.time)
			}
		})
	}
}
