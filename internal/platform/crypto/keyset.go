package crypto

import (
	"errors"
	"fmt"
	"os"

	"github.com/tink-crypto/tink-go/v2/keyset"

	"github.com/haolinju/haolinju/internal/platform/keyfile"
)

// Use is what a key is for.
type Use string

// The two uses of keys that are rotated.
const (
	Sealing  Use = "sealing"
	Indexing Use = "indexing"
)

// UnmarshalText takes the name of a use.
func (u *Use) UnmarshalText(text []byte) error {
	if use := Use(text); use != Sealing && use != Indexing {
		return errors.New("must be one of sealing, indexing")
	}
	*u = Use(text)
	return nil
}

// Key is what may be told of a key.
type Key struct {
	ID        uint32
	Use       Use
	Algorithm string
	Primary   bool // makes what is new; the others only open and find
}

// What can be wrong with a change of the keys.
var (
	ErrNoKey      = errors.New("crypto: there is no such key")
	ErrPrimaryKey = errors.New("crypto: the key is primary: promote another one first")
)

// Generate makes new keys of the suite that are in no file. It panics when the system has no randomness to give.
func Generate(suite Suite) *Keeper {
	r, err := generate(suite)
	if err != nil {
		panic(fmt.Sprintf("crypto: generating keys: %v", err))
	}
	k := &Keeper{file: keyfile.Follow("")}
	k.ring.Store(r)
	return k
}

func generate(suite Suite) (*ring, error) {
	templates := suites[suite]
	sealing, err := keyset.NewHandle(templates.sealing())
	if err != nil {
		return nil, err
	}
	indexing, err := keyset.NewHandle(templates.indexing())
	if err != nil {
		return nil, err
	}
	deriving, err := keyset.NewHandle(templates.indexing())
	if err != nil {
		return nil, err
	}
	return newRing(sealing, indexing, deriving)
}

// Load reads a keyset file. The keeper follows the file from then on.
func Load(path string) (*Keeper, error) {
	k := &Keeper{file: keyfile.Follow(path)}
	if _, err := k.Reload(); err != nil {
		return nil, err
	}
	return k, nil
}

// LoadOrGenerate reads a keyset file or, when there is none, makes one with keys of the suite.
func LoadOrGenerate(path string, suite Suite) (*Keeper, error) {
	return keyfile.LoadOrCreate(path, Load, func() ([]byte, error) {
		r, err := generate(suite)
		if err != nil {
			return nil, err
		}
		return r.content, nil
	})
}

// Save writes the keyset file, readable by its owner alone, in place of the one that may be there.
func (k *Keeper) Save(path string) error { return keyfile.Replace(path, k.ring.Load().content) }

// Edit changes the keyset file of a path: servers that follow it have the new keys within seconds.
func Edit(path string, change func(*Edition) error) error {
	content, err := os.ReadFile(path)
	if err != nil {
		return fmt.Errorf("crypto: reading the keyset: %w", err)
	}
	r, err := parse(content)
	if err != nil {
		return fmt.Errorf("crypto: %s: %w", path, err)
	}
	e := &Edition{uses: map[Use]*keyset.Manager{Sealing: keyset.NewManagerFromHandle(r.sealing.Handle),
		Indexing: keyset.NewManagerFromHandle(r.indexing.Handle)}, keys: append(r.sealing.keys(Sealing), r.indexing.keys(Indexing)...)}
	if err := change(e); err != nil {
		return err
	}
	sealing, err := e.uses[Sealing].Handle()
	if err != nil {
		return err
	}
	indexing, err := e.uses[Indexing].Handle()
	if err != nil {
		return err
	}
	if r, err = newRing(sealing, indexing, r.deriving.Handle); err != nil {
		return err
	}
	return keyfile.Replace(path, r.content)
}

// Edition is a keyset file under change.
type Edition struct {
	uses map[Use]*keyset.Manager
	keys []Key
}

// Add a key of the suite that opens and finds, and makes nothing yet.
func (e *Edition) Add(use Use, suite Suite) (uint32, error) {
	template := suites[suite].sealing
	if use == Indexing {
		template = suites[suite].indexing
	}
	id, err := e.uses[use].Add(template())
	e.keys = append(e.keys, Key{ID: id, Use: use})
	return id, err
}

// Promote a key: from now on it makes what is new.
func (e *Edition) Promote(id uint32) error {
	k, err := e.find(id)
	if err != nil {
		return err
	}
	return e.uses[k.Use].SetPrimary(id)
}

// Drop a key that is not primary: what it has sealed and nobody has sealed anew is lost.
func (e *Edition) Drop(id uint32) error {
	k, err := e.find(id)
	if err != nil {
		return err
	}
	if k.Primary {
		return ErrPrimaryKey
	}
	return e.uses[k.Use].Delete(id)
}

func (e *Edition) find(id uint32) (Key, error) {
	for _, k := range e.keys {
		if k.ID == id {
			return k, nil
		}
	}
	return Key{}, fmt.Errorf("%w: %d", ErrNoKey, id)
}
