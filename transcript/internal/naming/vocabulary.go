package naming

import (
	"strings"
	"sync"
)

// These words tell what a label is. They are words of languages, never names of people,
// places or sites. All are in lower case.

// A Sense is a set of bits for what a word may be in a label.
type Sense uint32

const (
	AskLabel   Sense = 1 << iota // labels of anonymous people who ask
	VoiceLabel                   // labels of unnamed people who do not mainly ask
	AskRole                      // roles whose turns are questions
	RoleWord                     // roles, alone or before a name
	Ordinal                      // distinguish people without names: First Citizen, Второй офицер
	Pronoun                      // refer to people without names, in plays and stories
	connective                   // occur inside roles and long names without a capital
	Opener                       // begin sentences, not labels
	Verb                         // occur in sentences and not in labels
	nameVerb                     // verbs that are also names or follow one
	finite                       // verb-like words of languages in which they may be names if capitalised
	StageWord                    // stage directions that begin lines of plays
	Furniture                    // labels of parts of a page, not of speakers
	Decision                     // begin lines of minutes that record a decision
	PlaceWord                    // end names of places, not of people
	Honorific                    // titles and other words that are part of a name and precede it
	Joint                        // occur between the names of two people
	particle                     // join the parts of a name
	selfLabel                    // refer to the people in somebody's own notes: Me, Them, You
)

// Senses returns the senses of a word, in lower case. All words are in one table, so that a
// single lookup is enough.
func Senses(word string) Sense { return lexicon()[word] }

// Is reports whether s includes one of the senses of.
func (s Sense) Is(of Sense) bool { return s&of != 0 }

// lexicon maps words to their senses. It is built on first use.
var lexicon = sync.OnceValue(func() map[string]Sense {
	m := make(map[string]Sense, 1<<11)
	for of, words := range vocabulary {
		for w := range strings.FieldsSeq(words) {
			m[w] |= of
		}
	}
	for i := range askingWords {
		l := &askingWords[i]
		for of, words := range map[Sense]string{AskLabel: l.question, VoiceLabel: l.answer, AskRole: l.asker} {
			for w := range strings.FieldsSeq(words) {
				m[w] |= of
			}
		}
	}
	return m
})

