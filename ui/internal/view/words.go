package view

import (
	"strconv"
)

// Plural returns a number with its noun: 1 turn, 2 turns.
func Plural(n int, thing string) string {
	if n != 1 {
		thing += "s"
	}
	return strconv.Itoa(n) + " " + thing
}
