package dispatch

import (
	"context"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/assignment"
	"github.com/haolinju/haolinju/ent/unit"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// AssignUnit calls one more unit or changes the role of one already called. A new lead replaces the former one.
func (s *Service) AssignUnit(ctx context.Context, req *dispatchv1.AssignUnitRequest) (*dispatchv1.Dispatch, error) {
	ids, err := name.ParseField("unit", "units/*", req.GetUnit())
	if err != nil {
		return nil, err
	}
	want := call{unit: ids[0], role: roleOf(req.GetRole()), duty: req.GetDuty()}
	return s.act(ctx, req, Assign, func(ctx context.Context, tx *db.Tx, d *ent.Dispatch, _ *ent.DispatchUpdate) error {
		u, err := tx.Unit.Query().Where(unit.ID(want.unit)).Only(ctx)
		if ent.IsNotFound(err) {
			return ErrUnitUnknown.On("unit")
		}
		if err != nil {
			return err
		}
		if err := s.checkDuty(ctx, tx, Kind(d.Kind), u, want.role, issuesOf(d)); err != nil {
			return fault.Rooted(err, "", "unit")
		}
		there := current(d.Edges.Assignments, func(a *ent.Assignment) bool { return a.UnitID == want.unit })
		leader := current(d.Edges.Assignments, func(a *ent.Assignment) bool { return a.Role == lead })
		if err := checkRole(there, leader, want.role); err != nil {
			return err
		}
		if want.role == lead && leader != nil {
			if err := setRole(ctx, tx, leader, assist, leader.Duty); err != nil {
				return err
			}
		}
		if there == nil {
			return s.callUnit(ctx, tx, d, want)
		}
		return s.recast(ctx, tx, d, there, want)
	})
}

// checkRole refuses a change that changes nothing, one that would leave the dispatch without a lead, and one of a unit
// that is done.
func checkRole(there, leader *ent.Assignment, role string) error {
	switch {
	case there != nil && there.Role == role:
		return ErrSameRole.On("role")
	case role != lead && (leader == nil || leader == there):
		return ErrOneLead.On("role")
	case there != nil && settled(there):
		return ErrUnitTwice.On("unit")
	}
	return nil
}

func setRole(ctx context.Context, tx *db.Tx, a *ent.Assignment, role, duty string) error {
	return tx.Assignment.Update().Where(assignment.ID(a.ID), assignment.Role(a.Role)).SetRole(role).SetDuty(duty).
		Exec(tx.Later(ctx, fault.ErrStale))
}

// recast gives a unit that is already called another role. An informed unit that must act from now on gets its clocks; a
// unit that need not act any more loses them.
func (s *Service) recast(ctx context.Context, tx *db.Tx, d *ent.Dispatch, a *ent.Assignment, want call) error {
	if err := setRole(ctx, tx, a, want.role, want.duty); err != nil {
		return err
	}
	switch {
	case a.SentTime == nil:
		return nil
	case want.role == informed:
		return s.stop(ctx, tx, d, a)
	case a.Role == informed:
		return s.startClocks(ctx, tx, d, a.ID)
	}
	return nil
}

// callUnit calls one more unit; in a dispatch that is sent it has its duty and its clocks at once.
func (s *Service) callUnit(ctx context.Context, tx *db.Tx, d *ent.Dispatch, want call) error {
	row := tx.Assignment.Create().SetID(tx.NewID()).SetDispatchID(d.ID).
		SetDispatchCreateTime(d.CreateTime).SetIssuingUnitID(d.IssuingUnitID).SetUnitID(want.unit).SetRole(want.role).SetDuty(want.duty)
	if d.SentTime == nil {
		return row.SetState(string(Named)).Exec(tx.Later(ctx, nil))
	}
	a, err := row.SetState(string(Delivered)).SetSentTime(tx.Now()).Save(tx.Later(ctx, nil))
	if err != nil || want.role == informed {
		return err
	}
	return s.startClocks(ctx, tx, d, a.ID)
}
