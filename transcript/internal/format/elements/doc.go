// Package elements reads XML by what the names of its elements say, in the languages
// of many parliaments: a speech, who gives it, its paragraphs, its time.
//
// The start of a source is surveyed before all of it is read. The survey (survey.go) makes a tree of its kinds of
// elements: a kind is all elements of one name within another kind. The plan
// (plan.go) says what each kind is for, from the table of names (names.go) and from
// what the survey has found in it. The cast (cast.go) has the persons that are listed
// by their ids. Then speeches go out to the tape by that plan (taker.go).
//
// It does not parse XML (package xml) and has no reader for a single program or
// parliament. Formats with a standard, such as TEI, are those of package research.
package elements
