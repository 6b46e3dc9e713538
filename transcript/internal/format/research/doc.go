// Package research reads what researchers and parliaments publish: TEI (tei.go),
// Akoma Ntoso (akoma.go), CHAT (cha.go), and screenplays of Fountain (fountain.go)
// and Final Draft (fdx.go).
//
// It does not parse XML (package xml), and does not guess speakers: all these
// formats mark them.
//
// Elements or lines come in; turns, paragraphs and notes go out to the tape. A
// speaker known by an id is written with the name that the header or a list of
// persons has for it (tei_cast.go).
package research
