// Package password hashes passwords with Argon2id (RFC 9106) and compares them.
//
// Invariants:
//  1. The parameters stand beside each hash, so hashes of older ones go on to hold and are known to be stale.
//  2. Comparing with nothing costs what comparing with a hash costs. Enforced by Hasher.Verify.
//  3. No more hashes are computed at once than there are processors: a flood of attempts takes their time, not the memory.
package password

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"runtime"
	"strings"

	"golang.org/x/crypto/argon2"
)

// Params are what a hash costs.
type Params struct {
	Memory uint32 // KiB
	Passes uint32
	Lanes  uint8
}

// Recommended is the first choice for a server of the OWASP Password Storage Cheat Sheet (2025).
var Recommended = Params{Memory: 19 * 1024, Passes: 2, Lanes: 1}

const (
	saltSize = 16
	hashSize = 32
)

// errMalformed tells that a stored hash is none.
var errMalformed = errors.New("password: the stored hash is malformed")

// Hasher is safe for concurrent use.
type Hasher struct {
	params Params
	slots  chan struct{}
	nobody string
}

// New makes a hasher whose new hashes have the given parameters.
func New(p Params) *Hasher {
	h := &Hasher{params: p, slots: make(chan struct{}, runtime.GOMAXPROCS(0))}
	h.nobody = p.encode(make([]byte, saltSize), make([]byte, hashSize))
	return h
}

// Hash of a password in the PHC string format, under a salt of its own.
func (h *Hasher) Hash(ctx context.Context, clear string) (string, error) {
	salt := make([]byte, saltSize)
	if _, err := rand.Read(salt); err != nil {
		return "", err
	}
	sum, err := h.sum(ctx, h.params, salt, clear)
	if err != nil {
		return "", err
	}
	return h.params.encode(salt, sum), nil
}

// Verify compares a password with a stored hash, and says whether the hash should be made anew. An empty hash is that of
// nobody: it costs the same, and nothing is equal to it.
func (h *Hasher) Verify(ctx context.Context, stored, clear string) (right, stale bool, err error) {
	known := stored != ""
	if !known {
		stored = h.nobody
	}
	p, salt, want, err := decode(stored)
	if err != nil {
		return false, false, err
	}
	sum, err := h.sum(ctx, p, salt, clear)
	if err != nil {
		return false, false, err
	}
	return subtle.ConstantTimeCompare(sum, want) == 1 && known, p != h.params, nil
}

func (h *Hasher) sum(ctx context.Context, p Params, salt []byte, clear string) ([]byte, error) {
	select {
	case h.slots <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	defer func() { <-h.slots }()
	return argon2.IDKey([]byte(clear), salt, p.Passes, p.Memory, p.Lanes, hashSize), nil
}

func (p Params) encode(salt, sum []byte) string {
	b64 := base64.RawStdEncoding.EncodeToString
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, p.Memory, p.Passes, p.Lanes, b64(salt), b64(sum))
}

func decode(stored string) (p Params, salt, sum []byte, err error) {
	parts := strings.Split(stored, "$")
	if len(parts) != 6 || parts[1] != "argon2id" || parts[2] != fmt.Sprintf("v=%d", argon2.Version) {
		return p, nil, nil, errMalformed
	}
	if _, err := fmt.Sscanf(parts[3], "m=%d,t=%d,p=%d", &p.Memory, &p.Passes, &p.Lanes); err != nil || p.Passes == 0 || p.Lanes == 0 {
		return p, nil, nil, errMalformed
	}
	salt, err = base64.RawStdEncoding.DecodeString(parts[4])
	if err == nil {
		sum, err = base64.RawStdEncoding.DecodeString(parts[5])
	}
	if err != nil || len(sum) != hashSize {
		return p, nil, nil, errMalformed
	}
	return p, salt, sum, nil
}
