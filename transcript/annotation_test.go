package transcript

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf16"
)

// readAnnotated reads sources with a file name and compares their turns.
func readAnnotated(t *testing.T, file string, cases []markup) {
	t.Helper()
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got, err := turnsOf(t, file, c.text)
			says := ""
			if err != nil {
				says = err.Error()
			}
			if got != c.want || says != c.err {
				t.Errorf("got %s\n%s\nwant %s\n%s", says, got, c.err, c.want)
			}
		})
	}
}

// eaf returns an ELAN document with time slots of 0, 1, … 9 seconds.
func eaf(tiers string) string {
	var s strings.Builder
	s.WriteString(`<?xml version="1.0" encoding="UTF-8"?><ANNOTATION_DOCUMENT><HEADER MEDIA_FILE="" TIME_UNITS="milliseconds"/><TIME_ORDER>`)
	for i := range 10 {
		fmt.Fprintf(&s, `<TIME_SLOT TIME_SLOT_ID="t%d" TIME_VALUE="%d000"/>`, i, i)
	}
	return s.String() + "</TIME_ORDER>\n" + tiers + "</ANNOTATION_DOCUMENT>"
}

// eafTier returns a tier with attributes and annotations: id, start or -, end or the
// annotation it belongs to, text.
func eafTier(attrs string, rows ...string) string {
	var s strings.Builder
	fmt.Fprintf(&s, "<TIER %s>", attrs)
	for _, row := range rows {
		f := strings.SplitN(row, " ", 4)
		if f[1] == "-" {
			fmt.Fprintf(&s, `<ANNOTATION><REF_ANNOTATION ANNOTATION_ID="%s" ANNOTATION_REF="%s"><ANNOTATION_VALUE>%s</ANNOTATION_VALUE></REF_ANNOTATION></ANNOTATION>`, f[0], f[2], f[3])
		} else {
			fmt.Fprintf(&s, `<ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="%s" TIME_SLOT_REF1="t%s" TIME_SLOT_REF2="t%s"><ANNOTATION_VALUE>%s</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION>`, f[0], f[1], f[2], f[3])
		}
	}
	return s.String() + "</TIER>\n"
}

