//go:build !linux

package term

// CheckLimits returns an error if the limits of this process leave too little.
// It is not known here what is in use.
func CheckLimits(bool) error { return nil }
