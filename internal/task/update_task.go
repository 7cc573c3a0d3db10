package task

import (
	"context"
	"slices"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// UpdateTask gives an open task another owner or due time.
func (s *Service) UpdateTask(ctx context.Context, req *intakev1.UpdateTaskRequest) (*intakev1.Task, error) {
	in, paths := req.GetTask(), req.GetUpdateMask().GetPaths()
	owner, err := ownerOf(in)
	if err != nil {
		return nil, err
	}
	return s.act(ctx, in, Update, func(ctx context.Context, tx *db.Tx, row *ent.Task, change *ent.TaskUpdate) error {
		if slices.Contains(paths, "due_time") {
			due := wire.Time(in.GetDueTime())
			if err := checkDue(tx, due); err != nil {
				return err
			}
			change.SetDueTime(*due).ClearOverdueTime()
		}
		if !slices.Contains(paths, "owner") {
			return nil
		}
		if owner == nil {
			change.ClearOwnerID()
			return nil
		}
		change.SetOwnerID(*owner)
		return s.checkOwner(ctx, tx, row.UnitID, owner)
	})
}
