package directory

import (
	"strings"
	"time"

	"github.com/google/uuid"
	"google.golang.org/protobuf/types/known/timestamppb"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// Enum values are stored without the prefix that the contract gives them.

func unitKind(stored string) directoryv1.Unit_Kind {
	return directoryv1.Unit_Kind(directoryv1.Unit_Kind_value["KIND_"+stored])
}

func placeKind(stored string) directoryv1.Place_Kind {
	return directoryv1.Place_Kind(directoryv1.Place_Kind_value["KIND_"+stored])
}

func stored(value interface{ String() string }) string {
	_, plain, _ := strings.Cut(value.String(), "_")
	return plain
}

func unitToProto(u *ent.Unit) *directoryv1.Unit {
	return &directoryv1.Unit{
		Name:        name.Of("units", u.ID),
		DisplayName: u.Name,
		Kind:        unitKind(u.Kind),
		Code:        value(u.Code),
		Parent:      nameOrEmpty("units", u.ParentID),
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
		Parent:      nameOrEmpty("units", h.ParentID),
		ValidFrom:   timestamppb.New(h.ValidFrom),
		ValidTo:     timeOrNil(h.ValidTo),
	}
}

func placeToProto(p *ent.Place) *directoryv1.Place {
	place := &directoryv1.Place{
		Name:        name.Of("places", p.ID),
		Kind:        placeKind(p.Kind),
		Unit:        name.Of("units", p.UnitID),
		Parent:      nameOrEmpty("places", p.ParentID),
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

func membershipToProto(m *ent.Membership) *directoryv1.Membership {
	return &directoryv1.Membership{
		Name:       name.Of(name.Of("units", m.UnitID)+"/memberships", m.ID),
		Person:     name.Of("persons", m.PersonID),
		Role:       m.Role,
		ValidFrom:  timestamppb.New(m.ValidFrom),
		ValidTo:    timeOrNil(m.ValidTo),
		Area:       nameOrEmpty("units", m.AreaID),
		Categories: names("categories", m.Categories),
		CreateTime: timestamppb.New(m.CreateTime),
		UpdateTime: timestamppb.New(m.UpdateTime),
		Etag:       etag.Of(m.Version),
	}
}

func categoryToProto(c *ent.Category) *directoryv1.Category {
	return &directoryv1.Category{
		Name:        name.Of("categories", c.ID),
		Code:        c.Code,
		DisplayName: c.Name,
		Parent:      nameOrEmpty("categories", c.ParentID),
		Tier:        directoryv1.Category_Tier(directoryv1.Category_Tier_value["TIER_"+c.Tier]),
		Active:      c.Active,
		CreateTime:  timestamppb.New(c.CreateTime),
		UpdateTime:  timestamppb.New(c.UpdateTime),
		Etag:        etag.Of(c.Version),
		DeleteTime:  timeOrNil(c.DeleteTime),
		PurgeTime:   timeOrNil(c.PurgeTime),
	}
}

func nameOrEmpty(collection string, id *uuid.UUID) string {
	if id == nil {
		return ""
	}
	return name.Of(collection, *id)
}

func names(collection string, ids []uuid.UUID) (list []string) {
	for _, id := range ids {
		list = append(list, name.Of(collection, id))
	}
	return list
}

func timeOrNil(t *time.Time) *timestamppb.Timestamp {
	if t == nil {
		return nil
	}
	return timestamppb.New(*t)
}

// value is what a pointer points to, the zero value where there is none.
func value[T any](p *T) T {
	var zero T
	if p == nil {
		return zero
	}
	return *p
}
