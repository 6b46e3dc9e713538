package text

import (
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"golang.org/x/text/transform"
)

// A document may declare an encoding long before its first character beyond ASCII.
func TestLateEncoding(t *testing.T) {
	const late = "Björn, är öster"
	for _, c := range []struct {
		name, declares, in, text string // what it declares, what it is in, and what it says
	}{
		{"Latin 1", `<?xml version="1.0" encoding="ISO-8859-1"?>`, "iso-8859-1", late},
		{"Latin 9", `<?xml version="1.0" encoding="iso-8859-15"?>`, "iso-8859-15", "12 € für Œuvre"},
		{"Cyrillic of ISO", `<?xml version='1.0' encoding='ISO-8859-5'?>`, "iso-8859-5", "Привет, мир"},
		{"KOI8-R", `<html><head><meta charset=koi8-r>`, "koi8-r", "Привет, мир"},
		{"windows-1251 in a meta element", `<html><META http-equiv="Content-Type" content="text/html; charset=windows-1251">`, "windows-1251", "Привет, мир"},
		{"windows-1250", `<?xml version="1.0" encoding="windows-1250"?>`, "windows-1250", "Žlutý kůň"},
		{"windows-1253", `<?xml version="1.0" encoding="windows-1253"?>`, "windows-1253", "Καλημέρα"},
		{"Shift_JIS", `<?xml version="1.0" encoding="Shift_JIS"?>`, "shift_jis", "こんにちは、皆さん"},
		{"ISO-2022-JP", `<?xml version="1.0" encoding="ISO-2022-JP"?>`, "iso-2022-jp", "こんにちは、皆さん"},
		{"GBK", `<html><meta charset="gb2312">`, "gbk", "你好，大家"},
		{"UTF-8 in truth", `<?xml version="1.0" encoding="ISO-8859-1"?>`, "utf-8", late},
		{"UTF-8 that was declared UTF-16", `<?xml version="1.0" encoding="UTF-16"?>`, "utf-8", late},
		{"Latin 1 that was declared UTF-16", `<?xml version="1.0" encoding="UTF-16"?>`, "windows-1252", late},
		{"an encoding that is unknown", `<?xml version="1.0" encoding="x-none"?>`, "windows-1252", late},
	} {
		t.Run(c.name, func(t *testing.T) {
			head := c.declares + strings.Repeat("<p>It is late, and long.</p>\n", 4000)
			tail, err := EncodingNamed(c.in).NewEncoder().String(c.text)
			if err != nil {
				t.Fatal(err)
			}
			src := head + tail + "</p>\n" + tail
			d := Transformer([]byte(src[:64<<10]), nil)
			if d == nil {
				t.Fatal("not decoded")
			}
			for _, r := range []io.Reader{strings.NewReader(src), iotest.OneByteReader(strings.NewReader(src)), iotest.DataErrReader(strings.NewReader(src))} {
				d.Reset()
				got, err := io.ReadAll(transform.NewReader(r, d))
				if want := head + c.text + "</p>\n" + c.text; err != nil || string(got) != want {
					t.Errorf("got %q, %v, want %q", got[min(len(head), len(got)):], err, want[len(head):])
				}
			}
		})
	}
	for _, plain := range []string{"Ann: yes\n", `<?xml version="1.0" encoding="utf-8"?><p>`, `<meta charset=UTF-8><p>`, `encoding="koi8-r"`, "\uFEFF" + `<?xml version="1.0" encoding="koi8-r"?>`} {
		if Transformer([]byte(plain), nil) != nil {
			t.Errorf("%q is decoded", plain)
		}
	}
}
