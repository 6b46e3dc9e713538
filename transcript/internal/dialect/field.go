package dialect

import (
	"iter"
	"slices"
	"strings"

	"verbatim/internal/text"
	"verbatim/transcript/internal/record"
)

// A Field is one thing that a header says: the title, the date. The table of
// fields is the one place that knows what each kind of source calls them.
type Field struct {
	Key   string // on a tape, where each item of a list is a line
	Shown bool   // it is shown before the first turn
	Meta  bool   // it stands in the lines below the title
	names [namings][]string
	read  func(string) (string, bool)    // what a source says, in the form of the field; nil: as it is
	value func(*record.Header) *string   // nil for a list
	list  func(*record.Header) *[]string // nil for a value
}

// A Naming is a kind of source, which has names of its own for fields.
type Naming int

// The namings.
const (
	InDialect Naming = iota // the text that verbatim writes
	InJSON                  // the JSON that verbatim writes
	InText                  // the text of others, in lower case
	InPage                  // the facts that a page states of itself, in lower case
	InScript                // the title page of a screenplay, in lower case
	namings
)

// The keys of the fields that need more than Add and Read.
const (
	Title = "title"
	Date  = "date"
)

// fields are in the order in which headers are written. A standfirst is read
// from the dialect, but no longer written.
var fields = [...]Field{
	{
		Key: Title, Shown: true, value: func(h *record.Header) *string { return &h.Title },
		names: [namings][]string{InDialect: {"Title"}, InJSON: {"title"}, InText: {"title", "заголовок"}, InPage: {"og:title"}, InScript: {"title"}},
	},
	{
		Key: "standfirst", Shown: true, value: func(h *record.Header) *string { return &h.Standfirst },
		names: [namings][]string{InDialect: {"Standfirst"}},
	},
	{
		Key: Date, Shown: true, Meta: true, value: func(h *record.Header) *string { return &h.Date }, read: text.ParseDate,
		names: [namings][]string{
			InDialect: {"Date"}, InJSON: {"date"}, InText: {"date", "дата"}, InScript: {"date", "draft date"},
			InPage: {"article:published_time", "datepublished", "dc.date", "dcterms.date", "date", "datetime"},
		},
	},
	{
		Key: "time", Shown: true, Meta: true, value: func(h *record.Header) *string { return &h.Time }, read: text.ParseTime,
		names: [namings][]string{InDialect: {"Time"}, InJSON: {"time"}, InText: {"time", "время"}},
	},
	{
		Key: "place", Shown: true, Meta: true, value: func(h *record.Header) *string { return &h.Place },
		names: [namings][]string{InDialect: {"Place"}, InJSON: {"place"}, InText: {"place", "location", "venue", "место"}},
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

// FieldNamed returns the field that a kind of source calls name, nil if there
// is none.
func FieldNamed(in Naming, name string) *Field {
	for i := range fields {
		if slices.Contains(fields[i].names[in], name) {
			return &fields[i]
		}
	}
	return nil
}

// FieldOf returns the field with a key, nil if there is none.
func FieldOf(key string) *Field {
	for i := range fields {
		if fields[i].Key == key {
			return &fields[i]
		}
	}
	return nil
}

// IsList reports whether f has any number of items.
func (f *Field) IsList() bool { return f.list != nil }

// Add sets f to a value, or adds it to the list that f is.
func (f *Field) Add(h *record.Header, value string) {
	if f.list != nil {
		list := f.list(h)
		*list = append(*list, value)
		return
	}
	*f.value(h) = value
}

// Set sets f to what its line in the dialect says: a list stands in one line.
func (f *Field) Set(h *record.Header, value string) {
	if f.list != nil {
		*f.list(h) = strings.Split(value, ListSep)
		return
	}
	*f.value(h) = value
}

// Read returns what a source says of f, in the form that f has: of a date
// 2006-01-02.
func (f *Field) Read(value string) (string, bool) {
	if f.read == nil {
		return value, true
	}
	return f.read(value)
}

// Written returns the fields that verbatim writes, in order, with what a header
// says of each: one value, or the items of a list.
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

// Name returns the name that a kind of source has for f.
func (f *Field) Name(in Naming) string { return f.names[in][0] }
