// Package xml walks XML of any size, element by element, and forgives what real
// files get wrong.
//
// It is the only package that reads XML. A format implements Taker, tells
// NewReader which namespaces it knows, and compares names: the Reader compares
// namespaces. Entities that are more than a character, and markup without end,
// are errors: they are attacks.
package xml
