package intake

import (
	"context"
	"fmt"
	"slices"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/issue"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/lifecycle"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// progress is what a step of the lead unit's assignment means to the issue.
var progress = map[string]struct {
	verb   Verb // empty when the state of the issue never changes by it
	public bool
	clear  bool // the units no longer handle the issue
	street bool // it is the street's doing
}{
	"SIGNED":    {verb: Sign, public: true},
	"RETURNED":  {verb: Return, clear: true},
	"COMPLETED": {},
	"REWORKED":  {verb: Rework, public: true, street: true},
}

// OrderProgress hears from dispatch, in its transaction, that the lead assignment of the order behind issues was SIGNED,
// RETURNED, COMPLETED or REWORKED; an issue that has a later order does not care. The state moves where the table Progress says so; in any other state, such as of an issue that
// was replied to before the order was complete, the step is only told in the timeline: who must act by when is
// dispatch's to decide, and intake never stands in its way.
func (s *Service) OrderProgress(ctx context.Context, tx *db.Tx, order uuid.UUID, issues []uuid.UUID, step string) error {
	if _, ok := progress[step]; !ok {
		return fmt.Errorf("intake: no such progress: %s", step)
	}
	rows, err := behind(ctx, tx, order, issues)
	if err != nil {
		return err
	}
	for _, row := range rows {
		if err := s.advance(ctx, tx, row, step); err != nil {
			return err
		}
	}
	return nil
}

// OrderAssigned hears from dispatch, in its transaction, which units lead and assist in the order behind issues from now on. An issue whose
// lead gave it back is dispatched by that again, and one that is only dispatched is handled where the lead has signed already; one that is over
// keeps the units that it had.
func (s *Service) OrderAssigned(ctx context.Context, tx *db.Tx, order uuid.UUID, issues []uuid.UUID, lead uuid.UUID, assist []uuid.UUID, signed bool) error {
	rows, err := behind(ctx, tx, order, issues)
	if err != nil {
		return err
	}
	for _, row := range rows {
		if row, err = s.assign(ctx, tx, row, order, lead, assist); err != nil {
			return err
		}
		if signed && State(row.State) == Dispatched {
			if err := s.advance(ctx, tx, row, "SIGNED"); err != nil {
				return err
			}
		}
	}
	return nil
}

// assign has units lead and assist in the order behind one issue, where that is new to it, and gives the issue as it is then.
func (s *Service) assign(ctx context.Context, tx *db.Tx, row *ent.Issue, order, lead uuid.UUID, assist []uuid.UUID) (*ent.Issue, error) {
	made, ok := moveOf(State(row.State), Assign)
	led := row.LeadUnitID != nil && *row.LeadUnitID == lead
	if !ok || led && slices.Equal(row.AssistUnitIds, assist) {
		return row, nil
	}
	c := change{Set: func(u *ent.IssueUpdate) { u.SetLeadUnitID(lead).SetAssistUnitIds(assist) },
		Facts: map[string]any{"lead_unit": lead, "assist_units": assist, "dispatch": name.Of("dispatches", order)}}
	if !led {
		c.Entries = []entry{{Kind: "DISPATCHED", Public: true, Actor: row.SubDistrictID}}
	}
	return s.move(ctx, tx, row, made, c)
}

// behind are the issues that stand behind an order, held; an issue that has a later order is none of them.
func behind(ctx context.Context, tx *db.Tx, order uuid.UUID, issues []uuid.UUID) ([]*ent.Issue, error) {
	return tx.Issue.Query().Where(issue.IDIn(issues...), issue.DispatchID(order)).Order(page.Oldest).ForUpdate().All(ctx)
}

// advance is what a step of its order means to one issue.
func (s *Service) advance(ctx context.Context, tx *db.Tx, row *ent.Issue, step string) error {
	p := progress[step]
	entries := []entry{{Kind: step, Public: p.public, Actor: row.LeadUnitID}}
	if p.street {
		entries[0].Actor = row.SubDistrictID
	}
	made, ok := moveOf(State(row.State), p.verb)
	if !ok {
		return tell(ctx, tx, row, entries)
	}
	c := change{Entries: entries, Facts: map[string]any{"lead_unit": row.LeadUnitID}}
	switch {
	case p.clear:
		c.Set = func(u *ent.IssueUpdate) { u.ClearLeadUnitID().SetAssistUnitIds([]uuid.UUID{}) }
	case p.verb == Rework:
		c.Set = func(u *ent.IssueUpdate) { u.ClearJointResult() } // those who joined were asked about work that does not stand
	}
	_, err := s.move(ctx, tx, row, made, c)
	return err
}

// CheckRework refuses, in the transaction of dispatch, to have anything of an order done again for issues that are past that: their reporter
// was called back, or they are over or have another order.
func (s *Service) CheckRework(ctx context.Context, tx *db.Tx, order uuid.UUID, issues []uuid.UUID) error {
	rows, err := tx.Issue.Query().Where(issue.IDIn(issues...), issue.DispatchID(order)).All(ctx)
	if err != nil {
		return err
	}
	for _, row := range rows {
		if _, err := Progress.Step(State(row.State), Rework); err != nil {
			return err
		}
	}
	return nil
}

// moveOf is the step that progress makes out of a state, if it makes one.
func moveOf(from State, verb Verb) (lifecycle.Step[State, Verb], bool) {
	for _, step := range Progress.From(from) {
		if step.Do == verb {
			return step, true
		}
	}
	return lifecycle.Step[State, Verb]{}, false
}
