package identity

import (
	"context"
	"sync"

	"github.com/google/uuid"

	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
	"github.com/haolinju/haolinju/ent/schema"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// snapshot is a copy of the organisation tree and the roles of one tenant, with their versions. What it has worked out
// once for a role in a unit is kept: a principal is then put together without work.
type snapshot struct {
	tree  int64
	below map[uuid.UUID][]uuid.UUID // the units directly below each
	roles map[string]roleCopy
	known sync.Map // place -> []access.Held
}

type roleCopy struct {
	version     int
	permissions []schema.Permission
}

// place is a role in a unit.
type place struct {
	unit uuid.UUID
	role string
}

// serves says whether the copy is as new as what was just read. No copy serves nothing.
func (s *snapshot) serves(now reading) bool {
	if s == nil || s.tree < now.tree {
		return false
	}
	for _, h := range now.holdings {
		if s.roles[h.role].version < h.version {
			return false
		}
	}
	return true
}

// take copies tree and roles. The tree is read after its version, so it is at least as new.
func take(ctx context.Context, tx *db.Tx, tree int64) (*snapshot, error) {
	s := &snapshot{tree: tree, below: map[uuid.UUID][]uuid.UUID{}, roles: map[string]roleCopy{}}
	rows, err := tx.Query(ctx, `select id, parent_id from unit where tenant_id = $1 and parent_id is not null`, tx.Tenant())
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
		s.roles[r.Code] = roleCopy{version: r.Version, permissions: r.Permissions}
	}
	return s, nil
}

// held is what a role gives in a unit, each scope resolved to units. The answer is shared and must not be changed.
func (s *snapshot) held(h holding) []access.Held {
	at := place{h.unit, h.role}
	if known, ok := s.known.Load(at); ok {
		return known.([]access.Held)
	}
	var held []access.Held
	unit, subtree := []uuid.UUID{h.unit}, s.subtree(h.unit)
	for _, p := range s.roles[h.role].permissions {
		g := access.Held{Role: h.role, Permission: p.Permission, Unit: h.unit,
			Scope: accessv1.Scope(accessv1.Scope_value["SCOPE_"+p.Scope])}
		switch g.Scope {
		case accessv1.Scope_SCOPE_UNIT:
			g.Units = unit
		case accessv1.Scope_SCOPE_SUBTREE:
			g.Units = subtree
		}
		held = append(held, g)
	}
	known, _ := s.known.LoadOrStore(at, held)
	return known.([]access.Held)
}

// subtree is a unit and all units below it.
func (s *snapshot) subtree(top uuid.UUID) []uuid.UUID {
	units := []uuid.UUID{top}
	for i := 0; i < len(units); i++ {
		units = append(units, s.below[units[i]]...)
	}
	return units
}
