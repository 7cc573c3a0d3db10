package supervision

import (
	"context"
	"errors"

	"github.com/google/uuid"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/supervision"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// ReplySupervision answers a supervision.
func (s *Service) ReplySupervision(ctx context.Context, req *dispatchv1.ReplySupervisionRequest) (*dispatchv1.Supervision, error) {
	return s.act(ctx, req, Reply, func(tx *db.Tx, row *ent.Supervision, u *ent.SupervisionUpdate) error {
		u.SetReply(req.GetText()).SetReplierID(access.From(ctx).Person).SetReplyTime(tx.Now())
		return nil
	})
}

// ReleaseSupervision ends a supervision.
func (s *Service) ReleaseSupervision(ctx context.Context, req *dispatchv1.ReleaseSupervisionRequest) (*dispatchv1.Supervision, error) {
	return s.act(ctx, req, Release, func(tx *db.Tx, row *ent.Supervision, u *ent.SupervisionUpdate) error {
		if row.ReplyDueTime != nil && row.ReplyTime == nil {
			return ErrUnanswered
		}
		u.SetReleaseNote(req.GetNote()).SetReleaserID(access.From(ctx).Person).SetReleaseTime(tx.Now())
		return nil
	})
}

// verbRequest asks for a verb on one supervision.
type verbRequest interface {
	GetName() string
	GetEtag() string
}

// act does one verb: the unit replies, the street releases.
func (s *Service) act(ctx context.Context, req verbRequest, do Verb,
	set func(*db.Tx, *ent.Supervision, *ent.SupervisionUpdate) error) (*dispatchv1.Supervision, error) {
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*dispatchv1.Supervision, error) {
		row, err := s.find(ctx, tx, tx.Supervision.Query().ForUpdate(), req.GetName())
		if err != nil {
			return nil, err
		}
		holder := row.UnitID
		if do == Release {
			holder = row.IssuingUnitID
		}
		if !access.ReachOf(ctx).Covers(holder) {
			return nil, fault.ErrDenied
		}
		if err := etag.Check(req.GetEtag(), row.Version); err != nil {
			return nil, err
		}
		step, err := Steps.Step(State(row.State), do)
		if err != nil {
			return nil, err
		}
		update := tx.Supervision.Update().Where(supervision.ID(row.ID), supervision.State(row.State)).SetState(string(step.To))
		if err := set(tx, row, update); err != nil {
			return nil, err
		}
		if err := update.Exec(tx.Later(ctx, fault.ErrStale)); err != nil {
			return nil, err
		}
		after, err := tx.Supervision.Query().Where(supervision.ID(row.ID)).Only(ctx)
		if err != nil {
			return nil, err
		}
		tx.Audit(db.Audit{Action: step.Who, Object: nameOf(row), Before: facts(row), After: facts(after)})
		tx.Emit(event(step.Emits, after))
		return toProto(after), nil
	})
}

// find reads a supervision that the caller may see: with its dispatch, and as the unit or as who issued it.
func (s *Service) find(ctx context.Context, tx *db.Tx, query *ent.SupervisionQuery, called string) (*ent.Supervision, error) {
	ids, err := name.Parse("supervisions/*", called)
	if err != nil {
		return nil, err
	}
	hidden := fault.ErrNotFound.With("name", called)
	row, err := query.Where(supervision.ID(ids[0])).Only(ctx)
	if ent.IsNotFound(err) {
		return nil, hidden
	}
	if err != nil {
		return nil, err
	}
	if reach := access.ReachFor(ctx, permitRead); !reach.Covers(row.UnitID) && !reach.Covers(row.IssuingUnitID) {
		return nil, hidden
	}
	if _, err = s.Dispatches.ShowAssignment(ctx, tx, row.DispatchID, row.AssignmentID); errors.Is(err, fault.ErrNotFound) {
		return nil, hidden
	}
	return row, err
}

// Told are whom a supervision concerns: the leader who sees to it, if one does, and the unit.
func Told(ctx context.Context, tx *db.Tx, id uuid.UUID) (leader *uuid.UUID, unit uuid.UUID, err error) {
	row, err := tx.Supervision.Query().Where(supervision.ID(id)).Only(ctx)
	if err != nil {
		return nil, uuid.Nil, err
	}
	return row.LeaderID, row.UnitID, nil
}
