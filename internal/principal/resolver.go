package principal

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/haolinju/haolinju/ent/schema"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/clock"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/token"
)

// remember is how many principals a process keeps.
const remember = 10_000

// Resolver finds the principal behind a token: from memory while it knows that nothing has changed (principals, Poll),
// else from the database.
type Resolver struct {
	db         *db.DB
	verifier   *token.Verifier
	principals *principals
	clocks     *clock.Ahead

	polling sync.Mutex
	horizon *int64 // of the last poll
	seen    map[noted]bool

	mu        sync.Mutex
	snapshots map[int]*snapshot // by tenant
}

// NewResolver makes a resolver that believes the tokens of a verifier and hears of every change made through d. Its polls
// set the clocks of the districts made for tests.
func NewResolver(d *db.DB, v *token.Verifier, clocks *clock.Ahead) *Resolver {
	r := &Resolver{db: d, verifier: v, clocks: clocks, principals: newPrincipals(remember), snapshots: map[int]*snapshot{}}
	d.OnAccessChange(r.principals.drop)
	return r
}

// Authenticate is the principal behind a bearer token. Before one that has not been verified before is looked at, stranger is asked, and what
// it gives is called when that is done.
func (r *Resolver) Authenticate(ctx context.Context, bearer string, stranger func() (leave func(), err error)) (access.Principal, error) {
	recalled := r.verifier.Recall(bearer)
	if !recalled.Known() {
		leave, err := stranger()
		if err != nil {
			return access.Principal{}, err
		}
		defer leave()
	}
	claims, err := recalled.Verify(r.db.Clock().Now(0)) // tokens live by the system's time, not a tenant's
	if err != nil {
		return access.Principal{}, err
	}
	return r.Principal(ctx, claims)
}

// Principal is whom the claims of a token speak for.
func (r *Resolver) Principal(ctx context.Context, claims token.Claims) (access.Principal, error) {
	return r.Resolve(ctx, Subject{Tenant: claims.Tenant, Person: claims.Person, Client: claims.Client, Scope: claims.Scope, Session: claims.Session})
}

// Resolve is the principal of a subject: without the database while it is known.
func (r *Resolver) Resolve(ctx context.Context, s Subject) (access.Principal, error) {
	now := r.db.Clock().Now(0)
	known, ok, drops := r.principals.get(s, now, r.db.Clock().Now(s.Tenant))
	if ok {
		return known, nil
	}
	found, err := r.read(ctx, s)
	if err != nil {
		return access.Principal{}, err
	}
	found.read = now
	r.principals.put(s, found, drops)
	return found.Principal, nil
}

// ActFor is a caller in the place of a person. Both are principals from memory: a change of either is a change of it.
func (r *Resolver) ActFor(ctx context.Context, caller access.Principal, person uuid.UUID) (access.Principal, error) {
	mandate, ok := caller.MandateFor(person)
	if !ok {
		return access.Principal{}, fault.ErrNotActing
	}
	represented, err := r.Resolve(ctx, Subject{Tenant: caller.Tenant, Person: person})
	if errors.Is(err, fault.ErrUnauthenticated) { // merged into another since
		err = fault.ErrNotActing
	}
	return caller.Represent(represented, mandate), err
}

// StandIn is a caller in the office of an absent officer, by a substitution. Both are principals from memory: it ends when the
// substitution does, or the officer's hold of the office.
func (r *Resolver) StandIn(ctx context.Context, caller access.Principal, substitution uuid.UUID) (access.Principal, error) {
	by, ok := caller.SubstitutionBy(substitution)
	if !ok {
		return access.Principal{}, fault.ErrNotStandingIn
	}
	absent, err := r.Resolve(ctx, Subject{Tenant: caller.Tenant, Person: by.Absent})
	if err != nil && !errors.Is(err, fault.ErrUnauthenticated) { // merged into another since
		return access.Principal{}, err
	}
	acting, ok := caller.StandIn(absent, by)
	if !ok {
		return access.Principal{}, fault.ErrNotStandingIn
	}
	return acting, nil
}

// reading is what a principal rests on.
type reading struct {
	ground   int64 // position of the last change of tree, roles or categories
	holdings []access.Holding
	mandates []access.Mandate
	standsIn []access.Substitution
	aliases  []uuid.UUID
	at       time.Time           // of the tenant
	unit     uuid.UUID           // of a client
	grants   []schema.Permission // of a client
	edge     time.Time           // when the session or the next membership ends, or one begins; zero for none
}

// read is the principal of a subject as the database knows it: one round trip, and another two when tree, roles or
// categories have changed.
func (r *Resolver) read(ctx context.Context, s Subject) (remembered, error) {
	ctx = access.AsSystem(ctx, s.Tenant)
	now, err := db.Read(ctx, r.db, func(ctx context.Context, tx *db.Tx) (reading, error) {
		if s.Client != uuid.Nil {
			return readClient(ctx, tx, s)
		}
		return read(ctx, tx, s)
	})
	if err != nil {
		return remembered{}, err
	}
	r.mu.Lock()
	known := r.snapshots[s.Tenant]
	r.mu.Unlock()
	if !known.serves(now.ground) {
		if known, err = db.Read(ctx, r.db, func(ctx context.Context, tx *db.Tx) (*snapshot, error) {
			return take(ctx, tx, now.ground)
		}); err != nil {
			return remembered{}, err
		}
		r.mu.Lock()
		r.snapshots[s.Tenant] = known
		r.mu.Unlock()
	}
	p := access.Principal{Tenant: s.Tenant, Person: s.Person, Client: s.Client, Session: s.Session, Mandates: now.mandates, Substitutions: now.standsIn, Aliases: now.aliases}
	if s.Client != uuid.Nil {
		p.Held = known.held(access.Holding{Unit: now.unit, Permissions: now.grants})
	}
	for _, h := range now.holdings {
		p.Held = append(p.Held, known.held(h)...)
	}
	return remembered{Principal: p, from: now.at, until: now.edge}, nil
}

