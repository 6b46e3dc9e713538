// Package elements reads XML by what the names of its elements say, in the languages
// of many parliaments: a speech, who gives it, its paragraphs, its time.
//
// A source is read twice. The survey (survey.go) makes a tree of its kinds of
// elements: a kind is all elements of one name within another kind. The plan
// (plan.go) says what each kind is for, from the table of names (names.go) and from
// what the survey has found in it. The second time (taker.go), speeches go out to the
// tape by that plan.
//
// It does not parse XML (package xml) and has no reader for a single program or
// parliament. Formats with a standard, such as TEI, are those of package research.
package elements
