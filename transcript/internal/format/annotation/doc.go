// Package annotation reads what tools for annotating recordings write: ELAN
// (elan.go and elan_tab.go), Praat (textgrid.go), EXMARaLDA (exmaralda.go),
// FOLKER (folker.go), Transcriber (transcriber.go), FieldWorks (flex.go), the
// reference and output files of speech recognition (nist.go), and the oral
// histories of OHMS (ohms.go).
//
// Most of them have tiers: rows of annotations on a common time line. Some tiers hold what
// a person says, others words, sounds, translations, gestures or comments. A format only
// collects the tiers of a source in a score (score.go). The score finds the speaker of each
// tier (names.go), chooses the tiers that are speech (speech.go), joins words into
// utterances (utterances.go), and writes these in order of time.
package annotation
