package hotline

import (
	"context"
	"errors"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/hotlineresult"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/jobs"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/sending"
)

const (
	workerName = "hotline_result"
	rank       = 3 // behind what somebody waits for
)

// Worker sends results in the queue.
func (s *Service) Worker() jobs.Worker { return sending.Worker(workerName, s.Send) }

// The reasons of a failure, in the words of HotlineResult.Reason.
const (
	unavailable = "UNAVAILABLE"
	refused     = "REFUSED"
	exchangeOff = "EXCHANGE_OFF"
)

// Send tries one result, unless it is over or not yet due; then the queue comes again later. A try that dies on the way is made anew under
// the same id: the hotline, not we, can tell whether it is a second one.
func (s *Service) Send(ctx context.Context, id uuid.UUID) error {
	row, err := s.begin(ctx, id)
	if err != nil || row == nil {
		return err
	}
	return s.settle(context.WithoutCancel(ctx), row, s.push(ctx, row))
}

// begin makes a result this worker's for a while; nil when there is nothing left to do.
func (s *Service) begin(ctx context.Context, id uuid.UUID) (*ent.HotlineResult, error) {
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*ent.HotlineResult, error) {
		tx.Audit(db.Audit{Action: permitSend, Object: resultName(id)})
		row, err := tx.HotlineResult.Query().Where(hotlineresult.ID(id)).ForUpdate().Only(ctx)
		if ent.IsNotFound(err) || err == nil && row.NextTryTime == nil {
			return nil, nil
		}
		if err != nil {
			return nil, err
		}
		if rest := row.NextTryTime.Sub(tx.Now()); rest > 0 {
			return nil, jobs.Later(rest)
		}
		if err := tx.HotlineResult.Update().Where(hotlineresult.ID(id)).AddTries(1).SetNextTryTime(tx.Now().Add(sending.Hold)).Exec(ctx); err != nil {
			return nil, err
		}
		return tx.HotlineResult.Query().Where(hotlineresult.ID(id)).WithHotlineOrder().Only(ctx)
	})
}

// push tells the hotline.
func (s *Service) push(ctx context.Context, row *ent.HotlineResult) sending.Failure {
	if s.Exchange == nil {
		return sending.Failure{Reason: exchangeOff}
	}
	order := row.Edges.HotlineOrder
	err := s.Exchange.Push(ctx, Result{ID: row.ID, Source: order.Source, ExternalNo: order.ExternalNo, Edition: row.Edition, Outcome: row.Outcome})
	switch {
	case errors.Is(err, ErrRefused):
		return sending.Failure{Reason: refused, Final: true}
	case err != nil:
		return sending.Failure{Reason: unavailable}
	}
	return sending.Failure{}
}

// settle writes down what came of a try, and comes again where another one is due.
func (s *Service) settle(ctx context.Context, tried *ent.HotlineResult, f sending.Failure) error {
	after, err := db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*ent.HotlineResult, error) {
		row, err := tx.HotlineResult.Query().Where(hotlineresult.ID(tried.ID)).ForUpdate().Only(ctx)
		if err != nil {
			return nil, err
		}
		if row.Tries != tried.Tries || row.NextTryTime == nil { // another worker has taken it over
			tx.Audit(db.Audit{Action: permitSend, Object: resultName(row.ID)})
			return row, nil
		}
		minutes, err := waits.At(ctx, tx, tx.Now())
		if err != nil {
			return nil, err
		}
		verb, wait := sending.Verdict(f, row.Tries, minutes)
		return move(ctx, tx, row, verb, func(u *ent.HotlineResultUpdate) {
			switch u.SetReason(f.Reason); verb {
			case sending.Send:
				u.SetSentTime(tx.Now()).ClearNextTryTime()
			case sending.Fail:
				u.SetNextTryTime(tx.Now().Add(wait))
			case sending.GiveUp:
				u.ClearNextTryTime()
			}
		})
	})
	if err != nil || sending.State(after.State) != sending.Failed {
		return err
	}
	return jobs.Later(after.NextTryTime.Sub(after.UpdateTime))
}

// move takes one step of the life of a result and records it.
func move(ctx context.Context, tx *db.Tx, row *ent.HotlineResult, do sending.Verb, set func(*ent.HotlineResultUpdate)) (*ent.HotlineResult, error) {
	step, err := Steps.Step(sending.State(row.State), do)
	if err != nil {
		return nil, err
	}
	update := tx.HotlineResult.Update().Where(hotlineresult.ID(row.ID), hotlineresult.State(string(step.From))).SetState(string(step.To))
	set(update)
	if err := update.Exec(tx.Later(ctx, fault.ErrStale)); err != nil {
		return nil, err
	}
	after, err := tx.HotlineResult.Query().Where(hotlineresult.ID(row.ID)).Only(ctx)
	if err != nil {
		return nil, err
	}
	tx.Audit(db.Audit{Action: step.Who, Object: resultName(row.ID), Before: resultFacts(row), After: resultFacts(after)})
	tx.Emit(db.Event{Type: step.Emits, Subject: resultName(row.ID), Data: resultFacts(after)})
	return after, nil
}

func resultName(id uuid.UUID) string { return name.Of("hotlineResults", id) }

func resultFacts(row *ent.HotlineResult) map[string]any {
	return map[string]any{"edition": row.Edition, "state": row.State, "reason": row.Reason, "tries": row.Tries}
}
