package escalation

import (
	"context"

	"github.com/google/uuid"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/escalation"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// EscalateDispatch brings a dispatch before the district.
func (s *Service) EscalateDispatch(ctx context.Context, req *dispatchv1.EscalateDispatchRequest) (*dispatchv1.Dispatch, error) {
	return s.Dispatches.EscalateBy(ctx, req, func(ctx context.Context, tx *db.Tx, d *ent.Dispatch) error {
		row, err := tx.Escalation.Create().SetID(tx.NewID()).SetDispatchID(d.ID).SetIssuingUnitID(d.IssuingUnitID).SetState(string(Pending)).
			SetReason(req.GetReason()).SetEscalatorID(access.From(ctx).Person).Save(tx.Later(ctx, nil))
		if err != nil {
			return err
		}
		tx.Audit(db.Audit{Action: permitEscalate, Object: nameOf(row), After: facts(row)})
		return s.Clocks.StartEscalation(ctx, tx, d)
	})
}

// DecideEscalation gives a dispatch back with an instruction, and with another lead where one is named.
func (s *Service) DecideEscalation(ctx context.Context, req *dispatchv1.DecideEscalationRequest) (*dispatchv1.Dispatch, error) {
	ids, err := name.Parse("dispatches/*", req.GetName())
	if err != nil {
		return nil, err
	}
	verb, leader := Instruct, (*uuid.UUID)(nil)
	if req.GetLeadUnit() != "" {
		named, err := name.ParseField("lead_unit", "units/*", req.GetLeadUnit())
		if err != nil {
			return nil, err
		}
		verb, leader = Reassign, &named[0]
	}
	return s.Dispatches.DecideBy(ctx, req, ids[0], leader, func(ctx context.Context, tx *db.Tx, d *ent.Dispatch) error {
		row, err := pending(ctx, tx, d.ID)
		if err != nil {
			return err
		}
		caller := access.From(ctx)
		switch {
		case caller.Person == uuid.Nil:
			return fault.ErrDenied // a system decides on nothing
		case caller.RecusedFrom(row.EscalatorID):
			return ErrOwn
		}
		if err := move(ctx, tx, row, verb, func(e *ent.Escalation) {
			e.DeciderID, e.Instruction, e.LeadUnitID = &caller.Person, req.GetInstruction(), leader
		}); err != nil {
			return err
		}
		return s.Clocks.StopClocks(ctx, tx, d, func(c *ent.Clock) bool { return c.Kind == clock })
	})
}

// clock is the kind of that of the district's decision.
const clock = "ESCALATION"

// LapseEscalations ends what is pending in a dispatch that is called off, in the transaction that does so.
func (s *Service) LapseEscalations(ctx context.Context, tx *db.Tx, dispatch uuid.UUID) error {
	row, err := pending(ctx, tx, dispatch)
	if err != nil {
		return err
	}
	return move(ctx, tx, row, Lapse, func(*ent.Escalation) {})
}

// pending is what the district has to decide on a dispatch that is ESCALATED.
func pending(ctx context.Context, tx *db.Tx, dispatch uuid.UUID) (*ent.Escalation, error) {
	return tx.Escalation.Query().Where(escalation.DispatchID(dispatch), escalation.State(string(Pending))).Only(ctx)
}

// move makes one step of an escalation.
func move(ctx context.Context, tx *db.Tx, row *ent.Escalation, do Verb, set func(*ent.Escalation)) error {
	step, err := Steps.Step(State(row.State), do)
	if err != nil {
		return err
	}
	after := *row
	after.State = string(step.To)
	set(&after)
	if err := tx.Escalation.Update().Where(escalation.ID(row.ID), escalation.State(row.State)).SetState(after.State).SetDecideTime(tx.Now()).
		SetNillableDeciderID(after.DeciderID).SetInstruction(after.Instruction).SetNillableLeadUnitID(after.LeadUnitID).
		Exec(tx.Later(ctx, fault.ErrStale)); err != nil {
		return err
	}
	tx.Audit(db.Audit{Action: step.Who, Object: nameOf(row), Before: facts(row), After: facts(&after)})
	return nil
}

// Told is who is to hear of the last escalation of a dispatch: the unit that is asked while it is pending, and who asked once it is decided.
func Told(ctx context.Context, tx *db.Tx, dispatch uuid.UUID) (escalator, asked *uuid.UUID, err error) {
	row, err := tx.Escalation.Query().Where(escalation.DispatchID(dispatch)).WithIssuingUnit().Order(ent.Desc(escalation.FieldCreateTime, escalation.FieldID)).First(ctx)
	switch {
	case ent.IsNotFound(err):
		return nil, nil, nil
	case err != nil:
		return nil, nil, err
	case State(row.State) == Pending:
		return nil, row.Edges.IssuingUnit.ParentID, nil
	}
	return &row.EscalatorID, nil, nil
}
