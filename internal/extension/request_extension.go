package extension

import (
	"context"
	"time"

	"github.com/google/uuid"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/extension"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// RequestExtension asks for more time to complete a duty.
func (s *Service) RequestExtension(ctx context.Context, req *dispatchv1.RequestExtensionRequest) (*dispatchv1.Extension, error) {
	ids, err := name.Parse("dispatches/*/assignments/*", req.GetName())
	if err != nil {
		return nil, err
	}
	asked := req.GetDueTime().AsTime().Truncate(time.Microsecond)
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*dispatchv1.Extension, error) {
		d, a, matter, err := s.Dispatches.HoldAssignment(ctx, tx, ids[0], ids[1])
		if err != nil {
			return nil, err
		}
		if !access.ReachOf(ctx).On(matter).Covers(a.UnitID) {
			return nil, fault.ErrDenied
		}
		if err := etag.Check(req.GetEtag(), a.Version); err != nil {
			return nil, err
		}
		if a.SignedTime == nil {
			return nil, ErrBeforeSigning
		}
		minutes, err := s.Clocks.TimeUntil(ctx, tx, d, a.ID, asked)
		if err != nil {
			return nil, err
		}
		if err := checkAsked(ctx, tx, a, asked, minutes); err != nil {
			return nil, err
		}
		if err := checkUsed(ctx, tx, a.ID); err != nil {
			return nil, err
		}
		original := a.DueTime
		if a.OriginalDueTime != nil {
			original = a.OriginalDueTime
		}
		row, err := tx.Extension.Create().SetID(tx.NewID()).SetDispatchID(d.ID).SetAssignmentID(a.ID).SetState(pending).
			SetReason(req.GetReason()).SetOriginalDueTime(*original).SetFormerDueTime(*a.DueTime).SetAskedDueTime(asked).
			SetMinutes(minutes).SetRequesterID(access.From(ctx).Person).Save(tx.Later(ctx, nil))
		if err != nil {
			return nil, err
		}
		tx.Audit(db.Audit{Action: permitRequest, Object: nameOf(row), After: facts(row)})
		tx.Emit(event("requested", d, a, row))
		return toProto(row), nil
	})
}

// checkAsked refuses a due time that adds nothing, or more than the days that are allowed.
func checkAsked(ctx context.Context, tx *db.Tx, a *ent.Assignment, asked time.Time, minutes int) error {
	days, err := mostDays.At(ctx, tx, tx.Now())
	if err != nil {
		return err
	}
	if minutes < 1 || asked.After(a.DueTime.AddDate(0, 0, days)) {
		return ErrDueTime.On("due_time")
	}
	return nil
}

// checkUsed refuses a second request while one is pending, and one more than the settings allow.
func checkUsed(ctx context.Context, tx *db.Tx, assignment uuid.UUID) error {
	allowed, err := most.At(ctx, tx, tx.Now())
	if err != nil {
		return err
	}
	used, err := tx.Extension.Query().Where(extension.AssignmentID(assignment), extension.StateNEQ(refused)).All(ctx)
	if err != nil {
		return err
	}
	for _, row := range used {
		if row.State == pending {
			return ErrPending
		}
	}
	if len(used) >= allowed {
		return ErrUsedUp
	}
	return nil
}
