// Package records reads records with fields: objects of JSON and rows of CSV
// that say who speaks, when, and what.
//
// It also tells the shape of JSON, by the paths of its values.
package records
