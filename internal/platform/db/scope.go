package db

import (
	"context"
	"fmt"

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

func (s *session) stamp(m ent.Mutation) error {
	if m.Op().Is(ent.OpCreate) {
		if err := m.SetField("tenant_id", s.tenant); err != nil {
			return err
		}
		if err := m.SetField("create_time", s.now); err != nil {
			return err
		}
		return m.SetField("update_time", s.now)
	}
	where, ok := m.(interface {
		WhereP(...func(*sql.Selector))
	})
	if !ok {
		return fmt.Errorf("db: %s cannot be narrowed to a tenant", m.Type())
	}
	where.WhereP(sql.FieldEQ("tenant_id", s.tenant))
	if m.Op().Is(ent.OpDelete | ent.OpDeleteOne) {
		return nil
	}
	if err := m.SetField("update_time", s.now); err != nil {
		return err
	}
	return m.AddField("version", 1)
}
