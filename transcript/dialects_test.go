package transcript

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"verbatim/transcript/internal/record"
)

// saidAt returns the turns of text as "seconds speaker: text", a line each,
// questions with a mark, and the format it was read in.
func saidAt(t *testing.T, text string) (turns, format string) {
	t.Helper()
	d, err := Load(context.Background(), FromString("x.txt", text), Options{})
	if err != nil {
		t.Fatal(err)
	}
	said := strings.Split(speeches(d), "\n")
	var b strings.Builder
	for i := range d.Len() {
		at := "-"
		if ms := d.turn(i).Start; ms >= 0 {
			at = fmt.Sprint(float64(ms) / 1000)
		}
		if d.Asks(i) && d.head.Rule < record.RuleRole || d.Asks(i) && d.head.Rule == record.RuleElement {
			at += "?"
		}
		b.WriteString(at + " " + said[i] + "\n")
	}
	return b.String(), d.Format()
}

// TestDialects reads what programs and offices write labels like, with what
// trips a reader up: names with brackets and commas, times in the text, lines
// that look like the label of another dialect.
func TestDialects(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"Otter", `
Ali Berg  0:12
We met at 10:30, as I said: late.
Kelly 0:30 was the time.

Unknown Speaker  0:41
Name: nobody knows.

Lee, Ann (Lab [2])  1:02:03
I see.

Speaker 1  1:02:10
Why?
`, `
12 Ali Berg: We met at 10:30, as I said: late. Kelly 0:30 was the time.
41 Unknown Speaker: Name: nobody knows.
3723 Lee, Ann: I see.
3730 Speaker 1: Why?
`},
		{"Otter in bold, somebody who speaks once", "**Ali**  0:01  \nOne.\n\n**Smith &amp; Sons**  0:05  \nTwo.\n\n**Ali**  0:09  \nThree [00:00:11] and four.\n", `
1 Ali: One.
5 Smith & Sons: Two.
9 Ali: Three [00:00:11] and four.
`},
		{"Trint", "**Ann Lee** [00:00:01] At [00:00:03] it began: so.\n\n**O’Neil, Bob (Guest [ext])** [00:01:07.500] Thanks.\n\n**Ann Lee** [00:01:09] [laughs] Well.\n", `
1 Ann Lee: At [00:00:03] it began: so.
67.5 O’Neil, Bob: Thanks.
69 Ann Lee: [laughs] Well.
`},
		{"Trint without emphasis", "Ann Lee [00:00:00] Welcome.\n\nBob [00:00:07] I was there [inaudible 00:00:09] twice.\n", "0 Ann Lee: Welcome.\n7 Bob: I was there [inaudible 00:00:09] twice.\n"},
		{"Rev", "Speaker 1: (00:00)\nWelcome.\n\nMüller, Jörg (Firma): (00:07)\nThanks: all.\n\nSpeaker 1: (01:00:15)\nDid you? (00:20)\n", `
0 Speaker 1: Welcome.
7 Müller, Jörg: Thanks: all.
3615 Speaker 1: Did you? (00:20)
`},
		{"Rev, the time before", "Speaker 1 (00:00):\nWelcome.\n\nBob O'Neil (00:07):\nThanks.\n\nSpeaker 1 (00:15):\nDid you?\n", "0 Speaker 1: Welcome.\n7 Bob O'Neil: Thanks.\n15 Speaker 1: Did you?\n"},
		{"a time, and the name alone", "[00:00:01] Ann Lee\nWelcome: all.\n\n[00:00:05] Speaker 2\nThanks.\n\n[00:00:09] Ann Lee\nSo?\n", "1 Ann Lee: Welcome: all.\n5 Speaker 2: Thanks.\n9 Ann Lee: So?\n"},
		{"Descript", "[00:00:00] **Ann Lee:** One: two.\n\n[00:00:07] **Bob [host], Oslo:** At 12:25: three.\n\n[00:00:09] **Ann Lee:** Four.\n", `
0 Ann Lee: One: two.
7 Bob, Oslo: At 12:25: three.
9 Ann Lee: Four.
`},
		{"Google Meet", `
Sync (2026-01-01 at 10:00 GMT) – Transcript
00:00:00

Ann Lee: Good morning.
Bob O'Neil: Why?
00:05:00

Ann Lee (Lab): Because.
Transcription ended after 00:06:10

This editable transcript was computer generated.
`, `
0 Ann Lee: Good morning.
- Bob O'Neil: Why?
300 Ann Lee: Because.
`},
		{"Google Meet, its other ending", `
Ann Lee: Good morning.
Bob O'Neil: Meeting ended after we had left: why?
Ann Lee: Meeting ended after all.
Meeting ended after 00:06:10 👋

This editable transcript was computer generated.
`, `
- Ann Lee: Good morning.
- Bob O'Neil: Meeting ended after we had left: why?
- Ann Lee: Meeting ended after all.
`},
		{"names with underlines", "Bob: Hello.\n\nBob_: Hello you.\n\n_Ann Lee_: Hi.\n\nBob: So?\n\nBob_: Well.\n\n_Ann Lee_: No.\n", `
- Bob: Hello.
- Bob_: Hello you.
- Ann Lee: Hi.
- Bob: So?
- Bob_: Well.
- Ann Lee: No.
`},
		{"Teams", `
Weekly sync-20260101_100000-Meeting Recording
January 1, 2026, 10:00AM

Lee, Ann started transcription

Lee, Ann   0:03
At 10:30 AM: the bus.

O'Neil, Bob (External)   0:08
Yes.

Lee, Ann   0:09
Name: who?

O'Neil, Bob (External) stopped transcription
`, `
3 Lee, Ann: At 10:30 AM: the bus.
8 O'Neil, Bob: Yes.
9 Lee, Ann: Name: who?
`},
		{"times of day", "Ann Lee  9:59 AM\nGood morning.\n\nBob Ray 10:01 AM\nYes.\n\nAnn Lee  12:59 PM\nNoon.\n", "0 Ann Lee: Good morning.\n120 Bob Ray: Yes.\n10800 Ann Lee: Noon.\n"},
		{"bold names", "**Ann Lee:** One.\n\n**Bob &amp; Cid:** Two: three.\n\n**Note:** is what **Ann Lee** said.\n\n**Ann Lee:** Four.\n", `
- Ann Lee: One.
- Bob & Cid: Two: three. **Note:** is what **Ann Lee** said.
- Ann Lee: Four.
`},
		{"bold names, and what is loud", "**Ann Lee:** One.\n\nMORE IMPORTANTLY: Two.\n\n**Bob Hale:** Three.\n\nIMPORTANT: four.\n\n**Ann Lee:** Five.\n\n**CY:** Six.\n", `
- Ann Lee: One. MORE IMPORTANTLY: Two.
- Bob Hale: Three. IMPORTANT: four.
- Ann Lee: Five.
- CY: Six.
`},
		{"briefing", `
MS. LEE:  Good afternoon.  (Laughter.)  So, go ahead.

Q    Thank you.  Two questions: one.

Q    And then?

MS. LEE:  Q is a letter.

Q And the other?

MR. O’NEIL:  Next: no.

     END           2:30 P.M. EDT
`, `
- MS. LEE: Good afternoon. (Laughter.) So, go ahead.
-? Q: Thank you. Two questions: one.
-? Q: And then?
- MS. LEE: Q is a letter.
-? Q: And the other?
- MR. O’NEIL: Next: no.
`},
		{"deposition, two examiners", `
 1            EXAMINATION
 2    BY MR. HALE:
 3       Q.   State your name.
 4       A.   Ann Lee.
 5            MS. ROSS:  Objection:  form.
 6            THE WITNESS:  Yes.
 7            MR. HALE:  Pass the witness.
 8    BY MS. ROSS:
 9       Q.   By whom?
10       A.   By Mr. Hale: at 10:30.
11       Q.   (BY MR. HALE)  And
12    then?
13       A.   Home.
`, `
-? MR. HALE: State your name.
- THE WITNESS: Ann Lee.
- MS. ROSS: Objection: form.
- THE WITNESS: Yes.
- MR. HALE: Pass the witness.
-? MS. ROSS: By whom?
- THE WITNESS: By Mr. Hale: at 10:30.
-? MR. HALE: (BY MR. HALE) And then?
- THE WITNESS: Home.
`},
		{"deposition, what stands deep in the line", deepDeposition, `
-? MS. ROSS: And your address?
- A: The long building that stands by the river.
-? MS. ROSS: Thank you.
`},
		{"deposition in capitals", `
 1            MR. HALE:  GOOD MORNING.
 2   BY MR. HALE:
 3            Q.   STATE YOUR NAME.
 4            A.   ANN LEE, AND THAT IS
 5            NOT ALL.
 6                  CROSS-EXAMINATION
 7            Q.   WHAT?
 8            A.   IBM.
`, `
- MR. HALE: GOOD MORNING.
-? MR. HALE: STATE YOUR NAME.
- A: ANN LEE, AND THAT IS NOT ALL.
-? MR. HALE: WHAT?
- A: IBM.
`},
		{"printed record", `
[[Page S695]]

  Mr. LEE. Mr. President, I ask: why? Mr. Speaker once
said so.
  The PRESIDING OFFICER (Ms. Ross). Without objection.
  Mr. HALE of Ohio. No. 5 is mine. I was there at 10:30
and so was
[[Page S696]]
Mr. Lee. He knows.
  Mr. LEE. Yes.
`, `
- Mr. LEE: Mr. President, I ask: why? Mr. Speaker once said so.
- The PRESIDING OFFICER: Without objection.
- Mr. HALE of Ohio: No. 5 is mine. I was there at 10:30 and so was Mr. Lee. He knows.
- Mr. LEE: Yes.
`},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, format := saidAt(t, strings.TrimPrefix(c.text, "\n"))
			if want := strings.TrimPrefix(c.want, "\n"); got != want || format != "text" {
				t.Errorf("as %s\n%s\nwant\n%s", format, got, want)
			}
		})
	}
}

const deepDeposition = `
                                                              Page 12
 1            CROSS-EXAMINATION
 2    BY MS. ROSS:
 3       Q    And your address?
 4                      (Recess taken from 11:02 to 11:15.)
 5       A    The long building that stands by
 6                         the river.
 7       Q    Thank you.
                                                              Page 13
 8                         C E R T I F I C A T E
`

// What stands deep in the lines of a deposition is a note, not nothing.
func TestDepositionNotes(t *testing.T) {
	d := scanned(t, deepDeposition, 0, 0)
	var notes []string
	for i := range d.Len() {
		for b, ok := d.Block(i, 0); ok; b, ok = d.Block(i, b.End) {
			if b.Kind == NoteBlock {
				notes = append(notes, b.Text)
			}
		}
	}
	if want := []string{"(Recess taken from 11:02 to 11:15.)", "C E R T I F I C A T E"}; !slices.Equal(notes, want) {
		t.Errorf("notes %q, want %q", notes, want)
	}
}
