package ui

import (
	"cmp"
	"strings"
	"unicode"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

// A bound is a command and its keys. The help omits keys that exist only for
// users of less and vim.
type bound struct {
	keys key.Binding
	do   command
}

// bind binds keys to a command. keys are Bubble Tea's names, separated by spaces;
// the help omits those after a bar.
func bind(keys string, do command) bound {
	shown, also, _ := strings.Cut(keys, "|")
	all := append(strings.Fields(shown), strings.Fields(also)...)
	return bound{key.NewBinding(key.WithKeys(all...), key.WithHelp(shown, "")), do}
}

// A keyRow is a row of the help: related keys, and what they do.
type keyRow struct {
	does   string
	bounds []bound
}

// A keyMap is the keys of a part of the screen.
type keyMap struct {
	title string
	rows  []keyRow
}

// find returns the command of a key, nil if it is not bound.
func (k *keyMap) find(pressed string) command {
	for _, row := range k.rows {
		for _, b := range row.bounds {
			for _, name := range b.keys.Keys() {
				if name == pressed {
					return b.do
				}
			}
		}
	}
	return nil
}

// keys has every key map, in the order of the help. To bind a key, add it to one
// of the tables below. All maps but side also work in the sidebar, for keys that
// side does not bind.
type keys struct{ dialogue, find, take, side, screen keyMap }

func newKeys() *keys {
	return &keys{dialogueKeys(), findKeys(), takeKeys(), sideKeys(), screenKeys()}
}

func (k *keys) all() []*keyMap { return []*keyMap{&k.dialogue, &k.find, &k.take, &k.side, &k.screen} }

// global returns the command of a key outside the sidebar.
func (k *keys) global(pressed string) command {
	for _, m := range k.all() {
		if m == &k.side {
			continue
		}
		if do := m.find(pressed); do != nil {
			return do
		}
	}
	return nil
}

func dialogueKeys() keyMap {
	return keyMap{"Reading", []keyRow{
		{"a row down, up", []bound{bind("j down | ctrl+e ctrl+n", rows(1)), bind("k up | ctrl+y ctrl+p", rows(-1))}},
		{"half a page", []bound{bind("d | ctrl+d", halfPage(1)), bind("u | ctrl+u", halfPage(-1))}},
		{"a page", []bound{bind("space pgdown | ctrl+f f", page(1)), bind("b pgup | ctrl+b", page(-1))}},
		{"start, end", []bound{bind("g home | ctrl+home <", (*Model).toStart), bind("G end | ctrl+end >", (*Model).toEnd)}},
		{"next, previous question", []bound{bind("] J", question(1)), bind("[ K", question(-1))}},
		{"next, previous turn", []bound{bind("} l right", turn(1)), bind("{ h left", turn(-1))}},
		{"next, previous turn of the same speaker", []bound{bind(")", sameSpeaker(1)), bind("(", sameSpeaker(-1))}},
		{"go to q3, t17, 50%, 1:02:30, line:120", []bound{bind(":", ask(placePrompt))}},
		{"go back to before the last jump", []bound{bind("ctrl+o ''", (*Model).goBack)}},
	}}
}

func findKeys() keyMap {
	return keyMap{"Finding", []keyRow{
		{"search as you type; between slashes: a regular expression", []bound{bind("/", ask(searchPrompt))}},
		{"next, previous hit", []bound{bind("n", hit(1)), bind("N", hit(-1))}},
		{"keep only the turns that match", []bound{bind("&", ask(keepPrompt))}},
		{"undo one thing: close a prompt, end a search, clear filters", []bound{bind("esc", (*Model).undo)}},
	}}
}

func takeKeys() keyMap {
	return keyMap{"Copying and saving", []keyRow{
		{"copy this turn, all shown turns, with the source", []bound{bind("y", (*Model).copyTurn), bind("Y", (*Model).copyAll)}},
		{"start marking turns, for y and e", []bound{bind("V", (*Model).toggleMark)}},
		{"set a bookmark, with a note; list them and go to one", []bound{bind("m", (*Model).bookmark), bind("'", (*Model).openBookmarks)}},
		{"write the shown turns to a file (format from its name)", []bound{bind("e", (*Model).export)}},
	}}
}

func sideKeys() keyMap {
	return keyMap{"In the sidebar", []keyRow{
		{"show only this speaker or question; again: show all", []bound{bind("enter", (*Model).choose)}},
		{"add to the selection, remove from it", []bound{bind("space", (*Model).toggle)}},
		{"rename a speaker (an existing name merges the two); asks, does not ask", []bound{bind("r", (*Model).rename), bind("a", (*Model).toggleAsks)}},
		{"not a speaker: the label becomes text; undo that", []bound{bind("x", (*Model).dropSpeaker), bind("U", (*Model).restoreSpeaker)}},
		{"narrow the list", []bound{bind("/", ask(narrowPrompt))}},
		{"move; in the questions, the dialogue follows", []bound{
			bind("j down | ctrl+n", listRows(1)), bind("k up | ctrl+p", listRows(-1)),
			bind("| d ctrl+d", listPage(1, 2)), bind("| u ctrl+u", listPage(-1, 2)),
			bind("| pgdown ctrl+f", listPage(1, 1)), bind("| b pgup ctrl+b", listPage(-1, 1)),
			bind("| g home", listEnd(-1)), bind("| G end", listEnd(1)),
		}},
	}}
}

func screenKeys() keyMap {
	return keyMap{"Screen", []keyRow{
		{"go to speakers, questions, dialogue, in a cycle", []bound{bind("tab", focus(1)), bind("shift+tab", focus(-1))}},
		{"show, hide the sidebar", []bound{bind("s", (*Model).toggleSidebar)}},
		{"follow the end as it grows, or stop", []bound{bind("F", (*Model).toggleFollow)}},
		{"show, hide times", []bound{bind("t", (*Model).toggleTimes)}},
		{"wider, narrower text; use the whole width", []bound{bind("+", measure(4)), bind("-", measure(-4)), bind("=", (*Model).wholeWidth)}},
		{"list the transcripts", []bound{bind("o", (*Model).openListing)}},
		{"redraw; suspend", []bound{bind("ctrl+l", redraw), bind("ctrl+z", suspend)}},
		{"help; quit", []bound{bind("? | f1", (*Model).openHelp), bind("q ctrl+c", quit)}},
	}}
}

// A KeyHelp is a row of the table of keys.
type KeyHelp struct {
	Keys []string // names as on a keyboard
	Does string
}

// KeyTable returns the rows of the help.
func KeyTable() []KeyHelp {
	var table []KeyHelp
	k := newKeys()
	for _, m := range k.all() {
		for _, row := range m.rows {
			h := row.help()
			if m == &k.side {
				h.Does = "in the sidebar: " + h.Does
			}
			table = append(table, h)
		}
	}
	return table
}

func (r keyRow) help() KeyHelp {
	h := KeyHelp{Does: r.does}
	for _, b := range r.bounds {
		for _, name := range strings.Fields(b.keys.Help().Key) {
			h.Keys = append(h.Keys, keyName(name))
		}
	}
	return h
}

// keyName returns the name of a key for the reader.
func keyName(name string) string {
	switch name {
	case "up":
		return "↑"
	case "down":
		return "↓"
	case "left":
		return "←"
	case "right":
		return "→"
	case "pgdown":
		return "pgdn"
	}
	return name
}

// afterEsc returns the key that was pressed after esc. If the program is busy,
// both arrive in one read, and the parser takes them for that key with alt.
func afterEsc(k tea.KeyPressMsg) (tea.KeyPressMsg, bool) {
	if k.Mod&^tea.ModShift != tea.ModAlt || !unicode.IsPrint(k.Code) && k.Code != tea.KeyEnter && k.Code != tea.KeyTab {
		return k, false
	}
	k.Mod &^= tea.ModAlt
	if unicode.IsPrint(k.Code) {
		k.Text = string(cmp.Or(k.ShiftedCode, k.Code))
	}
	return k, true
}

// layouts maps the letters of Cyrillic and Greek keyboards to those on the same
// keys of a Latin one, so that readers need not change the layout to scroll.
var layouts = func() map[rune]string {
	m := make(map[rune]string)
	add := func(from, to string) {
		latin := []rune(to)
		for i, r := range []rune(from) {
			m[r] = string(latin[i])
		}
	}
	add("йцукенгшщзхъфывапролджэячсмитьбю", "qwertyuiop[]asdfghjkl;'zxcvbnm,.")
	add("ЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ", `QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>`)
	add("іїєґўІЇЄЎ", "s]'\\oS}\"O")
	add("ςερτυθιοπασδφγηξκλζχψωβνμ", "wertyuiopasdfghjklzxcvbnm")
	add("ΕΡΤΥΘΙΟΠΑΣΔΦΓΗΞΚΛΖΧΨΩΒΝΜ", "ERTYUIOPASDFGHJKLZXCVBNM")
	add("№", "#")
	return m
}()

// pressed returns the name of a key as on a Latin keyboard. Enter arrives as
// ctrl+j if it was typed before the terminal was in raw mode.
func pressed(k tea.KeyPressMsg) string {
	name := k.String()
	if name == "ctrl+j" || name == "kpenter" {
		return "enter"
	}
	if k.BaseCode > ' ' && k.Text != "" && k.Mod&^tea.ModShift == 0 && k.Code > 0x7f {
		base := string(k.BaseCode)
		if k.Mod&tea.ModShift != 0 {
			base = strings.ToUpper(base)
		}
		return base
	}
	if r := []rune(k.Text); len(r) == 1 && layouts[r[0]] != "" {
		return layouts[r[0]]
	}
	if rest, ok := strings.CutPrefix(name, "ctrl+"); ok {
		if r := []rune(rest); len(r) == 1 && layouts[r[0]] != "" {
			return "ctrl+" + layouts[r[0]]
		}
	}
	return name
}
