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

// Reasons why places, bookmarks and names are not saved although --no-state is
// not set.
var (
	errNoHome   = errors.New("HOME is not set; places, bookmarks and names are not saved")
	errRelative = errors.New("XDG_STATE_HOME is not an absolute path; places, bookmarks and names are not saved")
)

// store returns the store of the states of transcripts. It returns nil
// if nothing will be saved, with an error unless the user asked for that.
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

// document returns the empty document of src, with the names that the user gave
// its speakers. It only warns about a state that cannot be read.
func (c *command) document(src *transcript.Source) *transcript.Document {
	d := transcript.NewDocument(src)
	store, _ := c.store() // when printing, a missing store makes no difference
	given, err := store.Given(src)
	if err != nil {
		c.warn(err)
	}
	d.Give(given)
	return d
}
