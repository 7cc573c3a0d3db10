package directory

import (
	"context"

	"github.com/google/uuid"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/predicate"
	"github.com/haolinju/haolinju/ent/unit"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// ListUnits returns a page of units, newest first.
func (s *Service) ListUnits(ctx context.Context, req *directoryv1.ListUnitsRequest) (*directoryv1.ListUnitsResponse, error) {
	cursor, err := s.Pages.Start(ctx, req)
	if err != nil {
		return nil, err
	}
	parent, err := parseOptional("parent", "units/*", req.GetParent())
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*directoryv1.ListUnitsResponse, error) {
		q := tx.Unit.Query().Where(page.BehindNewest[predicate.Unit](cursor)).Order(page.Newest).Limit(page.Limit(req))
		if req.GetKind() != directoryv1.Unit_KIND_UNSPECIFIED {
			q.Where(unit.Kind(stored(req.GetKind())))
		}
		if parent != uuid.Nil {
			q.Where(unit.ParentID(parent))
		}
		if req.GetCode() != "" {
			q.Where(unit.Code(req.GetCode()))
		}
		rows, err := q.All(ctx)
		if err != nil {
			return nil, err
		}
		answer := &directoryv1.ListUnitsResponse{}
		rows, answer.NextPageToken = page.Cut(ctx, s.Pages, req, rows, func(u *ent.Unit) page.Cursor {
			return page.Cursor{Time: u.CreateTime, ID: u.ID}
		})
		for _, u := range rows {
			answer.Units = append(answer.Units, unitToProto(u))
		}
		return answer, nil
	})
}
