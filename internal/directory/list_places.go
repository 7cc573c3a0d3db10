package directory

import (
	"context"

	"github.com/google/uuid"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/place"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/filter"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/page"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// placeList is what places can be filtered and ordered by.
var placeList = page.NewList[*directoryv1.ListPlacesRequest, *ent.Place]("create_time desc", filter.Columns{
	"create_time":  filter.Time(place.FieldCreateTime),
	"display_name": filter.Text(place.FieldName),
	"kind":         filter.Enum[directoryv1.Place_Kind](place.FieldKind),
	"parent":       filter.Ref(place.FieldParentID, "places/*"),
	"update_time":  filter.Time(place.FieldUpdateTime),
})

// ListPlaces returns a page of the places of a unit, newest first.
func (s *Service) ListPlaces(ctx context.Context, req *directoryv1.ListPlacesRequest) (*directoryv1.ListPlacesResponse, error) {
	on, err := name.ParseField("unit", "units/*", req.GetUnit())
	if err != nil {
		return nil, err
	}
	parent, err := name.ParseOptional("parent", "places/*", req.GetParent())
	if err != nil {
		return nil, err
	}
	asked, err := placeList.Parse(ctx, s.Pages, req)
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*directoryv1.ListPlacesResponse, error) {
		q := tx.Place.Query().Where(place.UnitID(on[0]))
		if req.GetKind() != directoryv1.Place_KIND_UNSPECIFIED {
			q.Where(place.Kind(wire.Word(req.GetKind())))
		}
		if parent != uuid.Nil {
			q.Where(place.ParentID(parent))
		}
		if !access.ReachFor(ctx, readHouseholds).Covers(on[0]) {
			q.Where(place.KindNEQ(household))
		}
		found, err := page.Read(ctx, asked, q)
		if err != nil {
			return nil, err
		}
		if len(found.Rows) == 0 {
			if err := unitExists(ctx, tx, "unit", on[0]); err != nil {
				return nil, err
			}
		}
		answer := &directoryv1.ListPlacesResponse{NextPageToken: found.Next, TotalSize: found.Total}
		for _, p := range found.Rows {
			answer.Places = append(answer.Places, placeToProto(p))
		}
		return answer, nil
	})
}
