// Package annotation reads what tools for annotating recordings write: ELAN
// (elan.go and elan_tab.go), Praat (textgrid.go), EXMARaLDA (exmaralda.go),
// FOLKER (folker.go), Transcriber (transcriber.go), FieldWorks (flex.go), the
// reference and output files of speech recognition (nist.go), and the oral
// histories of OHMS (ohms.go).
//
// Most of them have tiers: rows of annotations on one time line, some with
// what a person says, others with words, sounds, translations, gestures or
// comments. A format only collects the tiers of a source in a score (score.go).
// The score finds out who speaks in a tier (names.go) and which tiers are
// speech (speech.go), joins words to utterances (utterances.go), and writes
// these in the order of their times.
package annotation
