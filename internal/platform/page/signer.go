package page

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"time"

	"github.com/google/uuid"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/haolinju/haolinju/internal/platform/fault"
)

// minKey is the shortest key that a Signer takes, in bytes.
const minKey = 32

// A sealed cursor is a nonce, the encrypted cursor and the tag of AES-GCM.
const (
	nonceSize  = 12
	cursorSize = 8 + 16
	tokenSize  = nonceSize + cursorSize + 16
)

// Signer makes and opens page tokens. All instances of a server share its key. It is safe for concurrent use.
//
// A token is AES-256-GCM over the cursor with caller and request as associated data. Its nonce is an HMAC-SHA-256 of
// all of these, so a nonce comes again only with the same cursor for the same list.
type Signer struct {
	seal  cipher.AEAD
	nonce []byte
}

// NewSigner takes a secret of at least 32 bytes.
func NewSigner(key []byte) (*Signer, error) {
	if len(key) < minKey {
		return nil, fmt.Errorf("page: the key has %d bytes, at least %d are needed", len(key), minKey)
	}
	sealKey, err := hkdf.Key(sha256.New, key, nil, "haolinju page token: seal", 32)
	if err != nil {
		return nil, fmt.Errorf("page: deriving the sealing key: %w", err)
	}
	nonceKey, err := hkdf.Key(sha256.New, key, nil, "haolinju page token: nonce", 32)
	if err != nil {
		return nil, fmt.Errorf("page: deriving the nonce key: %w", err)
	}
	block, err := aes.NewCipher(sealKey)
	if err != nil {
		return nil, fmt.Errorf("page: %w", err)
	}
	seal, err := cipher.NewGCM(block)
	if err != nil {
		return nil, fmt.Errorf("page: %w", err)
	}
	return &Signer{seal: seal, nonce: nonceKey}, nil
}

// Encode is the token of the page after c, for this caller and this list request.
func (s *Signer) Encode(caller string, request proto.Message, c Cursor) string {
	clear := make([]byte, 0, cursorSize)
	clear = binary.BigEndian.AppendUint64(clear, uint64(c.Time.UnixMicro()))
	clear = append(clear, c.ID[:]...)
	bound := binding(caller, request)

	mac := hmac.New(sha256.New, s.nonce)
	mac.Write(bound)
	mac.Write(clear)
	token := mac.Sum(make([]byte, 0, tokenSize))[:nonceSize]
	token = s.seal.Seal(token, token, clear, bound)
	return base64.RawURLEncoding.EncodeToString(token)
}

// Decode is the cursor in a token. No token is the zero Cursor, the first page. A token that was altered or belongs to
// another caller or another request is a fault on the field page_token.
func (s *Signer) Decode(caller, token string, request proto.Message) (Cursor, error) {
	if token == "" {
		return Cursor{}, nil
	}
	if len(token) != base64.RawURLEncoding.EncodedLen(tokenSize) {
		return Cursor{}, refused()
	}
	sealed, err := base64.RawURLEncoding.Strict().DecodeString(token)
	if err != nil {
		return Cursor{}, refused()
	}
	clear, err := s.seal.Open(nil, sealed[:nonceSize], sealed[nonceSize:], binding(caller, request))
	if err != nil {
		return Cursor{}, refused()
	}
	return Cursor{
		Time: time.UnixMicro(int64(binary.BigEndian.Uint64(clear))).UTC(),
		ID:   uuid.UUID(clear[8:]),
	}, nil
}

// binding is a digest of all that a token is bound to: the caller, the kind of request and its fields but for those of
// paging itself.
func binding(caller string, request proto.Message) []byte {
	query := proto.Clone(request)
	message := query.ProtoReflect()
	kind := message.Descriptor()
	for _, paging := range []protoreflect.Name{"page_size", "page_token"} {
		if field := kind.Fields().ByName(paging); field != nil {
			message.Clear(field)
		}
	}
	// Marshal fails only on text that is not UTF-8, which no request that was received holds.
	body, _ := proto.MarshalOptions{Deterministic: true, AllowPartial: true}.Marshal(query)
	digest := sha256.New()
	for _, part := range [][]byte{[]byte(caller), []byte(kind.FullName()), body} {
		digest.Write(binary.BigEndian.AppendUint64(nil, uint64(len(part))))
		digest.Write(part)
	}
	return digest.Sum(nil)
}

func refused() error {
	return fault.ErrInvalid.OnField("page_token",
		"翻页标记无效或不属于此查询", "the page token is not valid for this list request")
}
