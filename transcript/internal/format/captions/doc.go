// Package captions reads WebVTT (vtt.go), SubRip (srt.go), YouTube's SBV (sbv.go), XML
// (timedtext.go) and JSON (json3.go), TTML (ttml.go), Sub Station Alpha (ass.go), SAMI
// (sami.go), the formats of older programs (lines.go), and text with times next to its
// lines (stamped.go).
//
// It does not read the JSON of speech recognisers, and does not find speakers that are
// named in the text of a cue: package label does, when it scans the tape.
//
// rows.go reads lines. The reader of a format makes cues of them and writes each cue to the
// tape with its times: as a turn if the cue names a voice (voices.go, cues.go), otherwise
// as plain text without the lines that roll-up captions repeat (rolling.go).
package captions
