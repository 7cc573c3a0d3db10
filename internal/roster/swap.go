package roster

import (
	"context"
	"slices"

	"github.com/google/uuid"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/dutyshift"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// OfferDutyShift asks that a shift be taken.
func (s *Service) OfferDutyShift(ctx context.Context, req *dispatchv1.OfferDutyShiftRequest) (*dispatchv1.DutyShift, error) {
	to, err := name.ParseOptional("offered_to", "persons/*", req.GetOfferedTo())
	if err != nil {
		return nil, err
	}
	return s.swap(ctx, req, Offer, func(ctx context.Context, tx *db.Tx, row *ent.DutyShift, change *ent.DutyShiftUpdate) error {
		if !access.From(ctx).Is(row.PersonID) {
			return fault.ErrDenied
		}
		change.SetOfferReason(req.GetReason()).SetOfferTime(tx.Now())
		if to == uuid.Nil {
			return nil
		}
		change.SetOfferedToID(to)
		fit, err := s.fit(ctx, tx, row.UnitID, row.Post)
		if err == nil && (to == row.PersonID || !slices.Contains(fit, to)) {
			err = ErrUnfit.On("offered_to")
		}
		return err
	})
}

// TakeDutyShift takes a shift that is offered.
func (s *Service) TakeDutyShift(ctx context.Context, req *dispatchv1.TakeDutyShiftRequest) (*dispatchv1.DutyShift, error) {
	return s.swap(ctx, req, Take, func(ctx context.Context, tx *db.Tx, row *ent.DutyShift, change *ent.DutyShiftUpdate) error {
		caller := access.From(ctx)
		if caller.Is(row.PersonID) || row.OfferedToID != nil && !caller.Is(*row.OfferedToID) {
			return fault.ErrDenied
		}
		fit, err := s.fit(ctx, tx, row.UnitID, row.Post)
		if err != nil {
			return err
		}
		if !slices.Contains(fit, caller.Person) {
			return ErrUnfit
		}
		change.SetPersonID(caller.Person).ClearOfferedToID().SetOfferReason("").ClearOfferTime()
		return nil
	})
}

// DeclineDutyShift ends an offer without a change.
func (s *Service) DeclineDutyShift(ctx context.Context, req *dispatchv1.DeclineDutyShiftRequest) (*dispatchv1.DutyShift, error) {
	return s.swap(ctx, req, Decline, func(ctx context.Context, tx *db.Tx, row *ent.DutyShift, change *ent.DutyShiftUpdate) error {
		caller := access.From(ctx)
		if !caller.Is(row.PersonID) && (row.OfferedToID == nil || !caller.Is(*row.OfferedToID)) {
			return fault.ErrDenied
		}
		change.ClearOfferedToID().SetOfferReason("").ClearOfferTime()
		return nil
	})
}

// swapRequest asks for a verb on one shift.
type swapRequest interface {
	GetName() string
	GetEtag() string
}

// swap does one verb to a shift that is locked, so that of two who take it the second finds it taken.
func (s *Service) swap(ctx context.Context, req swapRequest, do ShiftVerb,
	then func(context.Context, *db.Tx, *ent.DutyShift, *ent.DutyShiftUpdate) error) (*dispatchv1.DutyShift, error) {
	ids, err := name.Parse(rosters+"/*/shifts/*", req.GetName())
	if err != nil {
		return nil, err
	}
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*dispatchv1.DutyShift, error) {
		row, err := tx.DutyShift.Query().Where(dutyshift.ID(ids[1]), dutyshift.RosterID(ids[0])).ForUpdate().Only(ctx)
		if err != nil {
			return nil, name.NotFound(err, req.GetName())
		}
		if !access.ReachFor(ctx, permitRead).Covers(row.UnitID) {
			return nil, fault.ErrNotFound.With("name", req.GetName())
		}
		if !access.ReachOf(ctx).Covers(row.UnitID) {
			return nil, fault.ErrDenied
		}
		if err := etag.Check(req.GetEtag(), row.Version); err != nil {
			return nil, err
		}
		step, err := ShiftSteps.Step(ShiftState(row.State), do)
		if err != nil {
			return nil, err
		}
		if do != Decline && !tx.Now().Before(row.EndTime) {
			return nil, ErrOver
		}
		change := tx.DutyShift.Update().Where(dutyshift.ID(row.ID), dutyshift.State(row.State)).SetState(string(step.To))
		if err := then(ctx, tx, row, change); err != nil {
			return nil, err
		}
		if err := change.Exec(tx.Later(ctx, fault.ErrStale)); err != nil {
			return nil, err
		}
		after, err := tx.DutyShift.Query().Where(dutyshift.ID(row.ID)).Only(ctx)
		if err != nil {
			return nil, err
		}
		tx.Audit(db.Audit{Action: step.Who, Object: shiftName(row), Before: shiftFacts(row), After: shiftFacts(after)})
		tx.Emit(event(step.Emits, shiftName(row), row.UnitID, shiftFacts(after)))
		return shiftToProto(after), nil
	})
}
