// Package table reads records of comma-separated values, with fields of any
// length. It knows nothing of columns that name speakers.
package table
