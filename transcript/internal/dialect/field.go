package dialect

import (
	"iter"
	"slices"
	"strings"

	"verbatim/internal/text"
	"verbatim/transcript/internal/record"
)

// A Field is one field of a header, such as the title or the date. Only the table of fields
// has the names that each kind of source uses for them.
type Field struct {
	Key   string // on a tape, where each item of a list is a line
	Shown bool   // shown before the first turn
	Meta  bool   // shown in the lines below the title
	names [namings][]string
	read  func(string) (string, bool)    // converts the value in a source; nil: unchanged
	value func(*record.Header) *string   // nil for a list
	list  func(*record.Header) *[]string // nil for a value
}

// A Naming is a kind of source with its own names for fields.
type Naming int

// The namings.
const (
	InDialect Naming = iota // text written by verbatim
	InJSON                  // JSON written by verbatim
	InText                  // other labelled text, in lower case
	InPage                  // metadata of an HTML page, in lower case
	InScript                // the title page of a screenplay, in lower case
	namings
)

// The keys of fields that other packages treat specially.
const (
	Title = "title"
	Date  = "date"
	Time  = "time"
	Clock = "clock"
)

// fields are in the order in which headers are written. A standfirst is still read
// from the dialect, but not written.
var fields = [...]Field{
	{
		Key: Title, Shown: true, value: func(h *record.Header) *string { return &h.Title },
		names: [namings][]string{InDialect: {"Title"}, InJSON: {"title"}, InText: {"title", "заголовок", "titel", "titre", "título", "titolo", "tytuł", "назва", "題名", "标题", "標題", "제목", "transcript", "episode", "podcast", "interview", "transcript of"}, InPage: {"og:title"}, InScript: {"title"}},
	},
	{
		Key: "standfirst", Shown: true, value: func(h *record.Header) *string { return &h.Standfirst },
		names: [namings][]string{InDialect: {"Standfirst"}},
	},
	{
		Key: Date, Shown: true, Meta: true, value: func(h *record.Header) *string { return &h.Date }, read: text.ParseDate,
		names: [namings][]string{
			InDialect: {"Date"}, InJSON: {"date"}, InText: {"date", "date/time", "date and time", "date & time", "meeting date", "meeting date/time", "when", "pub_date", "pubdate", "publish_date", "date published", "published",
				"created", "air date", "aired", "recorded", "recorded on", "broadcast", "released", "interview date", "date of interview", "дата", "дата и время", "дата та час", "datum", "fecha", "data", "dato", "päivämäärä",
				"tarih", "dátum", "ημερομηνία", "tanggal", "日期", "日時", "日付", "开会日期", "時間", "时间", "날짜", "일시", "التاريخ", "תאריך"}, InScript: {"date", "draft date"},
			InPage: {"article:published_time", "datepublished", "dc.date", "dcterms.date", "date", "datetime"},
		},
	},
	{
		Key: Time, Shown: true, Meta: true, value: func(h *record.Header) *string { return &h.Time }, read: text.ParseTime,
		names: [namings][]string{InDialect: {"Time"}, InJSON: {"time"}, InText: {"time", "время", "час", "start", "start time", "started", "begin", "beginn", "uhrzeit", "zeit", "heure", "hora", "ora", "godzina", "tijd", "tid", "kello", "saat", "čas", "idő", "ώρα", "začátek", "početak", "початок", "начало", "開会", "開始", "시간", "الوقت", "שעה"}},
	},
	{
		Key: Clock, value: func(h *record.Header) *string { return &h.Clock },
		names: [namings][]string{InDialect: {"Clock"}, InJSON: {"clock"}},
	},
	{
		Key: "place", Shown: true, Meta: true, value: func(h *record.Header) *string { return &h.Place },
		names: [namings][]string{InDialect: {"Place"}, InJSON: {"place"}, InText: {"place", "location", "venue", "where", "место", "місце", "ort", "lieu", "lugar", "luogo", "local", "miejsce", "místo", "miesto", "plaats", "plats", "sted", "paikka", "yer", "hely", "τόπος", "tempat",
			"場所", "地点", "地點", "장소", "المكان", "מקום"}},
	},
	{
		Key: "topic", list: func(h *record.Header) *[]string { return &h.Topics },
		names: [namings][]string{InDialect: {"Topics"}, InJSON: {"topics"}},
	},
	{
		Key: "person", list: func(h *record.Header) *[]string { return &h.Persons },
		names: [namings][]string{InDialect: {"Persons"}, InJSON: {"persons"}},
	},
}

// FieldNamed returns the field with a name in a kind of source, or nil if the name
// is unknown.
func FieldNamed(in Naming, name string) *Field {
	for i := range fields {
		if slices.Contains(fields[i].names[in], name) {
			return &fields[i]
		}
	}
	return nil
}

// FieldOf returns the field with a key, or nil if the key is unknown.
func FieldOf(key string) *Field {
	for i := range fields {
		if fields[i].Key == key {
			return &fields[i]
		}
	}
	return nil
}

// IsList reports whether f is a list.
func (f *Field) IsList() bool { return f.list != nil }

// Add sets f to a value, or appends the value if f is a list.
func (f *Field) Add(h *record.Header, value string) {
	if f.list != nil {
		list := f.list(h)
		*list = append(*list, value)
		return
	}
	*f.value(h) = value
}

// Value returns the value of f in h, which is not a list.
func (f *Field) Value(h *record.Header) string { return *f.value(h) }

// Set sets f to the value of its line in the dialect, which contains all items of
// a list.
func (f *Field) Set(h *record.Header, value string) {
	if f.list != nil {
		*f.list(h) = strings.Split(value, ListSep)
		return
	}
	*f.value(h) = value
}

// Read converts a value in a source to the form of f, such as 2006-01-02 for a
// date. ok is false if the value is invalid.
func (f *Field) Read(value string) (string, bool) {
	if f.read == nil {
		return value, true
	}
	return f.read(value)
}

// Written iterates over the fields that verbatim writes, in order, with the values
// in a header: one value, or the items of a list.
func Written(h *record.Header) iter.Seq2[*Field, []string] {
	return func(yield func(*Field, []string) bool) {
		for i := range fields {
			f := &fields[i]
			if len(f.names[InJSON]) == 0 {
				continue
			}
			var items []string
			if f.list != nil {
				items = *f.list(h)
			} else {
				items = []string{*f.value(h)}
			}
			if !yield(f, items) {
				return
			}
		}
	}
}

// Name returns the name of f in a kind of source, which must have one.
func (f *Field) Name(in Naming) string { return f.names[in][0] }
