package main

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"

	"github.com/adrg/xdg"

	"verbatim/internal/state"
	"verbatim/transcript"
)

// Why nothing is kept between runs, though nobody has asked for that.
var (
	errNoHome   = errors.New("HOME is not set: nothing is kept of what you read")
	errRelative = errors.New("XDG_STATE_HOME is no absolute path: nothing is kept of what you read")
)

// store returns where the states of transcripts are kept, nil for nowhere.
func (c *command) store() (*state.Store, error) {
	if c.noState {
		return nil, nil
	}
	switch dir := os.Getenv("XDG_STATE_HOME"); {
	case dir != "" && !filepath.IsAbs(dir):
		return nil, errRelative
	case dir == "" && runtime.GOOS != "windows" && !filepath.IsAbs(os.Getenv("HOME")):
		return nil, errNoHome
	}
	return state.NewStore(filepath.Join(xdg.StateHome, "verbatim")), nil
}

// document returns the empty document of src, with what a reader has said of
// its speakers. What is wrong with that is told, and does no harm.
func (c *command) document(src *transcript.Source) *transcript.Document {
	d := transcript.NewDocument(src)
	store, _ := c.store() // without one there is nothing to print otherwise
	given, err := store.Given(src)
	if err != nil {
		c.warn(err)
	}
	d.Give(given)
	return d
}
