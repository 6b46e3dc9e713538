package transcript

import (
	"context"
	"fmt"
	"strings"
	"testing"
)

// heardOf returns the turns of a document: the start in milliseconds, the label and the
// text of each.
func heardOf(d *Document) string {
	var b strings.Builder
	for i, line := range strings.Split(strings.TrimSuffix(told(d), "\n"), "\n") {
		if i < d.Len() {
			fmt.Fprintf(&b, "%d %s\n", d.Turn(i).Start, strings.TrimSpace(strings.TrimPrefix(line, ": ")))
		}
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// Frames around the cues of a test.
const (
	ttmlHead = `<tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttm="http://www.w3.org/ns/ttml#metadata" xmlns:ttp="http://www.w3.org/ns/ttml#parameter"`
	assHead  = "[Script Info]\nTitle: Untitled\n\n[Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n"
)

// TestSubtitles has captions of each format as programs write them.
func TestSubtitles(t *testing.T) {
	for _, c := range []struct {
		name, format, text string
		want               string // of heardOf
	}{
		{"draft of TTML", "ttml", `<?xml version="1.0"?><tt xmlns="http://www.w3.org/2006/04/ttaf1"><body><div><p begin="00:00:00.20" end="00:00:03.10">&gt;&gt; THE MILL IS OPEN.</p><p begin="00:00:03.10" end="00:00:05.00">WE GO NOW.</p><p begin="5.5s" dur="2s">&gt;&gt; THANK YOU.<br />IT IS COLD.</p></div></body></tt>`,
			"200 THE MILL IS OPEN. WE GO NOW.\n5500 THANK YOU. IT IS COLD."},
		{"TTML with prefixes and frames", "ttml", `<tt:tt xmlns:tt="http://www.w3.org/ns/ttml" xmlns:p="http://www.w3.org/ns/ttml#parameter" xmlns:m="http://www.w3.org/ns/ttml#metadata" p:frameRate="25" xml:space="preserve"><tt:head><m:agent xml:id="a"><m:name type="given">Luc</m:name><m:name type="family">Brun</m:name></m:agent></tt:head>
<tt:body><tt:div m:agent="a"><tt:p begin="00:00:01:05" end="00:00:03:00"><tt:span>Le moulin</tt:span><tt:br/><tt:span>est ouvert.</tt:span></tt:p></tt:div><tt:div><tt:p begin="75f" end="100f">Depuis quand ?</tt:p></tt:div></tt:body></tt:tt>`,
			"1200 Luc Brun: Le moulin est ouvert.\n3000 Depuis quand ?"},
		{"TTML with a fraction of frames", "ttml", ttmlHead + ` ttp:frameRate="24" ttp:frameRateMultiplier="1000 1001"><body><div><p begin="24f" end="48f">A mill.</p></div></body></tt>`, "1001 A mill."},
		{"TTML in order", "ttml", ttmlHead + `><body><div timeContainer="seq"><p dur="2s">LEN: One.</p><p dur="3s">IDA: Two?</p><p begin="1s" dur="1s">LEN: Three.</p><p dur="1s">IDA: Four.</p></div></body></tt>`,
			"0 LEN: One.\n2000 IDA: Two?\n6000 LEN: Three.\n7000 IDA: Four."},
		{"a division of TTML for each speaker", "ttml", ttmlHead + `><head><ttm:agent xml:id="x"><ttm:name>Ida Orr</ttm:name></ttm:agent></head><body><div ttm:agent="#x"><p begin="0s" end="2s">Is it open?</p><p begin="4s" end="6s">Since when?</p></div><div ttm:agent="y"><p begin="2s" end="4s">It is.</p></div></body></tt>`,
			"0 Ida Orr: Is it open?\n2000 y: It is.\n4000 Ida Orr: Since when?"},
		{"times of TTML from the start of the document", "ttml", ttmlHead + `><body><div begin="10.000" end="40.000"><p begin="10.000" end="12.500" ttm:agent="v1"><span begin="10.0" end="10.8">Lan</span><span begin="10.8" end="12.5">terns</span> home<span ttm:role="x-translation">Laternen</span></p><p begin="0:13.000" end="0:16.000" ttm:agent="v2">Who asks?</p></div></body></tt>`,
			"10000 v1: Lanterns home\n13000 v2: Who asks?"},
		{"spans of TTML with times", "ttml", ttmlHead + `><body><div><p><span begin="1s" end="2s">Who rang?</span><span begin="5s" end="6s">The baker.</span></p></div></body></tt>`,
			"1000 Who rang?\n5000 The baker."},
		{"languages of TTML", "ttml", ttmlHead + `><body><div xml:lang="en"><p begin="1s" end="2s">Who rang?</p></div><div xml:lang="de"><p begin="1s" end="2s">Wer hat geläutet?</p></div></body></tt>`, "1000 Who rang?"},
		{"languages of paragraphs in TTML", "ttml", ttmlHead + ` xml:lang="en"><body><div begin="1s" end="3s" ttm:agent="c1"><p xml:lang="en-GB">It is wide.</p><p xml:lang="fr">Elle est large.</p></div><div begin="3s" end="5s"><p xml:lang="fr">Merci.</p></div></body></tt>`, "1000 c1: It is wide.\n3000 Merci."},
		{"labels and signs in TTML", "ttml", ttmlHead + `><body><div><p begin="2s" end="3s"><span>&gt;&gt; NARRATOR:</span><br/>
Tonight on <span>the pier</span>, they
live in fear.</p><p begin="3s" end="4s">&gt;&gt; REPORTER: Who does?</p><p begin="5s" end="6s">[ thunder ]</p><p begin="6s" end="7s">&gt;&gt; NARRATOR: The keepers.</p></div></body></tt>`,
			"2000 NARRATOR: Tonight on the pier, they live in fear.\n3000 REPORTER: Who does? | ([ thunder ])\n6000 NARRATOR: The keepers."},
		{"TTML without names of metadata", "ttml", ttmlHead + `><body><metadata><ttm:desc>bells</ttm:desc></metadata><div><p begin="1s" end="2s"><metadata><ttm:title>one</ttm:title></metadata>Who rang?</p></div></body></tt>`, "1000 Who rang?"},

		{"YouTube, first kind", "timedtext", `<?xml version="1.0" encoding="utf-8" ?><transcript><text start="0" dur="2.1">&amp;gt;&amp;gt; Welcome, it&amp;#39;s late.</text><text start="2.1" dur="1.4">&amp;gt;&amp;gt; Is it &amp;quot;late&amp;quot;?</text><text start="3.5">&lt;i&gt;Yes&lt;/i&gt; &amp;amp; no.</text></transcript>`,
			"0 Welcome, it's late.\n2100 Is it \"late\"? Yes & no."},
		{"YouTube, first kind with labels", "timedtext", "<transcript><text start=\"0.2\" dur=\"2.1\">IDA ORR: The mill burned\nin spring.</text><text start=\"2.3\" dur=\"2\">Nobody was hurt.</text><text start=\"4.5\" dur=\"1\">LEN POE: Who saw it?</text><text start=\"6\" dur=\"1\">IDA ORR: The baker.</text></transcript>",
			"200 IDA ORR: The mill burned in spring. Nobody was hurt.\n4500 LEN POE: Who saw it?\n6000 IDA ORR: The baker."},
		{"YouTube, second kind", "timedtext", "<timedtext><window t=\"0\" id=\"1\"/><text t=\"100\" d=\"1900\" w=\"1\">the mill burned</text><text t=\"1500\" d=\"500\" append=\"1\">\n</text><text t=\"2000\" d=\"1500\">in spring</text></timedtext>", "100 the mill burned in spring"},
		{"YouTube, rolling", "timedtext", "<timedtext format=\"3\"><body><p t=\"0\" d=\"2000\">so this is the mill</p><p t=\"2000\" d=\"2000\">so this is the mill\nand it burned</p></body></timedtext>", "0 so this is the mill and it burned"},
		{"YouTube, JSON", "timedtext", `{"wireMagic":"pb3","pens":[{}],"events":[{"tStartMs":0,"dDurationMs":9000,"id":1},{"tStartMs":100,"dDurationMs":3000,"segs":[{"utf8":">> the","acAsrConf":0},{"utf8":" mill","tOffsetMs":200}]},{"tStartMs":1900,"aAppend":1,"segs":[{"utf8":"\n"}]},{"tStartMs":1910,"dDurationMs":3000,"segs":[{"utf8":"burned"}]},{"tStartMs":5000,"dDurationMs":1000,"segs":[{"utf8":">> who"},{"utf8":" saw it?"}]},{"tStartMs":8000,"dDurationMs":1000,"segs":[{"utf8":">> the baker&#39;s boy"}]}]}`,
			"100 the mill burned\n5000 who saw it?\n8000 the baker's boy"},

		{"SSA", "ass", "[Script Info]\r\nScriptType: v4.00\r\n[Events]\r\nFormat: Marked, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\r\nDialogue: Marked=0,0:00:01.20,0:00:03.00,*Default,NTP,0000,0000,0000,!Effect,The mill, burned down,\\Nthey say.\r\nDialogue: Marked=0,0:00:03.20,0:00:05.00,*Default,Len,0000,0000,0000,,Who says?\r\n",
			"1200 The mill, burned down, they say.\n3200 Len: Who says?"},
		{"ASS, fields in another order", "ass", "[Events]\nFormat: End, Start, Actor, Text\nDialogue: 0:01:03.00,0:01:02.00,Ida,{\\an8}Who rang the\\hbell?\nDialogue: 0:01:01.50,0:01:00.00,Len,{\\k20}Some{\\k10}body rang.\n",
			"60000 Len: Somebody rang.\n62000 Ida: Who rang the bell?"},
		{"ASS without layers and formats", "ass", "[Script Info]\n[Events]\nDialogue: 0:00:01.00,0:00:02.00,Main,Ida,0,0,0,,Yes, it is.\n", "1000 Ida: Yes, it is."},
		{"ASS without names", "ass", assHead + "Dialogue: 0,0:00:01.00,0:00:02.00,Main,,0,0,0,,- Is it open?\\N- It is.\nDialogue: 0,0:00:02.00,0:00:03.00,Main,,0,0,0,,IDA: Since noon.\nDialogue: 0,0:00:03.00,0:00:04.00,Main,,0,0,0,,LEN: Not before?\nDialogue: 0,0:00:04.00,0:00:05.00,Main,,0,0,0,,IDA: No.\n",
			"1000 Is it open?\n1000 It is.\n2000 IDA: Since noon.\n3000 LEN: Not before?\n4000 IDA: No."},
		{"ASS, not speech", "ass", assHead + "Comment: 0,0:00:01.00,0:00:02.00,Main,Ida,0,0,0,,no\nDialogue: 0,0:00:01.00,0:00:02.00,Main,Ida,0,0,0,fx,syl\nDialogue: 0,0:00:01.00,0:00:02.00,Main,Ida,0,0,0,,{\\p1}m 0 0 l 9 9{\\p0}\nDialogue: 0,0:00:02.00,0:00:03.00,Main,Ida,0,0,0,,IDA: Yes.\nDialogue: 1,0:00:02.00,0:00:03.00,Main,Ida,0,0,0,,{\\blur2}IDA: Yes.\nDialogue: 0,0:00:04.00,0:00:05.00,Main,Ida,0,0,0,,[sighs]\n",
			"2000 Ida: Yes. | ([sighs])"},

		{"LRC, chorus", "subtitles", "[00:01.00][00:09.00]Turn, mill, turn.\n[00:03.50]The miller sleeps.\n[00:06.00]\n", "1000 Turn, mill, turn. The miller sleeps.\n9000 Turn, mill, turn."},
		{"LRC with labels", "subtitles", "[by:tool]\n[la:en]\n\n[00:00.00] Ida Orr: The mill burned.\n[00:04.10] Nobody was hurt.\n[00:06.40] Len Poe: Who saw it?\n[00:08.00] Ida Orr: The baker.\n",
			"0 Ida Orr: The mill burned. Nobody was hurt.\n6400 Len Poe: Who saw it?\n8000 Ida Orr: The baker."},
		{"LRC with words", "subtitles", "[ti:Mill]\n[offset:-500]\n[00:12.00]<00:12.00> Turn <00:12.50> mill\n[00:13:50]The miller sleeps\n", "12500 Turn mill The miller sleeps"},
		{"SAMI without paragraphs", "sami", "<TITLE>The mill\n<STYLE TYPE=\"text/css\">\nP {color: red}\n<BODY>\n<SYNC Start=30886>\nIs the mill open?\n<SYNC Start=34037>\nIt &lt;is&gt;.\n", "30886 Is the mill open? It <is>."},
		{"SAMI with sources", "sami", "<sami><body>\n<sync start=\"1000ms\"><p class=\"ENUS\" id=\"Source\">Ida Orr:<p class=\"ENUS\">Is the mill open?</p></sync>\n<sync start='3000.5'><p class=\"ENUS\" id=Source>Len Poe<p class=\"ENUS\">It is.</p></sync>\n</body></sami>\n", "1000 Ida Orr: Is the mill open?\n3000 Len Poe: It is."},
		{"SAMI, one language after the other", "sami", "<SAMI><BODY><SYNC Start=100><P Class=A>Who?<SYNC Start=900><P Class=A>&nbsp;<SYNC Start=100><P Class=B>Wer?</BODY></SAMI>", "100 Who?"},
		{"RealText", "sami", "<window type=\"generic\"><font color=\"white\">\n<time begin=\"1.5\"/><clear/>Is the mill<br/>open?\n<time begin=\"3\" end=\"0:00:04.5\"/><clear/>It is.\n</font></window>", "1500 Is the mill open? It is."},
		{"MicroDVD without a rate", "subtitles", "{0}{48}Is the mill open?\n{50}{96}{Y:i}It is.\n", "0 Is the mill open? It is."},
		{"MicroDVD with a rate", "subtitles", "{1}{1}20\n{20}{48}Is the mill|open?\n{50}{}It is.\n", "1000 Is the mill open? It is."},
		{"MPL2", "subtitles", "[10][30]/Is it open?|/They say so.\n[32][50]- It is.|- Since when?\n[55][70]Since noon.\n", "1000 Is it open? They say so.\n3200 It is.\n3200 Since when? Since noon."},
		{"TMPlayer", "subtitles", "00:00:01:Is the mill open?|They say so.\n00:00:04:It is.\n", "1000 Is the mill open? They say so. It is."},
		{"PowerDivX", "subtitles", "{00:00:01}{00:00:03}Is the mill|open?\n{00:00:04}{00:00:05}It is.\n", "1000 Is the mill open? It is."},
		{"SubViewer", "subtitles", "[TITLE]\nThe mill\n[AUTHOR]\n\n[BEGIN]\n******** START SCRIPT ********\n[00:00:01]\nIs it open?|Yes.\n[00:00:03]\n\n[00:00:09]\nSince noon.\n[00:00:10]\n\n[END]\n", "1000 Is it open? Yes.\n9000 Since noon."},
		{"SubViewer 2", "subtitles", "[INFORMATION]\n[TITLE]The mill\n[AUTHOR]\n[END INFORMATION]\n[SUBTITLE]\n[COLF]&HFFFFFF,[STYLE]bd,[SIZE]18,[FONT]Arial\n00:00:01.50,00:00:03.00\nIs the mill open?[br]They say so.\n\n00:00:03.20,00:00:05.00\n[MUSIC] plays.\n", "1500 Is the mill open? They say so. [MUSIC] plays."},
		{"QuickTime text", "subtitles", "{QTtext}{font:Tahoma}\n{timeScale:30}\n{width:160} {height:32}\n[00:00:01.15]\n{textColor: 1, 2, 3}Is it open?\n[00:00:03.00]\n\n[00:00:04.00]It is.\n[00:00:05.00]\n", "1500 Is it open? It is."},
		{"Cheetah", "subtitles", "*NonDropFrame\n*Width 32\n\n** Caption Number 1\n*PopOn\n*T 00:00:01:15\n*Lf01\n\nIs the mill\nopen?\n\n** Caption Number 2\n*T 00:00:04:00\n\nIt is.\n", "1500 Is the mill open? It is."},
		{"Avid", "subtitles", "@ Written by an editor\n\n<begin subtitles>\n\n00:00:01:05 00:00:03:00\nIs the mill open?\n\n00:00:03:10 00:00:05:00\nIt is.\n\n<end subtitles>\n", "1200 Is the mill open? It is."},
		{"Encore", "subtitles", "1 00:00:01:05 00:00:03:00 Is the mill open?\nThey say so.\n2 00:00:03:10 00:00:05:00 It is.\n", "1200 Is the mill open? They say so. It is."},
		{"AQTitle", "subtitles", "-->> 000025\nIs the mill open?\n\n-->> 000075\n\n\n-->> 000100\nIt is.\n", "1000 Is the mill open? It is."},

		{"WebVTT, names in ids", "vtt", "WEBVTT\n\n1 \"Orr, Ida\" (1234)\n00:00:01.000 --> 00:00:02.000\nIs it open?\n\n2 \"\" (0)\n00:00:02.000 --> 00:00:03.000\nI ask.\n\n\"Len Poe\"\n00:00:03.000 --> 00:00:04.000\n<i>It</i> is.\n", "1000 Orr, Ida: Is it open? I ask.\n3000 Len Poe: It is."},
		{"WebVTT, numbered voices in ids", "vtt", "WEBVTT\n\nSpeaker 1\n00:00:01.000 --> 00:00:02.000\nIs it open?\n\nSpeaker 2\n00:00:02.000 --> 00:00:03.000\nIt is.\n", "1000 Speaker 1: Is it open?\n2000 Speaker 2: It is."},
		{"WebVTT, ids without names", "vtt", "WEBVTT\n\n5ec4e3d3-1ddd-4d8b-8b2d-8b1f4b7b0b0e\n00:00:01.000 --> 00:00:02.000\nIs it open?\n\n\"2\"\n00:00:02.000 --> 00:00:03.000\nIt is.\n\nC1\n00:00:03.000 --> 00:00:04.000\nSince noon.\n", "1000 Is it open? It is. Since noon."},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := loaded(t, c.text)
			if got := heardOf(d); got != c.want || d.Format() != c.format {
				t.Errorf("%s: got\n%s\nwant\n%s", d.Format(), got, c.want)
			}
			if d.Lost() > 0 {
				t.Errorf("%d lost", d.Lost())
			}
		})
	}
}

