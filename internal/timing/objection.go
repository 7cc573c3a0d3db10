package timing

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/schema"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// Why a clock stood still, as its explanation says: an objection was open, or its ruling had the limit begin anew.
const (
	objected = "OBJECTION"
	restart  = "OBJECTION_RESET"
)

// ContestClocks lets the clocks of a unit of a dispatch that is held stand still until its objection is ruled on, by the district or the
// street, and starts the clock of that ruling. A clock that has run out goes on being late.
func (s *Service) ContestClocks(ctx context.Context, tx *db.Tx, d *ent.Dispatch, assignment uuid.UUID, district bool) error {
	if err := s.adjust(ctx, tx, d, "paused", func(c *ent.Clock) bool {
		if c.AssignmentID == nil || *c.AssignmentID != assignment || late(c, tx.Now()) {
			return false
		}
		c.Pauses = append(slices.Clone(c.Pauses), schema.ClockPause{From: tx.Now(), Reason: objected})
		return true
	}); err != nil {
		return err
	}
	p, err := s.policyAt(ctx, tx, d)
	if err != nil {
		return err
	}
	key := objectionLimit
	if district {
		key = adjudicationLimit
	}
	limit, err := p.by(ctx, tx, key)
	if err != nil || limit == nil {
		return err
	}
	row, _ := p.start(tx, d.ID, clockObjection, limit)
	return row.SetAssignmentID(assignment).Exec(tx.Later(ctx, nil))
}

// SettleClocks lets the clocks that stand still for an objection go on as its ruling says: RESET counts nothing of what was before it, PAUSE
// not the objection, KEEP all.
func (s *Service) SettleClocks(ctx context.Context, tx *db.Tx, d *ent.Dispatch, assignment uuid.UUID, outcome string) error {
	return s.adjust(ctx, tx, d, "resumed", func(c *ent.Clock) bool {
		i, now := standing(c, true), tx.Now()
		if c.AssignmentID == nil || *c.AssignmentID != assignment || i < 0 {
			return false
		}
		pause := c.Pauses[i]
		c.Pauses = slices.Delete(slices.Clone(c.Pauses), i, i+1)
		switch pause.Until = &now; outcome {
		case "RESET":
			pause.From, pause.Reason = c.StartTime, restart
			fallthrough
		case "PAUSE":
			c.Pauses = append(c.Pauses, pause)
		}
		return true
	})
}
