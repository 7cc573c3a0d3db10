package identity

import (
	"context"
	"sync"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/token"
)

// Resolver finds the principal behind a token.
type Resolver struct {
	db       *db.DB
	verifier *token.Verifier

	mu        sync.Mutex
	snapshots map[int]*snapshot // by tenant
}

// NewResolver makes a resolver that believes the tokens of a verifier.
func NewResolver(d *db.DB, v *token.Verifier) *Resolver {
	return &Resolver{db: d, verifier: v, snapshots: map[int]*snapshot{}}
}

// Authenticate is the principal behind a bearer token.
func (r *Resolver) Authenticate(ctx context.Context, bearer string) (access.Principal, error) {
	claims, err := r.verifier.Verify(bearer, r.db.Clock().Now(0)) // tokens live by the system's time, not a tenant's
	if err != nil {
		return access.Principal{}, err
	}
	return r.Resolve(ctx, claims.Tenant, claims.Person)
}

// holding is one role that a person holds now, as read for one call.
type holding struct {
	unit    uuid.UUID
	role    string
	version int // of the role
}

// reading is all that is read for one call.
type reading struct {
	tree     int64 // version of the organisation tree
	holdings []holding
}

// Resolve is the principal of a person: one round trip, and another two when tree or roles have changed.
func (r *Resolver) Resolve(ctx context.Context, tenant int, person uuid.UUID) (access.Principal, error) {
	ctx = access.AsSystem(ctx, tenant)
	now, err := db.Read(ctx, r.db, func(ctx context.Context, tx *db.Tx) (reading, error) { return read(ctx, tx, person) })
	if err != nil {
		return access.Principal{}, err
	}
	r.mu.Lock()
	known := r.snapshots[tenant]
	r.mu.Unlock()
	if !known.serves(now) {
		if known, err = db.Read(ctx, r.db, func(ctx context.Context, tx *db.Tx) (*snapshot, error) {
			return take(ctx, tx, now.tree)
		}); err != nil {
			return access.Principal{}, err
		}
		r.mu.Lock()
		r.snapshots[tenant] = known
		r.mu.Unlock()
	}
	p := access.Principal{Tenant: tenant, Person: person}
	for _, h := range now.holdings {
		p.Held = append(p.Held, known.held(h)...)
	}
	return p, nil
}

// read reads the roles that a person holds now and the versions of what they rest on.
func read(ctx context.Context, tx *db.Tx, person uuid.UUID) (reading, error) {
	rows, err := tx.Query(ctx, `select coalesce(c.value, 0), m.unit_id, r.code, r.version
		from person p
		left join counter c on c.tenant_id = $1 and c.name = 'unit_tree'
		left join membership m on m.tenant_id = $1 and m.person_id = p.id
			and m.valid_from <= $3 and (m.valid_to is null or m.valid_to > $3)
		left join role r on r.tenant_id = $1 and r.code = m.role
		where p.tenant_id = $1 and p.id = $2`, tx.Tenant(), person, tx.Now())
	if err != nil {
		return reading{}, err
	}
	defer rows.Close()
	var now reading
	exists := false
	for rows.Next() {
		var (
			unit    *uuid.UUID
			role    *string
			version *int
		)
		if err := rows.Scan(&now.tree, &unit, &role, &version); err != nil {
			return reading{}, err
		}
		exists = true
		if unit != nil && role != nil {
			now.holdings = append(now.holdings, holding{*unit, *role, *version})
		}
	}
	if err := rows.Err(); err != nil {
		return reading{}, err
	}
	if !exists {
		return reading{}, fault.ErrUnauthenticated
	}
	return now, nil
}