// TestSubtitlesCut has truncated captions: what is whole is read, and the error says
// where the source ends.
func TestSubtitlesCut(t *testing.T) {
	for _, c := range []struct{ name, text, want, err string }{
		{"TTML", ttmlHead + "><body><div>\n<p begin=\"1s\" end=\"2s\">One.</p>\n<p begin=\"3s\" end=\"4s\">Two", "1000 One. Two", "x:3: the file ends in the middle of <p>"},
		{"YouTube", "<transcript><text start=\"1\" dur=\"1\">One.</text><text start=\"2\" dur=", "1000 One.", "x:1: the file ends in the middle of <transcript>"},
		{"YouTube, JSON", `{"events":[{"tStartMs":0,"segs":[{"utf8":"One."}]},{"tStartMs":5,"segs":[{"ut`, "0 One.", "x:1: the file ends in the middle of a value"},
		{"ASS", assHead + "Dialogue: 0,0:00:01.00,0:00:02.00,Main,Ida,0,0,0,,One.\nDialogue: 0,0:00:02.00,0:00", "1000 Ida: One.", "x:7: the file ends in the middle of a cue"},
		{"SAMI", "<SAMI><BODY>\n<SYNC Start=1000><P>One.\n<SYNC Sta", "1000 One.", "x:3: the file ends in the middle of a cue"},
		{"MicroDVD", "{1}{25}One.\n{25}{50}Two.\n{50}{75}Three.\n{75}{99}Four.\n{99}{120}Fi", "42 One. Two. Three. Four. Fi", "x:5: the file ends in the middle of a cue"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d, err := Load(context.Background(), FromString("x", c.text), Options{})
			if err == nil || err.Error() != c.err {
				t.Errorf("error %v, want %s", err, c.err)
			}
			if got := heardOf(d); got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}

// TestRepeatedSubtitle has a line that is to be repeated a thousand times.
func TestRepeatedSubtitle(t *testing.T) {
	d, err := Load(context.Background(), FromString("x", "[ti:The mill]\n"+strings.Repeat("[00:01.00]", 1000)+strings.Repeat("mill ", 100)+"\n"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(heardOf(d), "mill"); n > 100*100 {
		t.Errorf("%d words of a source with 100", n)
	}
}

// TestManyAgents has paragraphs that inherit many agents.
func TestManyAgents(t *testing.T) {
	d, err := Load(context.Background(), FromString("x", ttmlHead+`><body><div ttm:agent="`+strings.Repeat("ida ", 1000)+`"><p begin="1s">One.</p></div></body></tt>`), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(heardOf(d), "ida"); n == 0 || n > 10 {
		t.Errorf("%d agents", n)
	}
}

// TestNoSubtitles has text that resembles captions.
func TestNoSubtitles(t *testing.T) {
	for name, text := range map[string]string{
		"teletype of HTML": "<tt>Ida: yes.</tt> and more.\n",
		"references":       "[1][2] The mill burned.\n[3][4] Nobody was hurt.\n[1][5] It was rebuilt.\n",
		"two references":   "[12][13]\nSee above.\n",
		"braces":           "{1}{2} are sets.\nSo is {3}.\n",
		"log":              "10:00:01:INFO started\n10:00:02:INFO done|ok\n",
		"settings":         "[section]\nkey: value\n[other:x]\n[00:01:00] begin\n",
		"emphasis":         "*Dropframe* is a word of Italians.\n\n*T is another.\n",
		"title":            "[TITLE] The mill\nBurned in spring\n[AUTHOR] Ida\n",
		"console":          "[00:00:01] So this is the mill.\n[00:00:04] It burned in spring.\n[00:00:08] Nobody was hurt.\n",
		"dollars":          "$5 is the price.\n00:00 is midnight.\n",
		"script":           "[Script]\nTitle: The mill\n\nIDA: Yes.\n",
		"page":             "<html><head><title>Mill</title></head><body><p>Ida: yes.</p></body></html>",
		"transcript":       "<transcript><turn who=\"Ida\">Yes.</turn></transcript>",
		"events":           `{"events": [{"time": 5, "segs": 3}]}`,
	} {
		t.Run(name, func(t *testing.T) {
			switch f := detect("x", []byte(text)); f.Name {
			case "ttml", "timedtext", "ass", "sami", "subtitles":
				t.Errorf("read as %s", f.Name)
			}
		})
	}
}
