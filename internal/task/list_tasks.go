package task

import (
	"context"

	"github.com/google/uuid"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/predicate"
	"github.com/haolinju/haolinju/ent/task"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/disclosure"
	"github.com/haolinju/haolinju/internal/platform/filter"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// list is what tasks can be filtered and ordered by.
var list = page.NewList[*intakev1.ListTasksRequest, *ent.Task]("due_time", filter.Columns{
	"create_time":  filter.Time(task.FieldCreateTime),
	"due_time":     filter.Time(task.FieldDueTime),
	"finish_time":  filter.Time(task.FieldFinishTime),
	"overdue_time": filter.Time(task.FieldOverdueTime),
	"owner":        filter.Ref(task.FieldOwnerID, "persons/*"),
	"required":     filter.Bool(task.FieldRequired),
	"state":        filter.Enum[intakev1.Task_State](task.FieldState),
	"unit":         filter.Ref(task.FieldUnitID, "units/*"),
})

// ListTasks lists the tasks of an issue, those of the caller, or those of his units.
func (s *Service) ListTasks(ctx context.Context, req *intakev1.ListTasksRequest) (*intakev1.ListTasksResponse, error) {
	of, err := name.ParseOptional("issue", "issues/*", req.GetIssue())
	if err != nil {
		return nil, err
	}
	asked, err := list.Parse(ctx, s.Pages, req)
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*intakev1.ListTasksResponse, error) {
		way, where, err := s.way(ctx, tx, of, req.GetMine())
		if err != nil {
			return nil, err
		}
		found, err := page.ReadAlong(ctx, asked, tx.Task.Query(), where, way)
		if err != nil {
			return nil, err
		}
		res := &intakev1.ListTasksResponse{NextPageToken: found.Next, TotalSize: found.Total}
		for _, row := range found.Rows {
			res.Tasks = append(res.Tasks, toProto(row))
		}
		return res, nil
	})
}

// way is the index along which tasks are read, and what of them the caller sees: of an issue all in its territory, elsewhere those of his units;
// of his own those of units in which he still is.
func (s *Service) way(ctx context.Context, tx *db.Tx, of uuid.UUID, mine bool) (page.Way, []predicate.Task, error) {
	reach, persons := access.ReachOf(ctx), access.From(ctx).Persons()
	if of != uuid.Nil {
		issue, err := s.Issues.VisibleIssue(ctx, tx, of, false)
		if err != nil {
			return page.Way{}, nil, err
		}
		var where []predicate.Task
		if on := reach.On(disclosure.Matter(issue)); !on.Covers(issue.UnitID) {
			where = append(where, task.UnitIDIn(on.Units...))
		}
		if mine {
			where = append(where, task.OwnerIDIn(persons...))
		}
		return page.Way{By: []page.By{page.ByID(task.FieldIssueID, of)}}, where, nil
	}
	if mine {
		var where []predicate.Task
		if units, all := within(reach); !all {
			where = append(where, task.UnitIDIn(units...))
		}
		return page.Way{By: []page.By{page.ByID(task.FieldOwnerID, persons...)}}, where, nil
	}
	if reach.All {
		return page.Way{}, nil, nil
	}
	return page.Way{By: []page.By{page.ByID(task.FieldUnitID, reach.Units...)}}, nil, nil
}

// within are the units of a reach, also of the parts of it that have limits: who owns a task was chosen for it.
func within(reach access.Reach) (units []uuid.UUID, all bool) {
	for _, part := range reach.Parts() {
		units, all = append(units, part.Units...), all || part.All
	}
	return units, all
}
