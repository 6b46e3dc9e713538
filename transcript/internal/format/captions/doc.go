// Package captions reads WebVTT, SubRip and SubViewer captions.
//
// Cues become lines of a tape with their times; voices become turns. Captions
// that roll over the screen are joined.
package captions
