package callback

import (
	"context"

	"github.com/google/uuid"
	"google.golang.org/protobuf/types/known/timestamppb"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/callbacktask"
	"github.com/haolinju/haolinju/ent/issue"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// GetCallbackTask returns one task.
func (s *Service) GetCallbackTask(ctx context.Context, req *intakev1.GetCallbackTaskRequest) (*intakev1.CallbackTask, error) {
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*intakev1.CallbackTask, error) {
		t, err := findTask(ctx, tx.CallbackTask.Query(), req.GetName())
		if err != nil {
			return nil, err
		}
		return taskToProto(t), nil
	})
}

// ClaimCallbackTask takes a task on.
func (s *Service) ClaimCallbackTask(ctx context.Context, req *intakev1.ClaimCallbackTaskRequest) (*intakev1.CallbackTask, error) {
	return s.act(ctx, req, Claim, func(ctx context.Context, tx *db.Tx, t *ent.CallbackTask, u *ent.CallbackTaskUpdate) error {
		p := access.From(ctx)
		row, err := tx.Issue.Query().Where(issue.ID(t.IssueID)).Only(ctx)
		switch {
		case err != nil:
			return err
		case row.HandlerID != nil && p.RecusedFrom(*row.HandlerID):
			return ErrHandler
		case t.AssigneeID != nil && !p.Is(*t.AssigneeID):
			return ErrTaken
		}
		u.SetAssigneeID(p.Person)
		return nil
	})
}

// ReleaseCallbackTask gives a task back.
func (s *Service) ReleaseCallbackTask(ctx context.Context, req *intakev1.ReleaseCallbackTaskRequest) (*intakev1.CallbackTask, error) {
	return s.act(ctx, req, Release, func(_ context.Context, _ *db.Tx, _ *ent.CallbackTask, u *ent.CallbackTaskUpdate) error {
		u.ClearAssigneeID()
		return nil
	})
}

// findTask reads a task that the caller may see.
func findTask(ctx context.Context, query *ent.CallbackTaskQuery, called string) (*ent.CallbackTask, error) {
	ids, err := name.Parse("callbackTasks/*", called)
	if err != nil {
		return nil, err
	}
	t, err := query.Where(callbacktask.ID(ids[0])).Only(ctx)
	if err == nil && !access.ReachFor(ctx, permitTasks).Reaches(taskFacts(t)) {
		err = &ent.NotFoundError{}
	}
	return t, name.NotFound(err, called)
}

// taskFacts decide who reaches a task: the unit that calls back.
func taskFacts(t *ent.CallbackTask) access.Facts {
	return access.Facts{Permission: permitTasks, Units: []uuid.UUID{t.UnitID}}
}

// TaskFacts decide who reaches a task, as findTask reads them.
func TaskFacts(ctx context.Context, tx *db.Tx, ids []uuid.UUID) (access.Facts, error) {
	t, err := tx.CallbackTask.Query().Where(callbacktask.ID(ids[0])).Only(ctx)
	if err != nil {
		return access.Facts{}, err
	}
	return taskFacts(t), nil
}

// act moves a task by a call.
func (s *Service) act(ctx context.Context, req interface {
	GetName() string
	GetEtag() string
}, do Verb, change func(context.Context, *db.Tx, *ent.CallbackTask, *ent.CallbackTaskUpdate) error) (*intakev1.CallbackTask, error) {
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*intakev1.CallbackTask, error) {
		t, err := findTask(ctx, tx.CallbackTask.Query().ForUpdate(), req.GetName())
		if err != nil {
			return nil, err
		}
		if !access.ReachOf(ctx).Covers(t.UnitID) {
			return nil, fault.ErrDenied
		}
		if err := etag.Check(req.GetEtag(), t.Version); err != nil {
			return nil, err
		}
		update := tx.CallbackTask.Update()
		if err := change(ctx, tx, t, update); err != nil {
			return nil, err
		}
		if t, err = move(ctx, tx, t, do, update); err != nil {
			return nil, err
		}
		return taskToProto(t), nil
	})
}

// move takes a step of the life of a task that is locked, and records it.
func move(ctx context.Context, tx *db.Tx, t *ent.CallbackTask, do Verb, update *ent.CallbackTaskUpdate) (*ent.CallbackTask, error) {
	step, err := Steps.Step(State(t.State), do)
	if err != nil {
		return nil, err
	}
	if err := update.Where(callbacktask.ID(t.ID), callbacktask.State(t.State)).SetState(string(step.To)).Exec(tx.Later(ctx, fault.ErrStale)); err != nil {
		return nil, err
	}
	after, err := tx.CallbackTask.Query().Where(callbacktask.ID(t.ID)).Only(ctx)
	if err != nil {
		return nil, err
	}
	record(tx, step.Who, step.Emits, t.State, after)
	return after, nil
}

// record tells of a change of a task; before is empty for a new one.
func record(tx *db.Tx, action, emits, before string, after *ent.CallbackTask) {
	called := name.Of("callbackTasks", after.ID)
	facts := map[string]any{"issue": name.Of("issues", after.IssueID), "cause": after.Cause, "state": after.State, "tries": after.Tries}
	if after.AssigneeID != nil {
		facts["assignee"] = *after.AssigneeID
	}
	audit := db.Audit{Action: action, Object: called, After: facts}
	if before != "" {
		audit.Before = map[string]any{"state": before}
	}
	tx.Audit(audit)
	tx.Emit(db.Event{Type: emits, Subject: called, Units: []uuid.UUID{after.UnitID}, Data: facts})
}

func taskToProto(t *ent.CallbackTask) *intakev1.CallbackTask {
	return &intakev1.CallbackTask{Name: name.Of("callbackTasks", t.ID), Issue: name.Of("issues", t.IssueID), Unit: name.Of("units", t.UnitID),
		Cause: intakev1.CallbackTask_Cause(intakev1.CallbackTask_Cause_value["CAUSE_"+t.Cause]),
		State: intakev1.CallbackTask_State(intakev1.CallbackTask_State_value["STATE_"+t.State]),
		Draw:  name.OrEmpty("callbackDraws", t.DrawID), Assignee: name.OrEmpty("persons", t.AssigneeID), Tries: t.Tries,
		CreateTime: timestamppb.New(t.CreateTime), UpdateTime: timestamppb.New(t.UpdateTime), Etag: etag.Of(t.Version)}
}
