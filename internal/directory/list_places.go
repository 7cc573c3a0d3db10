package directory

import (
	"context"
	"slices"

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
		kinds := kindsShown(req.GetKind(), access.ReachFor(ctx, readHouseholds).Covers(on[0]))
		way := page.Way{By: []page.By{page.ByID(place.FieldUnitID, on...), page.ByWord(place.FieldKind, kinds...)}}
		if parent != uuid.Nil {
			way = page.Way{By: []page.By{page.ByID(place.FieldParentID, parent)}, Where: place.And(place.UnitID(on[0]), place.KindIn(kinds...))}
		}
		found, err := page.ReadAlong(ctx, asked, tx.Place.Query(), nil, way)
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

// kindsShown are the kinds of places of which some are asked for: one or all, but households only where they are shown.
func kindsShown(asked directoryv1.Place_Kind, households bool) (kinds []string) {
	for number := range directoryv1.Place_Kind_name {
		kind := directoryv1.Place_Kind(number)
		unasked := asked != directoryv1.Place_KIND_UNSPECIFIED && kind != asked
		if word := wire.Word(kind); kind != directoryv1.Place_KIND_UNSPECIFIED && !unasked && (households || word != household) {
			kinds = append(kinds, word)
		}
	}
	slices.Sort(kinds)
	return kinds
}
