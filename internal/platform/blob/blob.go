// Package blob keeps bytes under keys: in a local folder, or in any store that speaks S3. Both behave alike; one contract
// test runs over both.
//
// A blob appears whole or not at all and never changes while it is read. Keys are chosen by the program, never by a
// caller: parts of lower-case letters, digits and hyphens, joined by slashes.
package blob

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"regexp"
	"time"
)

// ErrNotFound tells that there is no blob of the key.
var ErrNotFound = errors.New("blob: not found")

// Store of blobs.
type Store interface {
	// Put keeps the content under the key, in place of what may be there.
	Put(ctx context.Context, key string, content io.Reader) error
	// Get opens a blob for reading from any place, or tells ErrNotFound.
	Get(ctx context.Context, key string) (io.ReadSeekCloser, error)
	// Delete removes a blob; one that is not there is no error.
	Delete(ctx context.Context, key string) error
	// List gives the blobs whose keys begin with a prefix that ends in a slash, in the order of the keys.
	List(ctx context.Context, prefix string) iter.Seq2[Entry, error]
}

// Entry of a list.
type Entry struct {
	Key      string
	Modified time.Time // when it was put
}

var keyPattern = regexp.MustCompile(`^[a-z0-9-]+(/[a-z0-9-]+)*$`)

func checkKey(key string) error {
	if !keyPattern.MatchString(key) {
		return fmt.Errorf("blob: %q is no key", key)
	}
	return nil
}
