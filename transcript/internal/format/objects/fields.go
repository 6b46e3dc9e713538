package objects

import (
	"strings"
	"sync"
)

// A meaning is the purpose of a field of a record.
type meaning uint8

const (
	unknown meaning = iota
	isSpeaker
	isText
	isParts        // a list of the pieces of the text
	isWords        // a list of the words of the text
	isAlternatives // a list of readings of the same speech, the best one first
	isWrapper      // an object that holds fields of the record
	isStart
	isEnd
	isLength
	isTimes // an object or an array of a start and an end
	isRole
	isLabel
	isAsks
	isParagraphs // of JSON that verbatim writes; elsewhere parts
	isNotes
	isSource
	isChannel
	isKind  // the kind of the record, such as a message or a call
	isFinal // false: the reading may still change
	isHidden
	isID
	isParent
	isCalls     // of tools
	isArguments // of a tool
	isPerson    // true: the person in a conversation with a model speaks
	isVersions  // a list of versions of the text; the last one counts
	isThought
	isAsked  // a person's question to a machine
	isAnswer // the machine's answer
	isURL    // where the record is published
	isColumn
	isNumber
	isReplies // a list of the records that answer this one
)

// The ranks of fields that hold the speaker or the text. The highest rank wins.
const (
	rankWeak  int8 = iota + 1 // may be something else: name, source
	rankID                    // an id; the name may be elsewhere
	rankGiven                 // a name, of the record or of the speaker
	rankPlain                 // names or numbers the speaker
	rankName                  // a name next to such a number
)

// A field is the meaning of a name of fields.
type field struct {
	is     meaning
	rank   int8    // of isSpeaker and isText
	unit   float64 // milliseconds per unit of a time; 0: the name does not tell
	weight int8    // evidence that records with the field are speech; negative: that they are not
}

// A fieldRow is a row of the table of fields.
type fieldRow struct {
	field
	names string // in the form that plainKey returns
}

