// Package xml reads XML of any size, element by element, and tolerates common
// mistakes.
//
// It is the only package that reads XML, and does not know any format. A format
// passes its namespaces to NewReader and implements Taker, which receives
// elements and text; the Reader compares namespaces, so that the format only
// compares names. Entities that stand for more than a character, and endless
// markup, are errors because they could exhaust memory.
package xml
