package handover

import (
	"context"

	"github.com/google/uuid"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// HandOverAssignment asks another unit to take a duty over.
func (s *Service) HandOverAssignment(ctx context.Context, req *dispatchv1.HandOverAssignmentRequest) (*dispatchv1.HandOver, error) {
	ids, err := name.Parse("dispatches/*/assignments/*", req.GetName())
	if err != nil {
		return nil, err
	}
	taker, err := name.ParseField("unit", "units/*", req.GetUnit())
	if err != nil {
		return nil, err
	}
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*dispatchv1.HandOver, error) {
		d, a, matter, err := s.Dispatches.HoldAssignment(ctx, tx, ids[0], ids[1])
		if err != nil {
			return nil, err
		}
		if access.PersonOf(ctx) == nil || !access.ReachOf(ctx).On(matter).Covers(a.UnitID) { // a system hands nothing over
			return nil, fault.ErrDenied
		}
		if err := etag.Check(req.GetEtag(), a.Version); err != nil {
			return nil, err
		}
		if err := s.checkTaker(ctx, tx, d, a, taker[0]); err != nil {
			return nil, err
		}
		row, err := tx.HandOver.Create().SetID(tx.NewID()).SetDispatchID(d.ID).SetAssignmentID(a.ID).SetUnitID(a.UnitID).SetIssuingUnitID(d.IssuingUnitID).
			SetToUnitID(taker[0]).SetRole(a.Role).SetDuty(a.Duty).SetState(string(Offered)).SetReason(req.GetReason()).
			SetOffererID(access.From(ctx).Person).Save(tx.Later(ctx, nil))
		if err != nil {
			return nil, err
		}
		tx.Audit(db.Audit{Action: permitOffer, Object: nameOf(row), After: facts(row)})
		tx.Emit(event(events+"offered.v1", row))
		return toProto(row), nil
	})
}

// checkTaker refuses a duty that cannot be handed over now, or not to that unit: who is only informed has none.
func (s *Service) checkTaker(ctx context.Context, tx *db.Tx, d *ent.Dispatch, a *ent.Assignment, taker uuid.UUID) error {
	if a.Role == "INFORMED" {
		return ErrInformed
	}
	return s.Dispatches.CheckTaker(ctx, tx, d, a, taker)
}
