package directory

import (
	"context"

	"github.com/google/uuid"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/place"
	"github.com/haolinju/haolinju/ent/unit"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/geo"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// household is the stored kind of the places that only the staff of their unit may see.
var household = wire.Word(directoryv1.Place_KIND_HOUSEHOLD)

// PlaceSpec is a place to be entered.
type PlaceSpec struct {
	ID          uuid.UUID // made by the server when Nil
	Kind        directoryv1.Place_Kind
	Unit        uuid.UUID
	Parent      uuid.UUID // Nil for none
	Name        string
	Coordinates *directoryv1.Coordinates // nil for none
}

// AddPlace enters a place on the ground of a unit.
func AddPlace(ctx context.Context, tx *db.Tx, spec PlaceSpec) (*ent.Place, error) {
	on, err := tx.Unit.Query().Where(unit.ID(spec.Unit)).Only(ctx)
	switch {
	case ent.IsNotFound(err):
		return nil, name.Unknown("place.unit", "units", spec.Unit)
	case err != nil:
		return nil, err
	case !holdsPlaces(unitKind(on.Kind)):
		return nil, ErrPlaceUnit.On("place.unit")
	}
	if spec.ID == uuid.Nil {
		spec.ID = tx.NewID()
	}
	create := tx.Place.Create().SetID(spec.ID).SetKind(wire.Word(spec.Kind)).SetUnitID(spec.Unit).SetName(spec.Name)
	in := directoryv1.Place_KIND_UNSPECIFIED
	if spec.Parent != uuid.Nil {
		parent, err := tx.Place.Query().Where(place.ID(spec.Parent), place.UnitID(spec.Unit)).Only(ctx)
		if ent.IsNotFound(err) {
			return nil, name.Unknown("place.parent", "places", spec.Parent)
		}
		if err != nil {
			return nil, err
		}
		in = placeKind(parent.Kind)
		create.SetParentID(parent.ID)
	}
	if !placeFits(spec.Kind, in) {
		return nil, ErrPlaceParent.On("place.parent")
	}
	if c := spec.Coordinates; c != nil {
		datum := wire.Word(c.GetDatum())
		latitudeE7, longitudeE7 := geo.Canonical(c.GetLatitude(), c.GetLongitude(), datum)
		create.SetLatitude(c.GetLatitude()).SetLongitude(c.GetLongitude()).SetDatum(datum).
			SetLatitudeE7(latitudeE7).SetLongitudeE7(longitudeE7)
	}
	p, err := create.Save(ctx)
	if err != nil {
		return nil, err
	}
	record := map[string]any{"kind": p.Kind, "unit": name.Of("units", p.UnitID), "parent": name.OrEmpty("places", p.ParentID)}
	tx.Audit(db.Audit{Action: "directory.place.manage", Object: name.Of("places", p.ID), After: record})
	tx.Emit(db.Event{Type: "haolinju.directory.place.created.v1", Subject: name.Of("places", p.ID),
		Units: []uuid.UUID{p.UnitID}, Data: record})
	return p, nil
}

// RelocatePlace moves a place, with all that stands in it, to the ground of another unit.
func (s *Service) RelocatePlace(ctx context.Context, tx *db.Tx, id, to uuid.UUID) error {
	before, err := tx.Place.Query().Where(place.ID(id)).ForUpdate().Only(ctx)
	if err != nil {
		return err
	}
	moved, err := tx.Exec(ctx, `with recursive within as (
			select id from place where tenant_id = $1 and id = $2
			union all
			select p.id from place p join within on p.parent_id = within.id where p.tenant_id = $1)
		update place set unit_id = $3, update_time = $4, version = version + 1
		from within where place.tenant_id = $1 and place.id = within.id`, tx.Tenant(), id, to, tx.Now())
	if err != nil {
		return err
	}
	record := map[string]any{"unit": name.Of("units", to), "moved": moved}
	tx.Audit(db.Audit{Action: "directory.place.manage", Object: name.Of("places", id),
		Before: map[string]any{"unit": name.Of("units", before.UnitID)}, After: record})
	tx.Emit(db.Event{Type: "haolinju.directory.place.relocated.v1", Subject: name.Of("places", id), Units: []uuid.UUID{before.UnitID, to}, Data: record})
	return nil
}
