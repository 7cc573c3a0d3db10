package callback

import (
	"context"

	"entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/callbacktask"
	"github.com/haolinju/haolinju/ent/predicate"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/filter"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// taskList is what tasks can be filtered and ordered by.
var taskList = page.NewList[*intakev1.ListCallbackTasksRequest, *ent.CallbackTask]("create_time", filter.Columns{
	"assignee":    filter.Ref(callbacktask.FieldAssigneeID, "persons/*"),
	"cause":       filter.Enum[intakev1.CallbackTask_Cause](callbacktask.FieldCause),
	"create_time": filter.Time(callbacktask.FieldCreateTime),
	"draw":        filter.Ref(callbacktask.FieldDrawID, "callbackDraws/*"),
	"issue":       filter.Ref(callbacktask.FieldIssueID, "issues/*"),
	"state":       filter.Enum[intakev1.CallbackTask_State](callbacktask.FieldState),
	"tries":       filter.Number(callbacktask.FieldTries),
	"unit":        filter.Ref(callbacktask.FieldUnitID, "units/*"),
	"update_time": filter.Time(callbacktask.FieldUpdateTime),
})

// ListCallbackTasks returns a page of the tasks of the caller's units, or of those that he has taken on.
func (s *Service) ListCallbackTasks(ctx context.Context, req *intakev1.ListCallbackTasksRequest) (*intakev1.ListCallbackTasksResponse, error) {
	asked, err := taskList.Parse(ctx, s.Pages, req)
	if err != nil {
		return nil, err
	}
	reach, p := access.ReachOf(ctx), access.From(ctx)
	var where []predicate.CallbackTask
	var ways []page.Way
	switch {
	case req.GetMine():
		ways = []page.Way{{By: []page.By{page.ByID(callbacktask.FieldAssigneeID, p.Persons()...)}}}
		if !reach.All {
			where = append(where, within(reach.Units))
		}
	case reach.All:
		ways = []page.Way{{}}
	default:
		ways = []page.Way{{By: []page.By{page.ByID(callbacktask.FieldUnitID, reach.Units...)}}}
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*intakev1.ListCallbackTasksResponse, error) {
		found, err := page.ReadAlong(ctx, asked, tx.CallbackTask.Query(), where, ways...)
		if err != nil {
			return nil, err
		}
		answer := &intakev1.ListCallbackTasksResponse{NextPageToken: found.Next, TotalSize: found.Total}
		for _, t := range found.Rows {
			answer.CallbackTasks = append(answer.CallbackTasks, taskToProto(t))
		}
		return answer, nil
	})
}

// within keeps the tasks of some units. IS TRUE keeps PostgreSQL from the index of the units, which is longer than that of one's own tasks.
func within(units []uuid.UUID) predicate.CallbackTask {
	return func(s *sql.Selector) {
		s.Where(sql.P(func(b *sql.Builder) {
			b.WriteString("(").Ident(s.C(callbacktask.FieldUnitID)).WriteString(" = ANY (").Arg(units).WriteString("::uuid[])) IS TRUE")
		}))
	}
}
