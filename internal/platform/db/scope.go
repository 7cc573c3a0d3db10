package db

import (
	"context"
	"fmt"
	"time"

	"entgo.io/ent/dialect/sql"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/intercept"
)

// referenceTypes are the entities that no tenant owns: they carry no tenant_id.
var referenceTypes = map[string]bool{ent.TypeDistrict: true}

// scoped adds the tenant of the session to every query and change of ent, eager loads included, and fills the columns
// that no capability writes: tenant_id, create_time, update_time and version.
func scoped(client *ent.Client) *ent.Client {
	client.Intercept(intercept.TraverseFunc(func(ctx context.Context, q intercept.Query) error {
		s, err := sessionOf(ctx)
		if err != nil || referenceTypes[q.Type()] {
			return err
		}
		q.WhereP(sql.FieldEQ("tenant_id", s.tenant))
		return nil
	}))
	client.Use(func(next ent.Mutator) ent.Mutator {
		return ent.MutateFunc(func(ctx context.Context, m ent.Mutation) (ent.Value, error) {
			s, err := sessionOf(ctx)
			if err != nil {
				return nil, err
			}
			if !s.write {
				return nil, fmt.Errorf("db: a change of %s inside db.Read", m.Type())
			}
			if !referenceTypes[m.Type()] {
				if err := s.stamp(m); err != nil {
					return nil, err
				}
			}
			return next.Mutate(ctx, m)
		})
	})
	return client
}

// stamped is what each table of a tenant has. A field that is set by its name instead would have the linker keep, of each table, what can set
// any of its fields so.
type stamped interface {
	WhereP(...func(*sql.Selector))
	SetTenantID(int)
	SetCreateTime(time.Time)
	SetUpdateTime(time.Time)
	AddVersion(int)
}

func (s *session) stamp(m ent.Mutation) error {
	row, ok := m.(stamped)
	if !ok {
		return fmt.Errorf("db: %s is not of a tenant", m.Type())
	}
	switch op := m.Op(); {
	case op.Is(ent.OpCreate):
		row.SetTenantID(s.tenant)
		row.SetCreateTime(s.now)
		row.SetUpdateTime(s.now)
	case op.Is(ent.OpDelete | ent.OpDeleteOne):
		row.WhereP(sql.FieldEQ("tenant_id", s.tenant))
	default:
		row.WhereP(sql.FieldEQ("tenant_id", s.tenant))
		row.SetUpdateTime(s.now)
		row.AddVersion(1)
	}
	return nil
}