// fieldRows lists the names that programs give to fields.
var fieldRows = []fieldRow{
	{field{is: isSpeaker, rank: rankName, weight: 3}, `speakername sendername fromname voice speakerdisplayname participantname talkername attributedto
		senderdisplayname authordisplayname speakerfullname spokenby personname senderfullname charactername intervenantnom nomeorador nomorateur`},
	{field{is: isSpeaker, rank: rankName, weight: 2}, `nickname realname displayname userprofile fullname screenname userdisplayname imdisplayname authorname
		fromdisplayname fallbackname`},
	{field{is: isSpeaker, rank: rankPlain, weight: 3}, `speaker speakers speakerlabel sender who participant participantrole talker actor character speakertag speakeridentifier
		interlocutor person spk saidby orator participantpurpose commenter src senders speakinguser
		sprecher redner sprecherin locuteur intervenant orateur orador hablante ponente interviniente oratore parlante relatore mowca mówca puhuja konuşmacı المتحدث المتكلم talare taler spreker
		attribution говорящий спикер оратор участник 发言人 说话人 話者 發言者 발화자 화자 発言者 話し手`},
	{field{is: isSpeaker, rank: rankPlain, weight: 2}, `author from nick creator user username postedby users member account fromuser u initiator by autor auteur`},
	{field{is: isSpeaker, rank: rankID, weight: 3}, `speakerid participantid senderid speakernumber speakerindex speakeridx spkid speakerno personid contactid`},
	{field{is: isSpeaker, rank: rankID, weight: 1}, `userid fromid authorid memberid`},
	{field{is: isSpeaker, rank: rankGiven, weight: 1}, `name`},
	{field{is: isSpeaker, rank: rankWeak, weight: 1}, `source`},
	{field{is: isLabel}, `label`},
	{field{is: isRole, weight: 1}, `role`},
	{field{is: isPerson, weight: 2}, `isuser iscreatedbyuser ishuman`},
	{field{is: isKind, weight: 1}, `fromme isfromme outgoing`},

	{field{is: isText, rank: rankName, weight: 2}, `punctuatedword punct display displaytext punctuated formattedtext plain`},
	{field{is: isText, rank: rankPlain, weight: 2}, `transcript utterance said sentence caption speech spokentext transcription line snippet says statement utterancetext transcripttext speechtext spoken anforandetext transcricao transcrição 발언내용 redetext`},
	{field{is: isText, rank: rankPlain, weight: 1}, `text quote body content message msg word messagetext contents parts displaycontent plaintext value textcontent txt mes data w
		texte texto testo tekst inhalt contenu contenido fala propos metin النص текст реплика 発言 발언 文本 内容 本文 텍스트 simpletext runs fragments utf8`},
	{field{is: isText, rank: rankWeak, weight: 1}, `rawtext lexical itn maskeditn html`},
	{field{is: isParts, weight: 1}, `textblocks sentences blocks paragraph lines segs textentities chunks segments textsegments segment phrases`},
	{field{is: isParts, weight: -1}, `steps`},
	{field{is: isParts}, `children`},
	{field{is: isParagraphs}, `paragraphs`},
	{field{is: isWords, weight: 1}, `words elements terms tokens alignment items wordlist worddetails timestamps`},
	{field{is: isAlternatives, weight: 1}, `alternatives nbest hypotheses candidates`},
	{field{is: isVersions}, `versions`},
	{field{is: isWrapper}, `payload item event node record entry chatmessage fields metadata textmessagedetails delta post info kwargs result participantdetails additions attrs messagecreate details
		messagecontent`},

	{field{is: isStart, weight: 1}, `start starttime begin begintime offset timestamp time startoffset starttimestamp ts at startsec startseconds
		timecode starttimecode date datetime createdat createtime created createddate createddatetime sentat originalarrivaltime publishedat
		createat sent timein begints startts datastart audiostart originservertimestamp timebegin segmentstart snippettime senddate clock s begintimestamp beginaudiotime timeoffset starttimeoffset
		debut inicio inizio anfang beginn von poczatek начало время 开始 開始`},
	{field{is: isStart, unit: 1000, weight: 1}, `startinseconds startseconds startsec startsecs offsetseconds timeoffsetseconds startsecond contentoffsetseconds timeseconds
		startins dateunixtime`},
	{field{is: isStart, unit: 1, weight: 1}, `startms beginoffsetmillis offsetmilliseconds offsetmillisecond startmillis starttimems offsetms timestampms starttimemillis timems
		startmilliseconds tstartms tms tstartmillis tstart originserverts beginms startoffsetms startoffsetmillis startinms datems sentts timeoffsetms timestampmillis`},
	{field{is: isStart, unit: 1e-4, weight: 1}, `offsetinticks startticks starttimeticks offsetticks`},
	{field{is: isStart, unit: 1e-6, weight: 1}, `startnanos startns startnanoseconds`},
	{field{is: isStart, unit: 1e-3, weight: 1}, `timestampusec startmicros startus timeusec starttimestampusec`},
	{field{is: isEnd}, `to`},
	{field{is: isEnd, weight: 1}, `end endtime stop endoffset endtimestamp endts stoptime finish finishtime endtimecode endsec timeout endseconds endat timeend dataend endaudiotime endtimeoffset e
		fin ende bis fine koniec конец 结束 終了`},
	{field{is: isEnd, unit: 1, weight: 1}, `endms endoffsetmillis endmillis endtimems endtimemillis endmilliseconds stopms endoffsetms tendms endinms`},
	{field{is: isEnd, unit: 1000, weight: 1}, `endinseconds endoffsetseconds`},
	{field{is: isEnd, unit: 1e-4, weight: 1}, `endticks endtimeticks`},
	{field{is: isEnd, unit: 1e-6, weight: 1}, `endnanos endns`},
	{field{is: isLength, weight: 1}, `duration dur length segmentlength`},
	{field{is: isLength, unit: 1, weight: 1}, `durationmilliseconds durationmillisecond durationms durationmillis lengthms ddurationms`},
	{field{is: isLength, unit: 1000, weight: 1}, `durationseconds durationsec durationinseconds`},
	{field{is: isLength, unit: 1e-4, weight: 1}, `durationinticks durationticks`},
	{field{is: isTimes, weight: 1}, `offsets timing interval timerange range bounds instances`},

	{field{is: isAsked, weight: 2}, `prompt human userinput userprompt usermessage`},
	{field{is: isAnswer, weight: 2}, `response assistant botresponse modelresponse aimessage`},
	{field{is: isAsks}, `asks`},
	{field{is: isNotes}, `notes`},
	{field{is: isChannel}, `channel channeltag channelid channelindex channelnumber mediachannel`},
	{field{is: isKind}, `type subtype msgtype messagetype contenttype kind partkind t`},
	{field{is: isFinal, weight: 1}, `final isfinal ispartial endofturn`},
	{field{is: isHidden}, `isvisuallyhiddenfromconversation ismeta issidechain hidden isdeleted deleted`},
	{field{is: isThought}, `thought isthought`},
	{field{is: isURL, weight: -1}, `url`},
	{field{is: isColumn}, `column`},
	{field{is: isNumber}, `number`},
	{field{is: isID}, `id uuid guid messageid eventid`},
	{field{is: isParent}, `parent parentid parentuuid parentmessageid parentmessageuuid`},
	{field{is: isReplies}, `replies`},
	{field{is: isCalls}, `toolcalls functioncall toolinvocations functionresponse toolcall`},
	{field{is: isArguments}, `input arguments args parameters params action`},

	{field{weight: -1}, `href link htmlurl permalink slug description email phone address tags category image thumbnail title subject
		likes lang hashtags published excerpt answer question version path file status translation color book reason component page`},
	{field{weight: -2}, `headline choices options publisher isbn doi artist album pages stars rating retweetcount favoritecount likecount
		cvss cve priority assignee labels milestone htmlurl nodeid bpm instructor ingredients instruction output
		headers entities query options answers distractors paraphrase keywords summary difficulty deck genre lyrics year`},
	{field{weight: -3}, `level severity loglevel logger pid hostname threadname stacktrace price currency sku stock license
		dependencies sha commit changeset hash committer geometry coordinates latitude longitude celltype executioncount schema ref score boost sentiment`},
}

