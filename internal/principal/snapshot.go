package principal

import (
	"context"
	"slices"
	"sync"

	"github.com/google/uuid"

	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
	"github.com/haolinju/haolinju/ent/schema"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// snapshot is a copy of the tree of units, the tree of categories and the roles of one tenant. What it has worked out once
// for a role in a unit is kept: a principal is then put together without work.
type snapshot struct {
	ground int64                     // position of the last change of any of them, before the copy was taken
	below  map[uuid.UUID][]uuid.UUID // the units, and the categories, directly below each
	roles  map[string][]schema.Permission
	known  sync.Map // place -> []access.Held, of memberships without limits
}

// place is a role in a unit.
type place struct {
	unit uuid.UUID
	role string
}

// serves says whether nothing has changed since the copy was taken. No copy serves nothing.
func (s *snapshot) serves(ground int64) bool { return s != nil && s.ground == ground }

// take makes a copy. It is read after the position of the last change, so it is at least as new.
func take(ctx context.Context, tx *db.Tx, ground int64) (*snapshot, error) {
	s := &snapshot{ground: ground, below: map[uuid.UUID][]uuid.UUID{}, roles: map[string][]schema.Permission{}}
	rows, err := tx.Query(ctx, `select id, parent_id from unit where tenant_id = $1 and parent_id is not null
		union all select id, parent_id from category where tenant_id = $1 and parent_id is not null`, tx.Tenant())
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var id, parent uuid.UUID
		if err := rows.Scan(&id, &parent); err != nil {
			return nil, err
		}
		s.below[parent] = append(s.below[parent], id)
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	roles, err := tx.Role.Query().All(ctx)
	if err != nil {
		return nil, err
	}
	for _, r := range roles {
		s.roles[r.Code] = r.Permissions
	}
	return s, nil
}

// held is what a holding gives: each scope resolved to units, each limit to all below it. What a role gives in a unit
// without limits is worked out once.
func (s *snapshot) held(h access.Holding) []access.Held {
	if len(h.Permissions) > 0 {
		return s.resolve(h, h.Permissions, access.Limits{})
	}
	limits := access.Limits{Categories: s.subtrees(h.Categories...)}
	if h.Area != nil {
		limits.Areas = s.subtrees(*h.Area)
	}
	if !limits.None() {
		return s.resolve(h, s.roles[h.Role], limits)
	}
	at := place{h.Unit, h.Role}
	if known, ok := s.known.Load(at); ok {
		return known.([]access.Held)
	}
	known, _ := s.known.LoadOrStore(at, s.resolve(h, s.roles[h.Role], limits))
	return known.([]access.Held)
}

// resolve is what permissions give in the unit of a holding.
func (s *snapshot) resolve(h access.Holding, permissions []schema.Permission, limits access.Limits) (held []access.Held) {
	unit, subtree := []uuid.UUID{h.Unit}, s.subtrees(h.Unit)
	for _, p := range permissions {
		g := access.Held{Role: h.Role, Permission: p.Permission, Unit: h.Unit, Limits: limits,
			Scope: accessv1.Scope(accessv1.Scope_value["SCOPE_"+p.Scope])}
		switch g.Scope {
		case accessv1.Scope_SCOPE_UNIT:
			g.Units = unit
		case accessv1.Scope_SCOPE_SUBTREE:
			g.Units = subtree
		}
		held = append(held, g)
	}
	return held
}

// Grants tells what holdings give, by a copy taken now.
func (r *Resolver) Grants(ctx context.Context, tx *db.Tx) (func(access.Holding) []access.Held, error) {
	known, err := take(ctx, tx, 0)
	if err != nil {
		return nil, err
	}
	return known.held, nil
}

// subtrees are units, or categories, and all below them.
func (s *snapshot) subtrees(tops ...uuid.UUID) []uuid.UUID {
	all := slices.Clone(tops)
	for i := 0; i < len(all); i++ {
		all = append(all, s.below[all[i]]...)
	}
	return all
}
