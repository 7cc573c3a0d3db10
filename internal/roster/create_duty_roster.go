package roster

import (
	"context"
	"slices"
	"time"

	"github.com/google/uuid"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/unit"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// planned is a shift of a request.
type planned struct {
	person     uuid.UUID
	start, end time.Time
}

// CreateDutyRoster publishes a roster.
func (s *Service) CreateDutyRoster(ctx context.Context, req *dispatchv1.CreateDutyRosterRequest) (*dispatchv1.DutyRoster, error) {
	in := req.GetDutyRoster()
	units, err := name.ParseField("duty_roster.unit", "units/*", in.GetUnit())
	if err != nil {
		return nil, err
	}
	shifts, err := shiftsOf(in.GetShifts())
	if err != nil {
		return nil, err
	}
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*dispatchv1.DutyRoster, error) {
		id, err := tx.ChosenID("duty_roster_id", req.GetDutyRosterId())
		if err != nil {
			return nil, err
		}
		known, err := tx.Unit.Query().Where(unit.ID(units[0])).Exist(ctx)
		if err != nil {
			return nil, err
		}
		if !known {
			return nil, name.Unknown("duty_roster.unit", "units", units[0])
		}
		if !access.ReachOf(ctx).Covers(units[0]) {
			return nil, fault.ErrDenied.On("duty_roster.unit")
		}
		if err := checkTimes(ctx, tx, shifts); err != nil {
			return nil, err
		}
		row := &ent.DutyRoster{ID: id, UnitID: units[0], Post: wire.Word(in.GetPost())}
		if err := s.checkPersons(ctx, tx, row, shifts); err != nil {
			return nil, err
		}
		return publish(ctx, tx, row, shifts)
	})
}

func shiftField(i int, of string) string { return fault.Item("duty_roster.shifts", i) + "." + of }

// shiftsOf reads the shifts of a request.
func shiftsOf(in []*dispatchv1.DutyShift) ([]planned, error) {
	var all []planned
	for i, shift := range in {
		ids, err := name.ParseField(shiftField(i, "person"), "persons/*", shift.GetPerson())
		if err != nil {
			return nil, err
		}
		all = append(all, planned{ids[0], shift.GetStartTime().AsTime().Truncate(time.Microsecond), shift.GetEndTime().AsTime().Truncate(time.Microsecond)})
	}
	return all, nil
}

// checkTimes refuses shifts that are over, too long, or no time at all.
func checkTimes(ctx context.Context, tx *db.Tx, shifts []planned) error {
	hours, err := mostHours.At(ctx, tx, tx.Now())
	if err != nil {
		return err
	}
	for i, shift := range shifts {
		if !shift.end.After(shift.start) || !shift.end.After(tx.Now()) || shift.end.Sub(shift.start) > time.Duration(hours)*time.Hour {
			return ErrShiftTime.On(shiftField(i, "end_time"))
		}
	}
	return nil
}

// checkPersons refuses who could not hold the post.
func (s *Service) checkPersons(ctx context.Context, tx *db.Tx, row *ent.DutyRoster, shifts []planned) error {
	fit, err := s.fit(ctx, tx, row.UnitID, row.Post)
	if err != nil {
		return err
	}
	for i, shift := range shifts {
		if !slices.Contains(fit, shift.person) {
			return ErrUnfit.On(shiftField(i, "person"))
		}
	}
	return nil
}

// fit are who could hold a post of a unit now.
func (s *Service) fit(ctx context.Context, tx *db.Tx, unit uuid.UUID, post string) ([]uuid.UUID, error) {
	if post == leader {
		return s.Leaders(ctx, tx, unit)
	}
	return s.Staff(ctx, tx, unit)
}

// publish writes a roster with its shifts and tells of it.
func publish(ctx context.Context, tx *db.Tx, want *ent.DutyRoster, shifts []planned) (*dispatchv1.DutyRoster, error) {
	start, end := shifts[0].start, shifts[0].end
	for _, shift := range shifts {
		if shift.start.Before(start) {
			start = shift.start
		}
		if shift.end.After(end) {
			end = shift.end
		}
	}
	row, err := tx.DutyRoster.Create().SetID(want.ID).SetUnitID(want.UnitID).SetPost(want.Post).SetState(string(Published)).SetStartTime(start).
		SetEndTime(end).SetPublisherID(access.From(ctx).Person).Save(tx.Later(ctx, nil))
	if err != nil {
		return nil, err
	}
	var rows []*ent.DutyShiftCreate
	for _, shift := range shifts {
		rows = append(rows, tx.DutyShift.Create().SetID(tx.NewID()).SetRosterID(row.ID).SetUnitID(row.UnitID).SetPost(row.Post).SetState(string(Planned)).
			SetStartTime(shift.start).SetEndTime(shift.end).SetPersonID(shift.person).SetPlannedPersonID(shift.person))
	}
	written, err := tx.DutyShift.CreateBulk(rows...).Save(tx.Later(ctx, nil))
	if err != nil {
		return nil, err
	}
	tx.Audit(db.Audit{Action: permitManage, Object: rosterName(row.ID), After: facts(row)})
	tx.Emit(event("haolinju.dispatch.duty_roster.published.v1", rosterName(row.ID), row.UnitID, facts(row)))
	return toProto(row, written...), nil
}
