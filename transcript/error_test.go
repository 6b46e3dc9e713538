package transcript

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"regexp"
	"strings"
	"syscall"
	"testing"

	"verbatim/internal/fault"
)

func TestExplain(t *testing.T) {
	for _, c := range []struct {
		err               error
		thing, what, hint string
	}{
		{&fault.Error{Name: "a\x1b.txt", Line: 7, Err: errors.New("is \x1b"), Hint: "mend it"}, "a␛.txt:7", "is ␛", "mend it"},
		{fmt.Errorf("here: %w", &fault.Error{Name: "a", Err: &fs.PathError{Op: "read", Path: "/tmp/x", Err: syscall.EIO}}), "a", "input/output error", ""},
		{&fs.PathError{Op: "open", Path: "a", Err: syscall.ENOENT}, "a", "no such file", ""},
		{&fs.PathError{Op: "stat", Path: "", Err: syscall.ENOENT}, `""`, "no such file", ""},
		{&fs.PathError{Op: "open", Path: "a", Err: syscall.EMFILE}, "a", "too many open files", ""},
		{&fs.PathError{Op: "write", Path: "a", Err: fs.ErrExist}, "a", "exists", ""},
		{&fault.Error{Name: "a", Err: io.ErrUnexpectedEOF}, "a", "ends too early", ""},
		{&fault.Error{Name: "standard input", Err: syscall.EBADF}, "standard input", "is closed", ""},
		{&fs.PathError{Op: "read", Path: "a", Err: os.ErrClosed}, "a", "is closed", ""},
		{errors.New("nothing matches"), "", "nothing matches", ""},
	} {
		if thing, what, hint := fault.Explain(c.err); thing != c.thing || what != c.what || hint != c.hint {
			t.Errorf("%v: %q, %q, %q", c.err, thing, what, hint)
		}
	}
}

// foreign is what Go says to programmers.
var foreign = regexp.MustCompile(`EOF|zip:|flate|offset|invalid argument|runtime|panic|index out|xml:|json:|strconv|transform:|bufio|0x|%!|/tmp`)

// columns is what a message has room for on a usual terminal.
const columns = 80

// What is packed may be cut anywhere, and any of its bytes may lie: what is
// wrong then is said once, with the name, in words, and on one row.
func TestDamaged(t *testing.T) {
	talk := "Ann Lee: yes, of course.\n\nBob: no.\n"
	word := docx(t, para("Ann Lee: yes")+para("Bob: no"))
	for name, whole := range map[string]string{"gzip": gzipped(talk), "zip": zipped(t, talk), "docx": word, "docx in gzip": gzipped(word)} {
		t.Run(name, func(t *testing.T) {
			said := map[string]bool{}
			try := func(data string) {
				_, err := Load(context.Background(), FromString("talk", data), Options{})
				if err == nil {
					return
				}
				thing, what, _ := fault.Explain(err)
				if line := "verbatim: " + err.Error(); foreign.MatchString(line) || len([]rune(line)) > columns || strings.Count(line, "talk") != 1 || !strings.HasPrefix(thing, "talk") {
					t.Fatalf("%q", line)
				}
				said[what] = true
			}
			for i := range whole {
				try(whole[:i])
				for _, b := range []byte{0, 0xff, whole[i] ^ 1, whole[i] ^ 0x80} {
					lying := []byte(whole)
					lying[i] = b
					try(string(lying))
				}
			}
			if len(said) < 3 {
				t.Errorf("only %v", said)
			}
		})
	}
}

// An archive that names places and sizes that are not there is no fault of
// the program, wherever it lies: in memory, in a file, or in what is packed.
func TestLyingZip(t *testing.T) {
	whole := []byte(zipped(t, "Ann Lee: yes, of course.\n\nBob: no.\n"))
	list := bytes.LastIndex(whole, []byte("PK\x01\x02"))
	end := bytes.LastIndex(whole, []byte("PK\x05\x06"))
	header := bytes.Index(whole, []byte("PK\x03\x04"))
	lie := func(at int, value uint32) string {
		lying := bytes.Clone(whole)
		binary.LittleEndian.PutUint32(lying[at:], value)
		return string(lying)
	}
	for _, c := range []struct{ name, data string }{
		{"where the file is", lie(list+42, 1<<31)},
		{"where the file is, before the start", lie(list+42, 1<<32-1)},
		{"how long it is", lie(list+24, 1<<20)},
		{"how short it is", lie(list+24, 1)},
		{"how long it is when packed", lie(list+20, 1<<20)},
		{"where the list is", lie(end+16, 1<<31)},
		{"how long the list is", lie(end+12, 1<<31)},
		{"how long the name is", lie(header+26, 1<<32-1)},
		{"the sum", lie(list+16, 0)},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Chdir(t.TempDir())
			if err := os.WriteFile("talk", []byte(c.data), 0o600); err != nil {
				t.Fatal(err)
			}
			file, err := OpenFile("talk")
			if err != nil {
				t.Fatal(err)
			}
			for _, src := range []*Source{file, FromString("talk", c.data), FromReader("talk", strings.NewReader(c.data)), FromString("talk", gzipped(c.data))} {
				_, err := Load(context.Background(), src, Options{})
				var own *fault.Error
				if !errors.As(err, &own) || foreign.MatchString(err.Error()) || !strings.HasPrefix(err.Error(), "talk: ") || own.Hint == "" {
					t.Errorf("error %v", err)
				}
				src.Close()
			}
		})
	}
}

// A Word document that unpacks to too much says so as any other, and what
// to do about it.
func TestDocxBomb(t *testing.T) {
	bomb := docx(t, para("Ann Lee: yes")+strings.Repeat(para("Bob: no"), 1<<17))
	_, err := Load(context.Background(), FromString("talk.docx", bomb), Options{})
	if err == nil || err.Error() != "talk.docx: unpacks to over 200 times its size" || !errors.Is(err, ErrTooLarge) {
		t.Errorf("error %v", err)
	}
}
