// Package research reads what corpora and parliaments publish: TEI, Akoma Ntoso,
// Hansard XML, CHAT and Fountain.
package research
