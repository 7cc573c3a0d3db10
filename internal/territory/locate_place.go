package territory

import (
	"context"

	"github.com/google/uuid"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	"github.com/haolinju/haolinju/ent/place"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/geo"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// fileIssues is the permission of those for whom a unit is where they live or work.
const fileIssues = "intake.issue.create"

// LocatePlace tells whose ground a point or place lies on.
func (s *Service) LocatePlace(ctx context.Context, req *directoryv1.LocatePlaceRequest) (*directoryv1.Located, error) {
	w, err := whereabouts(req)
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*directoryv1.Located, error) {
		if w.Place != nil {
			hidden, err := tx.Place.Query().Where(place.ID(*w.Place), place.Kind("HOUSEHOLD")).Only(ctx)
			if err == nil && !access.ReachFor(ctx, readHouseholds).Covers(hidden.UnitID) {
				return nil, w.NoPlace
			}
		}
		g, err := s.Locate(ctx, tx, w)
		if err != nil {
			return nil, err
		}
		return &directoryv1.Located{Grid: name.OrEmpty("units", g.Grid), Community: name.OrEmpty("units", g.Community),
			SubDistrict: name.OrEmpty("units", g.SubDistrict), LocatedBy: directoryv1.Located_By(directoryv1.Located_By_value["BY_"+g.By])}, nil
	})
}

func whereabouts(req *directoryv1.LocatePlaceRequest) (Whereabouts, error) {
	w := Whereabouts{PointField: "lat", PlaceField: "place", UnitField: "unit", Filing: fileIssues,
		NoPlace: fault.ErrNotFound.On("place"), NoUnit: fault.ErrNotFound.On("unit")}
	given := req.Lat != nil
	for field, also := range map[string]bool{"lng": req.Lng != nil, "datum": req.GetDatum() != directoryv1.Coordinates_DATUM_UNSPECIFIED} {
		if also != given {
			return w, fault.ErrInvalid.OnField(field, "纬度、经度、坐标系须同时提供", "lat, lng and datum go together")
		}
	}
	if given {
		at, err := geo.PointOf(req.GetLat(), req.GetLng(), wire.Word(req.GetDatum()))
		if err != nil {
			return w, geo.ErrOutside.On("lat")
		}
		w.Point = &at
	}
	var err error
	if w.Place, err = optional("place", "places/*", req.GetPlace()); err != nil {
		return w, err
	}
	w.Unit, err = optional("unit", "units/*", req.GetUnit())
	return w, err
}

// optional reads a name that may be left out.
func optional(field, pattern, given string) (*uuid.UUID, error) {
	id, err := name.ParseOptional(field, pattern, given)
	if err != nil || id == uuid.Nil {
		return nil, err
	}
	return &id, nil
}
