package token

import (
	"crypto"
	"crypto/ed25519"
	"crypto/rand"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"os"

	"github.com/go-jose/go-jose/v4"

	"github.com/haolinju/haolinju/internal/platform/keyfile"
)

// Keys is a set of Ed25519 keys: one signs new tokens, the others verify tokens that they signed before a rotation. It
// never changes and is safe for concurrent use.
type Keys struct {
	set    []jose.JSONWebKey // the private key, if any, comes first
	verify map[string]ed25519.PublicKey
}

// Generate makes a set of one new key. It panics when the system has no randomness to give.
func Generate() *Keys {
	keys, err := newKeys([]jose.JSONWebKey{newKey()})
	if err != nil {
		panic(err.Error())
	}
	return keys
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

// newKeys checks a set: Ed25519 keys with distinct ids, at most one of them private.
func newKeys(set []jose.JSONWebKey) (*Keys, error) {
	if len(set) == 0 {
		return nil, errors.New("token: the key set is empty")
	}
	keys := &Keys{verify: map[string]ed25519.PublicKey{}}
	for _, key := range set {
		public, ok := key.Public().Key.(ed25519.PublicKey)
		switch {
		case !ok || !key.Valid() || key.Algorithm != string(jose.EdDSA) || key.Use != "sig":
			return nil, errors.New("token: a key is not an Ed25519 key for signatures (kty OKP, alg EdDSA, use sig)")
		case key.KeyID == "":
			return nil, errors.New("token: a key has no kid")
		case keys.verify[key.KeyID] != nil:
			return nil, errors.New("token: two keys have one kid")
		}
		keys.verify[key.KeyID] = public
		switch {
		case key.IsPublic():
			keys.set = append(keys.set, key)
		case keys.canSign():
			return nil, errors.New("token: two keys are private, one signs")
		default:
			keys.set = append([]jose.JSONWebKey{key}, keys.set...)
		}
	}
	return keys, nil
}

func (k *Keys) canSign() bool { return len(k.set) > 0 && !k.set[0].IsPublic() }

// Rotate is the set with a new signing key. The older keys verify only; their private parts are gone. A key can be
// taken out of the file once the tokens that it signed have expired.
func (k *Keys) Rotate() *Keys {
	set := append([]jose.JSONWebKey{newKey()}, k.public()...)
	keys, err := newKeys(set)
	if err != nil {
		panic(err.Error())
	}
	return keys
}

func (k *Keys) public() []jose.JSONWebKey {
	var set []jose.JSONWebKey
	for _, key := range k.set {
		set = append(set, key.Public())
	}
	return set
}

// Public is the JWK set (RFC 7517) by which others verify our tokens. It holds no private key.
func (k *Keys) Public() ([]byte, error) { return marshal(k.public()) }

// Load reads a JWK set file. A set without a private key can verify only.
func Load(path string) (*Keys, error) {
	content, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("token: reading the key set: %w", err)
	}
	var set jose.JSONWebKeySet
	if err := json.Unmarshal(content, &set); err != nil {
		return nil, fmt.Errorf("token: %s is not a JWK set", path)
	}
	keys, err := newKeys(set.Keys)
	if err != nil {
		return nil, fmt.Errorf("%w (%s)", err, path)
	}
	return keys, nil
}

// LoadOrGenerate reads a JWK set file or, when there is none, makes one.
func LoadOrGenerate(path string) (*Keys, error) {
	return keyfile.LoadOrCreate(path, Load, func() ([]byte, error) { return marshal(Generate().set) })
}

// Save writes the JWK set file, readable by its owner alone, in place of the one that may be there.
func (k *Keys) Save(path string) error {
	content, err := marshal(k.set)
	if err != nil {
		return err
	}
	return keyfile.Replace(path, content)
}

func marshal(set []jose.JSONWebKey) ([]byte, error) {
	return json.MarshalIndent(jose.JSONWebKeySet{Keys: set}, "", "  ")
}
