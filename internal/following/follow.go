package following

import (
	"context"

	"github.com/google/uuid"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// fit says whether a thing may be followed, and has the new following name it.
type fit func(ctx context.Context, tx *db.Tx, id uuid.UUID, create *ent.FollowingCreate) error

// follow has the caller follow a thing of a collection.
func (s *Service) follow(ctx context.Context, collection, called string, fits fit) (*intakev1.Following, error) {
	ids, err := name.Parse(collection+"/*", called)
	if err != nil {
		return nil, err
	}
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*intakev1.Following, error) {
		person := access.From(ctx).Person
		create := tx.Following.Create().SetID(tx.NewID()).SetPersonID(person)
		err := db.Together(ctx,
			func(ctx context.Context) error { return fits(ctx, tx, ids[0], create) },
			func(ctx context.Context) error { // so that two calls of one person do not both find the last place
				_, err := tx.Exec(ctx, "select from person where tenant_id = $1 and id = $2 for no key update", tx.Tenant(), person)
				return err
			})
		if err != nil {
			return nil, err
		}
		if err := room(ctx, tx, ids[0]); err != nil {
			return nil, err
		}
		row, err := create.Save(tx.Later(ctx, nil))
		if err != nil {
			return nil, err
		}
		tx.Audit(db.Audit{Action: permitManage, Object: followingName(row.ID), After: map[string]any{"follows": called}})
		return toProto(row, state(row.ToldState)), nil
	})
}

// room refuses a thing that the caller follows under one of his ids, and one too many.
func room(ctx context.Context, tx *db.Tx, thing uuid.UUID) error {
	limit, err := most.At(ctx, tx, tx.Now())
	if err != nil {
		return err
	}
	var all int
	var already bool
	if err := tx.QueryRow(ctx, `select count(*), coalesce(bool_or(coalesce(issue_id, category_id, area_id) = $3), false)
		from following where tenant_id = $1 and person_id = any($2)`, tx.Tenant(), access.ReachOf(ctx).Self, thing).Scan(&all, &already); err != nil {
		return err
	}
	switch {
	case already:
		return ErrAlready
	case all >= limit:
		return ErrLimit
	}
	return nil
}
