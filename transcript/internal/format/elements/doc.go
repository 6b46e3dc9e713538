// Package elements reads XML by the names of its elements, in the languages of many
// parliaments: speeches, their speakers, paragraphs and times.
//
// The survey (survey.go) reads the start of a source and makes a tree of the kinds of
// elements. A kind is all elements with the same name inside the same other kind. The plan
// (plan.go) decides from the name of a kind (names.go) and its contents what the kind is
// for. The cast (cast.go) maps ids to names if the source lists its persons. The taker
// (taker.go) then writes the speeches to the tape by that plan.
//
// The package does not parse XML (package xml), and has no code for a single program or
// parliament. Standard formats such as TEI are in package research.
package elements
