package ui

import (
	"strings"
	"testing"

	"verbatim/internal/state"
	"verbatim/transcript"
	"verbatim/ui/internal/view"
)

const evening = `Host: Welcome to the evening. Who begins?

Ann Lee: I would like to begin with a few words about the past and the years that have gone.

Host: And you?

Bob Ray: I have nothing to add. Do I need to? I doubt it, and so do all of us who know it.

Ann: There is one more thing that should be said about the years that are still to come.

Host: Go on, then. What is it?

Ann Lee: That was all that I had wanted to say, and there is no more of it.
`

func TestRename(t *testing.T) {
	for _, c := range []struct {
		name, keys string
		want, not  []string
	}{
		{"a name", `tab g r " Green" enter`, []string{"▌Ann Lee Green", "▌ Ann Lee Green", "▌Bob Ray"}, []string{"▌Ann Lee  "}},
		{"joined", `tab g j r ctrl+u "ann lee" enter`, []string{"Ann and ann lee are merged", "▌Ann Lee"}, []string{"▌Ann  "}},
		{"parted", `tab g j r ctrl+u "Ann Lee" enter r ctrl+u "Ann" enter`,
			[]string{"Ann is a separate speaker again", "▌Ann Lee ", "▌Ann "}, nil},
		{"given up", `tab g r " Green" esc`, []string{"Ann Lee"}, []string{"Green"}},
		{"nothing", `tab g r ctrl+u enter`, []string{"Ann Lee"}, nil},
		{"of nobody", `tab / "zork" enter r`, []string{"the list is empty"}, []string{"name:"}},
		{"nobody asks", `tab / "zork" enter a`, []string{"the list is empty"}, []string{"asks"}},
		{"of a question", `tab tab r`, []string{"works in the list of speakers"}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := textScreen(t, 100, 30, evening)
			s.press(c.keys)
			s.want(c.want...)
			s.wantNot(c.not...)
		})
	}
}

// The cursor stays on the speaker, and so do filter and search.
func TestRenameFollowed(t *testing.T) {
	s := textScreen(t, 100, 30, evening)
	s.press(`tab g space j space`)
	s.want("only Ann Lee, Ann ", "1 turn omitted")
	s.press(`r " Lee" enter k`)
	s.press("esc")
	s.want("only Ann Lee  ", "There is one more thing")
	s.press("esc")
	s.press(`/ "ann" enter`)
	s.want("“ann” 1/")
	s.press(`tab g r ctrl+u "Mia" enter esc`)
	s.wantNot("▌Ann")
	s.press("n")
	s.want("not found: ann")
}

func TestAsks(t *testing.T) {
	s := textScreen(t, 100, 30, evening)
	s.want("── Q3", "Q1/3")
	s.press(`tab tab g j enter`) // the second question and what answers it
	s.want("only Q2", "Bob Ray", "I have nothing to add")
	s.press(`tab g j j a`)
	s.want("Bob Ray asks: 4 questions")
	s.press("esc")
	s.want("only Q2", "Q2/4")
	s.wantNot("I have nothing to add") // it is the third now
	s.press("esc")
	s.want("Q2/4", "── Q3", "I have nothing to add")
	s.press(`tab g G a`)
	s.want("Host does not ask: 1 question")
	s.press(`a g j j a esc`)
	s.want("/3", "── Q3")
	s.wantNot("── Q4")
}

// What a reader has said of the speakers is there the next time.
func TestCastKept(t *testing.T) {
	store := state.NewStore(t.TempDir())
	open := func() *screen {
		return readerOf(t, 100, 30, view.Options{Names: []string{"talk.txt"}, Store: store, Open: func(name string) (*transcript.Source, error) {
			return transcript.FromString(name, evening), nil
		}})
	}
	s := open()
	s.press(`tab g r " Green" enter`)
	s.press(`j j a esc : "q3" enter`)
	was := s.text()
	s = open() // the first has not even ended
	s.want("Ann Lee Green", "/4")
	if err := s.keeper.Save(); err != nil {
		t.Fatal(err)
	}
	s = open()
	s.press(`: "q3" enter`)
	if now := s.text(); now != was {
		t.Errorf("%s\nwas\n%s", now, was)
	}
	if strings.Contains(was, "Ann Lee  ") {
		t.Error(was)
	}
}

// A label that does not name a speaker becomes text, and a speaker again.
func TestNotASpeaker(t *testing.T) {
	s := textScreen(t, 100, 30, evening)
	s.press(`tab g j j x`)
	s.want("Bob Ray is not a speaker; U undoes that", "Bob Ray: ")
	s.wantNot("▌Bob Ray")
	s.press(`U`)
	s.want("Bob Ray is a speaker again", "▌Bob Ray")
	s.wantNot("Bob Ray: ")
	s.press(`U`)
	s.want("nothing to undo")
	s.press(`tab x`)
	s.want("works in the list of speakers")
}
