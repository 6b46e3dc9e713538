package view

import (
	"strconv"
)

// Plural returns a number of things.
func Plural(n int, thing string) string {
	if n != 1 {
		thing += "s"
	}
	return strconv.Itoa(n) + " " + thing
}
