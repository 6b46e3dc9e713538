// Package xml reads XML of any size, element by element, and tolerates common
// mistakes.
//
// Only this package parses XML, and it does not know any format. A format passes its
// namespaces to NewReader and implements Taker, which receives elements and text. The
// Reader compares namespaces, so that the format only compares names. Endless markup, and
// entities that stand for more than a short text, are errors, because they could exhaust
// memory.
// markup, are errors because they could exhaust memory.
package xml
