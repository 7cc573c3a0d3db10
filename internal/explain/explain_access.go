package explain

import (
	"context"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	identityv1 "github.com/haolinju/haolinju/api/gen/haolinju/identity/v1"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
)

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
		given, err := s.Holdings.Grants(ctx, tx)
		if err != nil {
			return nil, err
		}
		list, err := candidates(ctx, tx, q)
		if err != nil {
			return nil, err
		}
		return q.explain(given, list), nil
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
	f, err := s.Records.Facts(ctx, tx, "resource", resource)
	if err != nil {
		return f, err
	}
	if !access.ReachOf(ctx).All && !access.From(ctx).Reads(f) {
		return f, fault.ErrNotFound.On("resource").With("name", resource)
	}
	f.Owners, err = survivors(ctx, tx, f.Owners)
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
