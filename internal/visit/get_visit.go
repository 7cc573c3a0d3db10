package visit

import (
	"context"

	"github.com/google/uuid"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/attachment"
	"github.com/haolinju/haolinju/ent/visit"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/page"
	"github.com/haolinju/haolinju/internal/platform/records"
)

// GetVisit reads one.
func (s *Service) GetVisit(ctx context.Context, req *dispatchv1.GetVisitRequest) (*dispatchv1.Visit, error) {
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*dispatchv1.Visit, error) {
		row, _, err := s.find(ctx, tx, "name", req.GetName())
		if err != nil {
			return nil, err
		}
		photos, err := attached(ctx, tx, req.GetName())
		if err != nil {
			return nil, err
		}
		return toProto(row, photos[req.GetName()]), nil
	})
}

// find is a visit that the caller may read, with its dispatch.
func (s *Service) find(ctx context.Context, tx *db.Tx, field, called string) (row *ent.Visit, d *ent.Dispatch, err error) {
	ids, err := name.ParseField(field, "dispatches/*/assignments/*/visits/*", called)
	if err != nil {
		return nil, nil, err
	}
	err = db.Together(ctx,
		func(ctx context.Context) (err error) {
			d, err = s.readable(ctx, tx, field, called, ids[0], ids[1])
			return err
		},
		func(ctx context.Context) (err error) {
			row, err = one(ctx, tx, ids)
			return name.NotFound(err, called)
		})
	return row, d, err
}

func one(ctx context.Context, tx *db.Tx, ids []uuid.UUID) (*ent.Visit, error) {
	return tx.Visit.Query().Where(visit.ID(ids[2]), visit.AssignmentID(ids[1]), visit.DispatchID(ids[0])).Only(ctx)
}

// attached are the names of what hangs on some visits, by theirs.
func attached(ctx context.Context, tx *db.Tx, visits ...string) (map[string][]string, error) {
	rows, err := tx.Attachment.Query().Where(attachment.SubjectIn(visits...)).Order(page.Oldest).All(ctx)
	all := map[string][]string{}
	for _, row := range rows {
		all[*row.Subject] = append(all[*row.Subject], name.Of("attachments", row.ID))
	}
	return all, err
}

// Facts decide who reaches a visit, as readable reads them: the unit that came and the one that asked for it, where they see the dispatch.
func Facts(dispatch records.FactsOf) records.FactsOf {
	return func(ctx context.Context, tx *db.Tx, ids []uuid.UUID) (access.Facts, error) {
		row, err := one(ctx, tx, ids)
		if err != nil {
			return access.Facts{}, err
		}
		f, err := dispatch(ctx, tx, ids)
		f.Also, f.Units = permitRead, []uuid.UUID{row.IssuingUnitID, row.UnitID}
		return f, err
	}
}