func TestELAN(t *testing.T) {
	overlap := eaf(eafTier(`TIER_ID="Ann"`, "a1 0 4 One.", "a2 5 6 Three.") + eafTier(`TIER_ID="Bob"`, "b1 2 3 Two."))
	readAnnotated(t, "x.eaf", []markup{
		{"overlapping", overlap, "Ann @0:00-0:04 | One.\nBob @0:02-0:03 | Two.\nAnn @0:05-0:06 | Three.\n", ""},
		{"line ends and a byte order mark", "\ufeff" + strings.ReplaceAll(overlap, "\n", "\r\n"), "Ann @0:00-0:04 | One.\nBob @0:02-0:03 | Two.\nAnn @0:05-0:06 | Three.\n", ""},
		{"names of languages", eaf(eafTier(`TIER_ID="May"`, "a1 0 2 One.", "a2 5 7 Three.") + eafTier(`TIER_ID="Ray English"`, "b1 2 4 Two.") + eafTier(`TIER_ID="Mays German"`, "c1 0 2 Eins.", "c2 5 7 Drei.")),
			"May @0:00-0:02 | One.\nRay English @0:02-0:04 | Two.\nMay @0:05-0:07 | Three.\n", ""},
		{"references, text in tiers that add to them", eaf(eafTier(`TIER_ID="ref@AL"`, "a1 0 2 story_001", "a2 4 5 story_002") +
			eafTier(`TIER_ID="ft@AL" PARENT_REF="ref@AL"`, "f1 - a1 Eins.", "f2 - a2 Zwei.") +
			eafTier(`TIER_ID="tx@AL" PARENT_REF="ref@AL"`, "x1 - a1 One.", "x2 - a2 Two.") +
			eafTier(`TIER_ID="mb@AL" PARENT_REF="tx@AL"`, "m1 - x1 one-", "m2 - x2 two-")),
			"AL @0:00-0:05 | One. | Two.\n", ""},
		{"numbers, words in a tier that divides them", eaf(eafTier(`TIER_ID="A_phrase-segnum-en"`, "a1 0 2 1", "a2 4 5 2") +
			eafTier(`TIER_ID="A_phrase-gls-en" PARENT_REF="A_phrase-segnum-en"`, "g1 - a1 Where is it?", "g2 - a2 There.") +
			eafTier(`TIER_ID="A_word-txt-xx" PARENT_REF="A_phrase-segnum-en"`, "w1 - a1 onda", "w2 - a1 esta", "w3 - a2 ahi") +
			eafTier(`TIER_ID="A_word-gls-en" PARENT_REF="A_word-txt-xx"`, "v1 - w1 where")),
			"A @0:00-0:05 | onda esta | ahi\n", ""},
		{"tiers of a corpus of children", eaf(eafTier(`TIER_ID="code"`, "c1 0 9 interval one") + eafTier(`TIER_ID="on_off"`, "o1 0 9 0_9000") +
			eafTier(`TIER_ID="FA1"`, "a1 0 2 Look here.") + eafTier(`TIER_ID="MOT"`, "m1 3 4 Well done.") + eafTier(`TIER_ID="CHI"`, "b1 2 3 Ba.") +
			eafTier(`TIER_ID="xds@FA1" PARENT_REF="FA1"`, "x1 - a1 C") + eafTier(`TIER_ID="vcm@CHI" PARENT_REF="CHI"`, "x2 - b1 C")),
			"FA1 @0:00-0:02 | Look here.\nCHI @0:02-0:03 | Ba.\nMOT @0:03-0:04 | Well done.\n", ""},
		{"codes of a list", eaf(eafTier(`TIER_ID="x" PARTICIPANT="Ann" LINGUISTIC_TYPE_REF="cv"`, "c1 0 1 nodding and more nodding", "c2 1 2 gaze at the other one") +
			eafTier(`TIER_ID="y" PARTICIPANT="Ann" LINGUISTIC_TYPE_REF="u"`, "a1 0 2 One.") +
			`<LINGUISTIC_TYPE LINGUISTIC_TYPE_ID="cv" CONTROLLED_VOCABULARY_REF="moves"/>`), "Ann @0:00-0:02 | One.\n", ""},
		{"one tier without a speaker", eaf(eafTier(`TIER_ID="default"`, "a1 0 2 One.", "a2 6 7 Two.")), " @0:00-0:02 | One.\n @0:06-0:07 | Two.\n", ""},
		{"sentences, words, a translation", eaf(eafTier(`TIER_ID="Sentence"`, "a1 0 2 Uno due.", "a2 2 3 Tre.") + eafTier(`TIER_ID="Words" PARENT_REF="Sentence"`, "w1 0 1 Uno", "w2 1 2 due") +
			eafTier(`TIER_ID="English"`, "e1 0 2 One two.", "e2 2 3 Three.")), " @0:00-0:03 | Uno due. Tre.\n", ""},
		{"comments only", eaf(eafTier(`TIER_ID="comments"`, "a1 0 2 One.")), " @0:00-0:02 | One.\n", ""},
		{"two tiers of a speaker at different times", eaf(eafTier(`TIER_ID="Ann-1" PARTICIPANT="Ann"`, "a1 0 1 One.") + eafTier(`TIER_ID="Ann-2" PARTICIPANT="Ann"`, "a2 2 3 Two.")),
			"Ann @0:00-0:03 | One. Two.\n", ""},
		{"cut", overlap[:strings.Index(overlap, "Two.")+2], "Ann @0:00-0:04 | One.\nBob @0:02-0:03 | Tw\nAnn @0:05-0:06 | Three.\n", "x.eaf:3: the file ends in the middle of <ANNOTATION_VALUE>"},
		{"slots without a time", strings.Replace(strings.Replace(overlap, ` TIME_VALUE="3000"`, "", 1), ` TIME_VALUE="9000"`, "", 1), "Ann @0:00-0:04 | One.\nBob @0:02-0:03 | Two.\nAnn @0:05-0:06 | Three.\n", ""},
	})
}

