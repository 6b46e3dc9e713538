package naming

import (
	"strings"
	"sync"
	"unicode"

	"verbatim/internal/text"
)

// A Side is a side of a conversation between a person and a machine.
type Side uint8

const (
	NoSide  Side = iota
	Person       // asks the machine
	Machine      // answers
	Setting      // instructions to the machine, or results of its tools
	Speaks       // a participant without a known side
)

// sidesIn has the words of one language that label the sides of a conversation with a
// machine. A word in single quotes labels a side only if the other side is sure: Me may be
// anybody who takes notes.
type sidesIn struct {
	language string
	person   string
	machine  string
	setting  string
}

// sideWords are in lower case, with underscores for spaces.
var sideWords = [...]sidesIn{
	{"Arabic", "المستخدم مستخدم 'أنت' 'أنا'", "المساعد مساعد البوت النموذج", "النظام"},
	{"Bulgarian", "потребител 'вие' 'ти' 'аз'", "асистент бот модел", "система"},
	{"Catalan", "usuari usuària 'tu' 'jo'", "assistent bot model", "sistema"},
	{"Chinese", "用户 用戶 使用者 提问者 '你' '您' '我'", "助手 助理 人工智能 人工智慧 机器人 機器人 智能助手 ai助手 模型 大模型", "系统 系統"},
	{"Czech", "uživatel uživatelka 'vy' 'ty' 'já'", "asistent asistentka bot model", "systém"},
	{"Danish", "bruger 'dig' 'du' 'jeg'", "assistent bot model", "system"},
	{"Dutch", "gebruiker 'jij' 'u' 'ik'", "assistent bot model", "systeem"},
	{"English", "user human prompt instruction 'you' 'me' 'i' 'myself'",
		"assistant ai bot chatbot model llm robot machine 'agent' 'response' 'reply' 'completion' 'output' 'answer' language_model ai_assistant ai_model ai_response virtual_assistant",
		"system developer tool function system_prompt system_message tool_call tool_result"},
	{"Finnish", "käyttäjä 'sinä' 'minä'", "avustaja tekoäly botti malli", "järjestelmä"},
	{"French", "utilisateur utilisatrice 'vous' 'toi' 'moi'", "assistant assistante ia bot modèle 'réponse'", "système"},
	{"German", "benutzer benutzerin nutzer nutzerin anwender anwenderin 'du' 'ich'", "assistent assistentin ki bot chatbot modell ki-assistent sprachmodell 'antwort' 'ausgabe'", "system"},
	{"Greek", "χρήστης 'εσείς' 'εσύ' 'εγώ'", "βοηθός μοντέλο", "σύστημα"},
	{"Hebrew", "משתמש המשתמש 'אתה' 'אני'", "עוזר העוזר בוט מודל", "מערכת"},
	{"Hindi", "उपयोगकर्ता 'आप' 'मैं'", "सहायक बॉट मॉडल", "सिस्टम"},
	{"Hungarian", "felhasználó 'ön' 'te' 'én'", "asszisztens segéd bot modell", "rendszer"},
	{"Indonesian", "pengguna 'anda' 'kamu' 'saya'", "asisten bot model", "sistem"},
	{"Italian", "utente 'tu' 'lei' 'io' 'hai_detto'", "assistente ia bot modello 'risposta'", "sistema"},
	{"Japanese", "ユーザー ユーザ 利用者 'あなた' '私' '自分'", "アシスタント ボット モデル 人工知能", "システム"},
	{"Korean", "사용자 유저 '당신' '나'", "어시스턴트 도우미 챗봇 봇 모델 인공지능", "시스템"},
	{"Norwegian", "bruker 'deg' 'du' 'jeg'", "assistent bot modell", "system"},
	{"Persian", "کاربر 'شما' 'من'", "دستیار ربات مدل", "سیستم"},
	{"Polish", "użytkownik użytkowniczka 'ty' 'ja'", "asystent asystentka bot model si", "system"},
	{"Portuguese", "usuário usuária utilizador utilizadora 'você' 'eu'", "assistente ia bot robô modelo 'resposta'", "sistema"},
	{"Romanian", "utilizator utilizatorul 'dumneavoastră' 'tu' 'eu'", "asistent asistentul bot model", "sistem"},
	{"Russian", "пользователь пользовательница юзер 'человек' 'вы' 'ты' 'я' промпт", "ассистент ассистентка помощник бот чат-бот модель нейросеть ии робот 'ответ'", "система"},
	{"Spanish", "usuario usuaria 'tú' 'usted' 'yo' 'has_dicho' 'dijiste'", "asistente ia bot modelo 'respuesta'", "sistema"},
	{"Swedish", "användare användaren 'du' 'jag'", "assistent assistenten bot modell", "system"},
	{"Turkish", "kullanıcı 'sen' 'siz' 'ben'", "asistan yardımcı bot model 'yapay_zeka'", "sistem"},
	{"Ukrainian", "користувач користувачка 'людина' 'ви' 'ти' 'я'", "асистент помічник бот чат-бот модель ші 'відповідь'", "система"},
	{"Vietnamese", "người_dùng 'bạn' 'tôi'", "trợ_lý mô_hình", "hệ_thống"},
}

