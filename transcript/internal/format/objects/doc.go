// Package objects reads JSON: what verbatim writes, and what recognisers of speech, chats,
// conversations with language models, and editors of transcripts write.
//
// It is not for tables (package records), and it does not parse JSON (package json).
//
// It knows no program by its name, but what programs call things: the table of fields
// (fields.go) has the names of fields for a speaker, a text, words and times, and how much
// each tells for or against speech. From it
//
//  1. record.go and pieces.go read one object as a record of who said what, and when;
//  2. survey.go reads some members of each list in a source as records, and plan.go judges
//     from them which list is the transcript and how to read it;
//  3. writer.go reads that list and writes it to the tape: as messages, as segments, or as
//     words joined to sentences (words.go), with speakers by their times (voices.go) and in
//     the order in which people spoke (arrange.go).
//
// JSON Lines (jsonl.go) are read so on all cores. To read another program's JSON, add the
// names of its fields to the table.
package objects