func TestELANTab(t *testing.T) {
	readAnnotated(t, "x.txt", []markup{
		{"one unit", "Ann\t\t0.5\t2.0\t1.5\tOne.\nAnn\t\t6.0\t7.5\t1.5\tThree \"x.\nBob\t\t2.1\t3.0\t0.9\tTwo.\n", "Ann @0:00-0:02 | One.\nBob @0:02-0:03 | Two.\nAnn @0:06-0:07 | Three \"x.\n", ""},
		{"all units", "Ann\tA\t00:00:00.500\t0.5\t500\t00:00:02.000\t2.0\t2000\t00:00:01.500\t1.5\t1500\tOne.\nBob\tB\t00:00:02.100\t2.1\t2100\t00:00:03.000\t3.0\t3000\t00:00:00.900\t0.9\t900\tTwo.\n",
			"A @0:00-0:02 | One.\nB @0:02-0:03 | Two.\n", ""},
		{"text before times", "Ann\tOne two.\t00:00:00.500\t00:00:02.000\nBob\tThree four.\t00:00:02.100\t00:00:03.000\n", "Ann @0:00-0:02 | One two.\nBob @0:02-0:03 | Three four.\n", ""},
		{"milliseconds", "Ann\t500\t2000\tOne two.\nBob\t2100\t3000\tThree four.\n", "Ann @0:00-0:02 | One two.\nBob @0:02-0:03 | Three four.\n", ""},
		{"whole and other seconds", "Ann\tA\t0.5\t2\t1.5\tOne two.\nBob\tB\t2.1\t3\t0.9\tThree four.\n", "A @0:00-0:02 | One two.\nB @0:02-0:03 | Three four.\n", ""},
		{"one row", "Ann\t\t00:00:00.500\t00:00:02.000\tOne.\n", "Ann @0:00-0:02 | One.\n", ""},
		{"speakers and values", "speaker\tonset\toffset\tvalue\nAnn\t0.5\t2.0\tOne.\nBob\t2.1\t3.0\tTwo.\n", "Ann @0:00-0:02 | One.\nBob @0:02-0:03 | Two.\n", ""},
		{"headings", "Tier\tBegin Time - msec\tEnd Time - msec\tAnnotation\r\nAnn\t500\t2000\tOne.\r\nft@Ann\t500\t2000\tUn.\r\nBob\t2100\t3000\tTwo.\r\n", "Ann @0:00-0:02 | One.\nBob @0:02-0:03 | Two.\n", ""},
		{"a column for each tier", "Begin Time - hh:mm:ss.ms,Begin Time - ss.msec,End Time - hh:mm:ss.ms,Duration - ss.msec,Ann,Bob\n00:00:00.500,0.5,00:00:02.000,1.5,\"One, two.\",\n00:00:02.100,2.1,00:00:03.000,0.9,,Three.\n",
			"Ann @0:00-0:02 | One, two.\nBob @0:02-0:03 | Three.\n", ""},
		{"headings in French", "Temps de départ - ss.msec\tDurée - ss.msec\tAnne\n0.5\t1.5\tUn.\n6.0\t1.0\tDeux.\n", "Anne @0:00-0:07 | Un. | Deux.\n", ""},
		{"headings of other programs", "tier\tonset\toffset\tvalue\nAnn\t0.5\t2.0\tOne.\nBob\t2.1\t3.0\tTwo.\n", "Ann @0:00-0:02 | One.\nBob @0:02-0:03 | Two.\n", ""},
	})
}

// grid returns a TextGrid in the short form with tiers: a name, then start, end and text.
func grid(tiers ...[]string) string {
	var s strings.Builder
	fmt.Fprintf(&s, "File type = \"ooTextFile\"\nObject class = \"TextGrid\"\n\n0\n9\n<exists>\n%d\n", len(tiers))
	for _, rows := range tiers {
		fmt.Fprintf(&s, "\"IntervalTier\"\n\"%s\"\n0\n9\n%d\n", rows[0], len(rows)-1)
		for _, row := range rows[1:] {
			f := strings.SplitN(row, " ", 3)
			fmt.Fprintf(&s, "%s\n%s\n\"%s\"\n", f[0], f[1], strings.ReplaceAll(f[2], `"`, `""`))
		}
	}
	return s.String()
}

