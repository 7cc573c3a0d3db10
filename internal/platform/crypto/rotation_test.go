package crypto

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"testing"
)

// server loads the keyset file as a server does.
func server(t *testing.T, path string) *Keeper {
	t.Helper()
	k, err := Load(path)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func edit(t *testing.T, path string, change func(*Edition) error) {
	t.Helper()
	if err := Edit(path, change); err != nil {
		t.Fatal(err)
	}
}

// One server reads the file again, the other has not yet: both must open and find what either makes, all the way from one
// key to the next, whatever the algorithms of the two are.
func TestAKeyIsExchangedWhileTwoServersWork(t *testing.T) {
	t.Parallel()
	for _, use := range []Use{Sealing, Indexing} {
		path := filepath.Join(t.TempDir(), "keys.json")
		if _, err := LoadOrGenerate(path, AES); err != nil {
			t.Fatal(err)
		}
		fast, slow := server(t, path), server(t, path)
		works := func(when string) {
			t.Helper()
			for _, pair := range [][2]*Keeper{{fast, slow}, {slow, fast}} {
				sealed := seal(t, pair[0], mobile)
				if got, err := pair[1].Open(phone, fangshan, row, sealed); err != nil || got != mobile {
					t.Errorf("%s: %s: %q, %v", use, when, got, err)
				}
				written, found := pair[0].Index(phone, fangshan, mobile), false
				for _, index := range pair[1].Indexes(phone, fangshan, mobile) {
					found = found || bytes.Equal(index, written)
				}
				if !found {
					t.Errorf("%s: %s: a row is not found", use, when)
				}
			}
		}
		derived := fast.Derive("page")
		old, oldIndex := seal(t, slow, mobile), slow.Index(phone, fangshan, mobile)
		works("before")

		var added uint32
		edit(t, path, func(e *Edition) (err error) { added, err = e.Add(use, SM4); return err })
		if changed, err := fast.Reload(); err != nil || !changed {
			t.Fatalf("the file is not read anew: %v", err)
		}
		works("one server knows the new key")
		if use == Sealing && !bytes.HasPrefix(seal(t, fast, mobile), slow.SealMark()) {
			t.Error("a key that is not primary seals")
		}
		slow.Reload()

		edit(t, path, func(e *Edition) error { return e.Promote(added) })
		fast.Reload()
		works("one server uses the new key")
		slow.Reload()
		works("both use it")
		mark := bytes.HasPrefix(seal(t, fast, mobile), SealMark(added))
		if use == Indexing {
			mark = bytes.HasPrefix(fast.Index(phone, fangshan, mobile), IndexMark(added))
		}
		if !mark {
			t.Errorf("%s: the new key does not mark what it makes", use)
		}

		var gone uint32
		for _, k := range fast.Keys() {
			if k.Use == use && !k.Primary {
				gone = k.ID
			}
		}
		edit(t, path, func(e *Edition) error { return e.Drop(gone) })
		fast.Reload()
		works("the old key is gone from one server")
		slow.Reload()
		works("the old key is gone")
		if _, err := fast.Open(phone, fangshan, row, old); use == Sealing && !errors.Is(err, ErrSealed) {
			t.Errorf("the old cipher opens without its key: %v", err)
		}
		if use == Indexing {
			for _, index := range fast.Indexes(phone, fangshan, mobile) {
				if bytes.Equal(index, oldIndex) {
					t.Error("the old index is made without its key")
				}
			}
		}
		if !bytes.Equal(fast.Derive("page"), derived) {
			t.Error("a derived key did not outlive the rotation")
		}
	}
}

func TestAServerThatDoesNotKnowAKeyYetReadsTheFileBeforeItGivesUp(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "keys.json")
	late, err := LoadOrGenerate(path, AES)
	if err != nil {
		t.Fatal(err)
	}
	edit(t, path, func(e *Edition) error {
		id, err := e.Add(Sealing, AES)
		if err != nil {
			return err
		}
		return e.Promote(id)
	})
	if got, err := late.Open(phone, fangshan, row, seal(t, server(t, path), mobile)); err != nil || got != mobile {
		t.Errorf("%q, %v", got, err)
	}
}

func TestAChangeThatWouldLoseKeysIsRefused(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "keys.json")
	k, err := LoadOrGenerate(path, SM4)
	if err != nil {
		t.Fatal(err)
	}
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		change func(*Edition) error
		want   error
	}{
		"the primary key is dropped": {func(e *Edition) error { return e.Drop(k.Keys()[0].ID) }, ErrPrimaryKey},
		"an unknown key is dropped":  {func(e *Edition) error { return e.Drop(1) }, ErrNoKey},
		"an unknown key is promoted": {func(e *Edition) error { return e.Promote(1) }, ErrNoKey},
	} {
		if err := Edit(path, c.change); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if after, err := os.ReadFile(path); err != nil || !bytes.Equal(before, after) {
		t.Errorf("the file has changed: %v", err)
	}
}

func TestABrokenFileLeavesTheKeysAtHand(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "keys.json")
	k, err := LoadOrGenerate(path, AES)
	if err != nil {
		t.Fatal(err)
	}
	sealed := seal(t, k, mobile)
	if err := os.WriteFile(path, []byte(`{"sealing": {}}`), 0o600); err != nil {
		t.Fatal(err)
	}
	if changed, err := k.Reload(); changed || err == nil {
		t.Errorf("a broken file is read: %v", err)
	}
	if got, err := k.Open(phone, fangshan, row, sealed); err != nil || got != mobile {
		t.Errorf("%q, %v", got, err)
	}
}

func TestADigestStandsForOneValueOfOneColumn(t *testing.T) {
	t.Parallel()
	k := Generate(AES)
	want := k.Digest(phone, fangshan, mobile)
	if len(want) != 32 || want != k.Digest(phone, fangshan, mobile) {
		t.Error(want)
	}
	for name, other := range map[string]string{
		"another value":  k.Digest(phone, fangshan, "+8613812341235"),
		"another tenant": k.Digest(phone, elsewhere, mobile),
		"another column": k.Digest(Column{"person", "name"}, fangshan, mobile),
		"another key":    Generate(AES).Digest(phone, fangshan, mobile),
	} {
		if other == want {
			t.Errorf("%s has the same digest", name)
		}
	}
}
