package naming

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"verbatim/internal/text"
)

// maxCourteous is the maximum number of words in a greeting.
const maxCourteous = 10

// IsCourtesy reports whether s is nothing but a greeting, thanks or assent, perhaps with a
// name, or only a name that is broken off: Good afternoon. Thanks, Karen. Yes. Karen —
func IsCourtesy(s string) bool {
	if strings.ContainsAny(s, text.QuestionMarks) {
		return false
	}
	n, courteous, names := 0, 0, 0
	for w := range strings.FieldsFuncSeq(s, func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune(".,!;:…。、！，()[]\"“”«»—–", r)
	}) {
		low := strings.ToLower(w)
		switch n++; {
		case n > maxCourteous:
			return false
		case courtesies[low]:
			courteous++
		case besideCourtesies[low]:
		case uncasedCourtesy(w):
			courteous++
		case Capitalised(w) && !Uncased(w) && !Senses(low).Is(Opener|Verb):
			if names++; names > 3 {
				return false
			}
		default:
			return false
		}
	}
	return courteous > 0 || names == n && n > 0 && strings.ContainsAny(s[max(0, len(s)-4):], "—–-…")
}

// uncasedCourtesy reports whether a text in a script without spaces consists of greetings
// and particles.
func uncasedCourtesy(w string) bool {
	if !Uncased(w) {
		return false
	}
	for w != "" {
		n := 0
		for at := range w {
			if at > 0 && (besideCourtesies[w[:at]] || courtesies[w[:at]] && utf8.RuneCountInString(w[:at]) > 1) {
				n = at
			}
		}
		if besideCourtesies[w] || courtesies[w] && utf8.RuneCountInString(w) > 1 {
			return true
		}
		if n == 0 {
			return false
		}
		w = w[n:]
	}
	return true
}

// courtesies are words of greetings, thanks and assent. besideCourtesies may accompany
// them.
var (
	courtesies = text.WordSet(`hello hi hey morning afternoon evening greetings welcome thanks thank cheers bye goodbye yes no yeah yep nope okay ok right
sure please understood great sorry absolutely certainly indeed
guten tag morgen abend hallo danke dankeschön dank ja nein bitte gern gerne grüß servus moin
bonjour bonsoir salut merci oui non merci
hola buenos buenas días tardes noches gracias sí adiós
buongiorno buonasera ciao grazie sì prego salve
bom boa dia noite tarde olá obrigado obrigada sim não
доброго здравствуйте здравствуй привет приветствую добрый доброе спасибо благодарю да нет пожалуйста хорошо
добрий доброго вітаю дякую так ні будь ласка
dzień dobry dziękuję tak nie witam dobrý den děkuji děkuju díky ano ďakujem áno
goedemorgen goedemiddag goedenavond dag bedankt dank graag hej god tack takk ja nej nei hei kiitos hyvää
merhaba teşekkürler teşekkür ederim günaydın köszönöm jó igen mulțumesc bună da
γεια καλημέρα καλησπέρα ευχαριστώ ναι
здраво хвала добър благодаря сәлеметсіз рахмет рақмет
مرحبا شكرا نعم السلام سلام ممنون שלום תודה כן नमस्ते धन्यवाद जी
你好 您好 大家好 谢谢 謝謝 早上好 下午好 晚上好 好的 是的 こんにちは おはようございます ありがとうございます ありがとう はい よろしくお願いします
안녕하세요 감사합니다 고맙습니다 네 예`)
	besideCourtesies = text.WordSet(`good day you very much so many a lot indeed all everyone everybody both again again sir madam ma'am ma’am mr mrs ms dr
minister president chairman chair speaker for that this the time your answer of course to see meet again too and there ladies gentlemen my taking question
schön vielen vielmals sehr herr frau ihnen euch zusammen allen monsieur madame beaucoup bien à tous toutes et merci votre
señor señora muchas a todos mille signor signora a tutti muito senhor senhora todos
день дня вечер вечора утро ранку дні большое mnohokrát moc вам вас всем за это очень уважаемый уважаемая господин госпожа коллеги пан пані вам дуже щиро
pan pani państwu bardzo panie wam meneer mevrouw u wel heel zeer morgon dag kväll så mycket mange tusen
iyi günler akşamlar çok szépen napot 了 您 你 大家 各位 主席 先生 女士 ございます 皆さん 여러분`)
)
