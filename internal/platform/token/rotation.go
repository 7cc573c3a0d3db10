package token

import (
	"errors"
	"fmt"
	"os"
	"slices"

	"github.com/go-jose/go-jose/v4"

	"github.com/haolinju/haolinju/internal/platform/keyfile"
)

// What can be wrong with a change of the keys.
var (
	ErrNoKey      = errors.New("token: there is no such key")
	ErrSigningKey = errors.New("token: the key signs: promote another one first")
	ErrPublicKey  = errors.New("token: the key has signed before and its private part is gone: add another one")
)

// Key is what may be told of a key.
type Key struct {
	ID   string
	Role Role
}

// Role is what a key does.
type Role string

// The roles of a key, in the order of its life.
const (
	Waits    Role = "waits"    // verifies, and may be promoted
	Signs    Role = "signs"    // signs and verifies
	Verifies Role = "verifies" // verifies what it signed before
)

// List tells of the keys, in the order of the file.
func (k *Keys) List() (all []Key) {
	s := k.set.Load()
	for i, key := range s.keys {
		role := Waits
		switch {
		case key.IsPublic():
			role = Verifies
		case i == s.signing():
			role = Signs
		}
		all = append(all, Key{key.KeyID, role})
	}
	return all
}

// Add writes a new key into a file: it verifies, and waits to be promoted.
func Add(path string) error {
	return edit(path, func(s *set) ([]jose.JSONWebKey, error) { return append(s.keys, newKey()), nil })
}

// Promote lets a waiting key of a file sign. The one that has signed until now verifies only; its private part is gone.
func Promote(path, id string) error {
	return edit(path, func(s *set) ([]jose.JSONWebKey, error) {
		i, err := s.find(id)
		if err != nil {
			return nil, err
		}
		if s.keys[i].IsPublic() {
			return nil, fmt.Errorf("%w: %s", ErrPublicKey, id)
		}
		keys := []jose.JSONWebKey{s.keys[i]}
		for j, key := range s.keys {
			switch {
			case j == i:
			case j == s.signing():
				keys = append(keys, key.Public())
			default:
				keys = append(keys, key)
			}
		}
		return keys, nil
	})
}

// Drop removes a key that does not sign from a file: the tokens that it has signed are refused.
func Drop(path, id string) error {
	return edit(path, func(s *set) ([]jose.JSONWebKey, error) {
		i, err := s.find(id)
		if err != nil {
			return nil, err
		}
		if i == s.signing() {
			return nil, fmt.Errorf("%w: %s", ErrSigningKey, id)
		}
		return slices.Delete(s.keys, i, i+1), nil
	})
}

func edit(path string, change func(*set) ([]jose.JSONWebKey, error)) error {
	content, err := os.ReadFile(path)
	if err != nil {
		return fmt.Errorf("token: reading the key set: %w", err)
	}
	before, err := parse(content)
	if err != nil {
		return fmt.Errorf("token: %s: %w", path, err)
	}
	keys, err := change(before)
	if err != nil {
		return err
	}
	after, err := newSet(keys)
	if err != nil {
		return err
	}
	return keyfile.Replace(path, after.content)
}

func (s *set) find(id string) (int, error) {
	i := slices.IndexFunc(s.keys, func(key jose.JSONWebKey) bool { return key.KeyID == id })
	if i < 0 {
		return 0, fmt.Errorf("%w: %s", ErrNoKey, id)
	}
	return i, nil
}
