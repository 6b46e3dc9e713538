// Package research reads what researchers and parliaments publish: TEI (tei.go),
// Akoma Ntoso (akoma.go), CHAT (cha.go), and screenplays of Fountain (fountain.go)
// and Final Draft (fdx.go).
//
// It does not parse XML (package xml), and does not guess speakers: all these
// formats mark them.
//
// Elements or lines come in; turns, paragraphs and notes go to the tape. The id of a
// speaker is replaced by the name in the header or in a list of persons (tei_cast.go).
package research
