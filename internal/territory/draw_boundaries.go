package territory

import (
	"context"

	"github.com/google/uuid"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/boundary"
	"github.com/haolinju/haolinju/ent/unit"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/geo"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// stroke is what a request draws of one unit.
type stroke struct {
	id    uuid.UUID // Nil where the unit is named by its code
	code  string
	shape geo.Shape // nil for no boundary any more
	field string
}

// DrawBoundaries puts boundaries into a draft.
func (s *Service) DrawBoundaries(ctx context.Context, req *directoryv1.DrawBoundariesRequest) (*directoryv1.BoundaryPlan, error) {
	strokes, err := strokesOf(req)
	if err != nil {
		return nil, err
	}
	return s.act(ctx, Draw, req.GetName(), req.GetEtag(), func(ctx context.Context, tx *db.Tx, p *ent.BoundaryPlan, _ *ent.BoundaryPlanUpdate) (map[string]any, error) {
		var units []uuid.UUID
		var rows []*ent.BoundaryCreate
		seen := map[uuid.UUID]bool{}
		for _, one := range strokes {
			u, err := one.unit(ctx, tx)
			if err != nil {
				return nil, err
			}
			level := levelOf(u.Kind)
			switch {
			case level == "":
				return nil, ErrUnitKind.On(one.field)
			case seen[u.ID]:
				return nil, ErrUnitTwice.On(one.field)
			}
			seen[u.ID] = true
			units = append(units, u.ID)
			rows = append(rows, tx.Boundary.Create().SetID(tx.NewID()).SetPlanID(p.ID).SetUnitID(u.ID).SetLevel(level).SetShape(one.shape))
		}
		if _, err := tx.Boundary.Delete().Where(boundary.PlanID(p.ID), boundary.UnitIDIn(units...)).Exec(ctx); err != nil {
			return nil, err
		}
		return map[string]any{"units": units}, tx.Boundary.CreateBulk(rows...).Exec(ctx)
	})
}

// strokesOf reads a request as far as that needs no database.
func strokesOf(req *directoryv1.DrawBoundariesRequest) (strokes []stroke, err error) {
	datum := geo.WGS84
	if req.GetDatum() != directoryv1.Coordinates_DATUM_UNSPECIFIED {
		datum = wire.Word(req.GetDatum())
	}
	for i, f := range req.GetFeatures() {
		one := stroke{code: f.GetProperties().GetCode(), field: featureField(i, "properties.unit")}
		if one.id, err = name.ParseOptional(one.field, "units/*", f.GetProperties().GetUnit()); err != nil {
			return nil, err
		}
		if one.id == uuid.Nil && one.code == "" {
			return nil, fault.ErrInvalid.OnField(one.field, "请指明单位或其代码", "name the unit or its code")
		}
		if one.shape, err = shapeOf(f.GetGeometry(), datum, featureField(i, "geometry")); err != nil {
			return nil, err
		}
		strokes = append(strokes, one)
	}
	for i, called := range req.GetWithdrawnUnits() {
		one := stroke{shape: geo.Shape{}, field: fault.Item("withdrawn_units", i)}
		ids, err := name.ParseField(one.field, "units/*", called)
		if err != nil {
			return nil, err
		}
		one.id = ids[0]
		strokes = append(strokes, one)
	}
	if len(strokes) == 0 {
		return nil, fault.ErrInvalid.OnField("features", "不能为空", "must not be empty")
	}
	return strokes, nil
}

// unit that the stroke is about.
func (s stroke) unit(ctx context.Context, tx *db.Tx) (*ent.Unit, error) {
	q := tx.Unit.Query()
	if s.id != uuid.Nil {
		q.Where(unit.ID(s.id))
	} else {
		q.Where(unit.Code(s.code))
	}
	u, err := q.Only(ctx)
	if ent.IsNotFound(err) {
		return nil, fault.ErrNotFound.On(s.field)
	}
	return u, err
}
