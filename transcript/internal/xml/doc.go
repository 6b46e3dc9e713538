// Package xml walks XML of any size, element by element, and forgives what real
// files get wrong.
//
// A format implements Taker, and compares names by namespace. Entities that are
// more than a character, and markup without end, are errors: they are attacks.
package xml