func TestTextGrid(t *testing.T) {
	two := grid([]string{"Ann", "0 1 ", "1 2 She said \"one\".", "2 9 "}, []string{"Bob", "0 2.5 <p>", "2.5 3 Two.", "3 9 #"})
	aligned := grid([]string{"Ann - words", "0 0.5 the", "0.5 1 bridge", "1 2 ", "2 2.4 is", "2.4 3 shut"}, []string{"Ann - phones", "0 0.2 D", "0.2 0.5 @"},
		[]string{"Bob - words", "0 1.2 sil", "1.2 1.8 yes", "1.8 9 sp"}, []string{"Bob - phones", "1.2 1.8 j"})
	readAnnotated(t, "x.TextGrid", []markup{
		{"short", two, "Ann @0:01-0:02 | She said \"one\".\nBob @0:02-0:03 | Two.\n", ""},
		{"UTF-16", utf16Text(two), "Ann @0:01-0:02 | She said \"one\".\nBob @0:02-0:03 | Two.\n", ""},
		{"words, somebody else in the pause", aligned, "Ann @0:00-0:01 | the bridge\nBob @0:01-0:01 | yes\nAnn @0:02-0:03 | is shut\n", ""},
		{"tiers of a service", grid([]string{"ORT-MAU", "0 0.5 the", "0.5 1 bridge", "1 9 <p:>"}, []string{"KAN-MAU", "0 0.5 D@", "0.5 1 brIdZ"}, []string{"MAU", "0 0.2 D"}),
			" @0:00-0:01 | the bridge\n", ""},
		{"speakers in a tier", grid([]string{"speaker", "0 2 Ann", "2 4 Bob"}, []string{"text", "0 2 One.", "2.5 4 Two."}), "Ann @0:00-0:02 | One.\nBob @0:02-0:04 | Two.\n", ""},
		{"names within the text", grid([]string{"utterances", "0 2 Ann: One.", "2.5 4 Bob: Two.", "4 5 Ann: Three."}), "Ann @0:00-0:02 | One.\nBob @0:02-0:04 | Two.\nAnn @0:04-0:05 | Three.\n", ""},
		{"quotation marks that are not doubled", strings.Replace(two, `""one""`, `"one"`, 1), "Ann @0:01-0:02 | She said \"one\".\nBob @0:02-0:03 | Two.\n", ""},
		{"several lines, and a comment", "File type = \"ooTextFile\"\nObject class = \"TextGrid\"\n0 4 <exists> 1 ! one tier\n\"IntervalTier\" \"Ann\" 0 4 1\n0 4 \"One\ntwo.\" ! the end\n", "Ann @0:00-0:04 | One two.\n", ""},
		{"points", strings.Replace(grid([]string{"Ann", "1 2 One."}, []string{"bell", "3 4 rings twice"}), "\"IntervalTier\"\n\"bell\"\n0\n9\n1\n3\n4", "\"TextTier\"\n\"bell\"\n0\n9\n1\n3", 1), "Ann @0:01-0:02 | One.\n", ""},
		{"an empty tier, a wrong number", strings.Replace(grid([]string{"Ann"}, []string{"Bob", "1 2 Two."}), "9\n1\n1", "9\n7\n1", 1), "Bob @0:01-0:02 | Two.\n", ""},
		{"cut in a text", two[:strings.Index(two, "said")], "Ann @0:01-0:02 | She\n", "x.TextGrid:18: the file ends in the middle of a text"},
	})
}

// utf16Text returns text as UTF-16 with a byte order mark.
func utf16Text(s string) string {
	var b strings.Builder
	for _, u := range utf16.Encode([]rune("\ufeff" + s)) {
		b.Write([]byte{byte(u >> 8), byte(u)})
	}
	return b.String()
}

