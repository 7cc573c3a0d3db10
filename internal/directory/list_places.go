package directory

import (
	"context"

	"github.com/google/uuid"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/place"
	"github.com/haolinju/haolinju/ent/predicate"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// ListPlaces returns a page of the places of a unit, newest first.
func (s *Service) ListPlaces(ctx context.Context, req *directoryv1.ListPlacesRequest) (*directoryv1.ListPlacesResponse, error) {
	on, err := name.ParseField("unit", "units/*", req.GetUnit())
	if err != nil {
		return nil, err
	}
	parent, err := parseOptional("parent", "places/*", req.GetParent())
	if err != nil {
		return nil, err
	}
	cursor, err := s.Pages.Start(ctx, req)
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*directoryv1.ListPlacesResponse, error) {
		q := tx.Place.Query().Where(place.UnitID(on[0]), page.BehindNewest[predicate.Place](cursor)).
			Order(page.Newest).Limit(page.Limit(req))
		if req.GetKind() != directoryv1.Place_KIND_UNSPECIFIED {
			q.Where(place.Kind(stored(req.GetKind())))
		}
		if parent != uuid.Nil {
			q.Where(place.ParentID(parent))
		}
		if !access.ReachFor(ctx, readHouseholds).Covers(on[0]) {
			q.Where(place.KindNEQ(household))
		}
		rows, err := q.All(ctx)
		if err != nil {
			return nil, err
		}
		if len(rows) == 0 {
			if err := unitExists(ctx, tx, "unit", on[0]); err != nil {
				return nil, err
			}
		}
		answer := &directoryv1.ListPlacesResponse{}
		rows, answer.NextPageToken = page.Cut(ctx, s.Pages, req, rows, func(p *ent.Place) page.Cursor {
			return page.Cursor{Time: p.CreateTime, ID: p.ID}
		})
		for _, p := range rows {
			answer.Places = append(answer.Places, placeToProto(p))
		}
		return answer, nil
	})
}
