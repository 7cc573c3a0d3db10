package agency

import (
	"context"
	"errors"
	"time"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/assignmentpush"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/jobs"
	"github.com/haolinju/haolinju/internal/platform/sending"
)

const (
	workerName = "assignment_push"
	rank       = 2 // as a notice: the unit's time runs
)

// Worker tells systems in the queue.
func (s *Service) Worker() jobs.Worker { return sending.Worker(workerName, s.Send) }

// The reasons of a failure, in the words of AssignmentPush.Reason.
const (
	unavailable = "UNAVAILABLE"
	refused     = "REFUSED"
	noAddress   = "NO_ADDRESS"
)

// Send tries one push, unless it is over or not yet due; then the queue comes again later. A try that dies on the way is made anew under the
// same id and edition: the system, not we, can tell whether it is a second one.
func (s *Service) Send(ctx context.Context, id uuid.UUID) error {
	row, err := s.begin(ctx, id)
	if err != nil || row == nil {
		return err
	}
	return s.settle(context.WithoutCancel(ctx), row, s.try(ctx, row))
}

// begin makes a push this worker's for a while; nil when there is nothing left to do.
func (s *Service) begin(ctx context.Context, id uuid.UUID) (*ent.AssignmentPush, error) {
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*ent.AssignmentPush, error) {
		tx.Audit(db.Audit{Action: permitPush, Object: pushName(id)})
		row, err := tx.AssignmentPush.Query().Where(assignmentpush.ID(id)).ForUpdate().Only(ctx)
		if ent.IsNotFound(err) || err == nil && row.NextTryTime == nil {
			return nil, nil
		}
		if err != nil {
			return nil, err
		}
		if rest := row.NextTryTime.Sub(tx.Now()); rest > 0 {
			return nil, jobs.Later(rest)
		}
		if err := tx.AssignmentPush.Update().Where(assignmentpush.ID(id)).AddTries(1).SetNextTryTime(tx.Now().Add(sending.Hold)).Exec(ctx); err != nil {
			return nil, err
		}
		return tx.AssignmentPush.Query().Where(assignmentpush.ID(id)).WithAssignment().WithDispatch().WithUnit().Only(ctx)
	})
}

// try tells the system of a push how its duty stands now.
func (s *Service) try(ctx context.Context, row *ent.AssignmentPush) sending.Failure {
	a := row.Edges.Assignment
	var to System
	if code := row.Edges.Unit.Code; code != nil {
		to = s.Systems[access.From(ctx).Tenant][*code]
	}
	if to == nil {
		return sending.Failure{Reason: noAddress}
	}
	push := Push{ID: row.ID, Edition: row.Edition, Assignment: dutyName(row), Kind: row.Edges.Dispatch.Kind, Role: a.Role, State: a.State, ETag: etag.Of(a.Version)}
	if a.ExternalNumber != nil {
		push.ExternalNumber = *a.ExternalNumber
	}
	switch err := to.Tell(ctx, push); {
	case errors.Is(err, ErrRefused):
		return sending.Failure{Reason: refused, Final: true}
	case err != nil:
		return sending.Failure{Reason: unavailable}
	}
	return sending.Failure{}
}

// settle writes down what came of a try, and comes again where another one is due: after a while where it failed, at once where the duty has
// changed meanwhile.
func (s *Service) settle(ctx context.Context, tried *ent.AssignmentPush, f sending.Failure) error {
	after, err := db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*ent.AssignmentPush, error) {
		row, err := tx.AssignmentPush.Query().Where(assignmentpush.ID(tried.ID)).ForUpdate().Only(ctx)
		if err != nil {
			return nil, err
		}
		if row.Tries != tried.Tries || row.NextTryTime == nil { // another worker has taken it over
			tx.Audit(db.Audit{Action: permitPush, Object: pushName(row.ID)})
			return row, nil
		}
		if f.Reason == "" && row.Edition != tried.Edition {
			return move(ctx, tx, row, Renew, func(u *ent.AssignmentPushUpdate) { u.SetTries(0).SetNextTryTime(tx.Now()).SetReason("") })
		}
		minutes, err := waits.At(ctx, tx, tx.Now())
		if err != nil {
			return nil, err
		}
		verb, wait := sending.Verdict(f, row.Tries, minutes)
		after, err := move(ctx, tx, row, verb, func(u *ent.AssignmentPushUpdate) { settled(u.SetReason(f.Reason), verb, tx.Now(), wait) })
		if err == nil && verb == sending.GiveUp && row.StuckTime == nil {
			err = stick(ctx, tx, after)
		}
		return after, err
	})
	if err != nil || after.NextTryTime == nil {
		return err
	}
	return jobs.Later(after.NextTryTime.Sub(after.UpdateTime))
}

// settled is what a verdict changes.
func settled(u *ent.AssignmentPushUpdate, verb sending.Verb, now time.Time, wait time.Duration) {
	switch verb {
	case sending.Send:
		u.SetSentTime(now).ClearNextTryTime().ClearPendingTime().ClearStuckTime()
	case sending.Fail:
		u.SetNextTryTime(now.Add(wait))
	case sending.GiveUp:
		u.ClearNextTryTime()
	}
}

// move takes one step of the life of a push and records it.
func move(ctx context.Context, tx *db.Tx, row *ent.AssignmentPush, do sending.Verb, set func(*ent.AssignmentPushUpdate)) (*ent.AssignmentPush, error) {
	step, err := Steps.Step(sending.State(row.State), do)
	if err != nil {
		return nil, err
	}
	update := tx.AssignmentPush.Update().Where(assignmentpush.ID(row.ID), assignmentpush.State(string(step.From))).SetState(string(step.To))
	set(update)
	if err := update.Exec(tx.Later(ctx, fault.ErrStale)); err != nil {
		return nil, err
	}
	after, err := tx.AssignmentPush.Query().Where(assignmentpush.ID(row.ID)).Only(ctx)
	if err != nil {
		return nil, err
	}
	tx.Audit(db.Audit{Action: step.Who, Object: pushName(row.ID), Before: pushFacts(row), After: pushFacts(after)})
	if step.Emits != "" {
		tx.Emit(pushEvent(step.Emits, after))
	}
	return after, nil
}