func TestTranscriber(t *testing.T) {
	trs := func(body string) string {
		return "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n<!DOCTYPE Trans SYSTEM \"trans-14.dtd\">\n<Trans audio_filename=\"x\"><Topics><Topic id=\"to1\" desc=\"The bridge\"/></Topics><Speakers><Speaker id=\"spk1\" name=\"Zo\xe9\"/><Speaker id=\"spk2\" name=\"Bob\"/></Speakers><Episode>" + body + "</Episode></Trans>"
	}
	readAnnotated(t, "x.trs", []markup{
		{"another encoding", trs("<Section topic=\"to1\"><Turn speaker=\"spk1\" startTime=\"0.5\" endTime=\"2\"><Sync time=\"0.5\"/>\nl'\xe9t\xe9\n</Turn><Turn speaker=\"spk2\" startTime=\"2\" endTime=\"3\">Oui.</Turn></Section>"),
			"Zoé @0:00-0:02 | l'été\nBob @0:02-0:03 | Oui.\n", ""},
		{"together", trs("<Section><Turn speaker=\"spk1 spk2\" startTime=\"1\" endTime=\"3\"><Sync time=\"1\"/><Who nb=\"1\"/>One<Who nb=\"2\"/>Two<Sync time=\"2\"/><Who nb=\"1\"/>three</Turn></Section>"),
			"Zoé @0:01-0:02 | One\nBob @0:01-0:02 | Two\nZoé @0:02-0:03 | three\n", ""},
		{"together, not parted", trs("<Section><Turn speaker=\"spk1 spk2\" startTime=\"1\" endTime=\"3\"><Sync time=\"1\"/>Yes!</Turn></Section>"), "Zoé, Bob @0:01-0:03 | Yes!\n", ""},
		{"nobody", trs("<Section><Turn startTime=\"0\" endTime=\"1\"><Sync time=\"0\"/></Turn><Turn startTime=\"1\" endTime=\"3\"><Sync time=\"1\"/>Yes.</Turn></Section>"), " @0:01-0:03 | Yes.\n", ""},
		{"cut", "<Trans><Speakers><Speaker id=\"a\" name=\"Ann\"/></Speakers><Episode><Section><Turn speaker=\"a\" startTime=\"1\" endTime=\"3\"><Sync time=\"1\"/>One two", "Ann @0:01-0:03 | One two\n", "x.trs:1: the file ends in the middle of <Turn>"},
	})
}

func TestEXMARaLDA(t *testing.T) {
	exb := func(points, tiers string) string {
		return `<basic-transcription><head><speakertable><speaker id="S1"><abbreviation>Ann</abbreviation></speaker><speaker id="S2"><abbreviation/><ud-speaker-information><ud-information attribute-name="Name">Bob Cole</ud-information></ud-speaker-information></speaker></speakertable></head>` +
			"<basic-body><common-timeline>" + points + "</common-timeline>\n" + tiers + "</basic-body></basic-transcription>"
	}
	timed := `<tli id="T0" time="0.0"/><tli id="T1" time="1.0"/><tli id="T2" time="2.0"/><tli id="T3" time="3.0"/>`
	speech := `<tier id="t1" speaker="S1" category="v" type="t"><event start="T0" end="T1">The brid</event><event start="T1" end="T2">ge is shut. </event></tier>` +
		`<tier id="t2" speaker="S2" category="v" type="t"><event start="T1" end="T2">Oh. </event><event start="T2" end="T3">Since when? </event></tier>` +
		`<tier id="t3" speaker="S1" category="de" type="a"><event start="T0" end="T2">Die Brücke ist zu.</event></tier>`
	exs := `<segmented-transcription><head><speakertable><speaker id="S1"><abbreviation>Ann</abbreviation></speaker></speakertable></head><segmented-body><common-timeline>` + timed + `</common-timeline>` +
		`<segmented-tier id="t1" speaker="S1" category="v" type="t"><segmentation name="SpeakerContribution_Event"><ts n="sc" s="T0" e="T2"><ts n="e" s="T0" e="T1">One </ts><ts n="e" s="T1" e="T2">two. </ts></ts><ts n="sc" s="T2" e="T3"><ts n="e" s="T2" e="T3">Three.</ts></ts></segmentation>` +
		`<segmentation name="SpeakerContribution_Utterance_Word"><ts n="sc" s="T0" e="T2"><ts n="HIAT:w">One</ts></ts></segmentation><annotation name="x"><ta s="T0" e="T2">gloss</ta></annotation></segmented-tier></segmented-body></segmented-transcription>`
	readAnnotated(t, "x.exb", []markup{
		{"overlapping", exb(timed, speech), "Ann @0:00-0:02 | The bridge is shut.\nBob Cole @0:01-0:03 | Oh. Since when?\n", ""},
		{"no times", exb(strings.NewReplacer(` time="0.0"`, "", ` time="1.0"`, "", ` time="2.0"`, "", ` time="3.0"`, "").Replace(timed), speech), "Ann | The bridge is shut.\nBob Cole | Oh. Since when?\n", ""},
		{"some times", exb(strings.Replace(timed, ` time="1.0"`, "", 1), speech), "Ann @0:00-0:02 | The bridge is shut.\nBob Cole @0:01-0:03 | Oh. Since when?\n", ""},
		{"no blanks", exb(timed, `<tier id="t1" speaker="S1" category="v" type="t"><event start="T0" end="T1">One</event><event start="T1" end="T2">two.</event></tier>`), "Ann @0:00-0:02 | One two.\n", ""},
		{"segments", exs, "Ann @0:00-0:03 | One two. Three.\n", ""},
		{"cut", exb(timed, speech)[:strings.Index(exb(timed, speech), "Since")+5], "Ann @0:00-0:02 | The bridge is shut.\nBob Cole @0:01-0:03 | Oh. Since\n", "x.exb:2: the file ends in the middle of <event>"},
	})
}