// vocabulary has the words of each sense, except those of askingWords.
var vocabulary = map[Sense]string{
	RoleWord: `president minister premier chancellor chairman chairwoman chairperson chair speaker secretary director deputy
head governor mayor senator representative ambassador commissioner commander general admiral colonel captain lieutenant
major sergeant professor doctor dr prof mr mrs ms miss madam sir lord lady baroness king queen prince princess emir sheikh
patriarch metropolitan pope bishop rabbi imam ceo cfo coo cto vice-president vice founder co-founder co-chair member leader adviser advisor
aide assistant envoy editor editor-in-chief author writer actor actress singer director-general rector dean student teacher
engineer worker nurse farmer scientist researcher academician athlete coach trainer judge justice court clerk counsel
attorney prosecutor witness videographer operator moderator host interviewer journalist reporter correspondent analyst
anchor presenter guest caller audience participant interpreter translator narrator announcer manager marketing designer
spokesperson spokesman spokeswoman officer owner partner rep sen gov hon rev gen col capt lt sgt st unidentified unknown
baroness baron earl viscount viscountess duke duchess marquess countess archbishop cardinal father sister brother
old young citizen soldier servant messenger guard gentleman lady child people chorus all both
byline commentator contributor producer newscaster pundit former president-elect chief executive voice question answer remark reply response male female man woman boy girl
президент министр председатель премьер глава губернатор мэр депутат директор генеральный заместитель руководитель
секретарь ведущий журналист корреспондент модератор профессор доктор академик ректор студент студентка учитель рабочий
врач командир командующий генерал полковник адмирал капитан господин госпожа судья прокурор вопрос ответ реплика голос голоса старый молодой молодая человек дама барышня девушка девочка мальчик старик старуха мужик баба хозяин хозяйка слуга лакей солдат купец
гость гостья хор все всѣ мужчина женщина чиновник советник доктор сосед
président présidente ministre monsieur madame maire juge avocat avocate témoin expert sénateur député députée directeur
directrice secrétaire voix präsident präsidentin ministerin kanzler kanzlerin bürgermeister bürgermeisterin richter richterin
zeuge zeugin anwalt abgeordneter abgeordnete herr frau sprecher sprecherin vorsitzende vorsitzender presidente presidenta ministro
ministra señor señora alcalde alcaldesa juez jueza testigo abogado abogada diputado diputada portavoz secretario secretaria
signor signora sindaco giudice testimone avvocato prezydent marszałek poseł posłanka sędzia świadek
rapporteur rapporteure sénatrice garde sottosegretario sottosegretaria relatore relatrice onorevole senatore senatrice segretario segretaria
viceministro viceministra vicepresidente vicepresidenta subsecretario subsecretaria ponente presidenta vizepräsident vizepräsidentin staatssekretär staatssekretärin
bundeskanzler bundeskanzlerin schriftführer berichterstatter berichterstatterin wicemarszałek sekretarz wiceminister předseda předsedkyně místopředseda poslanec poslankyně
ministr ministryně senátor senátorka predseda poslankyňa statsminister statsråd talmannen presidenten ordfører statsminister minister voorzitter kamerlid staatssecretaris
голова головуючий головуюча доповідач старшина прокурор elnök képviselő miniszter președinte deputat senator ministrul başkan milletvekili bakan
πρόεδρος βουλευτής υπουργός puhemies edustaja ministeri
президентка міністр міністерка прем'єр депутатка суддя свідок пан пані репліка відповідь`,
	Ordinal: `first second third fourth fifth 1st 2nd 3rd первый второй третий четвертый четвёртый пятый
первая вторая третья четвертая четвёртая erster zweiter premier deuxième`,
	Pronoun: `he she они он она він вона er sie il elle él ella lui lei`,
	connective: `of the and for in on at to de da di do dos du del della der den van von la le el al bin ibn ben bint
ter ten y e und und zu zur im et des a an aus by from with & – - и по в на для при от из с`,
	Opener: `this that these those before after during and so one two three first second third finally then next but also let there here it
its we i you he she they my our your his her their if when while because since although as at in on for from with by to what how
why where who which now today yesterday tomorrow yes no well ok okay thus therefore hence moreover furthermore besides
about regarding concerning however another other more most some many any all each every both such only just even still perhaps maybe again once
please look listen remember consider take give say tell see imagine suppose example instance namely
yeah yep yup nope right sure exactly absolutely definitely totally correct thanks thank hello hi hey oh ah wow hmm mm mhm mm-hmm uh um uh-huh
good great nice cool fine true welcome sorry
oui non merci bonjour voilà ja nein danke genau sí gracias claro grazie certo obrigado sim não
спасибо здравствуйте конечно хорошо ага угу
mais donc alors puis ainsi voici voilà puisque quand parce aber dann hier jetzt wenn weil deshalb außerdem erstens zweitens
pero entonces así aquí ahora cuando porque además primero segundo allora quindi così perché adesso quando mas então agora
але отже тому зараз тепер коли якщо також наприклад по-перше по-друге
это этот эта эти и но а также так вот ещё еще первое второе третье во-первых во-вторых сначала потом далее
наконец теперь сегодня если когда поэтому значит итак то что как почему где кто я мы вы он она они мой наш
например пожалуйста да нет`,
	Verb: `i you he she it we they me us him them my your our their his its is are was were be been being am has have had
do does did will would shall should can could may might must said says say want wanted like think know see go goes went
let lets let's i'm it's that's there's don't not this that these those what which who whom whose why how when where
я ты вы он она оно мы они мне вам нам его её ее их был была были будет есть нет не это что как хочу могу сказал сказала говорит
который которая которые`,
	nameVerb: `will may am do go see say has can`,
	finite: `je tu il elle nous vous ils elles est sont était c'est c’est n'est qu'il j'ai suis avez avons
ich er wir ihr ist sind war waren hat haben habe wird werden kann muss nicht
yo él ella nosotros ellos es está están son fue era ha han hay tengo puede lo
io lui lei noi voi loro è sono era ho hai abbiamo può non eu nós são não foi tem
я є був була були буде немає ми ви вони він вона воно що
jest są był była nie mam może`,
	StageWord: `vorhang rideau telón telon teppe завіса ridå esirippu függöny opona opadá kurtyna blackout ende fin fine
tritt treten ab auftritt entre entrent sort sortent entra entran sale salen sipario входять входить виходить пауза
pause silence enter enters exit exits exeunt curtain scene act prologue epilogue aside
пауза молчание тишина входит входят вошел вошла уходит уходят ушел подходит выходит выходят занавес сцена явление
действие акт картина пролог эпилог слышен слышна слышно смех шум звонок стук темно темнота садится встает смеется
появляется появляются вбегает убегает`,
	Furniture: `remarks prepared contents introduction conclusion summary overview background early added changed fixed removed deprecated improved pros cons info error warn debug trace fatal photo photos image video audio source sources note notes see place date time location venue updated published publication
attendees participants present subject topic topics title keywords tags copyright contact email e-mail tel telephone phone fax url
link links website http https www page pages section sections vol volume format re cc bcc from to sent duration length
transcript recorded produced edited music caption credit credits amendment amendments clause ps p.s nb warning disclaimer agenda
apologies regrets absent excused invited quorum minute-taker note-taker minutes attending attendance
anwesend abwesend entschuldigt protokoll protokollführung ort datum beginn ende tagesordnung
présents présentes absents excusés participants lieu ordre presentes ausentes asistentes participantes asunto orden
presenti assenti obecni nieobecni protokołował přítomni omluveni närvarande frånvarande aanwezig afwezig läsnä poissa
присутствовали присутствуют отсутствовали приглашены повестка присутні відсутні запрошені
duración duration dauer durée durata duração aufnahme transkription transcription transcripción enregistrement grabación nagranie nahrávka
出席 出席者 欠席 欠席者 議題 出席人员 列席 缺席 议题 참석자 안건
фото видео источник примечание место дата время адрес телефон тема темы см опубликовано публикации персоны участники`,
	Decision: `resolution resolutions resolved action actions todo to-do decision decisions decided agreed agreement motion vote votes voting poll conclusion
aob outcome result results carried noted task tasks item tarea tareas zadanie zadania tâche tâches compito beschluss beschlüsse maßnahme aufgabe aufgaben abstimmung ergebnis décision décisions résolution vote mesure
decisión acuerdo acuerdos resolución votación acción decisione delibera decisão deliberação uchwała głosowanie decyzja rozhodnutí usnesení
решение решили постановили поручение голосование рішення ухвалили доручення голосування besluit actie actiepunt beslut åtgärd päätös
決定 決議 採決 担当 投票 决定 决议 表决 결정 의결`,
	PlaceWord: `territory region republic federation ministry state states city street union nations kingdom party committee
университет область край республика район город`,
	Honorific: `mr mrs ms miss dr prof sen rep gov gen col lt sgt capt rev hon st sir dame lord lady mme mlle mm mmes
mag mag.a dipl.-ing ing dkfm bc mgr judr mudr phdr rndr dott dott.ssa avv sig sig.ra sr sra srta dra lic cdr cmdr adm maj brig rtn
baroness baron earl viscount viscountess duke duchess marquess countess`,
	selfLabel: `me them you they us ich du sie wir moi toi vous yo tú usted io tu lei eu você ja ty я ты вы мы они 我 你 他 她 我们 他们 對方 对方 私 상대 나
agent customer client caller user assistant system human bot ai chatgpt interviewer interviewee interviewte befragte befragter narrator
host guest i p b r iv ip`,
	Joint:    `and & und et и y e та і`,
	particle: `de da di do dos du del della der den van von bin ibn ben bint al el ter ten la le los las lo`,
}
