package territory

import (
	"cmp"
	"context"
	"slices"

	"github.com/google/uuid"
	"google.golang.org/protobuf/types/known/timestamppb"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/boundary"
	"github.com/haolinju/haolinju/ent/unit"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/geo"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

const plans = "boundaryPlans"

func unitName(id uuid.UUID) string { return name.Of("units", id) }

// planToProto is a plan without what it draws.
func planToProto(p *ent.BoundaryPlan) *directoryv1.BoundaryPlan {
	return &directoryv1.BoundaryPlan{
		Name:        name.Of(plans, p.ID),
		DisplayName: p.Name,
		State:       directoryv1.BoundaryPlan_State(directoryv1.BoundaryPlan_State_value["STATE_"+p.State]),
		ValidFrom:   wire.Timestamp(p.ValidFrom),
		Reason:      p.Reason,
		Publisher:   name.OrEmpty("persons", p.PublisherID),
		ApplyTime:   wire.Timestamp(p.ApplyTime),
		MovedIssues: p.MovedIssues,
		MovedPlaces: p.MovedPlaces,
		CreateTime:  timestamppb.New(p.CreateTime),
		UpdateTime:  timestamppb.New(p.UpdateTime),
		Etag:        etag.Of(p.Version),
	}
}

// whole is a plan with what it draws.
func whole(ctx context.Context, tx *db.Tx, p *ent.BoundaryPlan) (*directoryv1.BoundaryPlan, error) {
	drawn, err := tx.Boundary.Query().Where(boundary.PlanID(p.ID)).All(ctx)
	if err != nil {
		return nil, err
	}
	shown := planToProto(p)
	shapes := map[uuid.UUID]geo.Shape{}
	for _, b := range drawn {
		if len(b.Shape) == 0 {
			shown.WithdrawnUnits = append(shown.WithdrawnUnits, unitName(b.UnitID))
			continue
		}
		shapes[b.UnitID] = b.Shape
	}
	slices.Sort(shown.GetWithdrawnUnits())
	shown.Features, err = features(ctx, tx, shapes)
	return shown, err
}

// features are the boundaries of units, by the codes of these.
func features(ctx context.Context, tx *db.Tx, shapes map[uuid.UUID]geo.Shape) ([]*directoryv1.BoundaryFeature, error) {
	ids := make([]uuid.UUID, 0, len(shapes))
	for id := range shapes {
		ids = append(ids, id)
	}
	units, err := tx.Unit.Query().Where(unit.IDIn(ids...)).All(ctx)
	if err != nil {
		return nil, err
	}
	slices.SortFunc(units, func(a, b *ent.Unit) int {
		return cmp.Or(cmp.Compare(wire.Plain(a.Code), wire.Plain(b.Code)), cmp.Compare(a.ID.String(), b.ID.String()))
	})
	var list []*directoryv1.BoundaryFeature
	for _, u := range units {
		list = append(list, &directoryv1.BoundaryFeature{Type: "Feature", Geometry: geometryOf(shapes[u.ID]),
			Properties: &directoryv1.BoundaryProperties{Unit: unitName(u.ID), Code: wire.Plain(u.Code), DisplayName: u.Name}})
	}
	return list, nil
}
