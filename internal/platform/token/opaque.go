package token

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"strconv"
	"strings"
)

// secretSize is the length of the random part of an opaque token, in bytes.
const secretSize = 32

// NewOpaque makes an opaque token: the tenant that it belongs to, because nothing can be read before the tenant is known,
// and 256 random bits. Only its digest is stored.
func NewOpaque(tenant int) (token string, stored []byte) {
	secret := make([]byte, secretSize)
	rand.Read(secret)
	sum := sha256.Sum256(secret)
	return strconv.Itoa(tenant) + "." + base64.RawURLEncoding.EncodeToString(secret), sum[:]
}

// ReadOpaque is the tenant and the digest of an opaque token.
func ReadOpaque(token string) (tenant int, stored []byte, ok bool) {
	head, tail, _ := strings.Cut(token, ".")
	tenant, err := strconv.Atoi(head)
	if err != nil || tenant <= 0 || strconv.Itoa(tenant) != head || len(head) > 9 {
		return 0, nil, false
	}
	secret, err := base64.RawURLEncoding.Strict().DecodeString(tail)
	if err != nil || len(secret) != secretSize {
		return 0, nil, false
	}
	sum := sha256.Sum256(secret)
	return tenant, sum[:], true
}
