package retrospective

import (
	"context"

	"github.com/google/uuid"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/finding"
	"github.com/haolinju/haolinju/ent/followup"
	"github.com/haolinju/haolinju/ent/retrospective"
	"github.com/haolinju/haolinju/ent/retrospectiveunit"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// GetRetrospective reads one with its findings and follow-ups.
func (s *Service) GetRetrospective(ctx context.Context, req *dispatchv1.GetRetrospectiveRequest) (*dispatchv1.Retrospective, error) {
	ids, err := name.Parse("retrospectives/*", req.GetName())
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*dispatchv1.Retrospective, error) {
		row, err := find(ctx, tx, ids[0], req.GetName(), false)
		if err != nil {
			return nil, err
		}
		return toProto(row, true), nil
	})
}

// find is a retrospective that the caller may see, whole; held, nothing is added to it until the transaction is over.
func find(ctx context.Context, tx *db.Tx, id uuid.UUID, called string, held bool) (*ent.Retrospective, error) {
	query := tx.Retrospective.Query()
	if held {
		query.ForUpdate()
	}
	row, err := whole(ctx, tx, query, id)
	if err == nil && !access.ReachFor(ctx, permitRead).Reaches(factsOf(row)) {
		err = &ent.NotFoundError{}
	}
	return row, name.NotFound(err, called)
}

// whole reads a retrospective and then, in one round trip, all that belongs to it.
func whole(ctx context.Context, tx *db.Tx, query *ent.RetrospectiveQuery, id uuid.UUID) (*ent.Retrospective, error) {
	row, err := query.Where(retrospective.ID(id)).Only(ctx)
	if err != nil {
		return nil, err
	}
	return row, db.Together(ctx,
		func(ctx context.Context) error { return outline(ctx, tx, row) },
		func(ctx context.Context) (err error) {
			row.Edges.Findings, err = tx.Finding.Query().Where(finding.RetrospectiveID(id)).Order(page.Oldest).All(ctx)
			return err
		},
		func(ctx context.Context) (err error) {
			row.Edges.FollowUps, err = tx.FollowUp.Query().Where(followup.RetrospectiveID(id)).Order(followup.ByDueTime(), followup.ByID()).All(ctx)
			return err
		})
}

// outline reads which units take part in some retrospectives.
func outline(ctx context.Context, tx *db.Tx, rows ...*ent.Retrospective) error {
	var ids []uuid.UUID
	for _, row := range rows {
		ids = append(ids, row.ID)
	}
	taking, err := tx.RetrospectiveUnit.Query().Where(retrospectiveunit.RetrospectiveIDIn(ids...)).Order(retrospectiveunit.ByPlace()).All(ctx)
	for _, row := range rows {
		for _, p := range taking {
			if p.RetrospectiveID == row.ID {
				row.Edges.Participants = append(row.Edges.Participants, p)
			}
		}
	}
	return err
}

// matterOf is what the limits of a membership ask of what a sub-district looks back on.
func matterOf(street uuid.UUID) access.Matter { return access.Matter{Territory: []uuid.UUID{street}} }

// factsOf decide who reaches a retrospective: the sub-district, and the units that take part.
func factsOf(row *ent.Retrospective) access.Facts {
	return access.Facts{Permission: permitRead, Matter: matterOf(row.UnitID), Units: append(participants(row), row.UnitID)}
}

// participants are the units that take part beside the sub-district, in the order in which they were named.
func participants(row *ent.Retrospective) (units []uuid.UUID) {
	for _, p := range row.Edges.Participants {
		units = append(units, p.UnitID)
	}
	return units
}

// Facts decide who reaches a retrospective, as find reads them.
func Facts(ctx context.Context, tx *db.Tx, ids []uuid.UUID) (access.Facts, error) {
	row, err := tx.Retrospective.Query().Where(retrospective.ID(ids[0])).Only(ctx)
	if err != nil {
		return access.Facts{}, err
	}
	if err := outline(ctx, tx, row); err != nil {
		return access.Facts{}, err
	}
	return factsOf(row), nil
}

// Participants are the units that take part in a retrospective beside the sub-district.
func Participants(ctx context.Context, tx *db.Tx, id uuid.UUID) ([]uuid.UUID, error) {
	f, err := Facts(ctx, tx, []uuid.UUID{id})
	if err != nil {
		return nil, err
	}
	return f.Units[:len(f.Units)-1], nil
}
