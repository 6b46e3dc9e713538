// Package recogniser reads the JSON of speech recognisers, and other JSON that
// has segments, utterances or words with times.
//
// Words are joined into sentences and paragraphs. Which recogniser wrote a file
// is told by the paths of its values.
package recogniser
