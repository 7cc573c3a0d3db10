package token

import (
	"bytes"
	"strings"
	"testing"
)

func TestAnOpaqueTokenCarriesItsTenantAndIsStoredAsADigest(t *testing.T) {
	t.Parallel()
	token, stored := NewOpaque(110111)
	tenant, digest, ok := ReadOpaque(token)
	if !ok || tenant != 110111 || !bytes.Equal(digest, stored) || len(token) > 128 {
		t.Errorf("%s: %d %x %v, stored %x", token, tenant, digest, ok, stored)
	}
	if again, other := NewOpaque(110111); again == token || bytes.Equal(other, stored) {
		t.Error("two tokens are one")
	}
	secret := strings.TrimPrefix(token, "110111.")
	for _, wrong := range []string{"", ".", secret, "0." + secret, "-1." + secret, "0110111." + secret, "+110111." + secret, "1234567890." + secret,
		token + "A", token[:len(token)-1], token + "=", "110111." + secret + ".x", "110111 ." + secret} {
		if _, _, ok := ReadOpaque(wrong); ok {
			t.Errorf("%q is read", wrong)
		}
	}
}
