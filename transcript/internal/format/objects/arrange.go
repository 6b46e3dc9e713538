package objects

import (
	"cmp"
	"iter"
	"slices"
	"strconv"
	"strings"

	"verbatim/transcript/internal/json"
	"verbatim/transcript/internal/record"
	"verbatim/transcript/internal/tape"
)

// maxArranged is the maximum number of members of a list that is sorted.
const maxArranged = 1 << 21

// A placed is a member of a list that is sorted.
type placed struct {
	json.Extent
	start  int64
	parent string
	key    int          // its key in an object, if that is a number
	tier   record.Voice // the speaker of the whole list

	unnamed bool // its first word does not name a speaker
}

// arranged writes a list whose members are not in the order of speech. It sorts them by
// time or, if each names the one before it, follows these links.
func (w *writer) arranged(r *json.Reader) {
	line := r.Place().Line
	all := w.places(r)
	ids := map[string]int{}
	if w.thread {
		for i := range all {
			w.look.read(json.NewReaderOf(w.in, all[i].Extent), &w.rec)
			all[i].start, all[i].parent = w.rec.start.ms(w.unit), w.rec.parent
			if w.rec.id != "" {
				ids[strings.Clone(w.rec.id)] = i
			}
		}
		all = thread(all, ids, w.current)
	} else {
		w.byTime(all)
	}
	for _, p := range all {
		w.member(json.NewReaderOf(w.in, p.Extent))
	}
	if len(all) == maxArranged {
		w.say.out.Lost(line, "too many messages to sort")
	}
}

// byTime sorts members by numeric key, if they have one, then by time. A member without a
// time stays after the one before it.
func (w *writer) byTime(all []placed) {
	last := int64(-1)
	for i := range all {
		w.look.read(json.NewReaderOf(w.in, all[i].Extent), &w.rec)
		if all[i].start = w.rec.span(w.unit).Start; all[i].start < 0 && len(w.rec.pieces) > 0 {
			all[i].start = w.rec.pieces[0].start.ms(w.bitUnit)
		}
		if all[i].start < 0 {
			all[i].start = last
		}
		last = all[i].start
	}
	slices.SortStableFunc(all, func(a, b placed) int {
		return cmp.Or(cmp.Compare(a.key, b.key), cmp.Compare(a.start, b.start))
	})
}

// tiers writes several lists, each of one speaker, merged in the order of their times.
func (w *writer) tiers(r *json.Reader, steps []string) {
	var all []placed
	list := func(tier record.Voice) {
		from := len(all)
		all = append(all, w.places(r)...)
		for i := range all[from:] {
			all[from+i].tier = tier
		}
	}
	last := len(steps) - 2
	walk(r, steps[:last], nil, func() {
		if w.keyed {
			r.Object(func(key string) {
				if isStep(steps[last], key) {
					list(record.Voice{Label: strings.Clone(key)})
				}
			})
			return
		}
		w.look.read(json.NewReaderAt(w.in, r.Place()), &w.rec)
		tier := w.rec.voice
		if tier.Label == "" {
			tier.Label = strings.Clone(w.rec.id)
		}
		walk(r, steps[last:last+1], nil, func() { list(tier) })
	})
	w.byTime(all)
	for _, p := range all {
		w.tier = p.tier
		w.member(json.NewReaderOf(w.in, p.Extent))
	}
}

// places returns the places of the members of a list.
func (w *writer) places(r *json.Reader) (all []placed) {
	key := 0
	add := func() {
		if len(all) < maxArranged {
			all = append(all, placed{Extent: r.Extent(), key: key})
		}
	}
	if r.Is('[') {
		r.Array(add)
		return all
	}
	r.Object(func(name string) {
		if key, _ = strconv.Atoi(name); r.Is('{') {
			add()
		}
	})
	return all
}

