package task

import (
	"context"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/task"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/disclosure"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/fault"
)

// CompleteTask says that a task is done.
func (s *Service) CompleteTask(ctx context.Context, req *intakev1.CompleteTaskRequest) (*intakev1.Task, error) {
	return s.act(ctx, req, Complete, func(ctx context.Context, tx *db.Tx, _ *ent.Task, change *ent.TaskUpdate) error {
		change.SetNote(req.GetNote()).SetFinisherID(access.From(ctx).Person).SetFinishTime(tx.Now())
		return nil
	})
}

// CancelTask says why a task need not be done.
func (s *Service) CancelTask(ctx context.Context, req *intakev1.CancelTaskRequest) (*intakev1.Task, error) {
	return s.act(ctx, req, Cancel, func(ctx context.Context, tx *db.Tx, row *ent.Task, change *ent.TaskUpdate) error {
		change.SetNote(req.GetReason()).SetFinisherID(access.From(ctx).Person).SetFinishTime(tx.Now())
		issue := row.Edges.Issue
		if row.Required && !access.ReachOf(ctx).On(disclosure.Matter(issue)).Covers(issue.UnitID) {
			return fault.ErrDenied.With("permission", permitManage)
		}
		return nil
	})
}

// act does one verb to a task: the staff of the unit that does it may, and those of the territory of its issue.
func (s *Service) act(ctx context.Context, on interface {
	GetName() string
	GetEtag() string
}, do Verb, decide func(context.Context, *db.Tx, *ent.Task, *ent.TaskUpdate) error) (*intakev1.Task, error) {
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*intakev1.Task, error) {
		row, err := find(ctx, tx.Task.Query().ForUpdate(), on.GetName())
		if err != nil {
			return nil, err
		}
		if !access.ReachOf(ctx).Reaches(factsOf(row)) {
			return nil, fault.ErrDenied
		}
		if err := etag.Check(on.GetEtag(), row.Version); err != nil {
			return nil, err
		}
		change := tx.Task.Update()
		step, err := Steps.Step(State(row.State), do)
		if err != nil {
			return nil, err
		}
		if err := decide(ctx, tx, row, change); err != nil {
			return nil, err
		}
		after, err := move(ctx, tx, row, step, change)
		if err != nil {
			return nil, err
		}
		return toProto(after), nil
	})
}

// move takes a step of a task that is locked, and records it.
func move(ctx context.Context, tx *db.Tx, row *ent.Task, step step, change *ent.TaskUpdate) (*ent.Task, error) {
	if err := change.Where(task.ID(row.ID), task.State(row.State)).SetState(string(step.To)).Exec(tx.Later(ctx, fault.ErrStale)); err != nil {
		return nil, err
	}
	after, err := tx.Task.Query().Where(task.ID(row.ID)).Only(ctx)
	if err != nil {
		return nil, err
	}
	record(tx, step.Who, step.Emits, row.Edges.Issue, row, after)
	return after, nil
}
