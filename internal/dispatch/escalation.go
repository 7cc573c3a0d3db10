package dispatch

import (
	"context"

	"github.com/google/uuid"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
)

// EscalateBy is the verb of the street on a dispatch that it brings before the district; what then does beside it is escalation's.
func (s *Service) EscalateBy(ctx context.Context, req *dispatchv1.EscalateDispatchRequest,
	then func(context.Context, *db.Tx, *ent.Dispatch) error) (*dispatchv1.Dispatch, error) {
	return s.act(ctx, req, Escalate, func(ctx context.Context, tx *db.Tx, d *ent.Dispatch, _ *ent.DispatchUpdate) error {
		return then(ctx, tx, d)
	})
}

// DecideBy is the verb of the district on a dispatch that it was brought: the unit that is named leads, if one is, and the dispatch goes back to
// where it stood. What decide does beside it, or against it, is escalation's.
func (s *Service) DecideBy(ctx context.Context, req *dispatchv1.DecideEscalationRequest, id uuid.UUID, leader *uuid.UUID,
	decide func(context.Context, *db.Tx, *ent.Dispatch) error) (*dispatchv1.Dispatch, error) {
	return db.Write(ctx, s.db, func(ctx context.Context, tx *db.Tx) (*dispatchv1.Dispatch, error) {
		d, err := permit(ctx, tx, id, Decide, req.GetEtag())
		if err != nil {
			return nil, err
		}
		if leader != nil {
			if err := s.leadBy(ctx, tx, d, *leader, req); err != nil {
				return nil, fault.Rooted(fault.Rooted(err, "unit", "lead_unit"), "role", "lead_unit")
			}
		}
		if err := decide(ctx, tx, d); err != nil {
			return nil, err
		}
		left, err := s.objections.DistrictRules(ctx, tx, d.ID)
		if err != nil {
			return nil, err
		}
		return s.giveBack(ctx, tx, d, Decide, stood(d, left))
	})
}

// leadBy has the unit that the district names lead a dispatch. Once the matter was given back as often as is allowed that is forced on it.
func (s *Service) leadBy(ctx context.Context, tx *db.Tx, d *ent.Dispatch, unit uuid.UUID, said *dispatchv1.DecideEscalationRequest) error {
	want := call{unit: unit, role: lead, duty: said.GetDuty()}
	if want.duty == "" {
		want.duty = said.GetInstruction()
	}
	var usedUp bool
	if err := db.Together(ctx,
		func(ctx context.Context) error { return s.checkCall(ctx, tx, d, want) },
		func(ctx context.Context) (err error) {
			usedUp, err = s.objections.ReturnsUsedUp(ctx, tx, d.ID)
			return err
		}); err != nil {
		return err
	}
	if usedUp {
		want.forced = said.GetInstruction()
	}
	return s.cast(ctx, tx, d, want)
}
