package task

import (
	"context"
	"slices"
	"time"

	"github.com/google/uuid"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/disclosure"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// CreateTask puts a task on the checklist of an issue.
func (s *Service) CreateTask(ctx context.Context, req *intakev1.CreateTaskRequest) (*intakev1.Task, error) {
	in := req.GetTask()
	issues, err := name.ParseField("task.issue", "issues/*", in.GetIssue())
	if err != nil {
		return nil, err
	}
	units, err := name.ParseField("task.unit", "units/*", in.GetUnit())
	if err != nil {
		return nil, err
	}
	owner, err := ownerOf(in)
	if err != nil {
		return nil, err
	}
	if in.GetTitle() == "" {
		return nil, fault.ErrInvalid.OnField("task.title", "不能为空", "must not be empty")
	}
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*intakev1.Task, error) {
		id, err := tx.ChosenID("task_id", req.GetTaskId())
		if err != nil {
			return nil, err
		}
		issue, err := s.Issues.VisibleIssue(ctx, tx, issues[0], true)
		if err != nil {
			return nil, err
		}
		reach := access.ReachOf(ctx).On(disclosure.Matter(issue))
		switch {
		case !reach.Covers(issue.UnitID) && !reach.Covers(units[0]):
			return nil, fault.ErrDenied.With("permission", permitManage)
		case !concerns(issue, units[0]):
			return nil, ErrUnit.On("task.unit")
		case issue.ClosedTime != nil:
			return nil, ErrIssueOver.On("task.issue")
		}
		due := wire.Time(in.GetDueTime())
		if err := checkDue(tx, due); err != nil {
			return nil, err
		}
		if err := s.checkOwner(ctx, tx, units[0], owner); err != nil {
			return nil, err
		}
		return put(ctx, tx, issue, &ent.Task{ID: id, UnitID: units[0], OwnerID: owner, Title: in.GetTitle(), Required: in.GetRequired(), DueTime: *due})
	})
}

// put writes a new task of an issue that is held.
func put(ctx context.Context, tx *db.Tx, issue *ent.Issue, want *ent.Task) (*intakev1.Task, error) {
	row, err := tx.Task.Create().SetID(want.ID).SetIssueID(issue.ID).SetTitle(want.Title).SetRequired(want.Required).SetUnitID(want.UnitID).
		SetNillableOwnerID(want.OwnerID).SetDueTime(want.DueTime).SetState(string(Open)).SetTemplate(want.Template).Save(tx.Later(ctx, nil))
	if err != nil {
		return nil, err
	}
	record(tx, permitManage, events+"created.v1", issue, nil, row)
	return toProto(row), nil
}

// concerns says whether an issue lies in the territory of a unit or is handled by it.
func concerns(issue *ent.Issue, unit uuid.UUID) bool {
	return issue.UnitID == unit || issue.SubDistrictID != nil && *issue.SubDistrictID == unit ||
		issue.LeadUnitID != nil && *issue.LeadUnitID == unit || slices.Contains(issue.AssistUnitIds, unit)
}

// ownerOf is the owner that a request names; nil for none.
func ownerOf(in *intakev1.Task) (*uuid.UUID, error) {
	if in.GetOwner() == "" {
		return nil, nil
	}
	ids, err := name.ParseField("task.owner", "persons/*", in.GetOwner())
	if err != nil {
		return nil, err
	}
	return &ids[0], nil
}

// checkOwner refuses an owner who does not work in the unit.
func (s *Service) checkOwner(ctx context.Context, tx *db.Tx, unit uuid.UUID, owner *uuid.UUID) error {
	if owner == nil {
		return nil
	}
	staff, err := s.Staff(ctx, tx, unit)
	if err == nil && !slices.Contains(staff, *owner) {
		err = ErrOwner.On("task.owner")
	}
	return err
}

// checkDue refuses a due time that is missing or does not lie ahead.
func checkDue(tx *db.Tx, due *time.Time) error {
	if due == nil || !due.After(tx.Now()) {
		return ErrDueTime.On("task.due_time")
	}
	return nil
}
