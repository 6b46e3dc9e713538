package transcript

import (
	"context"
	"strings"
	"testing"

	"verbatim/transcript/internal/tape"
)

// markup is sources in XML, and what is said in them.
type markup struct{ name, text, want, err string }

// readMarkup reads sources and compares what is said in them.
func readMarkup(t *testing.T, cases []markup) {
	t.Helper()
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got, err := turnsOf(t, "x.xml", c.text)
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

// tei returns a TEI text with persons a and b.
func tei(body string) string {
	return `<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><profileDesc><particDesc><listPerson>` +
		`<person xml:id="a"><persName>Ann</persName></person><person xml:id="b"><persName>Bob</persName></person>` +
		"</listPerson></particDesc></profileDesc></teiHeader><text><body>\n" + body + "</body></text></TEI>"
}

func TestTEI(t *testing.T) {
	readMarkup(t, []markup{
		{"no paragraphs", tei(`<u who="#a">One <pause/> two.</u><u who="b">Three.</u>`), "Ann | One two.\nBob | Three.\n", ""},
		{"a note within", tei(`<u who="#a"><seg>One.</seg><note>coughs</note><seg>Two <note>[sic]</note> three.</seg></u>`),
			"Ann | One. | note coughs | Two [sic] three.\n", ""},
		{"directions within", tei(`<u who="#a">One <vocal><desc>laughs</desc></vocal> two <incident><desc>door</desc></incident>, <pb n="2"/>three of<pb break="no"/>ten.</u>`),
			"Ann | One [laughs] two [door], three often.\n", ""},
		{"gaps", tei(`<u who="#a"><seg>The <gap reason="inaudible"/> is for <gap/>.</seg><seg>Two <gap reason="x"><desc>three words</desc></gap>.</seg></u><gap reason="sampling"/><u who="#b"><gap reason="inaudible"/></u>`),
			"Ann | The [inaudible] is for […]. | Two [three words].\nBob | [inaudible]\n", ""},
		{"a note in a sentence", tei(`<u who="#a"><seg>One</seg><note>coughs</note><note>applause</note><seg>, two</seg><pb/><seg>and three.</seg><pb/><seg>four</seg></u>`),
			"Ann | One [coughs] [applause], two and three. | four\n", ""},
		{"notes after what does not end", tei(`<u who="#a"><seg>One:</seg><note>coughs</note> <note>applause</note><seg>Two</seg><seg>three</seg><note>noise</note></u><u who="#b"><p>four</p><note>rings</note>Five.</u>`),
			"Ann | One: | note coughs | note applause | Two | three | note noise\nBob | four | note rings | Five.\n", ""},
		{"cut in a pause", strings.TrimSuffix(tei(`<u who="#a"><seg>One</seg><note>coughs</note><seg>`), "</body></text></TEI>"), "Ann | One | note coughs\n",
			"x.xml:2: the file ends in the middle of <seg>"},
		{"ids without names", tei(`<u who="#c">One.</u><u>Two.</u>`), "c | One.\n | Two.\n", ""},
		{"a name before the speech", tei(`<note type="speaker">MRS. CRAY:</note><u who="#c">One.</u><u who="#a">Two.</u><u who="#c">Three.</u>`),
			"MRS. CRAY | One.\nAnn | Two.\nMRS. CRAY | Three.\n", ""},
		{"who is not known", tei(`<note type="speaker">Mr. Day:</note><u who="#x">One.</u><note type="speaker">Ms. Eve:</note><u who="#x">Two.</u>`),
			"Mr. Day | One.\nMs. Eve | Two.\n", ""},
		{"a direction first", tei(`<sp who="#a"><speaker>ANN</speaker><stage>aside</stage><p>One.</p></sp>`), "Ann | note aside | One.\n", ""},
		{"verse", tei(`<sp who="#b"><speaker>B.</speaker><l>One,</l><l>two,</l><stage>Exit.</stage><l>three.</l></sp>`),
			"Bob | One,\ntwo, | note Exit. | three.\n", ""},
		{"several", tei(`<sp who="#a #b"><p>One.</p></sp><sp who="#a #b"><speaker>ALL.</speaker><p>Two.</p></sp>`), "Ann, Bob | One.\nALL | Two.\n", ""},
		{"two readings", tei(`<u who="#a">It <choice><orig>shew</orig><reg>show</reg></choice>s.</u>`), "Ann | It shows.\n", ""},
		{"words", tei(`<u who="#a"><seg><w>Well</w><pc join="left">,</pc> <w join="right">yes</w> <pc>.</pc></seg></u>`), "Ann | Well, yes.\n", ""},
		{"times in seconds", tei(`<u who="#a" start="1.5" end="2.5">One.</u><u who="#b" start="0:01:02">Two.</u>`), "Ann @0:01-0:02 | One.\nBob @1:02 | Two.\n", ""},
		{"cut", tei(`<u who="#a">One.</u><u who="#b"><seg>Two`)[:len(tei(`<u who="#a">One.</u><u who="#b"><seg>Two`))-len("</body></text></TEI>")],
			"Ann | One.\nBob | Two\n", "x.xml:2: the file ends in the middle of <seg>"},
		{"cut in a tag", strings.TrimSuffix(tei(`<u who="#a">One.</u>`), "</text></TEI>") + "<u wh", "Ann | One.\n", "x.xml:2: the file ends in the middle of <text>"},
		{"cut in a direction", strings.TrimSuffix(tei(`<u who="#a"><seg>One <note>coug`), "</body></text></TEI>"), "Ann | One [coug]\n",
			"x.xml:2: the file ends in the middle of <note>"},
		{"wrong ends", tei("<u who=\"#a\">One.</u>\n<u who=\"#b\">Two.</seg>"), "Ann | One.\nBob | Two.\n", "x.xml:3: invalid XML: element <u> closed by </seg>"},
		{"controls and bad bytes", tei("<u who=\"#a\">é é é é é a\x01b \xff c.</u>"), "Ann | é é é é é a b \ufffd c.\n", ""},
		{"elements of others", tei(`<u who="#a">One <m:math xmlns:m="m"><m:u who="#b">two</m:u></m:math>.</u>`), "Ann | One two.\n", ""},
		{"an old quotation mark", tei("<u who=\"#a\">\u0093So.\u0094</u>"), "Ann | “So.”\n", ""},
	})
}

func TestAkoma(t *testing.T) {
	akn := func(body string) string {
		return `<akn:akomaNtoso xmlns:akn="x"><akn:debate><akn:meta><akn:references><akn:TLCPerson id="lee" showAs="Ann Lee"/>` +
			`</akn:references></akn:meta><akn:debateBody>` + strings.NewReplacer("</", "</akn:", "<", "<akn:").Replace(body) + `</akn:debateBody></akn:debate></akn:akomaNtoso>`
	}
	readMarkup(t, []markup{
		{"names of references", akn(`<speech by="#lee"><p>One.</p></speech><speech by="#xy"><p>Two.</p></speech>`), "Ann Lee | One.\nxy | Two.\n", ""},
		{"a name in the paragraph", akn(`<speech by="#lee"><p><from>Mrs. Lee:</from> One.</p><p>Two.</p></speech>`), "Mrs. Lee | One. | Two.\n", ""},
		{"a group", akn(`<speechGroup by="#lee"><question><p>One?</p></question><scene>Noise.</scene><speech><p>Two.</p></speech></speechGroup>`),
			"Ann Lee | One? | note Noise.\nAnn Lee | Two.\n", ""},
		{"times", akn(`<speech by="#lee" startTime="2024-10-01T09:00:00+02:00" endTime="2024-10-01T09:01:00+02:00"><p>One.</p></speech>`),
			"Ann Lee @9:00:00-9:01:00 | One.\n", ""},
		{"text in no paragraph", akn(`<speech by="#lee">One <b>two</b>.</speech>`), "Ann Lee | One two.\n", ""},
	})
}

func TestHansard(t *testing.T) {
	pw := func(body string) string { return "<publicwhip>\n" + body + "</publicwhip>" }
	readMarkup(t, []markup{
		{"a name in brackets", pw(`<ques speakername="Ann (North)"><p>One?</p></ques>`), "Ann | One?\n", ""},
		{"nobody", pw(`<speech speakername="Ann"><p>One.</p></speech><speech nospeaker="true"><p>Two.</p></speech>`), "Ann | One. | note Two.\n", ""},
		{"times", pw(`<speech speakername="Ann" time="015:47:00"><p>One.</p></speech>`), "Ann @15:47:00 | One.\n", ""},
		{"an entity of HTML", pw(`<speech speakername="Ann"><p>&pound;1&hellip;</p></speech>`), "Ann | £1…\n", ""},
		{"an entity that is not declared", pw(`<speech speakername="Ann"><p>One.</p><p>&nosuch;</p></speech>`), "Ann | One.\n",
			"x.xml:2: invalid XML: invalid character entity &nosuch;"},
	})
}

// What costs memory without being long is refused.
func TestXMLBounds(t *testing.T) {
	const entity = "declares an entity that is not a short text; not read"
	said := `<speech speakername="Ann"><p>One.</p></speech>`
	readMarkup(t, []markup{
		{"depth", "<publicwhip>" + said + strings.Repeat("<p>", 1000), "Ann | One.\n", "x.xml:1: more than 256 elements within each other"},
		{"an entity of entities", `<!DOCTYPE publicwhip [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;">]><publicwhip>` + said + "</publicwhip>", "",
			"x.xml:1: " + entity},
		{"an entity of some words", `<!DOCTYPE publicwhip [<!ENTITY who "the Mayor">]><publicwhip><speech speakername="Ann"><p>Ask &who;.</p></speech></publicwhip>`, "Ann | Ask the Mayor.\n", ""},
		{"a long entity", `<!DOCTYPE publicwhip [<!ENTITY a "` + strings.Repeat("a", 65) + `">]><publicwhip>` + said + "</publicwhip>", "", "x.xml:1: " + entity},
		{"an entity in a file", `<!DOCTYPE publicwhip [<!ENTITY a SYSTEM "file:///etc/passwd">]><publicwhip>` + said + "</publicwhip>", "",
			"x.xml:1: " + entity},
		{"a parameter", `<!DOCTYPE publicwhip [<!ENTITY % a "&#60;">]><publicwhip>` + said + "</publicwhip>", "", "x.xml:1: " + entity},
		{"an external subset", `<!DOCTYPE publicwhip SYSTEM "x.dtd"><publicwhip>` + said + "</publicwhip>", "Ann | One.\n", ""},
		{"a long tag", "<publicwhip>" + said + `<p a="` + strings.Repeat("x", 16<<20) + `"/></publicwhip>`, "Ann | One.\n", "x.xml:1: " + "more than 16 MiB without an element"},
	})
}

// A paragraph without end is parted.
func TestXMLLongText(t *testing.T) {
	text := "<publicwhip><speech speakername=\"Ann\"><p>" + strings.Repeat("это ", tape.MaxPiece/2) + "</p></speech></publicwhip>"
	got, err := turnsOf(t, "x.xml", text)
	if err != nil || strings.Count(got, "\n") != 1 || strings.Count(got, " | ") < 3 || strings.Contains(got, "\ufffd") {
		t.Errorf("%v: %d turns, %d paragraphs", err, strings.Count(got, "\n"), strings.Count(got, " | "))
	}
	if n := strings.Count(got, "это"); n != tape.MaxPiece/2 {
		t.Errorf("%d words of %d", n, tape.MaxPiece/2)
	}
}

// XML of another kind is no text; who wants its tags says so.
func TestXMLUnknown(t *testing.T) {
	const text = "<?xml version=\"1.0\"?>\n<!-- a note -->\n<note><to>Ann</to></note>\n"
	if _, err := turnsOf(t, "x.xml", text); err == nil || err.Error() != "x.xml: is XML of an unknown kind: <note>" {
		t.Errorf("error %v", err)
	}
	if _, err := Load(context.Background(), FromString("x.xml", text), Options{Format: "text"}); err != nil {
		t.Errorf("as text: %v", err)
	}
}

// TestElements reads XML by the names of its elements.
func TestElements(t *testing.T) {
	xml := func(body string) string { return "<?xml version=\"1.0\"?>\n<session>" + body + "</session>" }
	readMarkup(t, []markup{
		{"a speaker in an element", xml(`<speech><speaker>Ann Lee</speaker><p>One.</p><p>Two.</p></speech><speech><speaker>Bob Ray</speaker><p>Three.</p></speech>`),
			"Ann Lee | One. | Two.\nBob Ray | Three.\n", ""},
		{"a speaker in an attribute", xml(`<utterance by="Ann Lee">One.</utterance><utterance by="Bob Ray">Two.</utterance>`), "Ann Lee | One.\nBob Ray | Two.\n", ""},
		{"parts of a name", xml(`<rede><redner><titel>Dr.</titel><vorname>Ann</vorname><nachname>Lee</nachname><fraktion>ABC</fraktion></redner><p>Eins.</p></rede>`),
			"Dr. Ann Lee | Eins.\n", ""},
		{"last names first", xml(`<speech><talker><name>LEE, Ann, MP</name></talker><p>One.</p></speech><speech><talker><name>RAY, Bob</name></talker><p>Two.</p></speech>`),
			"Ann LEE | One.\nBob RAY | Two.\n", ""},
		{"an id of a list", xml(`<people><person id="x1"><name>Ann Lee</name></person></people><turn speakerRef="x1"><p>One.</p></turn><turn speakerRef="x2"><p>Two.</p></turn>`),
			"Ann Lee | One.\nx2 | Two.\n", ""},
		{"a speaker after the speech", xml(`<anforande><anforandetext>Ett.</anforandetext><talare>Ann Lee</talare></anforande><anforande><anforandetext>Två.</anforandetext><talare>Bo Ek</talare></anforande>`),
			"Ann Lee | Ett.\nBo Ek | Två.\n", ""},
		{"paragraphs that are labels", xml(`<rede><p class="redner"><redner>Ann Lee</redner>Ann Lee (ABC):</p><p class="J">Eins.</p><p class="J">Zwei.</p><name>Präsident Bo Ek:</name><p class="J">Drei.</p></rede>` +
			`<rede><p class="redner"><redner>Cy Orr</redner>Cy Orr:</p><p class="J">Vier.</p></rede><p class="J">Fünf.</p>`),
			"Ann Lee | Eins. | Zwei.\nBo Ek | Drei.\nCy Orr | Vier.\nCy Orr | Fünf.\n", ""},
		{"a remark within", xml(`<speech><speaker>Ann Lee</speaker><p>One.</p><interjection><speaker>Bob Ray</speaker><p>No!</p></interjection><p>Two.</p></speech>`),
			"Ann Lee | One.\nBob Ray | No!\nAnn Lee | Two.\n", ""},
		{"a note", xml(`<speech><speaker>Ann Lee</speaker><p>One.</p><kommentar>(Beifall)</kommentar><p>Two.</p></speech>`), "Ann Lee | One. | note (Beifall) | Two.\n", ""},
		{"the label again", xml(`<speech><speaker>Ann Lee</speaker><p>Ms LEE (Ashton) (09:30): One.</p></speech><speech><speaker>Bob Ray</speaker><p>—Two: three.</p></speech>`),
			"Ann Lee | One.\nBob Ray | Two: three.\n", ""},
		{"times", xml(`<speech time="11:30:00"><speaker>Ann Lee</speaker><p>One.</p></speech><speech start="PT62.5S"><speaker>Bob Ray</speaker><p>Two.</p></speech>`),
			"Ann Lee @11:30:00 | One.\nBob Ray @1:02 | Two.\n", ""},
		{"fields of records", xml(`<row><id>1</id><speaker_name>Ann Lee</speaker_name><speech_text>&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;</speech_text><speech_translated>Un.</speech_translated></row>` +
			`<row><id>2</id><speaker_name>Bob Ray</speaker_name><speech_text>Three.</speech_text><speech_translated>Trois.</speech_translated></row>`),
			"Ann Lee | One. | Two.\nBob Ray | Three.\n", ""},
		{"labelled text", xml("<date>2024-10-01</date><text>Ann Lee: One.\nBob Ray: Two.\nAnn Lee: Three.\n</text>"), "Ann Lee | One.\nBob Ray | Two.\nAnn Lee | Three.\n", ""},
		{"a name that is mentioned", xml(`<speech><speaker>Ann Lee</speaker><p>I thank <member>Bob Ray</member> for it.</p></speech>`), "Ann Lee | I thank Bob Ray for it.\n", ""},
		{"a name in a note", xml(`<speech speaker="Ann Lee"><p>One.</p><note>Applause for <name>Cy Dow</name></note><p>Two.</p></speech>`), "Ann Lee | One. | note Applause for Cy Dow | Two.\n", ""},
		{"a note in a paragraph", xml(`<speech speaker="Ann Lee"><body>One.<note>Applause</note> Two.</body></speech>`), "Ann Lee | One. [Applause] Two.\n", ""},
		{"a bold word", xml(`<speech speaker="Ann Lee"><p><b>First:</b> one.</p></speech>`), "Ann Lee | First: one.\n", ""},
		{"one speaker", xml(strings.Repeat(`<speech speaker="Ann Lee"><p>One.</p></speech>`, 5)), strings.Repeat("Ann Lee | One.\n", 5), ""},
		{"no speaker", xml(`<speech speaker="Ann Lee"><p>One.</p></speech><speech speaker=""><p>Two.</p></speech>`), "Ann Lee | One. | note Two.\n", ""},
		{"one last name", xml(`<speech><speaker>Ann Lee</speaker><p>One.</p><interjection><speaker>Bob Lee</speaker><p>Two.</p></interjection></speech>`), "Ann Lee | One.\nBob Lee | Two.\n", ""},
		{"a speech in an element of a name within it", "<?xml version=\"1.0\"?><text><speech><speaker>Ann Lee</speaker><text>One.</text></speech><speech><speaker>Bob Ray</speaker><text>Two.</text></speech></text>",
			"Ann Lee | One.\nBob Ray | Two.\n", ""},
		{"words like a label", xml(`<speech speaker="The Chair"><p>Order from the Chair: sit down.</p></speech>`), "The Chair | Order from the Chair: sit down.\n", ""},
		{"messages that are not speech", xml(strings.Repeat(`<message name="HEARTBEAT"><description>Sent each second.</description></message>`, 3)), "", "x.xml: is XML of an unknown kind: <session>"},
		{"a table", xml(`<speech><speaker>Ann Lee</speaker><p>One.</p><table><tr><td>a</td><td>1</td></tr></table></speech>`), "Ann Lee | One. | a 1\n", ""},
		{"cut", strings.TrimSuffix(xml(`<speech><speaker>Ann Lee</speaker><p>One.</p><p>Two`), "</session>"), "Ann Lee | One. | Two\n", "x.xml:2: the file ends in the middle of <p>"},
		{"cut in a name", strings.TrimSuffix(xml(`<speech><speaker>Ann Lee</speaker><p>One.</p></speech><speech><speaker>Bob`), "</session>"), "Ann Lee | One.\n", "x.xml:2: the file ends in the middle of <speaker>"},
		{"products", xml(`<product><name>Ann's Tea</name><description>It is good.</description></product>`), "", "x.xml: is XML of an unknown kind: <session>"},
	})
}

// TestTabledQuestions checks who asks after a question that has a number.
func TestTabledQuestions(t *testing.T) {
	d := load(t, `<publicwhip><speech speakername="Ann Lee" oral-qnum="1"><p>What it costs.</p></speech><speech speakername="Bob Ray"><p>Nine pounds.</p></speech>`+
		`<speech speakername="Cy Orr"><p>That is much.</p></speech><speech speakername="The Speaker"><p>Order.</p></speech><speech speakername="Bob Ray"><p>It is not.</p></speech>`+
		`<minor-heading>Ferries</minor-heading><speech speakername="Cy Orr"><p>I beg to move.</p></speech></publicwhip>`)
	asks := ""
	for i := range d.Len() {
		if d.Asks(i) {
			asks += " " + d.Turn(i).Name
		}
	}
	if want := " Ann Lee Cy Orr"; asks != want {
		t.Errorf("asked by%s, want%s", asks, want)
	}
}

// TestReference checks that JSON and quotations say where a turn is published, and that the JSON is read back.
func TestReference(t *testing.T) {
	const text = `<publicwhip><ques id="a/2024-10-01.3" url="https://example.org/3" colnum="17" qnum="2840" speakername="Ann Lee"><p>What does it cost?</p></ques>` +
		`<reply id="a/2024-10-01.4" speakername="Bob Ray"><p>Nine pounds.</p></reply></publicwhip>`
	d := load(t, text)
	for range 2 {
		ref, err := d.Reference(0)
		if want := (Reference{"https://example.org/3", "a/2024-10-01.3", "17", "2840"}); err != nil || ref != want {
			t.Errorf("%+v, %v, want %+v", ref, err, want)
		}
		if ref, _ := d.Reference(1); ref.ID != "a/2024-10-01.4" || ref.URL != "" || ref.Number != "" {
			t.Errorf("the second turn: %+v", ref)
		}
		sel, err := d.Select(t.Context(), Filter{Speakers: []int{1}})
		if err != nil {
			t.Fatal(err)
		}
		q, err := d.Quotation(t.Context(), sel, 1<<10)
		if want := ", question 2840, column 17, https://example.org/3)"; err != nil || !strings.HasSuffix(q.Text, want) {
			t.Errorf("%v: %q does not end in %q", err, q.Text, want)
		}
		again, err := printed(t, d, "json")
		if err != nil {
			t.Fatal(err)
		}
		d = load(t, again)
	}
}
