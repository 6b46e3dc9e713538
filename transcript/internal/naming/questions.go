package naming

// inLanguage has the words of one language that label questions, answers, and the people
// who ask.
type inLanguage struct {
	language string
	question string // AskLabel
	answer   string // VoiceLabel
	asker    string // AskRole
}

// askingWords are the words for questions and answers in records, interviews and
// questionnaires, in lower case, including all scripts and usual synonyms of a language.
var askingWords = [...]inLanguage{
	{"Afrikaans", "vraag", "antwoord", "joernalis"},
	{"Albanian", "pyetje pyetja", "përgjigje përgjigja", "gazetar gazetari gazetarja"},
	{"Arabic", "سؤال السؤال س", "جواب الجواب إجابة الإجابة ج", "صحفي صحافي صحفية مراسل مراسلة مذيع المذيع محاور المحاور"},
	{"Armenian", "հարց հարց՝", "պատասխան պատասխան՝", "լրագրող"},
	{"Azerbaijani", "sual", "cavab", "jurnalist müxbir"},
	{"Basque", "galdera", "erantzuna", "kazetaria"},
	{"Belarusian", "пытанне", "адказ рэпліка", "журналіст журналістка карэспандэнт вядучы вядучая"},
	{"Bengali", "প্রশ্ন", "উত্তর", "সাংবাদিক"},
	{"Bosnian", "pitanje", "odgovor", "novinar novinarka voditelj voditeljica"},
	{"Bulgarian", "въпрос", "отговор реплика", "журналист журналистка водещ водещият репортер"},
	{"Catalan", "pregunta", "resposta", "periodista presentador presentadora"},
	{"Chinese", "问 問 记者 記者 提问 提問 问题 問題 追问 追問", "答 回答 答复 答覆", "主持人 主持 司仪 提问者 採訪者 采访者"},
	{"Croatian", "pitanje", "odgovor", "novinar novinarka voditelj voditeljica"},
	{"Czech", "otázka dotaz", "odpověď", "novinář novinářka moderátor moderátorka redaktor redaktorka"},
	{"Danish", "spørgsmål", "svar", "journalist interviewer ordstyrer vært"},
	{"Dutch", "vraag", "antwoord", "journalist verslaggever interviewer gespreksleider presentator presentatrice"},
	{"English", "q q. question questions follow-up", "a a. answer reply response remark comment exclamation voice voices participant speaker",
		"investigator moderator host interviewer interviewers journalist journalists reporter reporters correspondent analyst anchor presenter press questioner"},
	{"Estonian", "küsimus", "vastus", "ajakirjanik saatejuht"},
	{"Filipino", "tanong", "sagot", "mamamahayag"},
	{"Finnish", "kysymys", "vastaus", "toimittaja haastattelija juontaja"},
	{"French", "question", "réponse", "journaliste animateur animatrice intervieweur intervieweuse présentateur présentatrice"},
	{"Galician", "pregunta", "resposta", "xornalista"},
	{"Georgian", "კითხვა შეკითხვა", "პასუხი", "ჟურნალისტი"},
	{"German", "frage", "antwort", "fragesteller fragestellerin reporterin journalistin interviewerin moderatorin moderation gesprächsleitung diskussionsleitung diskussionsleiter"},
	{"Greek", "ερώτηση ερωτηση ερ", "απάντηση απαντηση απ", "δημοσιογράφος δημοσιογραφοσ"},
	{"Hebrew", "שאלה ש", "תשובה ת", "עיתונאי עיתונאית מראיין מראיינת מנחה"},
	{"Hindi", "प्रश्न सवाल", "उत्तर जवाब", "पत्रकार संवाददाता"},
	{"Hungarian", "kérdés", "válasz felelet", "újságíró műsorvezető riporter"},
	{"Icelandic", "spurning", "svar", "fréttamaður blaðamaður"},
	{"Indonesian", "pertanyaan tanya", "jawaban jawab", "wartawan pewawancara"},
	{"Irish", "ceist", "freagra", "iriseoir láithreoir"},
	{"Italian", "domanda", "risposta", "moderatore moderatrice giornalista conduttore conduttrice intervistatore intervistatrice"},
	{"Japanese", "質問 質疑 問 問い 記者", "答 答え 回答 答弁", "司会 司会者 インタビュアー 聞き手"},
	{"Kazakh", "сұрақ сауал", "жауап", "тілші журналист жүргізуші"},
	{"Korean", "질문 질의 문", "답변 대답 답", "기자 사회자 진행자 앵커"},
	{"Kyrgyz", "суроо", "жооп", "кабарчы"},
	{"Latvian", "jautājums", "atbilde", "žurnālists žurnāliste"},
	{"Lithuanian", "klausimas", "atsakymas", "žurnalistas žurnalistė vedėjas vedėja"},
	{"Macedonian", "прашање", "одговор", "новинар новинарка водител"},
	{"Malay", "soalan", "jawapan", "wartawan"},
	{"Mongolian", "асуулт", "хариулт", "сэтгүүлч"},
	{"Norwegian", "spørsmål", "svar", "journalist programleder intervjuer ordstyrer"},
	{"Persian", "پرسش سوال سؤال", "پاسخ جواب", "خبرنگار مجری"},
	{"Polish", "pytanie", "odpowiedź", "dziennikarz dziennikarka prowadzący prowadząca"},
	{"Portuguese", "pergunta", "resposta", "jornalista repórter entrevistador entrevistadora moderador moderadora apresentador apresentadora"},
	{"Romanian", "întrebare întrebarea", "răspuns răspunsul", "jurnalist jurnalistă ziarist reporter moderatorul"},
	{"Russian", "вопрос", "ответ реплика голос голоса возглас", "ведущий ведущая журналист журналистка корреспондент модератор интервьюер"},
	{"Serbian", "питање pitanje", "одговор odgovor", "новинар новинарка водитељ novinar novinarka"},
	{"Slovak", "otázka", "odpoveď", "novinár novinárka moderátor moderátorka redaktor"},
	{"Slovenian", "vprašanje", "odgovor", "novinar novinarka voditelj voditeljica"},
	{"Spanish", "pregunta", "respuesta", "periodista entrevistador entrevistadora moderador moderadora presentador presentadora"},
	{"Swahili", "swali", "jibu", "mwandishi"},
	{"Swedish", "fråga", "svar", "journalist reporter intervjuare programledare moderator"},
	{"Tamil", "கேள்வி", "பதில்", "செய்தியாளர்"},
	{"Tatar", "сорау", "җавап", "хәбәрче"},
	{"Thai", "คำถาม ถาม", "คำตอบ ตอบ", "ผู้สื่อข่าว พิธีกร"},
	{"Turkish", "soru", "cevap yanıt", "sunucu gazeteci moderatör muhabir"},
	{"Ukrainian", "запитання питання", "відповідь репліка", "журналіст журналістка кореспондент ведуча ведучий"},
	{"Urdu", "سوال", "جواب", "صحافی رپورٹر"},
	{"Uzbek", "savol савол", "javob жавоб", "jurnalist muxbir"},
	{"Vietnamese", "hỏi", "đáp", "phóng"},
	{"Welsh", "cwestiwn", "ateb", "newyddiadurwr cyflwynydd"},
}
