package identity

import (
	"context"
	"slices"
	"strings"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
	identityv1 "github.com/haolinju/haolinju/api/gen/haolinju/identity/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// FactsOf reads what decides who reaches a record of one kind.
type FactsOf = func(ctx context.Context, tx *db.Tx, id uuid.UUID) (access.Facts, error)

// ExplainAccess tells why a person may, or may not, do something with a record.
func (s *Service) ExplainAccess(ctx context.Context, req *identityv1.ExplainAccessRequest) (*identityv1.Explanation, error) {
	asked, err := s.question(ctx, req)
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*identityv1.Explanation, error) {
		q := asked
		if q.facts, err = s.facts(ctx, tx, req.GetResource()); err != nil {
			return nil, err
		}
		if q.permission == "" {
			q.permission = q.facts.Permission
		}
		tree, err := take(ctx, tx, 0)
		if err != nil {
			return nil, err
		}
		list, err := candidates(ctx, tx, q)
		if err != nil {
			return nil, err
		}
		return q.explain(tree, list), nil
	})
}

// question is what is asked, as the caller may ask it.
type question struct {
	person     uuid.UUID // Nil for everybody
	permission string
	facts      access.Facts
}

func (s *Service) question(ctx context.Context, req *identityv1.ExplainAccessRequest) (question, error) {
	q := question{person: access.From(ctx).Person, permission: req.GetPermission()}
	if _, known := access.Permissions()[q.permission]; q.permission != "" && !known {
		return q, fault.ErrInvalid.OnField("permission", "没有此权限", "there is no such permission")
	}
	if req.GetPerson() != "" {
		ids, err := name.ParseField("person", "persons/*", req.GetPerson())
		if err != nil {
			return q, err
		}
		q.person = ids[0]
	}
	if req.GetEverybody() {
		q.person = uuid.Nil
	}
	if q.person != access.From(ctx).Person && !access.ReachOf(ctx).All {
		return q, fault.ErrDenied
	}
	return q, nil
}

// facts of a record that the caller may know of: one that he reads, or any where he answers for rights or for audit.
func (s *Service) facts(ctx context.Context, tx *db.Tx, resource string) (access.Facts, error) {
	unknown := fault.ErrNotFound.With("name", resource)
	kind, _, _ := strings.Cut(resource, "/")
	of, ok := s.Facts[kind]
	if !ok {
		return access.Facts{}, unknown
	}
	ids, err := name.ParseField("resource", kind+"/*", resource)
	if err != nil {
		return access.Facts{}, err
	}
	f, err := of(ctx, tx, ids[0])
	if ent.IsNotFound(err) || err == nil && !f.Public && !access.ReachOf(ctx).All && !access.ReachFor(ctx, f.Permission).Reaches(f) {
		return f, unknown
	}
	if err == nil {
		f.Owners, err = survivors(ctx, tx, f.Owners)
	}
	return f, err
}

// survivors adds to persons those into whom they were merged.
func survivors(ctx context.Context, tx *db.Tx, persons []uuid.UUID) ([]uuid.UUID, error) {
	rows, err := tx.Query(ctx, "select survivor_id from person_merge where tenant_id = $1 and duplicate_id = any($2) and state = 'MERGED'",
		tx.Tenant(), persons)
	if err != nil {
		return nil, err
	}
	found, err := pgx.CollectRows(rows, pgx.RowTo[uuid.UUID])
	return append(persons, found...), err
}

// candidate is a membership held now whose role grants the permission.
type candidate struct {
	holding
	id, person uuid.UUID
	path       string // of the unit
}

// candidates are the memberships that may be grounds; of those who are granted their own rows only, the owners'.
func candidates(ctx context.Context, tx *db.Tx, q question) ([]candidate, error) {
	rows, err := tx.Query(ctx, `select m.id, m.person_id, m.unit_id, u.path, m.area_id, m.categories, m.role
		from membership m
		join unit u on u.tenant_id = $1 and u.id = m.unit_id
		join role r on r.tenant_id = $1 and r.code = m.role
		where m.tenant_id = $1 and m.valid_from <= $2 and (m.valid_to is null or m.valid_to > $2)
			and ($3::uuid is null or m.person_id = $3)
			and exists (select from jsonb_array_elements(r.permissions) g where g->>'permission' = $4
				and ($3::uuid is not null or g->>'scope' <> 'SELF' or m.person_id = any($5)))
		order by m.create_time, m.id limit 1000`, tx.Tenant(), tx.Now(), orNil(q.person), q.permission, q.facts.Owners)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []candidate
	for rows.Next() {
		var c candidate
		if err := rows.Scan(&c.id, &c.person, &c.unit, &c.path, &c.area, &c.categories, &c.role); err != nil {
			return nil, err
		}
		list = append(list, c)
	}
	return list, rows.Err()
}

func orNil(id uuid.UUID) *uuid.UUID {
	if id == uuid.Nil {
		return nil
	}
	return &id
}

// maxGrounds of one explanation; the contract says the same.
const maxGrounds = 200

func (q question) explain(tree *snapshot, list []candidate) *identityv1.Explanation {
	e := &identityv1.Explanation{Permission: q.permission, Obstacle: identityv1.Explanation_OBSTACLE_NO_GRANT}
	if q.facts.Public && q.permission == q.facts.Permission {
		e.Grounds = append(e.Grounds, &identityv1.Ground{Scope: accessv1.Scope_SCOPE_PUBLIC})
	}
	for _, c := range list {
		for _, h := range tree.held(c.holding) {
			if h.Permission != q.permission || len(e.Grounds) == maxGrounds {
				continue
			}
			ground, obstacle := q.ground(c, h)
			if ground != nil {
				e.Grounds = append(e.Grounds, ground)
			}
			e.Obstacle = max(e.Obstacle, obstacle)
		}
	}
	e.Allowed = q.person != uuid.Nil && len(e.Grounds) > 0
	if e.Allowed || q.person == uuid.Nil {
		e.Obstacle = identityv1.Explanation_OBSTACLE_UNSPECIFIED
	}
	return e
}

// ground is why a grant lets its holder do it, or what stands in the way.
func (q question) ground(c candidate, h access.Held) (*identityv1.Ground, identityv1.Explanation_Obstacle) {
	g := &identityv1.Ground{Person: name.Of("persons", c.person), Membership: name.Of(name.Of("units", c.unit)+"/memberships", c.id),
		Role: c.role, Scope: h.Scope, Path: c.path}
	reach := access.Principal{Person: c.person, Held: []access.Held{h}}.Reach(h.Permission)
	on := reach.On(q.facts.Matter)
	switch unit := slices.IndexFunc(q.facts.Units, on.Covers); {
	case slices.ContainsFunc(q.facts.Owners, on.Owns):
		g.Own = true
	case on.All:
	case unit >= 0:
		g.Unit = name.Of("units", q.facts.Units[unit])
	case slices.ContainsFunc(reach.Limited, func(l access.Limited) bool { return l.All || overlap(l.Units, q.facts.Units) }):
		return nil, identityv1.Explanation_OBSTACLE_LIMITED
	default:
		return nil, identityv1.Explanation_OBSTACLE_OUT_OF_REACH
	}
	return g, identityv1.Explanation_OBSTACLE_UNSPECIFIED
}

func overlap(a, b []uuid.UUID) bool {
	return slices.ContainsFunc(a, func(id uuid.UUID) bool { return slices.Contains(b, id) })
}
