package transcript

import (
	"archive/tar"
	"bytes"
	"errors"
	"math/rand/v2"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
	utf16 "golang.org/x/text/encoding/unicode"
)

const shortTalk = "Ann Lee: Hello there, all of you.\n\nBob Ray: What is it?\n\nAnn Lee: It is I.\n\nBob Ray: Is it?\n\n"

// numbers returns n bytes as a program has them: small numbers of 32 bits.
func numbers(n int) string {
	b := make([]byte, n)
	r := rand.New(rand.NewPCG(3, 4))
	for i := 0; i < n; i += 4 {
		b[i] = byte(r.IntN(256))
	}
	return string(b)
}

func random(n int) string {
	b := make([]byte, n)
	r := rand.New(rand.NewPCG(5, 6))
	for i := range b {
		b[i] = byte(r.IntN(256))
	}
	return string(b)
}

func archive(t *testing.T, format tar.Format) string {
	t.Helper()
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	text := strings.Repeat(shortTalk, 2000)
	if err := w.WriteHeader(&tar.Header{Name: "talk.txt", Mode: 0o644, Size: int64(len(text)), Format: format}); err != nil {
		t.Fatal(err)
	}
	w.Write([]byte(text))
	w.Close()
	return b.String()
}

// A text with a few NULs is read, what has many is refused, unless it is named.
func TestNULs(t *testing.T) {
	long := strings.Repeat(shortTalk, 1000)
	cyrillic, err := charmap.Windows1251.NewEncoder().String(strings.Repeat("Анна Ли: Это я, и никто другой.\n\nБорис: Правда ли это?\n\n", 100))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, text string
		turns      int // 0: it is refused
	}{
		{"one in few bytes", "Ann: hello \x00 there?\nBob: yes.\n", 1},
		{"two, and labels", "Ann: hello \x00 there?\nBob: yes.\nAnn: more?\nBob: wor\x00ds.\n", 4},
		{"one in a long text", long[:700*len(shortTalk)] + "Ann Lee: He\x00llo.\n\n" + long[700*len(shortTalk):], 4001},
		{"one early in a long text", long[:20] + "\x00" + long[20:], 4000},
		{"one after the head", long + long + long + long + long + long + long + long + long + long + long + long + shortTalk[:20] + "\x00" + shortTalk[20:], 48_004},
		{"records that end in one", strings.ReplaceAll(long, "\n\n", "\x00\n\n"), 4000},
		{"a hole", long[:300*len(shortTalk)-2] + strings.Repeat("\x00", 4<<10) + "\n\n" + long[300*len(shortTalk):], 4000},
		{"a hole at the end", long + strings.Repeat("\x00", 256<<10), 4000},
		{"a hole at the start", strings.Repeat("\x00", 4<<10) + "\n" + long, 4000},
		{"of another encoding", cyrillic[:100] + "\x00" + cyrillic[100:], 200},
		{"nothing else", "\x00\x00\x00", 0},
		{"a hole and no text", strings.Repeat("\x00", 128<<10) + long, 0},
		{"one for each letter but one", strings.ReplaceAll(long, "e", "e\x00"), 0},
		{"UTF-32", strings.Join(strings.Split(long, ""), "\x00\x00\x00") + "\x00\x00\x00", 0},
		{"numbers", numbers(64 << 10), 0},
		{"numbers and names", numbers(8<<10) + long, 0},
		{"what is packed", random(64 << 10), 0},
		{"few bytes of a program", "ab\x00\x01\x02\x00\x00cd", 0},
		{"tar", archive(t, tar.FormatUSTAR), 0},
		{"tar of GNU", archive(t, tar.FormatGNU), 0},
		{"a static library", "!<arch>\n" + long, 0},
		{"a database", "SQLite format 3\x00" + long, 0},
		{"a program", "\x7fELF\x02\x01\x01\x00" + numbers(1000), 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			d, err := Load(t.Context(), FromString("x.txt", c.text), Options{})
			if c.turns == 0 {
				for _, f := range formats { // the name of a file does not make text of it
					for _, ext := range f.Extensions {
						if d, err := Load(t.Context(), FromString("x"+ext, c.text), Options{}); err == nil {
							t.Errorf("%s is read as %s", ext, d.Format())
						}
					}
				}
				if err == nil {
					t.Fatalf("is read as %s", d.Format())
				}
				if errors.Is(err, ErrBinary) {
					if _, err = Load(t.Context(), FromString("x.txt", c.text), Options{Format: "text"}); err != nil {
						t.Errorf("%v, though it was named", err)
					}
				}
				return
			}
			if err != nil || d.Len() != c.turns {
				t.Fatalf("%d turns, want %d (%v)", d.Len(), c.turns, err)
			}
			shown := strings.Builder{}
			for _, b := range blocks(d) {
				shown.WriteString(b.Text)
			}
			if got, want := strings.Count(shown.String(), "␀"), strings.Count(c.text, "\x00"); got != want {
				t.Errorf("%d NULs are shown, want %d", got, want)
			}
		})
	}
}

