package workload

import (
	"bytes"
	"context"
	"errors"
	"slices"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/assignment"
	"github.com/haolinju/haolinju/ent/capacity"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/feed"
	"github.com/haolinju/haolinju/internal/platform/page"
)

const dispatchEvents = "haolinju.dispatch.dispatch."

// reader takes what brings duties to units.
var reader = feed.Reader{Name: "workload", Types: []string{dispatchEvents + "sent.v1", dispatchEvents + "assigned.v1", "haolinju.dispatch.assignment.taken_over.v1"}}

// Follow gives the duties that have reached units since the last run to handlers, where the units have said how much their people handle.
func (s *Service) Follow(ctx context.Context) error {
	return feed.Follow(ctx, s.DB, reader, func(ctx context.Context, tx *db.Tx, happened []feed.Event) error {
		tx.Audit(db.Audit{Action: actChooseByEvents, Object: "assignments", After: map[string]any{"position": happened[len(happened)-1].Position}})
		sent, err := feed.Subjects(happened, dispatchEvents, "dispatches/*")
		if err != nil {
			return err
		}
		taken, err := feed.Subjects(happened, "haolinju.dispatch.assignment.", "dispatches/*/assignments/*")
		if err != nil {
			return err
		}
		rows, err := tx.Assignment.Query().Where(assignment.Or(assignment.DispatchIDIn(sent...), assignment.IDIn(taken...)), assignment.HandlerIDIsNil(),
			assignment.StateIn(open...)).Order(page.Oldest).All(ctx)
		if err != nil {
			return err
		}
		if rows, err = ofBalanced(ctx, tx, rows); err != nil {
			return err
		}
		slices.SortFunc(rows, func(a, b *ent.Assignment) int { return bytes.Compare(a.DispatchID[:], b.DispatchID[:]) })
		var units []uuid.UUID
		for _, row := range rows {
			units = append(units, row.UnitID)
		}
		if err := hold(ctx, tx, units...); err != nil {
			return err
		}
		for _, row := range rows {
			d, a, _, err := s.Dispatches.HoldAssignment(ctx, tx, row.DispatchID, row.ID)
			if err != nil {
				return err
			}
			if _, err := s.choose(ctx, tx, d, a, actChooseByEvents); err != nil && !left(err) {
				return err
			}
		}
		return nil
	})
}

// left says that a duty stays without a handler, or has one by now.
func left(err error) bool {
	return errors.Is(err, ErrNone) || errors.Is(err, ErrSet) || errors.Is(err, ErrDutyNotOpen)
}

// ofBalanced are the duties of units that have said how much one of their people handles.
func ofBalanced(ctx context.Context, tx *db.Tx, rows []*ent.Assignment) ([]*ent.Assignment, error) {
	var units []uuid.UUID
	for _, a := range rows {
		units = append(units, a.UnitID)
	}
	if len(units) == 0 {
		return nil, nil
	}
	var balanced []uuid.UUID
	err := tx.Capacity.Query().Where(capacity.UnitIDIn(units...)).Unique(true).Select(capacity.FieldUnitID).Scan(ctx, &balanced)
	return slices.DeleteFunc(rows, func(a *ent.Assignment) bool { return !slices.Contains(balanced, a.UnitID) }), err
}
