package incident

import (
	"context"
	"errors"

	"github.com/google/uuid"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/incident"
	"github.com/haolinju/haolinju/ent/issue"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// AnswerIncident answers all issues of an incident.
func (s *Service) AnswerIncident(ctx context.Context, req *intakev1.AnswerIncidentRequest) (*intakev1.IncidentOutcome, error) {
	return s.each(ctx, req, Answer, func(ctx context.Context, tx *db.Tx, act, id uuid.UUID) (*ent.Issue, error) {
		return s.Issues.AnswerWithin(ctx, tx, act, id, req.GetText())
	})
}

// CloseIncident closes all issues of an incident, and the incident once none is left.
func (s *Service) CloseIncident(ctx context.Context, req *intakev1.CloseIncidentRequest) (*intakev1.IncidentOutcome, error) {
	return s.each(ctx, req, Close, func(ctx context.Context, tx *db.Tx, act, id uuid.UUID) (*ent.Issue, error) {
		return s.Issues.CloseWithin(ctx, tx, act, id, req.GetReason())
	})
}

// verbRequest asks for a verb on one incident.
type verbRequest interface {
	GetName() string
	GetEtag() string
}

// each does one act to the issues that are not over, which are locked in the order of their ids. What refuses an issue is its result.
func (s *Service) each(ctx context.Context, req verbRequest, do Verb,
	one func(ctx context.Context, tx *db.Tx, act, id uuid.UUID) (*ent.Issue, error)) (*intakev1.IncidentOutcome, error) {
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*intakev1.IncidentOutcome, error) {
		row, step, err := begin(ctx, tx, req, do)
		if err != nil {
			return nil, err
		}
		ids, err := members(ctx, tx, row.ID)
		if err != nil {
			return nil, err
		}
		open, err := tx.Issue.Query().Where(issue.IDIn(ids...), issue.ClosedTimeIsNil()).Order(issue.ByID()).ForUpdate().All(ctx)
		if err != nil {
			return nil, err
		}
		outcome, act, left := &intakev1.IncidentOutcome{}, tx.NewID(), 0
		for _, of := range open {
			result := &intakev1.IncidentOutcome_Result{Issue: name.Of("issues", of.ID)}
			after, err := one(ctx, tx, act, of.ID)
			var refused *fault.Fault
			switch {
			case err == nil:
				result.State = stateOf(after)
			case errors.As(err, &refused):
				result.State, result.Reason, left = stateOf(of), refused.Reason(), left+1
			default:
				return nil, err
			}
			outcome.Results = append(outcome.Results, result)
		}
		if do == Close && left > 0 {
			if step, err = Steps.Step(State(row.State), CloseSome); err != nil {
				return nil, err
			}
		}
		if row, err = move(ctx, tx, row, step, map[string]any{"act": act, "done": len(open) - left, "left": left}); err != nil {
			return nil, err
		}
		outcome.Incident, err = s.whole(ctx, tx, row)
		return outcome, err
	})
}

func stateOf(row *ent.Issue) intakev1.Issue_State {
	return intakev1.Issue_State(intakev1.Issue_State_value["STATE_"+row.State])
}

// begin locks an incident and finds the step of a verb that the caller may do to it.
func begin(ctx context.Context, tx *db.Tx, req verbRequest, do Verb) (*ent.Incident, step, error) {
	row, err := find(ctx, tx.Incident.Query().ForUpdate(), req.GetName())
	if err != nil {
		return nil, step{}, err
	}
	if !access.ReachOf(ctx).Covers(row.UnitID) {
		return nil, step{}, fault.ErrDenied
	}
	if err := etag.Check(req.GetEtag(), row.Version); err != nil {
		return nil, step{}, err
	}
	s, err := Steps.Step(State(row.State), do)
	return row, s, err
}

// move takes a step of an incident that is locked, and records it.
func move(ctx context.Context, tx *db.Tx, row *ent.Incident, s step, told map[string]any) (*ent.Incident, error) {
	change := tx.Incident.Update().Where(incident.ID(row.ID), incident.State(row.State)).SetState(string(s.To))
	if s.To == Closed {
		change.SetCloseTime(tx.Now())
	}
	if err := change.Exec(tx.Later(ctx, fault.ErrStale)); err != nil {
		return nil, err
	}
	after, err := tx.Incident.Query().Where(incident.ID(row.ID)).Only(ctx)
	if err != nil {
		return nil, err
	}
	record(tx, s.Who, s.Emits, after, told)
	return after, nil
}
