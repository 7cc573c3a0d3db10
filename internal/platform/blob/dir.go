package blob

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path"
	"strings"
)

// Dir is a store in a local folder. Nothing that a key or a symbolic link says leads out of it.
type Dir struct{ root *os.Root }

// OpenDir opens the folder and makes it where it is missing.
func OpenDir(folder string) (*Dir, error) {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, fmt.Errorf("blob: %w", err)
	}
	root, err := os.OpenRoot(folder)
	if err != nil {
		return nil, fmt.Errorf("blob: %w", err)
	}
	return &Dir{root}, nil
}

// Put writes beside the place and moves the whole into it. What a crash leaves beside it is a blob that nobody knows, and
// is swept as such.
func (d *Dir) Put(_ context.Context, key string, content io.Reader) error {
	if err := checkKey(key); err != nil {
		return err
	}
	name := path.Join(path.Dir(key), "draft-"+strings.ToLower(rand.Text()))
	file, err := d.create(name)
	if err != nil {
		return fmt.Errorf("blob: %w", err)
	}
	_, err = io.Copy(file, content)
	if err = errors.Join(err, file.Sync(), file.Close()); err == nil {
		err = d.root.Rename(name, key)
	}
	if err != nil {
		return fmt.Errorf("blob: %w", errors.Join(err, d.root.Remove(name)))
	}
	return nil
}

// create a file and its folder, again where a Delete has just taken the empty folder away or another Put was quicker.
func (d *Dir) create(name string) (file *os.File, err error) {
	for range 100 {
		if err = d.root.MkdirAll(path.Dir(name), 0o700); err == nil {
			file, err = d.root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
		}
		if !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, fs.ErrExist) {
			break
		}
	}
	return file, err
}

// Get opens a blob.
func (d *Dir) Get(_ context.Context, key string) (io.ReadSeekCloser, error) {
	if err := checkKey(key); err != nil {
		return nil, err
	}
	file, err := d.root.Open(key)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, ErrNotFound
	}
	if err != nil {
		return nil, fmt.Errorf("blob: %w", err)
	}
	return file, nil
}

// Delete removes a blob.
func (d *Dir) Delete(_ context.Context, key string) error {
	if err := checkKey(key); err != nil {
		return err
	}
	if err := d.root.Remove(key); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("blob: %w", err)
	}
	d.root.Remove(path.Dir(key)) // the folder, where it was the last of it
	return nil
}

// List walks the folder of the prefix.
func (d *Dir) List(ctx context.Context, prefix string) iter.Seq2[Entry, error] {
	return func(yield func(Entry, error) bool) {
		err := fs.WalkDir(d.root.FS(), strings.TrimSuffix(prefix, "/"), func(name string, entry fs.DirEntry, err error) error {
			switch {
			case errors.Is(err, fs.ErrNotExist):
				return nil // nothing was ever put here, or it has gone while we walked
			case err != nil:
				return err
			case entry.IsDir():
				return ctx.Err()
			}
			info, err := entry.Info()
			if errors.Is(err, fs.ErrNotExist) {
				return nil
			}
			if err != nil {
				return err
			}
			if !yield(Entry{name, info.ModTime()}, nil) {
				return fs.SkipAll
			}
			return nil
		})
		if err != nil {
			yield(Entry{}, fmt.Errorf("blob: %w", err))
		}
	}
}
