package crypto

import (
	"encoding/binary"
	"errors"
	"fmt"
	"strings"

	"github.com/google/uuid"
	"github.com/tink-crypto/tink-go/v2/aead"
	"github.com/tink-crypto/tink-go/v2/keyset"
	"github.com/tink-crypto/tink-go/v2/prf"
	"github.com/tink-crypto/tink-go/v2/tink"
	"golang.org/x/text/unicode/norm"
)

// digestSize is the length of a blind index and of a derived key, in bytes.
const digestSize = 32

// ErrSealed tells that a value does not open: wrong key, or not the row, column or tenant that it was sealed for. It
// is not a fault: a caller learns no more than that something failed.
var ErrSealed = errors.New("crypto: the value does not open here")

// Column names a personal column: {"person", "phone"}.
type Column struct{ Table, Name string }

// Keeper holds the keys. It never changes and is safe for concurrent use.
type Keeper struct {
	sealing, indexing *keyset.Handle

	aead tink.AEAD
	prf  *prf.Set
}

func newKeeper(sealing, indexing *keyset.Handle) (*Keeper, error) {
	cipher, err := aead.New(sealing)
	if err != nil {
		return nil, fmt.Errorf("crypto: sealing keys: %w", err)
	}
	digests, err := prf.NewPRFSet(indexing)
	if err != nil {
		return nil, fmt.Errorf("crypto: index keys: %w", err)
	}
	k := &Keeper{sealing: sealing, indexing: indexing, aead: cipher, prf: digests}
	if _, err := k.prf.ComputePrimaryPRF(nil, digestSize); err != nil {
		return nil, fmt.Errorf("crypto: index keys: %w", err)
	}
	return k, nil
}

// Seal encrypts the value of a column in a row. Sealing a value twice gives two different ciphers.
func (k *Keeper) Seal(col Column, tenant int, row uuid.UUID, clear string) ([]byte, error) {
	sealed, err := k.aead.Encrypt([]byte(clear), place(col, tenant, row[:]))
	if err != nil {
		return nil, fmt.Errorf("crypto: sealing %s.%s: %w", col.Table, col.Name, err)
	}
	return sealed, nil
}

// Open decrypts what Seal made for the same column, tenant and row, or returns ErrSealed.
func (k *Keeper) Open(col Column, tenant int, row uuid.UUID, sealed []byte) (string, error) {
	clear, err := k.aead.Decrypt(sealed, place(col, tenant, row[:]))
	if err != nil {
		return "", fmt.Errorf("%w (%s.%s)", ErrSealed, col.Table, col.Name)
	}
	return string(clear), nil
}

// Index is the blind index of a value. Writings of one value that differ in width (１３８ and 138), in outer space or in
// case (11010119900101123x) have one index; other rules, such as the country code of a telephone, are the caller's.
func (k *Keeper) Index(col Column, tenant int, clear string) []byte {
	value := strings.ToUpper(strings.TrimSpace(norm.NFKC.String(clear)))
	return k.digest("index", place(col, tenant, []byte(value)))
}

// Derive is a key of 32 bytes for another purpose, such as page tokens, equal on all servers that share the keyset.
func (k *Keeper) Derive(purpose string) []byte { return k.digest("derive", []byte(purpose)) }

func (k *Keeper) digest(use string, input []byte) []byte {
	sum, err := k.prf.ComputePrimaryPRF(joined([]byte(use), input), digestSize)
	if err != nil {
		// newKeeper computed one of this length; nothing in the input can make it fail.
		panic(fmt.Sprintf("crypto: %v", err))
	}
	return sum
}

// place is the associated data of a value: where it belongs.
func place(col Column, tenant int, last []byte) []byte {
	return joined([]byte(col.Table), []byte(col.Name), binary.BigEndian.AppendUint64(nil, uint64(tenant)), last)
}

// joined writes each part after its length, so that no two lists of parts give the same bytes.
func joined(parts ...[]byte) []byte {
	var out []byte
	for _, part := range parts {
		out = binary.BigEndian.AppendUint32(out, uint32(len(part)))
		out = append(out, part...)
	}
	return out
}
