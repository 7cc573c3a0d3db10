package keyfile

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"testing"
)

func load(path string) (string, error) {
	content, err := os.ReadFile(path)
	return string(content), err
}

func TestAFileIsForItsOwnerAloneAndLeavesNoDraft(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "keys.json")
	if err := Create(path, []byte("one")); err != nil {
		t.Fatal(err)
	}
	if err := Replace(path, []byte("two")); err != nil {
		t.Fatal(err)
	}
	if got, err := load(path); err != nil || got != "two" {
		t.Errorf("%q, %v", got, err)
	}
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info, err)
	}
	if entries, err := os.ReadDir(filepath.Dir(path)); err != nil || len(entries) != 1 {
		t.Errorf("%v, %v", entries, err)
	}
}

func TestKeysInUseAreNotOverwrittenByNewOnes(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "keys.json")
	if err := Create(path, []byte("in use")); err != nil {
		t.Fatal(err)
	}
	if err := Create(path, []byte("new")); !errors.Is(err, fs.ErrExist) {
		t.Errorf("%v", err)
	}
	if got, err := load(path); err != nil || got != "in use" {
		t.Errorf("%q, %v", got, err)
	}
}

func TestServersThatStartAtOnceLoadOneFile(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "keys.json")
	loaded := make([]string, 8)
	var servers sync.WaitGroup
	for i := range loaded {
		servers.Go(func() {
			got, err := LoadOrCreate(path, load, func() ([]byte, error) { return []byte(strconv.Itoa(i)), nil })
			if err != nil {
				t.Error(err)
			}
			loaded[i] = got
		})
	}
	servers.Wait()
	for i, got := range loaded {
		if got == "" || got != loaded[0] {
			t.Errorf("server %d loaded %q, server 0 %q", i, got, loaded[0])
		}
	}
}

func TestAFileThatDoesNotLoadIsNotReplaced(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "keys.json")
	if err := Create(path, []byte("damaged")); err != nil {
		t.Fatal(err)
	}
	damaged := errors.New("damaged")
	_, err := LoadOrCreate(path,
		func(string) (string, error) { return "", damaged },
		func() ([]byte, error) { return []byte("new"), nil })
	if !errors.Is(err, damaged) {
		t.Errorf("%v", err)
	}
	if got, _ := load(path); got != "damaged" {
		t.Errorf("the file became %q", got)
	}
}

func TestAMissingFolderIsAnError(t *testing.T) {
	t.Parallel()
	if err := Replace(filepath.Join(t.TempDir(), "none", "keys.json"), nil); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("%v", err)
	}
}
