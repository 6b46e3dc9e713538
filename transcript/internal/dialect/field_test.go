package dialect

import (
	"reflect"
	"strings"
	"testing"

	"verbatim/transcript/internal/record"
)

// A header that is written is read as the same header.
func TestFields(t *testing.T) {
	want := record.Header{Title: "A day", Date: "2026-02-01", Time: "10:30", Place: "Hull", Topics: []string{"Docks", "Rain"}, Persons: []string{"Ann Lee"}}
	var fromDialect, fromItems record.Header
	for f, items := range Written(&want) {
		FieldNamed(InDialect, f.Name(InDialect)).Set(&fromDialect, strings.Join(items, ListSep))
		for _, item := range items {
			FieldOf(f.Key).Add(&fromItems, item)
		}
	}
	if !reflect.DeepEqual(fromDialect, want) || !reflect.DeepEqual(fromItems, want) {
		t.Errorf("read %+v and %+v, want %+v", fromDialect, fromItems, want)
	}
}

// In each kind of source a name belongs to one field.
func TestFieldNames(t *testing.T) {
	for in := range namings {
		seen := map[string]string{}
		for _, f := range fields {
			for _, name := range f.names[in] {
				if other := seen[name]; other != "" {
					t.Errorf("%s is a name of both %s and %s", name, other, f.Key)
				}
				seen[name] = f.Key
			}
		}
	}
}