func TestNIST(t *testing.T) {
	readAnnotated(t, "x.txt", []markup{
		{"one speaker", "talk_1 1 talk_1 0.50 2.00 <o,f0,male> good morning\ntalk_1 1 talk_1 6.10 7.00 <o,f0,male> it 's late\n", "talk_1 @0:00-0:07 | good morning | it 's late\n", ""},
		{"channels in turn", "c 1 Ann 0.5 2.0 one\nc 1 Ann 6.0 7.0 three\nc 2 Bob 3.0 4.0 two\n", "Ann @0:00-0:02 | one\nBob @0:03-0:04 | two\nAnn @0:06-0:07 | three\n", ""},
		{"alternatives and comments", ";; LABEL \"o\"\nc A Ann 0.5 2.0 <O> { i am / { i'm / im } } late\nc A inter_segment_gap 2.0 3.0\nc A Ann 3.0 4.0 <O> ignore_time_segment_in_scoring\n", "Ann @0:00-0:02 | i am late\n", ""},
		{"words", "c 1 0.50 0.20 the 0.99\nc 1 0.70 0.30 bridge 0.99\nc 1 1.00 0.20 is\nc 1 4.00 0.30 shut 0.9\n", " @0:00-0:01 | the bridge is\n @0:04-0:04 | shut\n", ""},
		{"words that may state silence", "c 1 0.50 0.20 a 0.99\nc 1 0.70 0.30 silent 0.99\nc 1 1.00 0.20 pause\nc 1 1.20 0.20 <sil>\n", " @0:00-0:01 | a silent pause\n", ""},
		{"words with speakers", "c 1 0.50 0.20 hello 0.99 lex Ann\nc 1 0.70 0.30 %noise 0.99 non-lex Ann\nc 1 1.20 0.20 yes 0.8 lex Bob\n", "Ann @0:00-0:00 | hello\nBob @0:01-0:01 | yes\n", ""},
		{"several recordings", "c 1 5.50 0.20 one 0.9\nc 1 5.70 0.20 two 0.9\nd 1 0.50 0.20 three 0.9\n", " @0:05-0:05 | one two | note d\n @0:00-0:00 | three\n", ""},
	})
}

func TestOHMS(t *testing.T) {
	ohms := func(fields string) string {
		return `<?xml version="1.0"?><ROOT xmlns="https://www.weareavp.com/nunncenter/ohms"><record id="1">` + fields + "</record></ROOT>"
	}
	readAnnotated(t, "x.xml", []markup{
		{"lines and minutes", ohms("<sync>1:|2(1)|5(1)</sync><transcript>COLE: Who shut\nthe bridge?\n\nLEE: The council.\nIn May.\n\nI saw it.\n\nCOLE: Why?\n</transcript>"),
			"COLE | Who shut the bridge?\nLEE | The council. In May. | I saw it.\nCOLE | Why?\n", ""},
		{"a colon at the start of a line", ohms("<transcript>COLE: Who?\n\nLEE: The council.\nMy father: he saw it.\nCOLE: When?\n\nLEE: In May.</transcript>"),
			"COLE | Who?\nLEE | The council. My father: he saw it.\nCOLE | When?\nLEE | In May.\n", ""},
		{"no blank lines, escaped tags", ohms("<transcript>&lt;b&gt;Ann Lee:&lt;/b&gt; One.&lt;br /&gt;\n&lt;b&gt;Bob Cole:&lt;/b&gt; Two.\nAnn Lee: Three &amp;amp; four.</transcript>"), "Ann Lee | One.\nBob Cole | Two.\nAnn Lee | Three & four.\n", ""},
		{"a time at the start of a turn", ohms("<sync>5:|3(1)</sync><transcript>Ann Lee: One.\r\n\r\nBob Cole: Two.\r\n\r\nAnn Lee: Three.</transcript>"), "Ann Lee | One.\nBob Cole @5:00 | Two.\nAnn Lee | Three.\n", ""},
		{"captions", ohms("<vtt_transcript><![CDATA[WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n<v LEE>One.\n\n00:00:02.000 --> 00:00:03.000\n<v COLE>Two.\n]]></vtt_transcript>"), "LEE @0:01-0:02 | One.\nCOLE @0:02-0:03 | Two.\n", ""},
		{"cut", `<ROOT xmlns="https://www.weareavp.com/nunncenter/ohms"><record id="1"><transcript>LEE: One.` + "\n\nCOLE: Two", "LEE | One.\nCOLE | Two\n", "x.xml:3: the file ends in the middle of <transcript>"},
	})
}