// fieldsByName is fieldRows by name. It is built on first use.
var fieldsByName = sync.OnceValue(func() map[string]field {
	m := map[string]field{}
	for _, row := range fieldRows {
		for name := range strings.FieldsSeq(row.names) {
			f, ok := m[name]
			if !ok || f.is == unknown {
				w := f.weight
				f = row.field
				f.weight += w
			} else if row.is == unknown {
				f.weight += row.weight
			}
			m[name] = f
		}
	}
	return m
})

// fieldOf returns the meaning of the fields with a key.
func fieldOf(key string) field {
	if f, ok := fieldsByName()[key]; ok {
		return f
	}
	plain := plainKey(key)
	f, ok := fieldsByName()[plain]
	if !ok {
		for _, end := range wrapperEnds {
			if strings.HasSuffix(plain, end) && !strings.HasPrefix(plain, "reply") && !strings.HasPrefix(plain, "quote") {
				f.is = isWrapper
			}
		}
	}
	return f
}

// wrapperEnds are suffixes of the names of objects that hold fields of the record, unless
// they hold another message.
var wrapperEnds = [...]string{"renderer", "chataction", "itemaction", "chatmessage"}

// plainKey returns a key in lower case and without punctuation, so that speaker_name,
// speakerName and Speaker Name are the same.
func plainKey(key string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 'A' && r <= 'Z':
			return r + 'a' - 'A'
		case strings.ContainsRune(" _-.@", r):
			return -1
		}
		return r
	}, key)
}
