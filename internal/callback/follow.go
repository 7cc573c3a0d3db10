package callback

import (
	"context"
	"slices"
	"strings"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/callbackdraw"
	"github.com/haolinju/haolinju/ent/callbacktask"
	"github.com/haolinju/haolinju/ent/issue"
	"github.com/haolinju/haolinju/internal/platform/calendar"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/feed"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// The causes of a task.
const (
	replied = "REPLIED"
	expired = "LIMIT_EXPIRED"
)

// under are the states of an issue in which somebody may still be asked about it.
var under = []string{"DISPATCHED", "HANDLING", "INFO_REQUESTED", "ON_HOLD", "IN_REVIEW", "REPLIED", "CALLBACK"}

// Follow brings the tasks in line with what has become of the issues since the last run.
func (s *Service) Follow(ctx context.Context) error {
	return feed.Follow(ctx, s.DB, "callback", func(ctx context.Context, tx *db.Tx, events []feed.Event) error {
		var ids []uuid.UUID
		for _, e := range events {
			if strings.HasPrefix(e.Type, "haolinju.intake.issue.") {
				of, err := name.Parse("issues/*", e.Subject)
				if err != nil {
					return err
				}
				ids = append(ids, of[0])
			}
		}
		rows, err := tx.Issue.Query().Where(issue.IDIn(ids...)).All(ctx)
		if err != nil {
			return err
		}
		for _, row := range rows {
			if err := keep(ctx, tx, row); err != nil {
				return err
			}
		}
		tx.Audit(db.Audit{Action: "intake.callback_task.follow", Object: "callbackTasks", After: map[string]any{"position": events[len(events)-1].Position}})
		return nil
	})
}

// keep opens the task of a reply, and cancels what an issue that has gone on needs no more.
func keep(ctx context.Context, tx *db.Tx, row *ent.Issue) error {
	standing, err := standingTask(ctx, tx, row.ID)
	if err != nil {
		return err
	}
	switch {
	case standing != nil && !slices.Contains(under, row.State):
		_, err = move(ctx, tx, standing, Cancel, tx.CallbackTask.Update())
	case standing == nil && row.State == "REPLIED":
		err = open(ctx, tx, row, replied)
	}
	return err
}

// standingTask is the task of an issue that is to be done or decided; nil for none. It stays locked.
func standingTask(ctx context.Context, tx *db.Tx, id uuid.UUID) (*ent.CallbackTask, error) {
	t, err := tx.CallbackTask.Query().Where(callbacktask.IssueID(id), callbacktask.StateIn(string(Waiting), string(Open))).ForUpdate().Only(ctx)
	if ent.IsNotFound(err) {
		return nil, nil
	}
	return t, err
}

// open makes the task of an issue, once for a cause until the issue is reopened. An anonymous resident cannot be asked.
func open(ctx context.Context, tx *db.Tx, row *ent.Issue, cause string) error {
	if row.Confidentiality == "ANONYMOUS" {
		return nil
	}
	had, err := tx.CallbackTask.Query().Where(callbacktask.IssueID(row.ID), callbacktask.Round(row.ReopenCount), callbacktask.Cause(cause)).Exist(ctx)
	if err != nil || had {
		return err
	}
	create := tx.CallbackTask.Create().SetID(tx.NewID()).SetIssueID(row.ID).SetRound(row.ReopenCount).SetUnitID(row.UnitID).SetCause(cause).SetState(string(Open))
	if row.SubDistrictID != nil {
		create.SetUnitID(*row.SubDistrictID)
	}
	d, err := tx.CallbackDraw.Query().Where(callbackdraw.Day(calendar.DateOf(tx.Now()).String()), callbackdraw.OpenTimeIsNil()).ForUpdate().Only(ctx)
	switch {
	case err == nil:
		create.SetDrawID(d.ID).SetState(string(Waiting))
	case !ent.IsNotFound(err):
		return err
	}
	t, err := create.Save(ctx)
	if err != nil {
		return err
	}
	record(tx, "intake.callback_task.open", taskEvent+"opened.v1", "", t)
	return nil
}