// saysWords follow a name in the headings of messages, in lower case: You said:, Vous avez
// dit.
var saysWords = [...]string{"said", "says", "wrote", "asked", "replied", "answered", "hast gesagt", "haben gesagt", "hat gesagt", "sagte", "schrieb", "avez dit", "as dit", "a dit", "dijiste", "dijo", "ha dicho", "hai detto", "ha detto", "disse", "said that", "сказал", "сказала", "сказали", "написал", "说", "說", "说道", "napsal", "zei", "powiedział"}

// A sideSense is what a word says about the side.
type sideSense struct {
	side Side
	sure bool
}

// sideLexicon maps words to sides. It is built on first use.
var sideLexicon = sync.OnceValue(func() map[string]sideSense {
	m := map[string]sideSense{}
	for i := range sideWords {
		l := &sideWords[i]
		for side, words := range map[Side]string{Person: l.person, Machine: l.machine, Setting: l.setting} {
			for w := range strings.FieldsSeq(words) {
				bare := strings.Trim(w, "'")
				s := sideSense{side, len(bare) == len(w)}
				bare = strings.ReplaceAll(bare, "_", " ")
				if old, ok := m[bare]; !ok || s.sure && !old.sure {
					m[bare] = s
				}
			}
		}
	}
	return m
})

// SideOf returns the side that a name, in the form that SideName returns, labels. sure is
// false for a word that labels the side only if the conversation is certainly one with a
// machine.
func SideOf(name string) (side Side, sure bool) {
	low := strings.ToLower(name)
	if s, ok := sideLexicon()[low]; ok {
		return s.side, s.sure
	}
	first, rest, ok := strings.Cut(low, " ")
	if s := sideLexicon()[first]; ok && s.side != NoSide && s.side != Setting && text.IsNumber(rest) { // Prompt 2
		return s.side, s.sure
	}
	for _, w := range strings.FieldsFunc(low, func(r rune) bool { return !unicode.IsLetter(r) }) {
		if s := sideLexicon()[w]; s.side == Machine && s.sure && WordCount(name) <= maxModelWords {
			return Machine, false // GPT-4 assistant, Ann's AI
		}
	}
	return NoSide, false
}

// maxModelWords is the maximum number of words in the name of a machine.
const maxModelWords = 4

// SideName returns a name in the heading of a message without the signs around it and the
// verb after it: 🧑 User, You said, [Assistant].
func SideName(name string) string {
	name = strings.TrimFunc(name, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != ')'
	})
	for _, verb := range saysWords {
		if before, ok := cutSuffixFold(name, verb); ok {
			return before
		}
	}
	return name
}

// cutSuffixFold removes a verb from the end of name, ignoring case.
func cutSuffixFold(name, verb string) (before string, ok bool) {
	k := len(name) - len(verb)
	if k <= 0 || !strings.EqualFold(name[k:], verb) {
		return "", false
	}
	before = strings.TrimRight(name[:k], " ")
	return before, before != "" && (len(before) < k || Uncased(name))
}