// read reads the roles that a person holds now, whether what they rest on has changed, and the next edge.
func read(ctx context.Context, tx *db.Tx, s Subject) (reading, error) {
	rows, err := tx.Query(ctx, `select coalesce(c.position, 0), m.unit_id, m.valid_from, m.valid_to, m.area_id, m.categories, r.code, s.expire_time,
			(select jsonb_agg(jsonb_build_object('person', d.person_id, 'acts', d.acts, 'until', d.valid_to)) from mandate d
				where d.tenant_id = $1 and (d.delegate_id = p.id or d.delegate_id in (select duplicate_id from person_merge
					where tenant_id = $1 and survivor_id = p.id and state = 'MERGED')) and d.state = 'ACTIVE' and d.valid_to > $3),
			(select jsonb_agg(jsonb_build_object('id', x.id, 'absent', x.person_id, 'unit', x.unit_id, 'role', o.role, 'permissions', x.permissions,
					'from', x.valid_from, 'until', x.valid_to) order by x.id)
				from substitution x
				join membership o on o.tenant_id = $1 and o.id = x.membership_id
				join membership n on n.tenant_id = $1 and n.id = x.substitute_membership_id and n.valid_from <= $3 and (n.valid_to is null or n.valid_to > $3)
				where x.tenant_id = $1 and x.substitute_id = p.id and x.valid_to > $3),
			(select array_agg(g.duplicate_id) from person_merge g where g.tenant_id = $1 and g.survivor_id = p.id and g.state = 'MERGED')
		from person p
		left join access_change c on c.tenant_id = $1 and c.subject_id = '00000000-0000-0000-0000-000000000000'
		left join membership m on m.tenant_id = $1 and m.person_id = p.id and (m.valid_to is null or m.valid_to > $3)
		left join role r on r.tenant_id = $1 and r.code = m.role
		left join session s on s.tenant_id = $1 and s.id = $4 and s.person_id = p.id and s.revoke_time is null and s.expire_time > $3
		where p.tenant_id = $1 and p.id = $2 and ($4::uuid is null or s.id is not null)
			and not exists (select from person_merge g where g.tenant_id = $1 and g.duplicate_id = p.id and g.state = 'MERGED')`,
		tx.Tenant(), s.Person, tx.Now(), uuid.NullUUID{UUID: s.Session, Valid: s.Session != uuid.Nil})
	if err != nil {
		return reading{}, err
	}
	defer rows.Close()
	now := reading{at: tx.Now()}
	exists := false
	for rows.Next() {
		var (
			unit, area    *uuid.UUID
			from, until   *time.Time
			categories    []uuid.UUID
			role          *string
			expires       *time.Time // of the session
			mandates      []mandate
			substitutions []substitution
		)
		if err := rows.Scan(&now.ground, &unit, &from, &until, &area, &categories, &role, &expires, &mandates, &substitutions, &now.aliases); err != nil {
			return reading{}, err
		}
		if !exists {
			now.represents(mandates)
			now.substitutes(substitutions)
		}
		exists = true
		now.turns(expires)
		if unit == nil || role == nil {
			continue
		}
		now.turns(from)
		now.turns(until)
		if !from.After(now.at) {
			now.holdings = append(now.holdings, access.Holding{Unit: *unit, Role: *role, Area: area, Categories: categories})
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

// readClient reads what a client may do now, whether what it rests on has changed, and the next edge.
func readClient(ctx context.Context, tx *db.Tx, s Subject) (reading, error) {
	now := reading{at: tx.Now()}
	var expires *time.Time
	err := tx.QueryRow(ctx, `select coalesce(c.position, 0), a.unit_id, a.grants, a.expire_time
		from api_client a
		left join access_change c on c.tenant_id = $1 and c.subject_id = '00000000-0000-0000-0000-000000000000'
		where a.tenant_id = $1 and a.id = $2 and a.state = 'ACTIVE' and (a.expire_time is null or a.expire_time > $3)`,
		tx.Tenant(), s.Client, tx.Now()).Scan(&now.ground, &now.unit, &now.grants, &expires)
	if errors.Is(err, pgx.ErrNoRows) {
		return reading{}, fault.ErrUnauthenticated
	}
	now.turns(expires)
	if scope := strings.Fields(s.Scope); len(scope) > 0 {
		now.grants = slices.DeleteFunc(now.grants, func(g schema.Permission) bool { return !slices.Contains(scope, g.Permission) })
	}
	return now, err
}

// mandate is one by which the subject may act.
type mandate struct {
	Person uuid.UUID
	Acts   []string
	Until  time.Time
}

func (r *reading) represents(mandates []mandate) {
	for _, m := range mandates {
		r.mandates = append(r.mandates, access.Mandate{Person: m.Person, Acts: access.ActsOf(m.Acts)})
		r.turns(&m.Until)
	}
}

// substitution is one by which the subject may stand in, now or later.
type substitution struct {
	access.Substitution
	From, Until time.Time
}

func (r *reading) substitutes(substitutions []substitution) {
	for _, s := range substitutions {
		r.turns(&s.From)
		r.turns(&s.Until)
		if !s.From.After(r.at) {
			r.standsIn = append(r.standsIn, s.Substitution)
		}
	}
}

// turns notes a time at which a principal ends to be what it is.
func (r *reading) turns(at *time.Time) {
	if at != nil && at.After(r.at) && (r.edge.IsZero() || at.Before(r.edge)) {
		r.edge = *at
	}
}
