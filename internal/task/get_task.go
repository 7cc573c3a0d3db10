package task

import (
	"context"

	"github.com/google/uuid"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/task"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/disclosure"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// GetTask reads a task.
func (s *Service) GetTask(ctx context.Context, req *intakev1.GetTaskRequest) (*intakev1.Task, error) {
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*intakev1.Task, error) {
		row, err := find(ctx, tx.Task.Query(), req.GetName())
		if err != nil {
			return nil, err
		}
		return toProto(row), nil
	})
}

// find is a task that the caller may see, with its issue.
func find(ctx context.Context, query *ent.TaskQuery, called string) (*ent.Task, error) {
	ids, err := name.Parse("tasks/*", called)
	if err != nil {
		return nil, err
	}
	row, err := query.Where(task.ID(ids[0])).WithIssue().Only(ctx)
	if err == nil && !access.ReachFor(ctx, permitRead).Reaches(factsOf(row)) {
		err = &ent.NotFoundError{}
	}
	return row, name.NotFound(err, called)
}

// factsOf decide who reaches a task: the unit that does it, and the territory of its issue.
func factsOf(row *ent.Task) access.Facts {
	issue := row.Edges.Issue
	return access.Facts{Permission: permitRead, Matter: disclosure.Matter(issue), Units: []uuid.UUID{row.UnitID, issue.UnitID}}
}

// Facts decide who reaches a task, as find reads them.
func Facts(ctx context.Context, tx *db.Tx, ids []uuid.UUID) (access.Facts, error) {
	row, err := tx.Task.Query().Where(task.ID(ids[0])).WithIssue().Only(ctx)
	if err != nil {
		return access.Facts{}, err
	}
	return factsOf(row), nil
}

// Told are who is to do a task: its owner, nil where it is nobody's yet, and its unit.
func Told(ctx context.Context, tx *db.Tx, id uuid.UUID) (owner *uuid.UUID, unit uuid.UUID, err error) {
	row, err := tx.Task.Query().Where(task.ID(id)).Only(ctx)
	if err != nil {
		return nil, uuid.Nil, err
	}
	return row.OwnerID, row.UnitID, nil
}

// Settled refuses to let go of an issue, which is held, while a task of it is open that is required. The fault names the first.
func Settled(ctx context.Context, tx *db.Tx, issue *ent.Issue) error {
	id, err := tx.Task.Query().Where(task.IssueID(issue.ID), task.State(string(Open)), task.Required(true)).
		Order(task.ByDueTime(), task.ByID()).FirstID(ctx)
	if ent.IsNotFound(err) {
		return nil
	}
	if err != nil {
		return err
	}
	return ErrOpen.With("task", name.Of("tasks", id))
}
