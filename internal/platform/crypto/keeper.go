package crypto

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"sync/atomic"

	"github.com/google/uuid"
	"golang.org/x/text/unicode/norm"

	"github.com/haolinju/haolinju/internal/platform/keyfile"
)

// ErrSealed tells that a value does not open: wrong key, or not the row, column or tenant that it was sealed for. It
// is not a fault: a caller learns no more than that something failed.
var ErrSealed = errors.New("crypto: the value does not open here")

// Column names a personal column: {"person", "phone"}. In SQL its cipher is the column phone_cipher of a row that is
// known by tenant_id and id, and its blind index, where it has one, phone_index.
type Column struct{ Table, Name string }

// Keeper holds the keys and is safe for concurrent use. One that was loaded from a file follows the file: see Reload.
type Keeper struct {
	ring atomic.Pointer[ring]

	file *keyfile.Follower
}

// Seal encrypts the value of a column in a row. Sealing a value twice gives two different ciphers.
func (k *Keeper) Seal(col Column, tenant int, row uuid.UUID, clear string) ([]byte, error) {
	sealed, err := k.ring.Load().aead.Encrypt([]byte(clear), place(col, tenant, row[:]))
	if err != nil {
		return nil, fmt.Errorf("crypto: sealing %s.%s: %w", col.Table, col.Name, err)
	}
	return sealed, nil
}

// Open decrypts what Seal made for the same column, tenant and row, or returns ErrSealed. A value that a key made which
// is new in the file opens at once: the file is read before the value is given up.
func (k *Keeper) Open(col Column, tenant int, row uuid.UUID, sealed []byte) (string, error) {
	where := place(col, tenant, row[:])
	clear, err := k.ring.Load().aead.Decrypt(sealed, where)
	if err != nil {
		if changed, _ := k.Reload(); changed {
			clear, err = k.ring.Load().aead.Decrypt(sealed, where)
		}
	}
	if err != nil {
		return "", fmt.Errorf("%w (%s.%s)", ErrSealed, col.Table, col.Name)
	}
	return string(clear), nil
}

// Index is the blind index of a value, to be written beside its cipher. Writings of one value that differ in width
// (１３８ and 138), in outer space or in case (11010119900101123x) have one index; other rules, such as the country code
// of a telephone, are the caller's.
func (k *Keeper) Index(col Column, tenant int, clear string) []byte {
	r := k.ring.Load()
	return r.index(r.prf.PrimaryID, col, tenant, clear)
}

// Indexes are the blind indexes of a value under every key, to look it up: "phone_index = any($1)" finds rows that an
// older key has indexed too.
func (k *Keeper) Indexes(col Column, tenant int, clear string) [][]byte {
	r := k.ring.Load()
	all := [][]byte{r.index(r.prf.PrimaryID, col, tenant, clear)}
	for id := range r.prf.PRFs {
		if id != r.prf.PrimaryID {
			all = append(all, r.index(id, col, tenant, clear))
		}
	}
	return all
}

func (r *ring) index(key uint32, col Column, tenant int, clear string) []byte {
	value := strings.ToUpper(strings.TrimSpace(norm.NFKC.String(clear)))
	sum := digest(r.prf.PRFs[key], "index", place(col, tenant, []byte(value)))
	return append(binary.BigEndian.AppendUint32(nil, key), sum...)
}

// Digest stands for a personal value where the value itself may not be written, such as in the audit: equal values of a
// column of a tenant have equal digests, and nobody reads the value back without the keys.
func (k *Keeper) Digest(col Column, tenant int, clear string) string {
	return hex.EncodeToString(k.ring.Load().derive("digest", place(col, tenant, []byte(clear)))[:16])
}

// Derive is a key of 32 bytes for another purpose, such as page tokens, equal on all servers that share the keyset. It
// outlives every rotation.
func (k *Keeper) Derive(purpose string) []byte {
	return k.ring.Load().derive("derive", []byte(purpose))
}

// SealMark is how every cipher of the primary key begins.
func (k *Keeper) SealMark() []byte { return SealMark(k.ring.Load().sealing.primary()) }

// IndexMark is how every blind index of the primary key begins.
func (k *Keeper) IndexMark() []byte { return IndexMark(k.ring.Load().indexing.primary()) }

// SealMark is how every cipher of a key begins.
func SealMark(key uint32) []byte { return binary.BigEndian.AppendUint32([]byte{tinkPrefix}, key) }

// IndexMark is how every blind index of a key begins.
func IndexMark(key uint32) []byte { return binary.BigEndian.AppendUint32(nil, key) }

// Keys of the keyset, those for sealing first.
func (k *Keeper) Keys() []Key {
	r := k.ring.Load()
	return append(r.sealing.keys(Sealing), r.indexing.keys(Indexing)...)
}

// Path of the file that the keeper follows; empty for none.
func (k *Keeper) Path() string { return k.file.Path() }

// Reload reads the file where it has changed since it was read last, and tells whether there are other keys now. A file
// that cannot be read changes nothing: the keys at hand go on.
func (k *Keeper) Reload() (changed bool, err error) {
	if err := k.file.Look(func(content []byte) error {
		r, err := parse(content)
		if err != nil {
			return err
		}
		before := k.ring.Swap(r)
		changed = before == nil || !bytes.Equal(before.content, content)
		return nil
	}); err != nil {
		return false, fmt.Errorf("crypto: reading the keyset: %w", err)
	}
	return changed, nil
}

// place is the associated data of a value: where it belongs.
func place(col Column, tenant int, last []byte) []byte {
	return joined([]byte(col.Table), []byte(col.Name), binary.BigEndian.AppendUint64(nil, uint64(tenant)), last)
}

// joined writes each part after its length, so that no two lists of parts give the same bytes.
func joined(parts ...[]byte) []byte {
	size := 0
	for _, part := range parts {
		size += 4 + len(part)
	}
	out := make([]byte, 0, size)
	for _, part := range parts {
		out = binary.BigEndian.AppendUint32(out, uint32(len(part)))
		out = append(out, part...)
	}
	return out
}
