package token

import (
	"bytes"
	"crypto"
	"crypto/ed25519"
	"crypto/rand"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"sync/atomic"

	"github.com/go-jose/go-jose/v4"

	"github.com/haolinju/haolinju/internal/platform/keyfile"
)

// Keys are Ed25519 keys: one signs new tokens, the others verify tokens that it has not signed. They are safe for concurrent
// use. Keys that were loaded from a file follow it: see Reload.
type Keys struct {
	set  atomic.Pointer[set]
	file *keyfile.Follower
}

// set is one state of the keys. It never changes.
type set struct {
	keys    []jose.JSONWebKey // the first private one signs; other private ones wait to be promoted
	verify  map[string]ed25519.PublicKey
	signer  jose.Signer // nil where no key is private
	content []byte      // of the file
}

// Generate makes one new key that is in no file. It panics when the system has no randomness to give.
func Generate() *Keys {
	s, err := newSet([]jose.JSONWebKey{newKey()})
	if err != nil {
		panic(err.Error())
	}
	k := &Keys{file: keyfile.Follow("")}
	k.set.Store(s)
	return k
}

func newKey() jose.JSONWebKey {
	_, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		panic(fmt.Sprintf("token: generating a key: %v", err))
	}
	key := jose.JSONWebKey{Key: private, Algorithm: string(jose.EdDSA), Use: "sig"}
	thumbprint, err := key.Thumbprint(crypto.SHA256)
	if err != nil {
		panic(fmt.Sprintf("token: naming a key: %v", err))
	}
	key.KeyID = base64.RawURLEncoding.EncodeToString(thumbprint)
	return key
}

// newSet checks keys: Ed25519 keys with distinct ids.
func newSet(keys []jose.JSONWebKey) (*set, error) {
	if len(keys) == 0 {
		return nil, errors.New("token: the key set is empty")
	}
	s := &set{keys: keys, verify: map[string]ed25519.PublicKey{}}
	for _, key := range keys {
		public, ok := key.Public().Key.(ed25519.PublicKey)
		switch {
		case !ok || !key.Valid() || key.Algorithm != string(jose.EdDSA) || key.Use != "sig":
			return nil, errors.New("token: a key is not an Ed25519 key for signatures (kty OKP, alg EdDSA, use sig)")
		case key.KeyID == "":
			return nil, errors.New("token: a key has no kid")
		case s.verify[key.KeyID] != nil:
			return nil, errors.New("token: two keys have one kid")
		}
		s.verify[key.KeyID] = public
	}
	var err error
	if i := s.signing(); i >= 0 {
		if s.signer, err = jose.NewSigner(jose.SigningKey{Algorithm: jose.EdDSA, Key: keys[i]}, (&jose.SignerOptions{}).WithType(mediaType)); err != nil {
			return nil, fmt.Errorf("token: %w", err)
		}
	}
	s.content, err = marshal(keys)
	return s, err
}

// signing is the place of the key that signs; -1 for none.
func (s *set) signing() int {
	for i, key := range s.keys {
		if !key.IsPublic() {
			return i
		}
	}
	return -1
}

func parse(content []byte) (*set, error) {
	var read jose.JSONWebKeySet
	if err := json.Unmarshal(content, &read); err != nil {
		return nil, errors.New("not a JWK set")
	}
	return newSet(read.Keys)
}

func marshal(keys []jose.JSONWebKey) ([]byte, error) {
	return json.MarshalIndent(jose.JSONWebKeySet{Keys: keys}, "", "  ")
}

// Load reads a JWK set file (RFC 7517). Without a private key it can verify only.
func Load(path string) (*Keys, error) {
	k := &Keys{file: keyfile.Follow(path)}
	if _, err := k.Reload(); err != nil {
		return nil, err
	}
	return k, nil
}

// LoadOrGenerate reads a JWK set file or, when there is none, makes one.
func LoadOrGenerate(path string) (*Keys, error) {
	return keyfile.LoadOrCreate(path, Load, func() ([]byte, error) { return marshal([]jose.JSONWebKey{newKey()}) })
}

// Path of the file that the keys follow; empty for none.
func (k *Keys) Path() string { return k.file.Path() }

// Reload reads the file where it has changed since it was read last, and tells whether there are other keys now. A file
// that cannot be read changes nothing: the keys at hand go on.
func (k *Keys) Reload() (changed bool, err error) {
	if err := k.file.Look(func(content []byte) error {
		s, err := parse(content)
		if err != nil {
			return err
		}
		before := k.set.Swap(s)
		changed = before == nil || !bytes.Equal(before.content, s.content)
		return nil
	}); err != nil {
		return false, fmt.Errorf("token: reading the key set: %w", err)
	}
	return changed, nil
}

// Save writes the JWK set file, readable by its owner alone, in place of the one that may be there.
func (k *Keys) Save(path string) error { return keyfile.Replace(path, k.set.Load().content) }

// Public is the JWK set by which others verify our tokens, those that wait to sign included. It holds no private key.
func (k *Keys) Public() ([]byte, error) {
	var public []jose.JSONWebKey
	for _, key := range k.set.Load().keys {
		public = append(public, key.Public())
	}
	return marshal(public)
}

// PublicAge is how long others may keep the public set, in seconds: a key waits longer than that before it signs.
const PublicAge = 300

// ServeHTTP answers with the public set.
func (k *Keys) ServeHTTP(w http.ResponseWriter, _ *http.Request) {
	content, err := k.Public()
	if err != nil {
		http.Error(w, http.StatusText(http.StatusInternalServerError), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/jwk-set+json")
	w.Header().Set("Cache-Control", fmt.Sprintf("public, max-age=%d", PublicAge))
	w.Write(content)
}
