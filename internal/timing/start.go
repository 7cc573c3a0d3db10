package timing

import (
	"context"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// StartClocks starts the clocks of duties of units that must act in a dispatch, in the transaction of the caller, who holds it, and gives
// when each must be complete; none without a limit. Nothing waits for what a unit has done already.
func (s *Service) StartClocks(ctx context.Context, tx *db.Tx, d *ent.Dispatch, duties ...*ent.Assignment) (dues map[uuid.UUID]*time.Time, err error) {
	return s.startKinds(ctx, tx, d, func(duty *ent.Assignment) []string { return append(toBegin(d, duty), clockComplete) }, duties...)
}

// StartClock starts one more clock of a unit that must act in a dispatch that is held.
func (s *Service) StartClock(ctx context.Context, tx *db.Tx, d *ent.Dispatch, duty *ent.Assignment, kind string) error {
	_, err := s.startKinds(ctx, tx, d, func(*ent.Assignment) []string { return []string{kind} }, duty)
	return err
}

// toBegin are the kinds of clocks that a duty begins with, but for that by which it must be complete: who has signed, or come, need not do so
// again, and reports on the stages of its work.
func toBegin(d *ent.Dispatch, duty *ent.Assignment) (kinds []string) {
	if duty.SignedTime == nil {
		kinds = append(kinds, clockSign)
	}
	if duty.ReportedInTime == nil {
		kinds = append(kinds, clockReportIn)
	}
	kinds = append(kinds, clockFirstContact)
	if d.Kind == order && duty.SignedTime != nil || duty.ReportedInTime != nil {
		kinds = append(kinds, clockStageReport)
	}
	return kinds
}

// startKinds starts those of the kinds of clocks of some duties that the policy has for each. The first contact is the lead's to see to. While
// an issue behind an order waits, they stand still from the beginning.
func (s *Service) startKinds(ctx context.Context, tx *db.Tx, d *ent.Dispatch, kinds func(duty *ent.Assignment) []string,
	duties ...*ent.Assignment) (map[uuid.UUID]*time.Time, error) {
	units, contact := make([]uuid.UUID, len(duties)), false
	for i, duty := range duties {
		units[i] = duty.UnitID
		contact = contact || leads(duty) && slices.Contains(kinds(duty), clockFirstContact)
	}
	var p *policy
	var uncontacted bool
	var held *wait
	if err := db.Together(ctx, func(ctx context.Context) (err error) {
		p, err = s.policyAt(ctx, tx, d, units...)
		return err
	}, func(ctx context.Context) (err error) {
		if contact {
			uncontacted, err = awaitContact(ctx, tx, d)
		}
		return err
	}, func(ctx context.Context) (err error) {
		held, err = waiting(ctx, tx, d)
		return err
	}); err != nil {
		return nil, err
	}
	p.wait = held
	var rows []*ent.ClockCreate
	dues := map[uuid.UUID]*time.Time{}
	for _, duty := range duties {
		for _, kind := range kinds(duty) {
			if kind == clockFirstContact && !(uncontacted && leads(duty)) {
				continue
			}
			limit, err := p.allows(ctx, tx, kind, duty.UnitID)
			if err != nil {
				return nil, err
			}
			if limit == nil {
				continue
			}
			row, due := p.start(tx, d.ID, kind, limit)
			rows = append(rows, row.SetAssignmentID(duty.ID))
			if kind == clockComplete {
				dues[duty.ID] = due
			}
		}
	}
	return dues, begin(ctx, tx, d, rows, duties...)
}

// begin writes the clocks of some duties, and tells of those that stand still.
func begin(ctx context.Context, tx *db.Tx, d *ent.Dispatch, rows []*ent.ClockCreate, duties ...*ent.Assignment) error {
	clocks, err := tx.Clock.CreateBulk(rows...).Save(tx.Later(ctx, nil))
	if err != nil {
		return err
	}
	for _, c := range clocks {
		if standing(c, false) < 0 {
			continue
		}
		for _, duty := range duties {
			if duty.ID == *c.AssignmentID {
				recordStanding(tx, d, duty, c)
			}
		}
	}
	return nil
}

// StartEscalation starts the clock of the decision of the district on a dispatch that is held and was brought before it.
func (s *Service) StartEscalation(ctx context.Context, tx *db.Tx, d *ent.Dispatch) error {
	p, err := s.policyAt(ctx, tx, d)
	if err != nil {
		return err
	}
	limit, err := p.by(ctx, tx, escalationLimit)
	if err != nil || limit == nil {
		return err
	}
	row, _ := p.start(tx, d.ID, clockEscalation, limit)
	return row.Exec(tx.Later(ctx, nil))
}

func leads(duty *ent.Assignment) bool { return duty.Role == "LEAD" }

// StartReview starts the clock of the review of a dispatch that went out before it, if its kind has one.
func (s *Service) StartReview(ctx context.Context, tx *db.Tx, d *ent.Dispatch) error {
	p, err := s.policyAt(ctx, tx, d)
	if err != nil {
		return err
	}
	limit, err := p.allows(ctx, tx, clockReview, uuid.Nil)
	if err != nil || limit == nil {
		return err
	}
	row, _ := p.start(tx, d.ID, clockReview, limit)
	return row.Exec(tx.Later(ctx, nil))
}