// thread returns the members that lead from the first to the current one: each names the
// one before it. Without a current one, it takes the latest member that no other follows.
func thread(all []placed, ids map[string]int, current string) []placed {
	at, ok := ids[current]
	if !ok {
		followed := map[string]bool{}
		for _, p := range all {
			followed[p.parent] = true
		}
		at = -1
		for id, i := range ids {
			if !followed[id] && (at < 0 || all[i].start > all[at].start || all[i].start == all[at].start && i > at) {
				at = i
			}
		}
	}
	var found []placed
	seen := map[int]bool{}
	for at >= 0 && !seen[at] {
		seen[at] = true
		found = append(found, all[at])
		next, ok := ids[all[at].parent]
		if !ok {
			break
		}
		at = next
	}
	slices.Reverse(found)
	if len(found) == 0 { // the links form a circle
		return all
	}
	return found
}

// channels writes the words of several channels, merged in the order of their times.
func (w *writer) channels(r *json.Reader) {
	var all []iter.Seq[word]
	for i, p := range w.places(r) {
		of := record.Voice{Label: channelLabel(strconv.Itoa(i))}
		w.look.read(json.NewReaderAt(w.in, p.Place), &w.rec)
		switch {
		case w.rec.rank > 0:
			of = w.called(w.rec.voice)
		case w.rec.channel != "":
			of.Label = w.rec.channel
		}
		all = append(all, w.sentences(p.Extent, of))
	}
	for run := range interleaved(all) {
		w.say.say(run.voice, run.at, run.text)
	}
}

// sentences yields the sentences of a channel.
func (w *writer) sentences(e json.Extent, of record.Voice) iter.Seq[word] {
	return func(yield func(word) bool) {
		r := json.NewReaderAt(w.in, e.Place)
		rr, rec := recordReader{}, Record{}
		j := joiner{say: func(run word) {
			if !yield(run) {
				r.Fail(errEnough)
			}
		}}
		rr.spill = func(rec *Record) {
			j.glued = areGlued(rec.pieces)
			for i := range rec.pieces {
				p := &rec.pieces[i]
				v := of
				if p.voice.Label != "" {
					v = w.called(p.voice)
				}
				j.add(word{v, tape.Stretch{Start: p.start.ms(w.bitUnit), End: p.end.ms(w.bitUnit), Line: p.line}, p.Text, p.joins})
			}
		}
		rr.read(r, &rec)
		rr.spill(&rec)
		j.flush()
		w.note(r)
	}
}

// heading stores the title of one of several conversations, and the id of its last message.
// r is at the object that holds the conversation.
func (w *writer) heading(r *json.Reader) {
	if !r.Is('{') {
		return
	}
	title, rank := "", 0
	w.current = ""
	facts := json.NewReaderAt(w.in, r.Place())
	facts.Object(func(key string) {
		if !facts.Is('"') {
			return
		}
		switch plain := plainKey(key); {
		case plain == "currentnode":
			w.current = facts.Text()
		case titleRank(plain) > rank:
			if s := facts.Text(); s != "" {
				title, rank = s, titleRank(plain)
			}
		}
	})
	if w.titled {
		w.pending = w.sound(title)
	}
}

// titleKeys are the names of fields for the title of a conversation, best first.
var titleKeys = []string{"title", "meetingtitle", "subject", "topic", "conversationname", "chatname", "name", "displayname"}

// titleRank ranks a field as the title, higher is better. It is 0 for other fields.
func titleRank(key string) int {
	if k := slices.Index(titleKeys, key); k >= 0 {
		return len(titleKeys) - k
	}
	return 0
}

// repeated writes a list in which a later member may repeat all words with their speakers.
// Such a member begins no later than the first one, and is then the only one written.
func (w *writer) repeated(r *json.Reader) {
	all := w.places(r)
	first := int64(-1)
	for i := len(all) - 1; i >= 0; i-- {
		w.look.read(json.NewReaderOf(w.in, all[i].Extent), &w.rec)
		pieces := w.rec.pieces
		if all[i].start = -1; len(pieces) == 0 {
			continue
		}
		if all[i].start = pieces[0].start.ms(w.bitUnit); pieces[0].voice.Label == "" {
			all[i].unnamed = true
		}
		if i == 0 {
			first = all[i].start
		}
	}
	for i := len(all) - 1; i > 0; i-- {
		if !all[i].unnamed && all[i].start >= 0 && all[i].start <= first {
			all, w.fields = all[i:i+1], true
			break
		}
	}
	for _, p := range all {
		w.member(json.NewReaderOf(w.in, p.Extent))
	}
}
