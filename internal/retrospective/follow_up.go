package retrospective

import (
	"context"

	"github.com/google/uuid"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/followup"
	"github.com/haolinju/haolinju/ent/retrospective"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// CreateFollowUp asks a unit for what follows from a retrospective.
func (s *Service) CreateFollowUp(ctx context.Context, req *dispatchv1.CreateFollowUpRequest) (*dispatchv1.FollowUp, error) {
	in := req.GetFollowUp()
	of, err := name.ParseField("follow_up.retrospective", "retrospectives/*", in.GetRetrospective())
	if err != nil {
		return nil, err
	}
	units, err := name.ParseField("follow_up.unit", "units/*", in.GetUnit())
	if err != nil {
		return nil, err
	}
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*dispatchv1.FollowUp, error) {
		id, err := tx.ChosenID("follow_up_id", req.GetFollowUpId())
		if err != nil {
			return nil, err
		}
		row, err := find(ctx, tx, of[0], in.GetRetrospective(), true)
		if err != nil {
			return nil, err
		}
		step, err := permit(ctx, row, Follow, "")
		if err != nil {
			return nil, err
		}
		if err := checkTakesPart(row, units[0], "follow_up.unit"); err != nil {
			return nil, err
		}
		if len(row.Edges.FollowUps) >= mostFollowUps {
			return nil, ErrTooManyFollowUps
		}
		within, err := days.At(ctx, tx, tx.Now())
		if err != nil {
			return nil, err
		}
		due := tx.Now().AddDate(0, 0, within)
		if wanted := wire.Time(in.GetDueTime()); wanted != nil {
			due = *wanted
		}
		if !due.After(tx.Now()) {
			return nil, ErrDueTime.On("follow_up.due_time")
		}
		made, err := tx.FollowUp.Create().SetID(id).SetRetrospectiveID(row.ID).SetSubDistrictID(row.UnitID).SetUnitID(units[0]).SetText(in.GetText()).
			SetDueTime(due).SetState(string(Pending)).Save(tx.Later(ctx, nil))
		if err != nil {
			return nil, err
		}
		if err := tx.Retrospective.Update().Where(retrospective.ID(row.ID), retrospective.State(row.State)).SetState(string(step.To)).
			Exec(tx.Later(ctx, fault.ErrStale)); err != nil {
			return nil, err
		}
		recordFollowUp(tx, step.Who, step.Emits, nil, made)
		return followUpProto(made), nil
	})
}

// CompleteFollowUp says that it is done.
func (s *Service) CompleteFollowUp(ctx context.Context, req *dispatchv1.CompleteFollowUpRequest) (*dispatchv1.FollowUp, error) {
	return s.finish(ctx, req, Complete, req.GetNote())
}

// CancelFollowUp says why it need not be done.
func (s *Service) CancelFollowUp(ctx context.Context, req *dispatchv1.CancelFollowUpRequest) (*dispatchv1.FollowUp, error) {
	return s.finish(ctx, req, Cancel, req.GetReason())
}

// finish does one verb to a follow-up: the unit completes, the sub-district cancels.
func (s *Service) finish(ctx context.Context, req interface {
	GetName() string
	GetEtag() string
}, do FollowUpVerb, note string) (*dispatchv1.FollowUp, error) {
	ids, err := name.Parse("followUps/*", req.GetName())
	if err != nil {
		return nil, err
	}
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*dispatchv1.FollowUp, error) {
		row, err := tx.FollowUp.Query().Where(followup.ID(ids[0])).ForUpdate().Only(ctx)
		if err == nil && !access.ReachFor(ctx, permitRead).Reaches(followUpFacts(row)) {
			err = &ent.NotFoundError{}
		}
		if err != nil {
			return nil, name.NotFound(err, req.GetName())
		}
		doer := row.UnitID
		if do == Cancel {
			doer = row.SubDistrictID
		}
		person := access.PersonOf(ctx)
		if person == nil || !access.ReachOf(ctx).On(matterOf(row.SubDistrictID)).Covers(doer) {
			return nil, fault.ErrDenied
		}
		if err := etag.Check(req.GetEtag(), row.Version); err != nil {
			return nil, err
		}
		step, err := FollowUpSteps.Step(FollowUpState(row.State), do)
		if err != nil {
			return nil, err
		}
		if err := tx.FollowUp.Update().Where(followup.ID(row.ID), followup.State(row.State)).SetState(string(step.To)).SetNote(note).
			SetFinisherID(*person).SetFinishTime(tx.Now()).Exec(tx.Later(ctx, fault.ErrStale)); err != nil {
			return nil, err
		}
		after, err := tx.FollowUp.Query().Where(followup.ID(row.ID)).Only(ctx)
		if err != nil {
			return nil, err
		}
		recordFollowUp(tx, step.Who, step.Emits, row, after)
		return followUpProto(after), nil
	})
}

// followUpFacts decide who reaches a follow-up alone: the unit that does it, and the sub-district.
func followUpFacts(row *ent.FollowUp) access.Facts {
	return access.Facts{Permission: permitRead, Matter: matterOf(row.SubDistrictID), Units: []uuid.UUID{row.UnitID, row.SubDistrictID}}
}

// FollowUpFacts decide who reaches a follow-up.
func FollowUpFacts(ctx context.Context, tx *db.Tx, ids []uuid.UUID) (access.Facts, error) {
	row, err := tx.FollowUp.Query().Where(followup.ID(ids[0])).Only(ctx)
	if err != nil {
		return access.Facts{}, err
	}
	return followUpFacts(row), nil
}

// Doer is the unit that does a follow-up.
func Doer(ctx context.Context, tx *db.Tx, id uuid.UUID) (uuid.UUID, error) {
	row, err := tx.FollowUp.Query().Where(followup.ID(id)).Only(ctx)
	if err != nil {
		return uuid.Nil, err
	}
	return row.UnitID, nil
}