// towns returns a table of names, coordinates and text.
func towns() string {
	var s strings.Builder
	for i := range 20 {
		fmt.Fprintf(&s, "Town %d\t3%d.5\t13%d.5\tsaid to be old\n", i, i%10, i%10)
	}
	return s.String()
}

// TestLongAnnotations has annotations that are too long to be kept.
func TestLongAnnotations(t *testing.T) {
	const size = 5 << 20
	said := strings.Repeat("bridge ", size/7)
	for _, c := range []struct {
		name, text string
		whole      bool
	}{
		{"ELAN", eaf(eafTier(`TIER_ID="Ann"`, "a1 0 4 "+said)), false},
		{"TextGrid", grid([]string{"Ann", "0 1 " + said}), false},
		{"FieldWorks", "<document><interlinear-text><phrase><item type=\"txt\">" + said + "</item></phrase></interlinear-text></document>", true},
		{"Transcriber", "<Trans><Turn speaker=\"Ann\" startTime=\"0\" endTime=\"2\">" + said + "</Turn></Trans>", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := turnsOf(t, "x", c.text)
			if n := strings.Count(got, "bridge"); c.whole && (n != size/7 || err != nil) || !c.whole && (n == 0 || n > size/14 || err == nil) {
				t.Errorf("%d words of %d, error %v", n, size/7, err)
			}
		})
	}
}

// TestNotAnnotations has text that looks like tables of annotations.
func TestNotAnnotations(t *testing.T) {
	for name, text := range map[string]string{
		"genes":        "chr1\t100\t200\tgene\nchr1\t300\t400\tgene\nchr2\t100\t150\tgene\n",
		"a log":        "host 1 worker 0.5 0.2 done\nhost 1 worker 0.9 0.3 done\n",
		"prices":       "tier,price,text\nA,1.0,Cheap.\nB,2.0,Dear.\n",
		"rows of RTTM": "SPEAKER talk 1 0.50 1.50 <NA> <NA> ann <NA> <NA>\nSPEAKER talk 1 2.10 0.90 <NA> <NA> bob <NA> <NA>\n",
		"other XML":    "<ROOT><record><name>Ann</name></record></ROOT>",
		"a budget":     "speaker,start,end,value\nAnn,1,5,3.5\nBob,2,6,4.5\n",
		"weather":      "Berlin 12 sunny 3.4 5.6 mild\nHamburg 14 rainy 2.4 5.1 wet\nKiel 13 cloudy 2.0 4.6 windy\n",
		"measurements": "0 1 0.53 0.21 0.40\n0 1 0.54 0.23 0.44\n0 2 0.55 0.28 0.41\n",
		"towns":        towns(),
		"numbers":      "a 1 2 3 4\na 1 3 4 5\na 1 4 5 6\n",
		"a table":      "Ann\t0.5\t2.0\t3.5\nBob\t2.1\t3.0\t4.4\n",
		"text":         "File type = \"ooTextFile\" begins a file of Praat.\nIt is a TextGrid.\n",
	} {
		for _, f := range formats {
			switch f.Name {
			case "elan", "elan-tab", "textgrid", "trs", "exmaralda", "folker", "stm", "ctm", "ohms":
				if f.Claims([]byte(text)) {
					t.Errorf("%s: claimed by %s", name, f.Name)
				}
			}
		}
	}
}
