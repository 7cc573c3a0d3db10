package agency

import (
	"context"
	"maps"
	"slices"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/assignment"
	"github.com/haolinju/haolinju/ent/assignmentpush"
	"github.com/haolinju/haolinju/ent/unit"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/feed"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/sending"
)

// reader takes what changes assignments.
var reader = feed.Reader{Name: "agency", Types: types}

// over are the states in which a unit has no duty any more; the words are those of haolinju.dispatch.v1.Assignment.State without its prefix.
var over = []string{"COMPLETED", "WAIVED", "RETURNED", "CANCELLED", "HANDED_OVER"}

// Follow has the systems of the context's district told of what has changed since the last run. A process that was given no system of the
// district leaves it to those that were.
func (s *Service) Follow(ctx context.Context) error {
	codes := slices.Sorted(maps.Keys(s.Systems[access.From(ctx).Tenant]))
	if len(codes) == 0 {
		return nil
	}
	return feed.Follow(ctx, s.DB, reader, func(ctx context.Context, tx *db.Tx, events []feed.Event) error {
		duties, err := s.changed(ctx, tx, codes, events)
		if err == nil {
			err = s.renew(ctx, tx, duties)
		}
		tx.Audit(db.Audit{Action: permitPush, Object: "assignmentPushes",
			After: map[string]any{"position": events[len(events)-1].Position, "pushes": len(duties)}})
		return err
	})
}

// changed are the duties of the units with these codes that some events have changed, the first first.
func (s *Service) changed(ctx context.Context, tx *db.Tx, codes []string, events []feed.Event) ([]*ent.Assignment, error) {
	units, err := tx.Unit.Query().Where(unit.CodeIn(codes...)).IDs(ctx)
	if err != nil {
		return nil, err
	}
	subjects, dispatches := map[string]bool{}, map[uuid.UUID]bool{}
	for _, e := range events {
		if !slices.ContainsFunc(e.Units, func(id uuid.UUID) bool { return slices.Contains(units, id) }) {
			continue
		}
		about, of, err := subject(e)
		if err != nil {
			return nil, err
		}
		subjects[about], dispatches[of] = true, true
	}
	if len(dispatches) == 0 {
		return nil, nil
	}
	duties, err := tx.Assignment.Query().Where(assignment.DispatchIDIn(slices.Collect(maps.Keys(dispatches))...), assignment.UnitIDIn(units...),
		assignment.SentTimeNotNil()).Order(ent.Asc(assignment.FieldID)).All(ctx)
	return slices.DeleteFunc(duties, func(a *ent.Assignment) bool {
		whole := name.Of("dispatches", a.DispatchID)
		return !subjects[whole] && !subjects[name.Of(whole+"/assignments", a.ID)]
	}), err
}

// renew has the systems told of some duties once more.
func (s *Service) renew(ctx context.Context, tx *db.Tx, duties []*ent.Assignment) error {
	var ids []uuid.UUID
	for _, a := range duties {
		ids = append(ids, a.ID)
	}
	rows, err := tx.AssignmentPush.Query().Where(assignmentpush.AssignmentIDIn(ids...)).Order(ent.Asc(assignmentpush.FieldID)).ForUpdate().All(ctx)
	if err != nil {
		return err
	}
	known := map[uuid.UUID]*ent.AssignmentPush{}
	for _, row := range rows {
		known[row.AssignmentID] = row
	}
	for _, a := range duties {
		if err := s.edition(ctx, tx, a, known[a.ID]); err != nil {
			return err
		}
	}
	return nil
}

// edition is one more of a duty, which has a push already or not. The queue is asked where it does not come anyway. What was over before the
// system was told of it first does not concern it: a system that begins would be told of all that its unit has ever done.
func (s *Service) edition(ctx context.Context, tx *db.Tx, a *ent.Assignment, row *ent.AssignmentPush) error {
	if row == nil {
		if slices.Contains(over, a.State) {
			return nil
		}
		id := tx.NewID()
		if err := tx.AssignmentPush.Create().SetID(id).SetDispatchID(a.DispatchID).SetAssignmentID(a.ID).SetUnitID(a.UnitID).
			SetIssuingUnitID(a.IssuingUnitID).SetEdition(1).SetState(string(sending.Queued)).SetNextTryTime(tx.Now()).SetPendingTime(tx.Now()).
			Exec(tx.Later(ctx, nil)); err != nil {
			return err
		}
		return s.queue.Ask(ctx, tx, workerName, id, rank)
	}
	_, err := move(ctx, tx, row, Renew, func(u *ent.AssignmentPushUpdate) {
		if u.AddEdition(1); row.NextTryTime == nil {
			u.SetTries(0).SetNextTryTime(tx.Now())
		}
		if row.PendingTime == nil {
			u.SetPendingTime(tx.Now())
		}
	})
	if err != nil || row.NextTryTime != nil {
		return err
	}
	return s.queue.Ask(ctx, tx, workerName, row.ID, rank)
}
