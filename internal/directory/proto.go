package directory

import (
	"google.golang.org/protobuf/types/known/timestamppb"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// Enum values are stored without the prefix that the contract gives them.

func unitKind(stored string) directoryv1.Unit_Kind {
	return directoryv1.Unit_Kind(directoryv1.Unit_Kind_value["KIND_"+stored])
}

func placeKind(stored string) directoryv1.Place_Kind {
	return directoryv1.Place_Kind(directoryv1.Place_Kind_value["KIND_"+stored])
}

func unitToProto(u *ent.Unit) *directoryv1.Unit {
	return &directoryv1.Unit{
		Name:        name.Of("units", u.ID),
		DisplayName: u.Name,
		Kind:        unitKind(u.Kind),
		Code:        wire.Plain(u.Code),
		Parent:      name.OrEmpty("units", u.ParentID),
		Path:        u.Path,
		CreateTime:  timestamppb.New(u.CreateTime),
		UpdateTime:  timestamppb.New(u.UpdateTime),
		Etag:        etag.Of(u.Version),
	}
}

func spanToProto(h *ent.UnitHistory) *directoryv1.UnitVersion {
	return &directoryv1.UnitVersion{
		DisplayName: h.Name,
		Kind:        unitKind(h.Kind),
		Parent:      name.OrEmpty("units", h.ParentID),
		ValidFrom:   timestamppb.New(h.ValidFrom),
		ValidTo:     wire.Timestamp(h.ValidTo),
	}
}

func placeToProto(p *ent.Place) *directoryv1.Place {
	place := &directoryv1.Place{
		Name:        name.Of("places", p.ID),
		Kind:        placeKind(p.Kind),
		Unit:        name.Of("units", p.UnitID),
		Parent:      name.OrEmpty("places", p.ParentID),
		DisplayName: p.Name,
		LatitudeE7:  p.LatitudeE7,
		LongitudeE7: p.LongitudeE7,
		CreateTime:  timestamppb.New(p.CreateTime),
		UpdateTime:  timestamppb.New(p.UpdateTime),
		Etag:        etag.Of(p.Version),
	}
	if p.Datum != nil {
		place.Coordinates = &directoryv1.Coordinates{
			Latitude:  *p.Latitude,
			Longitude: *p.Longitude,
			Datum:     directoryv1.Coordinates_Datum(directoryv1.Coordinates_Datum_value["DATUM_"+*p.Datum]),
		}
	}
	return place
}
