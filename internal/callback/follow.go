package callback

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/callbackdraw"
	"github.com/haolinju/haolinju/ent/callbacktask"
	"github.com/haolinju/haolinju/ent/issue"
	"github.com/haolinju/haolinju/internal/platform/calendar"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/feed"
)

// The causes of a task.
const (
	replied = "REPLIED"
	expired = "LIMIT_EXPIRED"
)

// under are the states of an issue in which somebody may still be asked about it.
var under = []string{"DISPATCHED", "HANDLING", "INFO_REQUESTED", "ON_HOLD", "IN_REVIEW", "REPLIED", "CALLBACK"}

// reader takes what becomes of issues; nobody is asked about a new one.
var reader = feed.Reader{Name: "callback", Types: []string{"haolinju.intake.issue"}, But: []string{"haolinju.intake.issue.created.v1"}}

// Follow brings the tasks in line with what has become of the issues since the last run.
func (s *Service) Follow(ctx context.Context) error {
	return feed.Follow(ctx, s.DB, reader, func(ctx context.Context, tx *db.Tx, events []feed.Event) error {
		ids, err := feed.Subjects(events, "haolinju.intake.issue.", "issues/*")
		if err != nil {
			return err
		}
		rows, err := tx.Issue.Query().Where(issue.IDIn(ids...)).ForUpdate().All(ctx)
		if err != nil {
			return err
		}
		if err := keep(ctx, tx, rows); err != nil {
			return err
		}
		tx.Audit(db.Audit{Action: "intake.callback_task.follow", Object: "callbackTasks", After: map[string]any{"position": events[len(events)-1].Position}})
		return nil
	})
}

// keep opens the tasks of replies, and cancels what issues that have gone on need no more.
func keep(ctx context.Context, tx *db.Tx, rows []*ent.Issue) error {
	l, err := ledgerOf(ctx, tx, rows)
	if err != nil {
		return err
	}
	for _, row := range rows {
		switch standing := l.standing(row); {
		case standing != nil && !slices.Contains(under, row.State):
			_, err = move(ctx, tx, standing, Cancel, tx.CallbackTask.Update())
		case standing == nil && row.State == "REPLIED":
			_, err = l.open(ctx, tx, row, replied)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// ledger is which tasks some issues, which are held, have had, and the draw that decides on those that come up today. All of it stays locked.
type ledger struct {
	tasks map[uuid.UUID][]*ent.CallbackTask // by the issue
	draw  *ent.CallbackDraw                 // nil where everybody is called back
}

func ledgerOf(ctx context.Context, tx *db.Tx, rows []*ent.Issue) (ledger, error) {
	l := ledger{tasks: map[uuid.UUID][]*ent.CallbackTask{}}
	ids := make([]uuid.UUID, len(rows))
	for i, row := range rows {
		ids[i] = row.ID
	}
	err := db.Together(ctx, func(ctx context.Context) error {
		tasks, err := tx.CallbackTask.Query().Where(callbacktask.IssueIDIn(ids...)).ForUpdate().All(ctx)
		for _, t := range tasks {
			l.tasks[t.IssueID] = append(l.tasks[t.IssueID], t)
		}
		return err
	}, func(ctx context.Context) (err error) {
		l.draw, err = tx.CallbackDraw.Query().Where(callbackdraw.Day(calendar.DateOf(tx.Now()).String()), callbackdraw.OpenTimeIsNil()).ForUpdate().Only(ctx)
		if ent.IsNotFound(err) {
			return nil
		}
		return err
	})
	return l, err
}

// standing is the task of an issue that is to be done or decided; nil for none.
func (l *ledger) standing(row *ent.Issue) *ent.CallbackTask {
	for _, t := range l.tasks[row.ID] {
		if State(t.State) == Waiting || State(t.State) == Open {
			return t
		}
	}
	return nil
}

// open makes the task of an issue, once for a cause until the issue is reopened, and says whether it did. An anonymous resident cannot be asked.
func (l *ledger) open(ctx context.Context, tx *db.Tx, row *ent.Issue, cause string) (opened bool, err error) {
	if row.Confidentiality == "ANONYMOUS" || l.standing(row) != nil || slices.ContainsFunc(l.tasks[row.ID], func(t *ent.CallbackTask) bool { return t.Round == row.ReopenCount && t.Cause == cause }) {
		return false, nil
	}
	create := tx.CallbackTask.Create().SetID(tx.NewID()).SetIssueID(row.ID).SetRound(row.ReopenCount).SetUnitID(row.UnitID).SetCause(cause).SetState(string(Open))
	if row.SubDistrictID != nil {
		create.SetUnitID(*row.SubDistrictID)
	}
	if l.draw != nil {
		create.SetDrawID(l.draw.ID).SetState(string(Waiting))
	}
	t, err := create.Save(tx.Later(ctx, nil))
	if err != nil {
		return false, err
	}
	record(tx, "intake.callback_task.open", taskEvent+"opened.v1", "", t)
	return true, nil
}
