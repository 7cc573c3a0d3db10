package page

import (
	"context"
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"strconv"
	"time"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/clock"
	"github.com/haolinju/haolinju/internal/platform/fault"
)

// minKey is the shortest key that a Signer takes, in bytes.
const minKey = 32

// A token is a nonce, and sealed by AES-GCM the time when it expires and the cursor.
const (
	nonceSize = 12
	timeSize  = 8
	maxToken  = 4096 // characters; the contract says the same
)

// lifetime of a token.
const lifetime = 24 * time.Hour

// Signer makes and opens page tokens. All instances of a server share its key. It is safe for concurrent use.
//
// A token is AES-256-GCM over the time when it expires and the cursor, with caller and request as associated data. Its
// nonce is an HMAC-SHA-256 of all of these, so a nonce comes again only with the same text for the same list.
type Signer struct {
	seal  cipher.AEAD
	nonce []byte
	clock clock.Clock
}

// NewSigner takes a secret of at least 32 bytes.
func NewSigner(key []byte, clk clock.Clock) (*Signer, error) {
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
	return &Signer{seal: seal, nonce: nonceKey, clock: clk}, nil
}

// Encode is the token of the page behind a cursor, for the caller of the context and this list request.
func (s *Signer) Encode(ctx context.Context, request proto.Message, cursor []byte) string {
	return s.Seal(ctx, request, cursor, lifetime)
}

// Seal is Encode for a cursor that a caller may come back to for longer.
func (s *Signer) Seal(ctx context.Context, request proto.Message, cursor []byte, life time.Duration) string {
	expires := s.clock.Now(access.From(ctx).Tenant).Add(life)
	clear := binary.BigEndian.AppendUint64(make([]byte, 0, timeSize+len(cursor)), uint64(expires.UnixMicro()))
	clear = append(clear, cursor...)
	bound := binding(ctx, request)

	mac := hmac.New(sha256.New, s.nonce)
	mac.Write(bound)
	mac.Write(clear)
	nonce := mac.Sum(nil)[:nonceSize]
	return base64.RawURLEncoding.EncodeToString(s.seal.Seal(nonce, nonce, clear, bound))
}

// Decode is the cursor in the token of a request; nil without a token, for the first page. A token that was altered, has
// expired, or belongs to another caller or another request is a fault on the field page_token.
func (s *Signer) Decode(ctx context.Context, request interface {
	proto.Message
	GetPageToken() string
}) ([]byte, error) {
	return s.Open(ctx, request, "page_token", request.GetPageToken())
}

// Open is Decode for a token that stands in another field.
func (s *Signer) Open(ctx context.Context, request proto.Message, field, token string) ([]byte, error) {
	if token == "" {
		return nil, nil
	}
	if len(token) > maxToken {
		return nil, refused(field)
	}
	sealed, err := base64.RawURLEncoding.Strict().DecodeString(token)
	if err != nil || len(sealed) < nonceSize {
		return nil, refused(field)
	}
	clear, err := s.seal.Open(nil, sealed[:nonceSize], sealed[nonceSize:], binding(ctx, request))
	if err != nil || len(clear) < timeSize {
		return nil, refused(field)
	}
	expires := time.UnixMicro(int64(binary.BigEndian.Uint64(clear)))
	if !s.clock.Now(access.From(ctx).Tenant).Before(expires) {
		return nil, refused(field)
	}
	return clear[timeSize:], nil
}

// binding is a digest of all that a token is bound to: the caller, a person of a tenant or anybody of it; the kind of
// request; and its fields, but for those that do not change which rows the list has.
func binding(ctx context.Context, request proto.Message) []byte {
	query := proto.Clone(request)
	message := query.ProtoReflect()
	kind := message.Descriptor()
	for _, paging := range []protoreflect.Name{"page_size", "page_token", "with_total", "read_mask"} {
		if field := kind.Fields().ByName(paging); field != nil {
			message.Clear(field)
		}
	}
	// Marshal fails only on text that is not UTF-8, which no request that was received holds.
	body, _ := proto.MarshalOptions{Deterministic: true, AllowPartial: true}.Marshal(query)
	p := access.From(ctx)
	caller := strconv.Itoa(p.Tenant) + "/" + p.Actor().String() + p.OnBehalfOf().String()
	digest := sha256.New()
	for _, part := range [][]byte{[]byte(caller), []byte(kind.FullName()), body} {
		digest.Write(binary.BigEndian.AppendUint64(nil, uint64(len(part))))
		digest.Write(part)
	}
	return digest.Sum(nil)
}

func refused(field string) error {
	return fault.ErrInvalid.OnField(field,
		"标记无效或不属于此查询", "the token is not valid for this request")
}
