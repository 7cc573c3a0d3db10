package incident

import (
	"context"
	"maps"

	"github.com/google/uuid"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/unit"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// CreateIncident makes the record of an incident.
func (s *Service) CreateIncident(ctx context.Context, req *intakev1.CreateIncidentRequest) (*intakev1.Incident, error) {
	in := req.GetIncident()
	units, err := name.ParseField("incident.unit", "units/*", in.GetUnit())
	if err != nil {
		return nil, err
	}
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*intakev1.Incident, error) {
		id, err := tx.ChosenID("incident_id", req.GetIncidentId())
		if err != nil {
			return nil, err
		}
		switch known, err := tx.Unit.Query().Where(unit.ID(units[0])).Exist(ctx); {
		case err != nil:
			return nil, err
		case !known:
			return nil, name.Unknown("incident.unit", "units", units[0])
		case !access.ReachOf(ctx).Covers(units[0]):
			return nil, fault.ErrDenied.On("incident.unit")
		}
		row, err := tx.Incident.Create().SetID(id).SetTitle(in.GetTitle()).SetUnitID(units[0]).SetState(string(Open)).
			SetCreatorID(access.From(ctx).Person).Save(tx.Later(ctx, nil))
		if err != nil {
			return nil, err
		}
		record(tx, permitManage, events+"created.v1", row, nil)
		return toProto(row), nil
	})
}

// record tells of an incident, and which issues are concerned.
func record(tx *db.Tx, action, emits string, row *ent.Incident, more map[string]any) {
	told := map[string]any{"unit": row.UnitID, "state": row.State}
	maps.Copy(told, more)
	tx.Audit(db.Audit{Action: action, Object: nameOf(row), After: told})
	tx.Emit(db.Event{Type: emits, Subject: nameOf(row), Units: []uuid.UUID{row.UnitID}, Data: told})
}
