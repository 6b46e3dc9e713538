package text

import (
	"strings"
	"sync"
)

// calendar has the names of the months of many languages, from January on, as they
// stand in dates. What stands behind a stroke is another form of the same month.
var calendar = [...]string{
	"january february march|mar april may june july august september october november december", // English
	"января|январь февраля|февраль марта|март апреля|апрель мая|май июня|июнь июля|июль августа|август сентября|сентябрь октября|октябрь ноября|ноябрь декабря|декабрь",
	"januar|jänner|jaenner februar|feber märz|maerz april mai juni juli august september oktober november dezember", // German
	"janvier février|fevrier mars avril mai juin juillet août|aout septembre octobre novembre décembre|decembre",
	"enero febrero marzo abril mayo junio julio agosto septiembre|setiembre octubre noviembre diciembre",
	"janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
	"gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
	"januari februari maart april mei juni juli augustus september oktober november december", // Dutch
	"stycznia|styczeń lutego|luty marca|marzec kwietnia|kwiecień maja|maj czerwca|czerwiec lipca|lipiec sierpnia|sierpień września|wrzesień października|październik listopada|listopad grudnia|grudzień",
	"ledna|leden února|únor března|březen dubna|duben května|květen června|červen července|červenec srpna|srpen září října|říjen listopadu|listopad prosince|prosinec",
	"januára február|februára marec|marca apríla|apríl mája|máj júna|jún júla|júl augusta septembra októbra|október novembra decembra",
	"січня|січень лютого|лютий березня|березень квітня|квітень травня|травень червня|червень липня|липень серпня|серпень вересня|вересень жовтня|жовтень листопада|листопад грудня|грудень",
	"студзеня|студзень лютага|люты сакавіка|сакавік красавіка|красавік мая чэрвеня|чэрвень ліпеня|ліпень жніўня|жнівень верасня|верасень кастрычніка|кастрычнік лістапада|лістапад снежня|снежань",
	"януари февруари март април май юни юли август септември октомври ноември декември",
	"јануар|јануара фебруар|фебруара март|марта април|априла мај|маја јун|јуна јул|јула август|августа септембар|септембра октобар|октобра новембар|новембра децембар|децембра",
	"siječnja veljače ožujka travnja svibnja lipnja srpnja kolovoza rujna listopada studenoga|studenog prosinca",
	"januar|januara|januarja februar|februara|februarja mart|marta|marca april|aprila maj|maja jun|juna|junija jul|jula|julija avgust|avgusta|augusta septembar|septembra oktobar|oktobra novembar|novembra decembar|decembra",
	"januari februari mars april maj juni juli augusti september oktober november december",        // Swedish
	"januar februar marts april maj juni juli august september oktober november december|desember", // Danish, Norwegian
	"tammikuuta|tammikuu helmikuuta|helmikuu maaliskuuta|maaliskuu huhtikuuta|huhtikuu toukokuuta|toukokuu kesäkuuta|kesäkuu heinäkuuta|heinäkuu elokuuta|elokuu syyskuuta|syyskuu lokakuuta|lokakuu marraskuuta|marraskuu joulukuuta|joulukuu",
	"jaanuar veebruar märts aprill mai juuni juuli august september oktoober november detsember",
	"janvāris|janvārī februāris|februārī marts|martā aprīlis|aprīlī maijs|maijā jūnijs|jūnijā jūlijs|jūlijā augusts|augustā septembris|septembrī oktobris|oktobrī novembris|novembrī decembris|decembrī",
	"sausio vasario kovo balandžio gegužės birželio liepos rugpjūčio rugsėjo spalio lapkričio gruodžio",
	"január február március április május június július augusztus szeptember október november december",
	"ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie",
	"ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
	"ιανουαρίου|ιανουάριος φεβρουαρίου|φεβρουάριος μαρτίου|μάρτιος απριλίου|απρίλιος μαΐου|μάιος ιουνίου|ιούνιος ιουλίου|ιούλιος αυγούστου|αύγουστος σεπτεμβρίου|σεπτέμβριος οκτωβρίου|οκτώβριος νοεμβρίου|νοέμβριος δεκεμβρίου|δεκέμβριος",
	"қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан",
	"janar shkurt mars prill maj qershor korrik gusht shtator tetor nëntor dhjetor",
	"gener febrer març abril maig juny juliol agost setembre octubre novembre desembre",
	"janúar febrúar mars apríl maí júní júlí ágúst september október nóvember desember",
	"januari februari maret april mei juni juli agustus september oktober november desember", // Indonesian
	"יָנואר|ינואר|בינואר פברואר|בפברואר מרץ|במרץ|מרס|במרס אפריל|באפריל מאי|במאי יוני|ביוני יולי|ביולי אוגוסט|באוגוסט ספטמבר|בספטמבר אוקטובר|באוקטובר נובמבר|בנובמבר דצמבר|בדצמבר",
	"يناير فبراير مارس أبريل|ابريل مايو يونيو يوليو أغسطس|اغسطس سبتمبر أكتوبر|اكتوبر نوفمبر ديسمبر",
	"जनवरी फ़रवरी|फरवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर|सितम्बर अक्टूबर|अक्तूबर नवंबर|नवम्बर दिसंबर|दिसम्बर",
}

// months maps the names of months, and their first letters from three on, to their
// numbers. It is 0 for letters that begin the names of several months.
var months = sync.OnceValue(func() map[string]int {
	m := map[string]int{}
	whole := map[string]bool{}
	for _, names := range calendar {
		for i, forms := range strings.Fields(names) {
			for name := range strings.SplitSeq(forms, "|") {
				if !whole[name] {
					m[name], whole[name] = i+1, true
				}
				letters := []rune(name)
				for k := 3; k < len(letters); k++ {
					short := string(letters[:k])
					if whole[short] {
						continue
					}
					if other, known := m[short]; known && other != i+1 {
						m[short] = 0
						continue
					}
					m[short] = i + 1
				}
			}
		}
	}
	return m
})

// weekdays are the names of days that may precede a date, and the words that join its
// parts: den 3. November, 8 de julio, 15 сентября 2023 года.
var weekdays = WordSet(`monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun
понедельник вторник среда четверг пятница суббота воскресенье пн вт ср чт пт сб вс года год г
понеділок вівторок середа четвер п'ятниця п’ятниця субота неділя року
montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag den vom am dem
lundi mardi mercredi jeudi vendredi samedi dimanche le du
lunes martes miércoles jueves viernes sábado domingo de del el
segunda terça quarta quinta sexta feira
lunedì martedì mercoledì giovedì venerdì sabato domenica il
maandag dinsdag woensdag donderdag vrijdag zaterdag zondag
poniedziałek wtorek środa czwartek piątek sobota niedziela roku
pondělí úterý středa čtvrtek pátek neděle pondelok utorok streda štvrtok piatok nedeľa roku
måndag tisdag onsdag torsdag fredag lördag söndag mandag tirsdag lørdag søndag
maanantai maanantaina tiistai tiistaina keskiviikko keskiviikkona torstai torstaina perjantai perjantaina lauantai sunnuntai
hétfő kedd szerda csütörtök péntek szombat vasárnap
luni marți miercuri joi vineri sâmbătă duminică
pazartesi salı çarşamba perşembe cuma cumartesi pazar
r р the of on`)
