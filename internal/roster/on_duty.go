package roster

import (
	"context"
	"slices"
	"time"

	"entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/dutyshift"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// FindShiftOnDuty answers who holds a post at a moment.
func (s *Service) FindShiftOnDuty(ctx context.Context, req *dispatchv1.FindShiftOnDutyRequest) (*dispatchv1.DutyShift, error) {
	units, err := name.ParseField("unit", "units/*", req.GetUnit())
	if err != nil {
		return nil, err
	}
	nobody := fault.ErrNotFound.With("unit", req.GetUnit())
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*dispatchv1.DutyShift, error) {
		if !access.ReachOf(ctx).Covers(units[0]) {
			return nil, nobody
		}
		at := tx.Now()
		if asked := wire.Time(req.GetTime()); asked != nil {
			at = *asked
		}
		held, err := onDuty(ctx, tx, at, units, wire.Word(req.GetPost()))
		if err != nil {
			return nil, err
		}
		if len(held) == 0 {
			return nil, nobody
		}
		return shiftToProto(held[0]), nil
	})
}

// onDuty are the shifts in which some posts of some units are held at a moment: of each the last that has begun, for shifts do not overlap,
// so that those of past years cost nothing.
func onDuty(ctx context.Context, tx *db.Tx, at time.Time, units []uuid.UUID, posts ...string) ([]*ent.DutyShift, error) {
	return tx.DutyShift.Query().Where(func(s *sql.Selector) {
		s.Where(sql.P(func(b *sql.Builder) {
			b.WriteString("id in (select last.id from unnest(").Arg(units).WriteString("::uuid[]) of (unit), unnest(").Arg(posts).WriteString("::text[]) held (post), lateral (")
			b.WriteString("select id, end_time from duty_shift where tenant_id = ").Arg(tx.Tenant()).WriteString(" and unit_id = of.unit and duty_shift.post = held.post")
			b.WriteString(" and state <> 'CANCELLED' and start_time <= ").Arg(at).WriteString(" order by start_time desc limit 1) last where last.end_time > ").Arg(at)
			b.WriteString(")")
		}))
	}).Order(dutyshift.ByPost(), dutyshift.ByStartTime(), dutyshift.ByID()).All(ctx)
}

// InCharge are who is in charge of some units just now: the leaders on duty, and all who lead them where none is. A shift outlasts the office
// of who holds it, and then puts nobody in charge.
func InCharge(ctx context.Context, tx *db.Tx, units []uuid.UUID,
	leaders func(ctx context.Context, tx *db.Tx, units []uuid.UUID) ([]uuid.UUID, error)) ([]uuid.UUID, error) {
	var onDuty, lead []uuid.UUID
	err := db.Together(ctx,
		func(ctx context.Context) (err error) {
			onDuty, err = holders(ctx, tx, units, leader)
			return err
		},
		func(ctx context.Context) (err error) {
			lead, err = leaders(ctx, tx, units)
			return err
		})
	onDuty = slices.DeleteFunc(onDuty, func(person uuid.UUID) bool { return !slices.Contains(lead, person) })
	if err != nil || len(onDuty) > 0 {
		return onDuty, err
	}
	return lead, nil
}

// Serving are who is told just now of what some units are sent.
func Serving(ctx context.Context, tx *db.Tx, units []uuid.UUID) ([]uuid.UUID, error) {
	return holders(ctx, tx, units, officer, service)
}

func holders(ctx context.Context, tx *db.Tx, units []uuid.UUID, posts ...string) (persons []uuid.UUID, err error) {
	held, err := onDuty(ctx, tx, tx.Now(), units, posts...)
	for _, shift := range held {
		if !slices.Contains(persons, shift.PersonID) {
			persons = append(persons, shift.PersonID)
		}
	}
	return persons, err
}

// CheckReviewer refuses everybody but the leader on duty, and who acts in his place, while there is one who still has the office.
func (s *Service) CheckReviewer(ctx context.Context, tx *db.Tx, unit uuid.UUID) error {
	onDuty, err := holders(ctx, tx, []uuid.UUID{unit}, leader)
	if err != nil || len(onDuty) == 0 {
		return err
	}
	caller := access.From(ctx)
	for _, person := range onDuty {
		if caller.Is(person) || slices.Contains(caller.Absent, person) {
			return nil
		}
	}
	leaders, err := s.Leaders(ctx, tx, unit)
	if err == nil && slices.ContainsFunc(onDuty, func(person uuid.UUID) bool { return slices.Contains(leaders, person) }) {
		err = ErrNotOnDuty
	}
	return err
}
