package directory

import (
	"context"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/predicate"
	"github.com/haolinju/haolinju/ent/unithistory"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// ListUnitHistory returns a page of the spans of a unit, the latest first.
func (s *Service) ListUnitHistory(ctx context.Context, req *directoryv1.ListUnitHistoryRequest) (*directoryv1.ListUnitHistoryResponse, error) {
	ids, err := name.Parse("units/*", req.GetName())
	if err != nil {
		return nil, err
	}
	cursor, err := s.Pages.Start(ctx, req)
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*directoryv1.ListUnitHistoryResponse, error) {
		rows, err := tx.UnitHistory.Query().
			Where(unithistory.UnitID(ids[0]), page.BehindNewest[predicate.UnitHistory](cursor)).
			Order(page.Newest).Limit(page.Limit(req)).All(ctx)
		if err != nil {
			return nil, err
		}
		if len(rows) == 0 && cursor.IsZero() {
			return nil, fault.ErrNotFound.With("name", req.GetName()) // every unit has a span
		}
		answer := &directoryv1.ListUnitHistoryResponse{}
		rows, answer.NextPageToken = page.Cut(ctx, s.Pages, req, rows, func(h *ent.UnitHistory) page.Cursor {
			return page.Cursor{Time: h.CreateTime, ID: h.ID}
		})
		for _, h := range rows {
			answer.Versions = append(answer.Versions, spanToProto(h))
		}
		return answer, nil
	})
}