// A NUL makes no UTF-16 of a short text of another encoding, wherever it stands.
func TestNULIsNotUTF16(t *testing.T) {
	for _, text := range []string{"Zoé: l'été est fini, déjà.\nRené: et après, là?\n", "Ann: we had café.\nBob: all of us?\n", "Ann:we_had_café_all_of_us_here_today \n"} {
		for at, r := range text {
			if r != ' ' && r != '\n' {
				continue
			}
			for _, nul := range []string{"\x00 ", " \x00"} {
				for _, pad := range []string{"", "x"} {
					with := pad + text[:at] + nul + text[at:]
					for name, in := range map[string]string{"UTF-8": with, "windows-1252": encode(t, charmap.Windows1252, with)} {
						if got, want := speechesIn(t, in, Options{}), speechesIn(t, strings.ReplaceAll(with, "\x00", "␀"), Options{}); got != want {
							t.Errorf("%s: %q, want %q", name, got, want)
						}
					}
				}
			}
		}
	}
}

// A NUL is shown in every format, and comes through a pipe.
func TestNULInFormats(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"a.vtt", "WEBVTT\n\n00:00.000 --> 00:02.000\n<v Ann>Hello \x00 there\n", "Hello \ufffd there"}, // as WebVTT has it
		{"a.srt", "1\n00:00:00,000 --> 00:00:02,000\nAnn: Hello \x00 there\n", "Hello ␀ there"},
		{"a.csv", "speaker,text\nAnn,Hello \x00 there\nBob,What?\n", "Hello ␀ there"},
		{"a.json", `[{"speaker":"Ann","text":"Hello ` + "\x00" + ` there"},{"speaker":"Bob","text":"What?"}]`, "Hello ␀ there"},
		{"b.json", `[{"speaker":"Ann","text":"Hello \u0000 there"},{"speaker":"Bob","text":"What?"}]`, "Hello ␀ there"},
		{"a.jsonl", `{"speaker":"Ann","text":"Hello ` + "\x00" + ` there"}` + "\n" + `{"speaker":"Bob","text":"What?"}` + "\n", "Hello ␀ there"},
		{"a.fountain", "Title: A talk\n\nINT. HALL - DAY\n\nANN\nHello \x00 there\x01\x02\x03\xe9\x05\x06\x07.\n\nBOB\nWhat?\n", "Hello ␀ there"}, // by its bytes, though there are many controls
		{"a.html", "<!DOCTYPE html><html><body><p><b>Ann Lee:</b> Hello \x00 there.</p><p><b>Bob Ray:</b> What?</p><p><b>Ann Lee:</b> Hi.</p><p><b>Bob Ray:</b> Yes?</p></body></html>", "Hello ␀ there"},
	} {
		for how, src := range map[string]*Source{"file": FromString(c.name, c.text), "pipe": FromReader(c.name, strings.NewReader(c.text))} {
			d, err := Load(t.Context(), src, Options{})
			if err != nil || d.Format() == "text" || d.Len() == 0 {
				t.Errorf("%s, %s: %v", c.name, how, err)
				continue
			}
			if b, _ := d.Block(0, 0); !strings.Contains(b.Text, c.want) {
				t.Errorf("%s, %s: %q", c.name, how, b.Text)
			}
		}
	}
}

// UTF-16 without a mark is known, in every script, however short.
func TestUTF16Scripts(t *testing.T) {
	for name, text := range map[string]string{
		"Latin":      "A: hi\nB: ho?\n",
		"Cyrillic":   "А: да\nБ: нет?\n",
		"Han":        "甲: 你好。\n乙: 再见。\n",
		"Han, dense": "安娜：今天上午收到消息，已有三十万人签订合同。他们愿意为祖国献身。\n鲍勃：真的吗？\n",
		"kana":       "アンナ: これはテストです。\nボブ: そうですか？\n",
		"Hangul":     "안나: 오늘 아침에 메시지를 받았습니다.\n밥: 정말입니까?\n",
		"Thai":       "แอนนา: วันนี้เช้าได้รับข้อความแล้วครับ\nบ็อบ: จริงหรือ?\n",
		"Devanagari": "अन्ना: आज सुबह संदेश मिला है।\nबॉब: क्या सच में?\n",
		"Bengali":    "আন্না: আজ সকালে বার্তা পাওয়া গেছে।\nবব: সত্যি?\n",
		"Tamil":      "அன்னா: இன்று காலை செய்தி வந்தது.\nபாப்: உண்மையா?\n",
		"Arabic":     "آنا: وصلت الرسالة هذا الصباح.\nبوب: هل هذا صحيح؟\n",
		"Hebrew":     "אנה: ההודעה הגיעה הבוקר.\nבוב: באמת?\n",
		"Greek":      "Άννα: Το μήνυμα ήρθε σήμερα.\nΜπομπ: Αλήθεια;\n",
	} {
		for _, e := range []utf16.Endianness{utf16.LittleEndian, utf16.BigEndian} {
			for _, n := range []int{1, 50} {
				text := strings.Repeat(text, n)
				sameSpeech(t, name, speechesIn(t, encode(t, utf16.UTF16(e, utf16.IgnoreBOM), text), Options{}), speechesIn(t, text, Options{}))
			}
		}
	}
}
