package rpc

import (
	"context"
	"crypto/sha256"
	"net/netip"
	"regexp"
	"strconv"
	"strings"

	"github.com/google/uuid"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/peer"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/trace"
)

// Names of the metadata that the chain reads and writes; the REST headers of the same names map to them.
const (
	headerAuthorization = "authorization"
	headerIdempotency   = "idempotency-key"
	headerLanguage      = "accept-language"
	headerReplayed      = "idempotency-replayed"
	headerRequestID     = "x-request-id"
	headerTenant        = "x-tenant"
	headerTime          = "x-server-time"
	headerIfMatch       = "if-match"
	headerETag          = "etag"
	headerActingFor     = "x-acting-for"
	headerDevice        = "x-device-id"
	headerConsistency   = "x-consistency-token"
)

// maxKey is the longest idempotency key; the column idempotency_key_length says the same.
const maxKey = 64

var (
	requestID = regexp.MustCompile(`^[A-Za-z0-9._-]{1,64}$`)
	deviceID  = regexp.MustCompile(`^[A-Za-z0-9._-]{8,64}$`)
)

// call is what the chain knows of one call from its metadata.
type call struct {
	method                  string
	id                      string
	token                   string
	certificate             string // subject of the one that the door has verified
	key                     string
	language, accepted      string // of the answer; all that the caller accepts
	named                   string // tenant that the caller names
	actingFor               string // person in whose place the caller acts
	device                  string // as the caller says
	ifMatch                 string
	consistency             string // of the last change that the caller knows of
	traceparent, tracestate string
	address                 netip.Addr // of the client; invalid for a call from inside the process
	principal               access.Principal
	counted                 bool // a budget was asked: remaining is what the answer says is left
	remaining               int
	answer                  metadata.MD // headers of the answer
	span                    *trace.Span
}

func newCall(ctx context.Context, method string, trusted []netip.Prefix) *call {
	md, ok := inside(ctx)
	var from *peer.Peer
	if !ok {
		md, _ = metadata.FromIncomingContext(ctx)
		from, _ = peer.FromContext(ctx)
	}
	get := func(name string) string { return first(md[name]) }
	c := &call{method: method, id: get(headerRequestID), key: get(headerIdempotency), ifMatch: get(headerIfMatch), consistency: get(headerConsistency), traceparent: get(trace.Parent), tracestate: get(trace.State),
		language: fault.Language(get(headerLanguage)), accepted: get(headerLanguage), named: get(headerTenant), actingFor: get(headerActingFor), device: get(headerDevice), certificate: certificateSubject(from), address: clientAddress(from, md[headerForwarded], trusted)}
	if c.id == "" || !requestID.MatchString(c.id) {
		c.id = newRequestID()
	}
	if scheme, token, ok := strings.Cut(get(headerAuthorization), " "); ok && strings.EqualFold(scheme, "bearer") {
		c.token = strings.TrimSpace(token)
	} else if get(headerAuthorization) != "" {
		c.token = "?" // another scheme is no sign-in, and must not pass as a caller without one
	}
	c.answer = metadata.Pairs(headerRequestID, c.id)
	return c
}

// origin is the client's address as it is recorded.
func (c *call) origin() string {
	if !c.address.IsValid() {
		return ""
	}
	return c.address.String()
}

func newRequestID() string { return uuid.Must(uuid.NewV7()).String() }

// tenant that a caller without sign-in asks for.
func (c *call) tenant(fallback int) int {
	if c.named == "" {
		return fallback
	}
	if n, err := strconv.Atoi(c.named); err == nil && n > 0 {
		return n
	}
	return fallback
}

// request is what the transaction records of the call: the idempotency key comes as metadata or as the field request_id. A
// call that is open to everybody takes none.
func (c *call) request(message proto.Message, method Method) (db.Request, error) {
	r := db.Request{ID: c.id, Origin: c.origin(), Device: c.device, Method: c.method, Subject: subject(message)}
	if c.device != "" && !deviceID.MatchString(c.device) {
		return r, fault.ErrInvalid.OnField("X-Device-Id", "须为 8 至 64 个字母、数字、点、下划线或连字符", "must be 8 to 64 letters, digits, dots, underscores or hyphens")
	}
	if method.ReadOnly {
		r.Old = !method.Waits
	} else {
		r.Committed = func(at db.Position) { c.answer.Set(headerConsistency, at.String()) }
	}
	if c.consistency != "" {
		var err error
		if r.After, err = db.ParsePosition(c.consistency); err != nil {
			return r, fault.ErrInvalid.OnField("X-Consistency-Token", "不是本系统给出的标记", "is no token that was given out")
		}
	}
	if method.ReadOnly || c.principal.Anonymous() || method.Access.GetScope() == accessv1.Scope_SCOPE_PUBLIC {
		return r, nil
	}
	r.Key = c.key
	if field := message.ProtoReflect().Descriptor().Fields().ByName("request_id"); field != nil {
		if given := message.ProtoReflect().Get(field).String(); given != "" {
			if r.Key != "" && r.Key != given {
				return r, fault.ErrInvalid.OnField("request_id", "与 Idempotency-Key 不一致", "differs from Idempotency-Key")
			}
			r.Key = given
		}
	}
	if r.Key == "" {
		return r, nil
	}
	if len(r.Key) > maxKey {
		return r, fault.ErrInvalid.OnField("Idempotency-Key", "最多 64 个字符", "at most 64 characters")
	}
	clear, err := proto.MarshalOptions{Deterministic: true}.Marshal(keyed(message))
	if err != nil {
		return r, err
	}
	if of := c.principal.OnBehalfOf(); of != uuid.Nil {
		clear = append(clear, of[:]...) // in another's place it is another change
	}
	hash := sha256.Sum256(clear)
	r.BodyHash = hash[:]
	r.Replayed = func() { c.answer.Set(headerReplayed, "true") }
	return r, nil
}

// keyed is what a key covers of a request: all but the key itself and the secrets, of which no digest may be kept.
func keyed(message proto.Message) proto.Message {
	body := proto.Clone(message).ProtoReflect()
	body.Range(func(f protoreflect.FieldDescriptor, _ protoreflect.Value) bool {
		if f.Name() == "request_id" || proto.GetExtension(f.Options(), accessv1.E_Sensitivity) == accessv1.Sensitivity_SENSITIVITY_SECRET {
			body.Clear(f)
		}
		return true
	})
	return body.Interface()
}

// subject is the resource that a request is about: its name, else its parent.
func subject(message proto.Message) string {
	m := message.ProtoReflect()
	for _, name := range []protoreflect.Name{"name", "parent"} {
		if field := m.Descriptor().Fields().ByName(name); field != nil && field.Kind() == protoreflect.StringKind {
			if v := m.Get(field).String(); v != "" {
				return v
			}
		}
	}
	return ""
}
