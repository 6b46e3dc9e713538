package elements

import (
	"strings"
	"sync"
	"sync/atomic"
	"unicode"

	"verbatim/internal/text"
)

// A meaning is the purpose of an element or an attribute.
type meaning uint8

const (
	unknown    meaning = iota
	isSpeech           // a contribution by one speaker, unless it contains others
	isMessage          // a contribution, if it has a speaker and text
	isQuestion         // a contribution that is a question
	isSpeaker          // names the speaker
	isName             // a person's name; in a speech, the speaker's
	isFirst            // first name
	isLast             // last name
	isTitle            // a person's title, such as Dr.; elsewhere a heading
	isRole             // the speaker's office
	isParty
	isText    // the words of a contribution, or a paragraph of them
	isNote    // an event: applause, a vote
	isHeading // of a section
	isStart   // time at which a contribution begins
	isEnd
	isHour
	isMinute
	isDate
	isColumn // column or page of the printed record
	isURL
	isID
	isSpeakerID // of the speaker
	isNumber    // of a question
	isData      // data that is not for readers
	isSkipped
)

// nameRows lists the words that make up the names of elements and attributes.
var nameRows = []struct {
	is    meaning
	words string
}{
	{isSpeech, `speech speaking utterance intervention interventions intervencion intervención intervencao intervenção intervento contribution membercontribution statement turn
		rede redebeitrag wortbeitrag wortmeldung zwischenruf anforande anförande replik replikk replikkinnlegg innlegg hovedinnlegg presinnlegg tale talen spreekbeurt interruptie interrumpant
		puheenvuoro puheenvuorotoimenpide repliikki vastauspuheenvuoro discurso discours discorso pronunciamento vystoupení vystoupeni projev wypowiedz wypowiedź felszólalás felszolalas
		ræða raeda kõne выступление реплика речь виступ промова speechrecord answer antwort reply response interjection interject interruption continue continuation rejoinder
		respuesta reponse réponse risposta resposta svar vastaus antwoord ответ 発言 發言 发言 발언 ομιλία prisedeparole fala konusma konuşma toespraak betoog говор govor`},
	{isMessage, `message msg chatmessage sms remark`},
	{isQuestion, `question ques zwischenfrage pregunta domanda pergunta fråga frage spørsmål spoersmaal spørgsmål kysymys vraag otázka pytanie вопрос supplementary`},
	{isSpeaker, `speaker redner rednerin sprecher sprecherin talker talare taler orateur orateurs orador oradores oratore orator relatore spreker ræðumaður raedumadur personspeaking intervenant intervenants
		interviniente toimija puhuja mowca mówca řečník recnik felszólaló felszolalo оратор выступающий спікер промовець konusmaci konuşmacı говорящий 発言者 話者 發言人 발언자 ομιλητής puheenjohtajateksti hablante parlante locuteur metaspeaker
		speakername membername talername who participant participantref nick nickname friendlyname persname character`},
	{isName, `name names fullname displayname nom nome navn namn naam nafn nimi nombre имя 氏名 lib nominativo wer member mp deputy deputado deputada vereador vereadora diputado diputada député élu elu councillor councilor senator abgeordneter abgeordnete person personne affiliation author from sender user by attributedto osoba persona pessoa лицо`},
	{isFirst, `firstname vorname forename givenname given prenom prénom fornamn förnamn fornavn voornaam etunimi jmeno jméno imie imię keresztnév eesnimi`},
	{isLast, `lastname surname familyname family nachname efternamn etternavn efternavn apellido apellidos achternaam sukunimi prijmeni příjmení nazwisko perekonnanimi cognome sobrenome фамилия`},
	{isTitle, `title titel titre titulo título titolo namenszusatz anrede honorific voorvoegsels`},
	{isRole, `role rolle rollelang office position amt funktion function fonction qualite qualité cargo carica asema asemateksti speakeroffice speakerposition job post função должность minister`},
	{isParty, `party fraktion parti partij politiek groupnameshort gruppe groupe partido partito grupo faction klub lisatietoteksti puolue lisatieto group pp`},
	{isText, `text tekst texte texto testo txt teksti body content contents p para paragraph paragraf paragraphe absatz al paratext kappale kappalekooste sisalto sisältö innehall anforandetext
		anförandetext speechtext talktext tekstgruppe seg mgr ræðutexti raedutexti indhold inhalt contenu contenido contenuto conteudo conteúdo said words li item testoxhtml absätze alinea alinéa paragrafo parágrafo parrafo párrafo was propos metin szöveg szoveg tekstas teksts textul line абзац παράγραφος κείμενο transcricao transcrição spokentext bodytext verbatim текст 本文 quote blockquote verse table list ul ol dl tabell tabelle tableau tabel`},
	{isNote, `kommentar comment note stage stagedirection reaction didascalie procedural proceduraltext narrative vote division abstimmung scene incident event applause aside prayer motion
		resolution procedure bemerkung italic italics`},
	{isHeading, `chap plenarprotokollnummer heading headline rubrik overskrift otsikko nimeke nimeketeksti subject thema topic kop debatetitle h1 h2 h3 h4 h5 h6 emne tema sujet asunto argomento caption`},
	{isStart, `start begin time at in wann час stamp timestamp timecode tid zeit uhrzeit heure hora ora aika klokkeslett hetki starttime begintime startdatetime stime anfang beginn debut début inicio inizio aloitus ajankohtateksti
		datetime clock óra godzina время`},
	{isEnd, `end out ende slut fin fine koniec lopetus stop endtime enddatetime etime finish einde`},
	{isHour, `hr hour`},
	{isMinute, `mn minute`},
	{isDate, `date datum fecha data dato day päivä pvm jour dag дата 日付`},
	{isColumn, `col column colnum columns page pageno pagenumber seite startpage pb spalte kolumne página pagina`},
	{isURL, `url href uri link permalink speechurl`},
	{isID, `id uuid guid gid xmlid eid key`},
	{isSpeakerID, `spkid memberref personref`},
	{isNumber, `qnum uin questionnumber questionno`},
	{isData, `no nr number nummer num numero número order code type typ status lang language språk langue idioma sprache electorate constituency memberconstituency district wahlkreis gender sex age email
		phone house chamber session period parliament proof gov meta valid count size version source summary abstract description keyword keywords tag tags kind birth image img graphic sequence ordre
		index rank video audio media file path pdf floorlanguage biog bio biography sortcode photo portrait division-number wahlperiode herausgeber`},
	{isSkipped, `toc inhaltsverzeichnis sommaire indice sisällysluettelo innehållsförteckning catchline style script css footnote fussnote fußnote fotnot rednerliste stylesheet metadata`},
}

