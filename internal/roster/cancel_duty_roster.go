package roster

import (
	"context"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent/dutyroster"
	"github.com/haolinju/haolinju/ent/dutyshift"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// CancelDutyRoster takes a roster back that has not begun.
func (s *Service) CancelDutyRoster(ctx context.Context, req *dispatchv1.CancelDutyRosterRequest) (*dispatchv1.DutyRoster, error) {
	ids, err := name.Parse(rosters+"/*", req.GetName())
	if err != nil {
		return nil, err
	}
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*dispatchv1.DutyRoster, error) {
		row, err := find(ctx, tx.DutyRoster.Query().ForUpdate(), ids[0], req.GetName())
		if err != nil {
			return nil, err
		}
		if !access.ReachOf(ctx).Covers(row.UnitID) {
			return nil, fault.ErrDenied
		}
		if err := etag.Check(req.GetEtag(), row.Version); err != nil {
			return nil, err
		}
		step, err := Steps.Step(State(row.State), Cancel)
		if err != nil {
			return nil, err
		}
		if !tx.Now().Before(row.StartTime) {
			return nil, ErrBegun
		}
		if err := tx.DutyRoster.Update().Where(dutyroster.ID(row.ID), dutyroster.State(row.State)).SetState(string(step.To)).SetCancelTime(tx.Now()).
			Exec(tx.Later(ctx, fault.ErrStale)); err != nil {
			return nil, err
		}
		if err := tx.DutyShift.Update().Where(dutyshift.RosterID(row.ID)).SetState(string(ShiftCancelled)).ClearOfferedToID().SetOfferReason("").
			ClearOfferTime().Exec(tx.Later(ctx, nil)); err != nil {
			return nil, err
		}
		after, err := tx.DutyRoster.Query().Where(dutyroster.ID(row.ID)).Only(ctx)
		if err != nil {
			return nil, err
		}
		tx.Audit(db.Audit{Action: step.Who, Object: rosterName(row.ID), Before: facts(row), After: facts(after)})
		tx.Emit(event(step.Emits, rosterName(row.ID), row.UnitID, facts(after)))
		return whole(ctx, tx, after)
	})
}
