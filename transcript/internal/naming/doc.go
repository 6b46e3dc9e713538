// Package naming judges the text of a label, regardless of the document: whether it may
// name a person, a role, a numbered speaker or an account, and which of its words are the
// name.
//
// It knows words of languages (vocabulary.go), but no names of people, places or sites. It
// does not know where in a document a label is: package label does.
//
// ShapeOf returns the form of a text, and splits it into name and role (shape.go,
// names.go). ClassOf classifies a name in a frame (filler.go). SideOf returns the side of a
// conversation with a machine that a word labels (sides.go).
package naming
