package objects

import (
	"strings"

	"verbatim/internal/text"
	"verbatim/transcript/internal/naming"
)

// Records and pieces that are not speech, but become notes.
var (
	// asideRoles are the roles of their senders.
	asideRoles = text.WordSet(`system developer tool function toolmessage systemmessage functionmessage toolcall toolresult toolresponse ipython environment`)

	// asideKinds are the kinds that they state. A kind that begins with "tool" counts too.
	asideKinds = text.WordSet(`system developer service function functioncall functioncalloutput functionresponse functionmessage systemmessage systemevent
		systemeventmessage unknownfuturevalue thinking thoughts reasoning redactedthinking reasoningrecap agentreasoning event eventmsg ipython environment context
		servertooluse websearchtoolresult websearchcall localshellcall customtoolcall customtoolcalloutput mcpcall executionoutput observation instruction instructions
		status notice call think systemprompt retryprompt callstarted callstartedmessage join leave joined left subscribe unsubscribe share
		channeljoin channelleave channeltopic channelpurpose channelname channelarchive channelunarchive groupjoin groupleave botadd botremove pinneditem reminderadd
		usernameupdate recipientadd recipientremove channelnamechange channeliconchange channelpinnedmessage guildmemberjoin threadcreated userpremiumguildsubscription
		uj ul au ru roomchangedtopic systemaddtochannel systemjoinchannel systemleavechannel systemjointeam systemleaveteam systemheaderchange systemremovefromchannel`)

	// messageEvents are the names of events in which somebody speaks.
	messageEvents = text.WordSet(`message msg privmsg text chat utterance turn say said transcript speech comment caption`)

	// asidePaths are prefixes of kinds that are written as paths.
	asidePaths = [...]string{"tool", "threadactivity/", "event/"}
)

// A sense is the meaning of a word that is the role or the kind of a record.
type sense struct {
	side        naming.Side // in a conversation with a model
	role, kind  bool        // as a role or as a kind, the word does not mean speech
	fromMachine bool        // it means the system, which answers in some conversations
}

// maxSenses is the maximum number of words that a recordReader caches.
const maxSenses = 1 << 10

// sense returns the meaning of a word, zero if it has none.
func (rr *recordReader) sense(s string) sense {
	if s == "" {
		return sense{}
	}
	w, ok := rr.senses[s]
	if !ok {
		if rr.senses == nil || len(rr.senses) >= maxSenses {
			rr.senses = map[string]sense{}
		}
		w = senseOf(s)
		rr.senses[strings.Clone(s)] = w
	}
	return w
}

func senseOf(s string) (w sense) {
	plain := plainKey(s)
	w.role, w.kind, w.fromMachine = asideRoles[plain], asideKinds[plain], plain == "system"
	for _, start := range asidePaths {
		w.kind = w.kind || strings.HasPrefix(strings.ToLower(s), start)
	}
	w.side = sideOf(s)
	return w
}

// sideOf returns the side of a conversation with a model that a role or a kind means: user,
// human, HumanMessage, user.message.
func sideOf(s string) naming.Side {
	s = strings.TrimSuffix(strings.TrimSuffix(strings.ToLower(s), "chunk"), "message")
	s = strings.TrimRight(s, "._- ")
	if side, ok := moreSides[s]; ok {
		return side
	}
	side, sure := naming.SideOf(s)
	if !sure || side != naming.Person && side != naming.Machine {
		return naming.NoSide
	}
	return side
}

// moreSides has words for sides that only programs use.
var moreSides = map[string]naming.Side{"prompter": naming.Person, "gpt": naming.Machine, "response": naming.Machine, "request": naming.Person, "user-prompt": naming.Person}

// classify sets what the record is from its kind, its role and its speaker.
func (rr *recordReader) classify(rec *Record) {
	role := rr.sense(rec.voice.Role)
	label := sense{}
	if rec.rank >= rankPlain {
		label = rr.sense(rec.voice.Label)
	}
	rec.aside = rr.sense(rec.kind).kind || role.role || rec.voice.Role == "" && label.role
	rec.system = rec.aside && label.fromMachine && !rr.sense(rec.kind).kind
	if rec.side == naming.NoSide {
		if rec.side = rr.sense(rec.voice.Label).side; rec.side == naming.NoSide {
			rec.side = role.side
		}
	}
}

// note returns the note for a record that is not speech.
func (rec *Record) note() string {
	role := rec.voice.Role
	if rec.rank >= rankPlain && role == "" {
		role = rec.voice.Label
	}
	name := ""
	if rec.rank > 0 && rec.side == naming.NoSide && !asideRoles[plainKey(rec.voice.Label)] {
		name = rec.voice.Label
	}
	what := rec.Text
	if what == "" && len(rec.pieces) > 0 {
		what = content(rec.pieces)
	}
	if what == "" {
		what = rec.call
	}
	if name == "" && what != "" && asideRoles[plainKey(role)] && !strings.Contains(plainKey(role), "tool") {
		name = role
	}
	return note(name, what)
}
