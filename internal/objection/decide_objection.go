package objection

import (
	"context"
	"slices"

	"github.com/google/uuid"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/dispatchobjection"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// DecideObjection rules on the objection that is pending, for the street.
func (s *Service) DecideObjection(ctx context.Context, req *dispatchv1.DecideObjectionRequest) (*dispatchv1.Objection, error) {
	ids, err := name.Parse("dispatches/*/assignments/*", req.GetName())
	if err != nil {
		return nil, err
	}
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*dispatchv1.Objection, error) {
		d, a, matter, err := s.Dispatches.HoldAssignment(ctx, tx, ids[0], ids[1])
		if err != nil {
			return nil, err
		}
		if !access.ReachOf(ctx).On(matter).Covers(d.IssuingUnitID) {
			return nil, fault.ErrDenied
		}
		if err := etag.Check(req.GetEtag(), a.Version); err != nil {
			return nil, err
		}
		row, err := s.rule(ctx, tx, d, a, street, req)
		if err != nil {
			return nil, err
		}
		return toProto(row, access.ReachFor(ctx, permitRead)), nil
	})
}

// AdjudicateDispatch rules on an objection for the district.
func (s *Service) AdjudicateDispatch(ctx context.Context, req *dispatchv1.AdjudicateDispatchRequest) (*dispatchv1.Dispatch, error) {
	ids, err := name.ParseField("assignment", "dispatches/*/assignments/*", req.GetAssignment())
	if err != nil {
		return nil, err
	}
	if name.Of("dispatches", ids[0]) != req.GetName() {
		return nil, fault.ErrNotFound.On("assignment").With("name", req.GetAssignment())
	}
	return s.Dispatches.AdjudicateBy(ctx, req, ids[0], ids[1], func(ctx context.Context, tx *db.Tx, d *ent.Dispatch, a *ent.Assignment) (bool, error) {
		if _, err := s.rule(ctx, tx, d, a, district, req); err != nil {
			return false, err
		}
		return s.DistrictRules(ctx, tx, d.ID)
	})
}

// ruling is what a request says about an objection.
type ruling interface {
	GetDecision() dispatchv1.Objection_State
	GetRuling() string
	GetClockOutcome() dispatchv1.Objection_ClockOutcome
}

// rule rules on the objection to an assignment that is held: its time goes on as the ruling says, and the duty is given back or stays.
func (s *Service) rule(ctx context.Context, tx *db.Tx, d *ent.Dispatch, a *ent.Assignment, level string, said ruling) (*ent.DispatchObjection, error) {
	row, err := tx.DispatchObjection.Query().Where(dispatchobjection.AssignmentID(a.ID), dispatchobjection.State(string(Pending))).Only(ctx)
	caller := access.From(ctx)
	switch {
	case ent.IsNotFound(err):
		return nil, ErrNotPending
	case err != nil:
		return nil, err
	case row.Level == district && level == street:
		return nil, ErrOfDistrict
	case row.Level != level:
		return nil, ErrNotPending
	case caller.Person == uuid.Nil:
		return nil, fault.ErrDenied // a system rules on nothing
	case row.ObjectorID != nil && caller.RecusedFrom(*row.ObjectorID) || slices.ContainsFunc(caller.Held, func(h access.Held) bool { return h.Unit == row.UnitID }):
		return nil, ErrOwn
	}
	verb, back := Overrule, (func(*ent.AssignmentUpdate))(nil)
	if said.GetDecision() == dispatchv1.Objection_STATE_UPHELD {
		verb = Uphold
		back = func(u *ent.AssignmentUpdate) {
			u.SetReturnReason(row.Reason).SetReturnClause(row.Clause).SetReturnNote(row.Note).SetNillableSuggestedUnitID(row.SuggestedUnitID)
		}
	}
	after, err := move(ctx, tx, row, verb, func(o *ent.DispatchObjection) {
		o.DeciderID, o.Ruling, o.ClockOutcome = &caller.Person, said.GetRuling(), wire.Word(said.GetClockOutcome())
	})
	if err != nil {
		return nil, err
	}
	if err := s.Clocks.SettleClocks(ctx, tx, d, a.ID, after.ClockOutcome); err != nil {
		return nil, err
	}
	return after, s.Dispatches.RuleOnReturn(ctx, tx, d, a, back)
}
