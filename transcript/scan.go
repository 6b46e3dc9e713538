package transcript

// A Scanner finds the turns of a source.
type Scanner struct{ src *Source }
