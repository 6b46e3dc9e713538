// Package naming judges the text of a label, regardless of the document: whether it
// may name a person, a role, a numbered voice or an account, and which of its words
// are the name.
//
// It knows words of languages (vocabulary.go), never names of people, places or sites.
// It does not know where in a document a label stands: package label does.
//
// ShapeOf tells the form of a text and parts name and role (shape.go, names.go).
// ClassOf tells what fills the name in a frame (filler.go). SideOf tells which side of a
// conversation with a machine a word labels (sides.go).
package naming
