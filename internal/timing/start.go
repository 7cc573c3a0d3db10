package timing

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// StartClocks starts the clocks of units that must act in a dispatch, in the transaction of the caller, who holds it, and gives
// when they must be complete; nil without a limit.
func (s *Service) StartClocks(ctx context.Context, tx *db.Tx, d *ent.Dispatch, assignments ...uuid.UUID) (due *time.Time, err error) {
	p, err := s.policyAt(ctx, tx, d)
	if err != nil {
		return nil, err
	}
	var rows []*ent.ClockCreate
	for _, id := range assignments {
		rows = append(rows, p.clocksFor(tx, d.ID, id)...)
	}
	return p.due(p.complete), tx.Clock.CreateBulk(rows...).Exec(tx.Later(ctx, nil))
}

// TakeOverClocks starts the clocks of a unit that takes the duty of another one over in a dispatch that is held, but that for signing, and
// gives when it must be complete; nil without a limit.
func (s *Service) TakeOverClocks(ctx context.Context, tx *db.Tx, d *ent.Dispatch, assignment uuid.UUID) (due *time.Time, err error) {
	p, err := s.policyAt(ctx, tx, d)
	if err != nil {
		return nil, err
	}
	p.sign = nil
	return p.due(p.complete), tx.Clock.CreateBulk(p.clocksFor(tx, d.ID, assignment)...).Exec(tx.Later(ctx, nil))
}

// StartReview starts the clock of the review of a dispatch that went out before it, if its kind has one.
func (s *Service) StartReview(ctx context.Context, tx *db.Tx, d *ent.Dispatch) error {
	p, err := s.policyAt(ctx, tx, d)
	if err != nil || p.review == nil {
		return err
	}
	return p.start(tx, d.ID, clockReview, *p.review).Exec(tx.Later(ctx, nil))
}
