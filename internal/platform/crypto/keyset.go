package crypto

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"

	"github.com/tink-crypto/tink-go/v2/aead"
	"github.com/tink-crypto/tink-go/v2/insecurecleartextkeyset"
	"github.com/tink-crypto/tink-go/v2/keyset"
	"github.com/tink-crypto/tink-go/v2/prf"

	"github.com/haolinju/haolinju/internal/platform/keyfile"
)

// file is the keyset file: two keysets in the JSON form of Tink. Whoever reads the file reads every personal column.
type file struct {
	Sealing  json.RawMessage `json:"sealing"`
	Indexing json.RawMessage `json:"indexing"`
}

// Generate makes new keys. It panics when the system has no randomness to give.
func Generate() *Keeper {
	sealing, err := keyset.NewHandle(aead.AES256GCMKeyTemplate())
	if err != nil {
		panic(fmt.Sprintf("crypto: generating sealing keys: %v", err))
	}
	indexing, err := keyset.NewHandle(prf.HMACSHA256PRFKeyTemplate())
	if err != nil {
		panic(fmt.Sprintf("crypto: generating index keys: %v", err))
	}
	k, err := newKeeper(sealing, indexing)
	if err != nil {
		panic(err.Error())
	}
	return k
}

// Load reads a keyset file.
func Load(path string) (*Keeper, error) {
	content, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("crypto: reading the keyset: %w", err)
	}
	var f file
	if err := json.Unmarshal(content, &f); err != nil {
		return nil, fmt.Errorf("crypto: %s is not a keyset file", path)
	}
	sealing, err := read(f.Sealing)
	if err != nil {
		return nil, fmt.Errorf("crypto: sealing keys of %s: %w", path, err)
	}
	indexing, err := read(f.Indexing)
	if err != nil {
		return nil, fmt.Errorf("crypto: index keys of %s: %w", path, err)
	}
	return newKeeper(sealing, indexing)
}

// LoadOrGenerate reads a keyset file or, when there is none, makes one.
func LoadOrGenerate(path string) (*Keeper, error) {
	return keyfile.LoadOrCreate(path, Load, func() ([]byte, error) { return Generate().marshal() })
}

// Save writes the keyset file, readable by its owner alone, in place of the one that may be there.
func (k *Keeper) Save(path string) error {
	content, err := k.marshal()
	if err != nil {
		return err
	}
	return keyfile.Replace(path, content)
}

// Rotate is the same keyset with a new primary key for sealing. What older keys sealed still opens. The index keys
// stay: another one would hide every row from search until its index is written anew.
func (k *Keeper) Rotate() (*Keeper, error) {
	manager := keyset.NewManagerFromHandle(k.sealing)
	id, err := manager.Add(aead.AES256GCMKeyTemplate())
	if err != nil {
		return nil, fmt.Errorf("crypto: adding a key: %w", err)
	}
	if err := manager.SetPrimary(id); err != nil {
		return nil, fmt.Errorf("crypto: setting the primary key: %w", err)
	}
	sealing, err := manager.Handle()
	if err != nil {
		return nil, fmt.Errorf("crypto: rotating: %w", err)
	}
	return newKeeper(sealing, k.indexing)
}

func (k *Keeper) marshal() ([]byte, error) {
	sealing, err := write(k.sealing)
	if err != nil {
		return nil, fmt.Errorf("crypto: writing sealing keys: %w", err)
	}
	indexing, err := write(k.indexing)
	if err != nil {
		return nil, fmt.Errorf("crypto: writing index keys: %w", err)
	}
	return json.MarshalIndent(file{Sealing: sealing, Indexing: indexing}, "", "  ")
}

func read(content []byte) (*keyset.Handle, error) {
	return insecurecleartextkeyset.Read(keyset.NewJSONReader(bytes.NewReader(content)))
}

func write(handle *keyset.Handle) (json.RawMessage, error) {
	var out bytes.Buffer
	err := insecurecleartextkeyset.Write(handle, keyset.NewJSONWriter(&out))
	return out.Bytes(), err
}
