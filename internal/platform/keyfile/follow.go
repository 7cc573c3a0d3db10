package keyfile

import (
	"fmt"
	"os"
	"sync"
)

// Follower reads a file again where it has changed. It is safe for concurrent use.
type Follower struct {
	path string // empty for none

	mu    sync.Mutex
	state os.FileInfo // of the file when it was last read
}

// Follow makes a follower that has read nothing yet.
func Follow(path string) *Follower { return &Follower{path: path} }

// Path of the file; empty for none.
func (f *Follower) Path() string { return f.path }

// Look gives the content of the file to read, unless it is the one that was read last. What cannot be read is looked at
// again the next time.
func (f *Follower) Look(read func(content []byte) error) error {
	if f.path == "" {
		return nil
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	state, err := os.Stat(f.path)
	if err != nil {
		return err
	}
	if f.state != nil && os.SameFile(state, f.state) && state.ModTime().Equal(f.state.ModTime()) && state.Size() == f.state.Size() {
		return nil
	}
	content, err := os.ReadFile(f.path)
	if err != nil {
		return err
	}
	if err := read(content); err != nil {
		return fmt.Errorf("%s: %w", f.path, err)
	}
	f.state = state
	return nil
}
