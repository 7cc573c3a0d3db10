package crypto

import (
	"crypto/cipher"
	"crypto/hmac"
	"crypto/rand"
	"errors"
	"fmt"

	"github.com/emmansun/gmsm/sm3"
	"github.com/emmansun/gmsm/sm4"
	"github.com/tink-crypto/tink-go/v2/aead"
	"github.com/tink-crypto/tink-go/v2/core/registry"
	"github.com/tink-crypto/tink-go/v2/prf"
	tinkpb "github.com/tink-crypto/tink-go/v2/proto/tink_go_proto"
	"google.golang.org/protobuf/proto"
)

// Suite is a choice of algorithms for new keys. Keys of both suites live in one keyset, so a change of suite is a
// rotation like any other.
type Suite string

// The suites.
const (
	AES Suite = "aes" // AES-256-GCM and HMAC-SHA-256
	SM4 Suite = "sm4" // SM4-GCM (GB/T 32907, 36624) and HMAC-SM3 (GB/T 32905, 15852.2)
)

// UnmarshalText takes the name of a suite.
func (s *Suite) UnmarshalText(text []byte) error {
	if _, known := suites[Suite(text)]; !known {
		return errors.New("must be one of aes, sm4")
	}
	*s = Suite(text)
	return nil
}

var suites = map[Suite]struct{ sealing, indexing func() *tinkpb.KeyTemplate }{
	AES: {aead.AES256GCMKeyTemplate, prf.HMACSHA256PRFKeyTemplate},
	SM4: {template(sm4gcm, tinkpb.OutputPrefixType_TINK), template(sm3hmac, tinkpb.OutputPrefixType_RAW)},
}

// algorithm is a kind of key that Tink does not bring: its key is its bytes.
type algorithm struct {
	name, url string
	size      int // of the key in bytes
	primitive func(key []byte) (any, error)
}

var (
	sm4gcm  = algorithm{"SM4-GCM", "haolinju/SM4GCM", sm4.BlockSize, newSM4GCM}
	sm3hmac = algorithm{"HMAC-SM3", "haolinju/HMACSM3", sm3.Size, newSM3HMAC}
)

// algorithms by the kind of key that a keyset names.
var algorithms = map[string]string{
	aead.AES256GCMKeyTemplate().GetTypeUrl():    "AES-GCM",
	prf.HMACSHA256PRFKeyTemplate().GetTypeUrl(): "HMAC-SHA-256",
	sm4gcm.url:  sm4gcm.name,
	sm3hmac.url: sm3hmac.name,
}

func algorithmOf(url string) string { return algorithms[url] }

func template(a algorithm, prefix tinkpb.OutputPrefixType) func() *tinkpb.KeyTemplate {
	return func() *tinkpb.KeyTemplate { return &tinkpb.KeyTemplate{TypeUrl: a.url, OutputPrefixType: prefix} }
}

func init() {
	for _, a := range []algorithm{sm4gcm, sm3hmac} {
		if err := registry.RegisterKeyManager(manager{a}); err != nil {
			panic(fmt.Sprintf("crypto: %s: %v", a.name, err))
		}
	}
}

// manager makes an algorithm known to Tink.
type manager struct{ algorithm }

var _ registry.KeyManager = manager{}

func (m manager) TypeURL() string { return m.url }

func (m manager) DoesSupport(url string) bool { return url == m.url }

func (m manager) Primitive(key []byte) (any, error) {
	if len(key) != m.size {
		return nil, fmt.Errorf("crypto: a key of %s has %d bytes", m.name, m.size)
	}
	return m.primitive(key)
}

func (m manager) NewKeyData([]byte) (*tinkpb.KeyData, error) {
	key := make([]byte, m.size)
	rand.Read(key) // never fails: crypto/rand ends the process instead
	return &tinkpb.KeyData{TypeUrl: m.url, Value: key, KeyMaterialType: tinkpb.KeyData_SYMMETRIC}, nil
}

// NewKey is of an interface that Tink no longer uses.
func (m manager) NewKey([]byte) (proto.Message, error) {
	return nil, errors.New("crypto: keys are made by NewKeyData")
}

// gcm is SM4 in Galois/Counter mode, with a random nonce before the cipher.
type gcm struct{ cipher.AEAD }

func newSM4GCM(key []byte) (any, error) {
	block, err := sm4.NewCipher(key)
	if err != nil {
		return nil, err
	}
	mode, err := cipher.NewGCM(block)
	return gcm{mode}, err
}

// Encrypt under a new nonce.
func (g gcm) Encrypt(clear, associated []byte) ([]byte, error) {
	nonce := make([]byte, g.NonceSize(), g.NonceSize()+len(clear)+g.Overhead())
	rand.Read(nonce)
	return g.Seal(nonce, nonce, clear, associated), nil
}

// Decrypt what Encrypt made.
func (g gcm) Decrypt(sealed, associated []byte) ([]byte, error) {
	if len(sealed) < g.NonceSize() {
		return nil, ErrSealed
	}
	return g.Open(nil, sealed[:g.NonceSize()], sealed[g.NonceSize():], associated)
}

// mac is HMAC over SM3.
type mac []byte

func newSM3HMAC(key []byte) (any, error) { return mac(key), nil }

// ComputePRF gives at most the 32 bytes of SM3.
func (m mac) ComputePRF(input []byte, length uint32) ([]byte, error) {
	if length > sm3.Size {
		return nil, fmt.Errorf("crypto: HMAC-SM3 has %d bytes", sm3.Size)
	}
	h := hmac.New(sm3.New, m)
	h.Write(input)
	return h.Sum(nil)[:length], nil
}
