package crypto

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/tink-crypto/tink-go/v2/aead"
	"github.com/tink-crypto/tink-go/v2/insecurecleartextkeyset"
	"github.com/tink-crypto/tink-go/v2/keyset"
	"github.com/tink-crypto/tink-go/v2/prf"
	"github.com/tink-crypto/tink-go/v2/tink"
)

const (
	digestSize = 32   // bytes of a digest and of a derived key
	tinkPrefix = 0x01 // first byte of a cipher, before the number of its key
)

// file is the keyset file: keysets in the JSON form of Tink. Whoever reads the file reads every personal column. One
// that was written before derived keys had a keyset of their own derives from the index keys that it held.
type file struct {
	Sealing  json.RawMessage `json:"sealing"`
	Indexing json.RawMessage `json:"indexing"`
	Deriving json.RawMessage `json:"deriving,omitempty"`
}

// ring is one state of the keys. It never changes.
type ring struct {
	sealing, indexing, deriving set

	aead    tink.AEAD
	prf     *prf.Set
	derived *prf.Set
	content []byte // the file
}

// set is one keyset.
type set struct{ *keyset.Handle }

// parse reads the content of a keyset file.
func parse(content []byte) (*ring, error) {
	var f file
	if err := json.Unmarshal(content, &f); err != nil {
		return nil, errors.New("not a keyset file")
	}
	if f.Deriving == nil {
		f.Deriving = f.Indexing
	}
	var handles [3]*keyset.Handle
	for i, part := range []json.RawMessage{f.Sealing, f.Indexing, f.Deriving} {
		var err error
		if handles[i], err = insecurecleartextkeyset.Read(keyset.NewJSONReader(bytes.NewReader(part))); err != nil {
			return nil, fmt.Errorf("not a keyset file: %w", err)
		}
	}
	return newRing(handles[0], handles[1], handles[2])
}

func newRing(sealing, indexing, deriving *keyset.Handle) (*ring, error) {
	r := &ring{sealing: set{sealing}, indexing: set{indexing}, deriving: set{deriving}}
	var err error
	if r.aead, err = aead.New(sealing); err != nil {
		return nil, fmt.Errorf("sealing keys: %w", err)
	}
	for _, s := range []struct {
		from *keyset.Handle
		to   **prf.Set
	}{{indexing, &r.prf}, {deriving, &r.derived}} {
		if *s.to, err = prf.NewPRFSet(s.from); err != nil {
			return nil, fmt.Errorf("index keys: %w", err)
		}
		if _, err := (*s.to).ComputePrimaryPRF(nil, digestSize); err != nil {
			return nil, fmt.Errorf("index keys: %w", err)
		}
	}
	r.content, err = r.marshal()
	return r, err
}

func (r *ring) marshal() ([]byte, error) {
	var f file
	for _, part := range []struct {
		from set
		to   *json.RawMessage
	}{{r.sealing, &f.Sealing}, {r.indexing, &f.Indexing}, {r.deriving, &f.Deriving}} {
		var out bytes.Buffer
		if err := insecurecleartextkeyset.Write(part.from.Handle, keyset.NewJSONWriter(&out)); err != nil {
			return nil, fmt.Errorf("writing keys: %w", err)
		}
		*part.to = out.Bytes()
	}
	return json.MarshalIndent(f, "", "  ")
}

func (r *ring) derive(use string, input []byte) []byte {
	return digest(r.derived.PRFs[r.derived.PrimaryID], use, input)
}

func digest(key prf.PRF, use string, input []byte) []byte {
	sum, err := key.ComputePRF(joined([]byte(use), input), digestSize)
	if err != nil {
		// newRing computed one of this length; nothing in the input can make it fail.
		panic(fmt.Sprintf("crypto: %v", err))
	}
	return sum
}

func (s set) primary() uint32 { return s.KeysetInfo().GetPrimaryKeyId() }

func (s set) keys(use Use) (all []Key) {
	for _, k := range s.KeysetInfo().GetKeyInfo() {
		all = append(all, Key{ID: k.GetKeyId(), Use: use, Algorithm: algorithmOf(k.GetTypeUrl()), Primary: k.GetKeyId() == s.primary()})
	}
	return all
}
