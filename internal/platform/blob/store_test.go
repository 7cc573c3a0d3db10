package blob_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/johannesboyne/gofakes3"
	"github.com/johannesboyne/gofakes3/backend/s3mem"

	"github.com/haolinju/haolinju/internal/platform/blob"
)

// stores are the two drivers, each new and empty.
func stores(t *testing.T) map[string]blob.Store {
	t.Helper()
	dir, err := blob.OpenDir(filepath.Join(t.TempDir(), "blobs"))
	if err != nil {
		t.Fatal(err)
	}
	backend := s3mem.New()
	if err := backend.CreateBucket("haolinju"); err != nil {
		t.Fatal(err)
	}
	server := httptest.NewTLSServer(gofakes3.New(backend).Server())
	t.Cleanup(server.Close)
	s3, err := blob.OpenS3(blob.S3Config{Endpoint: strings.TrimPrefix(server.URL, "https://"), Region: "us-east-1", Bucket: "haolinju",
		AccessKey: "access", SecretKey: "secret", Transport: server.Client().Transport})
	if err != nil {
		t.Fatal(err)
	}
	return map[string]blob.Store{"dir": dir, "s3": s3}
}

// each runs a test of the contract on both drivers.
func each(t *testing.T, test func(t *testing.T, s blob.Store)) {
	t.Helper()
	t.Parallel()
	for driver, s := range stores(t) {
		t.Run(driver, func(t *testing.T) { test(t, s) })
	}
}

func put(t *testing.T, s blob.Store, key, content string) {
	t.Helper()
	if err := s.Put(t.Context(), key, strings.NewReader(content)); err != nil {
		t.Fatal(err)
	}
}

func get(t *testing.T, s blob.Store, key string) string {
	t.Helper()
	r, err := s.Get(t.Context(), key)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	content, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

func TestABlobIsReadAsItWasPutAndTheLastPutCounts(t *testing.T) {
	each(t, func(t *testing.T, s blob.Store) {
		for _, content := range []string{"one", "", strings.Repeat("long ", 4<<20)} {
			put(t, s, "110111/a/x", content)
			if got := get(t, s, "110111/a/x"); got != content {
				t.Errorf("%d bytes came back as %d", len(content), len(got))
			}
		}
	})
}

func TestABlobIsReadFromAnyPlace(t *testing.T) {
	each(t, func(t *testing.T, s blob.Store) {
		put(t, s, "110111/a/x", "0123456789")
		r, err := s.Get(t.Context(), "110111/a/x")
		if err != nil {
			t.Fatal(err)
		}
		defer r.Close()
		if size, err := r.Seek(0, io.SeekEnd); err != nil || size != 10 {
			t.Errorf("the size is %d, %v", size, err)
		}
		if _, err := r.Seek(4, io.SeekStart); err != nil {
			t.Fatal(err)
		}
		part := make([]byte, 3)
		if _, err := io.ReadFull(r, part); err != nil || string(part) != "456" {
			t.Errorf("from 4 on: %q, %v", part, err)
		}
	})
}

func TestAMissingBlobIsToldAndItsDeletionIsNoError(t *testing.T) {
	each(t, func(t *testing.T, s blob.Store) {
		put(t, s, "110111/a/x", "gone soon")
		for range 2 {
			if err := s.Delete(t.Context(), "110111/a/x"); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := s.Get(t.Context(), "110111/a/x"); !errors.Is(err, blob.ErrNotFound) {
			t.Errorf("a deleted blob: %v", err)
		}
		if _, err := s.Get(t.Context(), "110111/b"); !errors.Is(err, blob.ErrNotFound) {
			t.Errorf("a blob that never was: %v", err)
		}
	})
}

func TestAListHoldsTheKeysOfItsPrefixInOrder(t *testing.T) {
	each(t, func(t *testing.T, s blob.Store) {
		want := []string{"110111/a/x", "110111/a/y", "110111/b/x", "110111/c"}
		for _, key := range []string{"110111/b/x", "900001/a/x", "110111/a/y", "110111/c", "110111/a/x", "1101110/z"} {
			put(t, s, key, key)
		}
		var got []string
		for entry, err := range s.List(t.Context(), "110111/") {
			if err != nil {
				t.Fatal(err)
			}
			if age := time.Since(entry.Modified); age < -time.Hour || age > time.Hour {
				t.Errorf("%s was put at %v", entry.Key, entry.Modified)
			}
			got = append(got, entry.Key)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q, want %q", got, want)
		}
		for entry, err := range s.List(t.Context(), "999999/") {
			t.Errorf("a list of nothing holds %v, %v", entry, err)
		}
	})
}

func TestAnUploadThatBreaksOffLeavesWhatWasThere(t *testing.T) {
	each(t, func(t *testing.T, s blob.Store) {
		put(t, s, "110111/a/x", "before")
		broken := io.MultiReader(strings.NewReader("half"), failing{})
		if err := s.Put(t.Context(), "110111/a/x", broken); err == nil {
			t.Error("half an upload is no error")
		}
		if got := get(t, s, "110111/a/x"); got != "before" {
			t.Errorf("half an upload left %q", got)
		}
	})
}

type failing struct{}

func (failing) Read([]byte) (int, error) { return 0, errors.New("the caller has gone") }

func TestAKeyThatACallerCouldHaveMadeIsRefused(t *testing.T) {
	each(t, func(t *testing.T, s blob.Store) {
		for _, key := range []string{"", "/", "a/", "/a", "a//b", "..", "a/../b", "../a", "a\\b", "A", "a.b", "a b", "名", "a\x00"} {
			if s.Put(t.Context(), key, strings.NewReader("x")) == nil {
				t.Errorf("%q was put", key)
			}
			if _, err := s.Get(t.Context(), key); err == nil || errors.Is(err, blob.ErrNotFound) {
				t.Errorf("%q was looked for", key)
			}
			if s.Delete(t.Context(), key) == nil {
				t.Errorf("%q was deleted", key)
			}
		}
	})
}

func TestManyMayPutAndDeleteAtOnce(t *testing.T) {
	each(t, func(t *testing.T, s blob.Store) {
		var all sync.WaitGroup
		for i := range 16 {
			all.Go(func() {
				for range 8 {
					mine := fmt.Sprintf("110111/shared/%d", i)
					if err := s.Put(context.Background(), mine, bytes.NewReader([]byte("x"))); err != nil {
						t.Error(err)
					}
					if err := s.Delete(context.Background(), mine); err != nil {
						t.Error(err)
					}
				}
			})
		}
		all.Wait()
	})
}

func TestALinkInTheFolderLeadsNowhereOutsideOfIt(t *testing.T) {
	t.Parallel()
	folder, outside := t.TempDir(), filepath.Join(t.TempDir(), "secret")
	if err := os.WriteFile(outside, []byte("secret"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(outside, filepath.Join(folder, "x")); err != nil {
		t.Fatal(err)
	}
	dir, err := blob.OpenDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := dir.Get(t.Context(), "x"); err == nil {
		t.Error("a symbolic link was followed out of the folder")
	}
}
