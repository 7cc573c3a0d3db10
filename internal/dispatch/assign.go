package dispatch

import (
	"cmp"
	"context"

	"github.com/google/uuid"

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
	want := call{unit: ids[0], role: roleOf(req.GetRole()), duty: req.GetDuty(), forced: req.GetForceReason()}
	return s.act(ctx, req, Assign, func(ctx context.Context, tx *db.Tx, d *ent.Dispatch, _ *ent.DispatchUpdate) error {
		if err := db.Together(ctx,
			func(ctx context.Context) error { return s.checkCall(ctx, tx, d, want) },
			func(ctx context.Context) error { return s.checkForce(ctx, tx, d, want) },
			func(ctx context.Context) error {
				if d.SentTime == nil {
					return nil
				}
				return s.checkConsulted(ctx, tx, d)
			}); err != nil {
			return err
		}
		return s.cast(ctx, tx, d, want)
	})
}

// cast calls a unit that may be called, or gives it another role. A new lead replaces the former one.
func (s *Service) cast(ctx context.Context, tx *db.Tx, d *ent.Dispatch, want call) error {
	there := current(d.Edges.Assignments, func(a *ent.Assignment) bool { return a.UnitID == want.unit })
	leader := current(d.Edges.Assignments, leading)
	err := checkRole(there, leader, want.role)
	if err != nil {
		return err
	}
	if want.role == lead && leader != nil {
		if err := setRole(ctx, tx, leader, call{role: assist, duty: leader.Duty, forced: leader.ForcedReason}); err != nil {
			return err
		}
		if err := s.stop(ctx, tx, d, leader, clockFirstContact); err != nil {
			return err
		}
	}
	if there == nil {
		err = s.callUnit(ctx, tx, d, want)
	} else {
		err = s.recast(ctx, tx, d, there, want)
	}
	if err != nil || d.SentTime == nil {
		return err
	}
	return s.tellAssigned(ctx, tx, d, leader, want)
}

// tellAssigned tells the issues behind an order which units lead and assist once one is called, and whether who leads has signed already. While
// nobody leads they wait for whoever will.
func (s *Service) tellAssigned(ctx context.Context, tx *db.Tx, d *ent.Dispatch, leader *ent.Assignment, want call) error {
	if Kind(d.Kind) != KindOrder || len(d.Edges.Issues) == 0 || leader == nil && want.role != lead {
		return nil
	}
	first, assists := assigned(d, leader, want)
	there := current(d.Edges.Assignments, func(a *ent.Assignment) bool { return a.UnitID == first })
	return s.progress.OrderAssigned(ctx, tx, d.ID, issuesOf(d), first, assists, there != nil && there.SignedTime != nil)
}

// checkForce refuses a lead whom the sub-district forces on a matter without need, or has to and does not.
func (s *Service) checkForce(ctx context.Context, tx *db.Tx, d *ent.Dispatch, want call) error {
	usedUp, err := s.objections.ReturnsUsedUp(ctx, tx, d.ID)
	forced := usedUp && want.role == lead
	switch {
	case err != nil:
		return err
	case forced && want.forced == "":
		return ErrForceReason.On("force_reason")
	case !forced && want.forced != "":
		return ErrForceTooEarly.On("force_reason")
	}
	return nil
}

// checkCall refuses to call a unit that is not known, or must not be called.
func (s *Service) checkCall(ctx context.Context, tx *db.Tx, d *ent.Dispatch, want call) error {
	var called *ent.Unit
	var relieved map[uuid.UUID]error
	err := db.Together(ctx,
		func(ctx context.Context) (err error) {
			called, err = tx.Unit.Query().Where(unit.ID(want.unit)).Only(ctx)
			return err
		},
		func(ctx context.Context) (err error) {
			relieved, err = s.objections.Relieved(ctx, tx, acting([]call{want}), issuesOf(d))
			return err
		})
	if ent.IsNotFound(err) {
		return ErrUnitUnknown.On("unit")
	}
	if err != nil {
		return err
	}
	return fault.Rooted(cmp.Or(relieved[want.unit], s.checkDuty(ctx, tx, Kind(d.Kind), called, want.role, issuesOf(d))), "", "unit")
}

// assigned are the units that lead and assist in a dispatch that another unit led, once one is called.
func assigned(d *ent.Dispatch, leader *ent.Assignment, want call) (first uuid.UUID, assists []uuid.UUID) {
	first, assists = want.unit, []uuid.UUID{}
	if want.role != lead {
		first = leader.UnitID
	}
	if want.role == assist {
		assists = append(assists, want.unit)
	}
	for _, a := range d.Edges.Assignments {
		if mustAct(a) && !gone(a) && a.UnitID != want.unit && a.UnitID != first {
			assists = append(assists, a.UnitID)
		}
	}
	return first, assists
}

// checkRole refuses a change that changes nothing, one that would leave the dispatch without a lead, and one of a unit
// that is done, or asks to give its duty back.
func checkRole(there, leader *ent.Assignment, role string) error {
	switch {
	case there != nil && there.Role == role:
		return ErrSameRole.On("role")
	case role != lead && (leader == nil || leader == there):
		return ErrOneLead.On("role")
	case there != nil && settled(there):
		return ErrUnitTwice.On("unit")
	case there != nil && AssignmentState(there.State) == ReturnRequested:
		return ErrReturnPending.On("unit")
	}
	return nil
}

func setRole(ctx context.Context, tx *db.Tx, a *ent.Assignment, want call) error {
	return tx.Assignment.Update().Where(assignment.ID(a.ID), assignment.Role(a.Role)).SetRole(want.role).SetDuty(want.duty).
		SetForcedReason(want.forced).Exec(tx.Later(ctx, fault.ErrStale))
}

// recast gives a unit that is already called another role. An informed unit that must act from now on gets its clocks; a
// unit that need not act any more loses them.
func (s *Service) recast(ctx context.Context, tx *db.Tx, d *ent.Dispatch, a *ent.Assignment, want call) error {
	if err := setRole(ctx, tx, a, want); err != nil {
		return err
	}
	now := *a
	now.Role = want.role
	switch {
	case a.SentTime == nil:
		return nil
	case want.role == informed:
		return s.stop(ctx, tx, d, a)
	case a.Role == informed:
		return s.startClocks(ctx, tx, d, &now)
	case want.role == lead:
		return s.clocks.StartClock(ctx, tx, d, &now, clockFirstContact)
	}
	return nil
}

// callUnit calls one more unit; in a dispatch that is sent it has its duty and its clocks at once.
func (s *Service) callUnit(ctx context.Context, tx *db.Tx, d *ent.Dispatch, want call) error {
	row := tx.Assignment.Create().SetID(tx.NewID()).SetDispatchID(d.ID).
		SetDispatchCreateTime(d.CreateTime).SetIssuingUnitID(d.IssuingUnitID).SetUnitID(want.unit).SetRole(want.role).SetDuty(want.duty).
		SetForcedReason(want.forced)
	if d.SentTime == nil {
		return row.SetState(string(Named)).Exec(tx.Later(ctx, nil))
	}
	a, err := row.SetState(string(Delivered)).SetSentTime(tx.Now()).Save(tx.Later(ctx, nil))
	if err != nil || want.role == informed {
		return err
	}
	return s.startClocks(ctx, tx, d, a)
}
