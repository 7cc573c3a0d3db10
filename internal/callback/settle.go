package callback

import (
	"context"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/callbacktask"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// settle brings the task of an issue forward by a callback: answered it is done; without an answer it is given up after so many tries.
func settle(ctx context.Context, tx *db.Tx, id uuid.UUID, answered bool) error {
	t, err := tx.CallbackTask.Query().Where(callbacktask.IssueID(id), callbacktask.StateIn(string(Waiting), string(Open))).ForUpdate().Only(ctx)
	if ent.IsNotFound(err) {
		return nil
	}
	if err != nil {
		return err
	}
	do, update := Answer, tx.CallbackTask.Update()
	if t.AssigneeID == nil {
		update.SetAssigneeID(access.From(ctx).Person)
	}
	if !answered {
		most, err := mostTries.At(ctx, tx, tx.Now())
		if err != nil {
			return err
		}
		update.AddTries(1)
		if do = Miss; State(t.State) == Open && int(t.Tries)+1 >= most {
			do = GiveUp
		}
	}
	_, err = move(ctx, tx, t, do, update)
	return err
}

// Spared says whether an issue that has been reopened so many times may be closed without an answer: the lot has passed it over, or
// nobody was reached however often it was tried.
func Spared(ctx context.Context, tx *db.Tx, id uuid.UUID, round int32) (bool, error) {
	return tx.CallbackTask.Query().Where(callbacktask.IssueID(id), callbacktask.Round(round),
		callbacktask.StateIn(string(Passed), string(Unreached))).Exist(ctx)
}