// meanings maps the words of nameRows to their meanings. It is built on first use.
var meanings = sync.OnceValue(func() map[string]meaning {
	m := map[string]meaning{}
	for _, row := range nameRows {
		for word := range strings.FieldsSeq(row.words) {
			if m[word] == unknown {
				m[word] = row.is
			}
		}
	}
	return m
})

// known caches the meanings of up to maxKnown names.
var (
	known    sync.Map
	knownLen atomic.Int64
)

const maxKnown = 1 << 12

// meaningOf returns the meaning of a name, as a whole or else by its last word with a
// meaning. speaker.name names a speaker, but speaker.id is data.
func meaningOf(name string) meaning {
	if is, ok := known.Load(name); ok {
		return is.(meaning)
	}
	is := meaningOfWords(wordsOf(name))
	if len(name) < maxName && knownLen.Add(1) <= maxKnown {
		known.Store(strings.Clone(name), is)
	}
	return is
}

func meaningOfWords(words []string) meaning {
	if is := meanings()[strings.Join(words, "")]; is != unknown {
		return is
	}
	for n := len(words); n > 1 && languages[words[n-1]]; n-- {
		words = words[:n-1]
	}
	is := unknown
	for i := len(words); i > 0; {
		m, n := lastOf(words[:i])
		switch {
		case is == unknown && m == isName && i < len(words): // person_shape
		case is == unknown:
			is = m
		default:
			is = both(m, is)
		}
		i -= n
	}
	return is
}

// lastOf returns the meaning of the last two words together, or else of the last one, and
// the number of words used.
func lastOf(words []string) (meaning, int) {
	n := len(words)
	if n > 1 {
		if is := meanings()[words[n-2]+words[n-1]]; is != unknown {
			return is, 2
		}
	}
	return meanings()[words[n-1]], 1
}

// languages are the words at the end of a name that state the language of the element.
var languages = text.WordSet("english welsh french german en cy fr de it es ga fi sv")

// both returns the meaning of a word that means a followed by one that means b.
func both(a, b meaning) meaning {
	switch {
	case a == isSpeaker && b == isTitle:
		return isRole
	case a == isSpeaker && b == isName,
		b == isStart && a == isEnd, b == isDate && (a == isStart || a == isEnd),
		b == isTitle && a == isRole, b == isData && a == isColumn:
		return a
	case a == isQuestion && b == isData:
		return isNumber
	case (a == isSpeaker || a == isName) && b == isID:
		return isSpeakerID
	}
	return b
}

// wordsOf splits a name into words in lower case: personSpeaking into person and speaking.
func wordsOf(name string) []string {
	var words []string
	var b strings.Builder
	end := func() {
		if b.Len() > 0 {
			words = append(words, b.String())
			b.Reset()
		}
	}
	before := rune(0)
	for _, r := range name {
		switch {
		case !unicode.IsLetter(r) && !unicode.IsDigit(r):
			end()
			before = 0
			continue
		case unicode.IsUpper(r) && unicode.IsLower(before):
			end()
		}
		b.WriteRune(unicode.ToLower(r))
		before = r
	}
	end()
	return words
}
