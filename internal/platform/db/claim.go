package db

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"google.golang.org/protobuf/proto"

	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/crypto"
	"github.com/haolinju/haolinju/internal/platform/fault"
)

// Request is what the transaction records of the call that it serves.
type Request struct {
	ID        string         // request id, for the audit row
	Origin    string         // address of the client, for the audit row
	Device    string         // that the client says it is; empty where it does not
	Method    string         // full gRPC method
	Subject   string         // resource name that the call is about, for the audit row of a denial
	Key       string         // idempotency key; empty for none
	BodyHash  []byte         // of the request without its key
	Old       bool           // whether what is read may be a little old (replica.go)
	After     Position       // up to which it must not be
	DryRun    bool           // whether the transaction is taken back at its end: all checks, no effect
	Replayed  func()         // called when the answer is that of an earlier call
	Committed func(Position) // called with where a change lies in the log, if there is a replica
}

type requestKey struct{}

// WithRequest puts the call into the context.
func WithRequest(ctx context.Context, r Request) context.Context {
	return context.WithValue(ctx, requestKey{}, r)
}

func requestOf(ctx context.Context) Request {
	r, _ := ctx.Value(requestKey{}).(Request)
	return r
}

// KeyOf is the idempotency key of the call; empty for none.
func KeyOf(ctx context.Context) string { return requestOf(ctx).Key }

// answerColumn holds stored answers; they may speak of persons.
var answerColumn = crypto.Column{Table: "idempotency_key", Name: "answer"}

// errReplay ends a transaction whose effect and answer exist already.
var errReplay = errors.New("db: the idempotency key has its answer")

// claim is the hold of one transaction on an idempotency key. The advisory lock keeps a twin away while the first call
// runs; the primary key of idempotency_key guarantees one effect whatever happens.
type claim struct {
	principal uuid.UUID
	request   Request
	answer    []byte // sealed answer of the earlier call
}

func newClaim(principal uuid.UUID, r Request) *claim {
	if r.Key == "" {
		return nil
	}
	return &claim{principal: principal, request: r}
}

// lock is the advisory lock of tenant, principal and key. Parts are length-prefixed, so that no two keys share a text.
func (c *claim) lock(tenant int) int64 {
	h := sha256.New()
	binary.Write(h, binary.BigEndian, int64(tenant))
	h.Write(c.principal[:])
	h.Write([]byte(c.request.Key))
	return int64(binary.BigEndian.Uint64(h.Sum(nil)))
}

// queue asks for the lock and then, in a statement of its own, for the answer: only a snapshot taken after the lock shows
// what a twin has committed before it let the lock go.
func (c *claim) queue(b *pgx.Batch, tenant int) {
	b.Queue("select pg_try_advisory_xact_lock($1)", c.lock(tenant))
	b.Queue(`select k.method, k.body_hash, k.answer
		from (select) one left join idempotency_key k on k.tenant_id = $1 and k.principal_id = $2 and k.key = $3`,
		tenant, c.principal, c.request.Key)
}

func (c *claim) read(results pgx.BatchResults) error {
	var (
		locked bool
		method *string
		hash   []byte
	)
	if err := results.QueryRow().Scan(&locked); err != nil {
		return err
	}
	if err := results.QueryRow().Scan(&method, &hash, &c.answer); err != nil {
		return err
	}
	switch {
	case method != nil && (*method != c.request.Method || !bytes.Equal(hash, c.request.BodyHash)):
		c.answer = nil
		return fault.ErrIdempotencyReused
	case method != nil:
		return errReplay
	case !locked:
		return fault.ErrIdempotencyInFlight
	}
	return nil
}

// store queues the answer, to be written with the commit.
func (c *claim) store(s *session, answer any) error {
	message, ok := answer.(proto.Message)
	if !ok {
		return errors.New("db: an answer that cannot be stored for its idempotency key")
	}
	clear, err := proto.MarshalOptions{Deterministic: true}.Marshal(message)
	if err != nil {
		return err
	}
	sealed, err := s.d.cfg.Keeper.Seal(answerColumn, s.tenant, c.principal, string(clear))
	if err != nil {
		return err
	}
	s.pending = append(s.pending, statement{`insert into idempotency_key
		(tenant_id, principal_id, key, method, body_hash, answer, create_time, expire_time)
		values ($1, $2, $3, $4, $5, $6, $7, $8)`,
		[]any{s.tenant, c.principal, c.request.Key, c.request.Method, c.request.BodyHash, sealed, s.now, s.now.Add(s.d.cfg.KeepKeys)}})
	return nil
}

// replay reads the stored answer back into the type of the call, of which a message is given.
func (s *session) replay(ctx context.Context, kind any) (any, error) {
	c := s.claim
	clear, err := s.d.cfg.Keeper.Open(answerColumn, s.tenant, c.principal, c.answer)
	if err != nil {
		return nil, err
	}
	message, ok := kind.(proto.Message)
	if !ok {
		return nil, errors.New("db: an answer that cannot be read back for its idempotency key")
	}
	answer := message.ProtoReflect().New().Interface()
	if err := proto.Unmarshal([]byte(clear), answer); err != nil {
		return nil, err
	}
	if c.request.Replayed != nil {
		c.request.Replayed()
	}
	if s.d.replica != nil {
		s.rollback(ctx) // which gives the connection back
		at, err := position(s.d.pool.QueryRow(ctx, whereCommitted))
		if err != nil {
			return nil, err
		}
		s.committed(at)
	}
	return answer, nil
}

// ForgetKeys deletes the idempotency keys of the context's tenant whose time is over.
func (d *DB) ForgetKeys(ctx context.Context) error {
	_, err := Write(ctx, d, func(ctx context.Context, tx *Tx) (struct{}, error) {
		n, err := tx.Exec(ctx, "delete from idempotency_key where tenant_id = $1 and expire_time <= $2", tx.Tenant(), tx.Now())
		tx.Audit(Audit{Action: "platform.idempotency_key.forget", Object: "idempotencyKeys", After: map[string]any{"deleted": n}})
		return struct{}{}, err
	})
	return err
}

// forgetWithin is how long the database has to forget the key of a call, whose client may be gone.
const forgetWithin = 5 * time.Second

// ForgetKey deletes the stored answer of the call: what it did beside the database failed, and repeated with its key it does all anew.
func (d *DB) ForgetKey(ctx context.Context) error {
	r := requestOf(ctx)
	if r.Key == "" {
		return nil
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), forgetWithin)
	defer cancel()
	key := r.Key
	r.Key = ""
	_, err := Write(WithRequest(ctx, r), d, func(ctx context.Context, tx *Tx) (struct{}, error) {
		n, err := tx.Exec(ctx, "delete from idempotency_key where tenant_id = $1 and principal_id = $2 and key = $3",
			tx.Tenant(), access.From(ctx).Actor(), key)
		tx.Audit(Audit{Action: "platform.idempotency_key.forget", Object: "idempotencyKeys", After: map[string]any{"deleted": n}})
		return struct{}{}, err
	})
	return err
}

// ForgetKeysOf deletes the stored answers of a person, whatever their time: they may speak of him.
func (tx *Tx) ForgetKeysOf(ctx context.Context, person uuid.UUID) error {
	_, err := tx.Exec(ctx, "delete from idempotency_key where tenant_id = $1 and principal_id = $2", tx.Tenant(), person)
	return err
}
