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
// when each must be complete; none without a limit.
func (s *Service) StartClocks(ctx context.Context, tx *db.Tx, d *ent.Dispatch, duties ...*ent.Assignment) (dues map[uuid.UUID]*time.Time, err error) {
	return s.startKinds(ctx, tx, d, []string{clockSign, clockReportIn, clockFirstContact, clockComplete}, duties...)
}

// TakeOverClocks starts the clocks of a unit that takes the duty of another one over in a dispatch that is held: it has signed by that.
func (s *Service) TakeOverClocks(ctx context.Context, tx *db.Tx, d *ent.Dispatch, duty *ent.Assignment) (due *time.Time, err error) {
	kinds := []string{clockReportIn, clockFirstContact, clockComplete}
	if d.Kind == order {
		kinds = append(kinds, clockStageReport)
	}
	dues, err := s.startKinds(ctx, tx, d, kinds, duty)
	return dues[duty.ID], err
}

// StartClock starts one more clock of a unit that must act in a dispatch that is held.
func (s *Service) StartClock(ctx context.Context, tx *db.Tx, d *ent.Dispatch, duty *ent.Assignment, kind string) error {
	_, err := s.startKinds(ctx, tx, d, []string{kind}, duty)
	return err
}

// startKinds starts those of some kinds of clocks that the policy has for each of some duties. The first contact is the lead's to see to.
func (s *Service) startKinds(ctx context.Context, tx *db.Tx, d *ent.Dispatch, kinds []string, duties ...*ent.Assignment) (map[uuid.UUID]*time.Time, error) {
	units := make([]uuid.UUID, len(duties))
	for i, duty := range duties {
		units[i] = duty.UnitID
	}
	var p *policy
	var uncontacted bool
	if err := db.Together(ctx, func(ctx context.Context) (err error) {
		p, err = s.policyAt(ctx, tx, d, units...)
		return err
	}, func(ctx context.Context) (err error) {
		if slices.Contains(kinds, clockFirstContact) && slices.ContainsFunc(duties, leads) {
			uncontacted, err = awaitContact(ctx, tx, d)
		}
		return err
	}); err != nil {
		return nil, err
	}
	var rows []*ent.ClockCreate
	dues := map[uuid.UUID]*time.Time{}
	for _, duty := range duties {
		for _, kind := range kinds {
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
	return dues, tx.Clock.CreateBulk(rows...).Exec(tx.Later(ctx, nil))
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
