// Package softdelete takes rows out of use without losing them (AIP-164): a row of a table with the mixin Deletable is deleted
// by its two times, undeleted by clearing them, and removed by a job once its purge time has come.
//
// A capability adds the mixin, the RPCs Delete and Undelete, the field show_deleted of its list, and a method Purge that the
// house runs in each tenant.
package softdelete

import (
	"context"
	"time"

	"entgo.io/ent/dialect/sql"

	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/setting"
)

// What a verb on the wrong side of a deletion fails with.
var (
	ErrDeleted    = fault.New(fault.WrongState, "DELETED", "已删除", "it is deleted")
	ErrNotDeleted = fault.New(fault.WrongState, "NOT_DELETED", "未被删除", "it is not deleted")
)

// keepDays is how long what is deleted can be undeleted, in days.
var keepDays = setting.Declare("deletion.keep_days", 30, "product default; set by the district")

// Batch is how many rows one transaction of Purge removes at most.
const Batch = 100

// Kept keeps the rows that are in use.
func Kept[P ~func(*sql.Selector)]() P { return P(sql.FieldIsNull("delete_time")) }

// Due keeps the rows whose purge time has come.
func Due[P ~func(*sql.Selector)](now time.Time) P { return P(sql.FieldLTE("purge_time", now)) }

// Mark makes an update delete its rows now.
func Mark[U interface {
	SetDeleteTime(time.Time) U
	SetPurgeTime(time.Time) U
}](ctx context.Context, tx *db.Tx, update U) (U, error) {
	days, err := keepDays.At(ctx, tx, tx.Now())
	if err != nil {
		return update, err
	}
	return update.SetDeleteTime(tx.Now()).SetPurgeTime(tx.Now().AddDate(0, 0, days)), nil
}

// Unmark makes an update undelete its rows.
func Unmark[U interface {
	ClearDeleteTime() U
	ClearPurgeTime() U
}](update U) U {
	return update.ClearDeleteTime().ClearPurgeTime()
}

// Purge removes what is due in the context's tenant: remove takes away up to Batch rows in its transaction and tells how
// many, until it finds less.
func Purge(ctx context.Context, d *db.DB, remove func(context.Context, *db.Tx) (int, error)) error {
	for {
		n, err := db.Write(ctx, d, func(ctx context.Context, tx *db.Tx) (int, error) {
			n, err := remove(ctx, tx)
			if err == nil && n == 0 {
				err = db.ErrNothing
			}
			return n, err
		})
		if err != nil || n < Batch {
			return err
		}
	}
}
