// Package keyfile keeps secret keys in files that only their owner reads. A file appears whole or not at all.
package keyfile

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// Replace writes a file in place of the one that may be there.
func Replace(path string, content []byte) error { return put(path, content, os.Rename) }

// Create writes a new file and fails with fs.ErrExist when there is one: keys that are in use are never overwritten.
func Create(path string, content []byte) error { return put(path, content, os.Link) }

// LoadOrCreate loads a file or, when there is none, creates it. Of several servers that start at once one creates the
// file and all load it.
func LoadOrCreate[T any](path string, load func(path string) (T, error), generate func() ([]byte, error)) (T, error) {
	loaded, err := load(path)
	if !errors.Is(err, fs.ErrNotExist) {
		return loaded, err
	}
	content, err := generate()
	if err != nil {
		return loaded, err
	}
	if err := Create(path, content); err != nil && !errors.Is(err, fs.ErrExist) {
		return loaded, err
	}
	return load(path)
}

// put writes a complete draft beside path, mode 0600, and moves it into place.
func put(path string, content []byte, place func(from, to string) error) error {
	draft, err := os.CreateTemp(filepath.Dir(path), ".keys-*")
	if err != nil {
		return fmt.Errorf("keyfile: %w", err)
	}
	defer os.Remove(draft.Name())
	_, err = draft.Write(content)
	if err := errors.Join(err, draft.Sync(), draft.Close()); err != nil {
		return fmt.Errorf("keyfile: writing %s: %w", path, err)
	}
	if err := place(draft.Name(), path); err != nil {
		return fmt.Errorf("keyfile: %w", err)
	}
	return nil
}
