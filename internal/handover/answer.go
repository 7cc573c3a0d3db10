package handover

import (
	"context"
	"slices"

	"github.com/google/uuid"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/handover"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// AcceptHandOver takes the duty over that is offered.
func (s *Service) AcceptHandOver(ctx context.Context, req *dispatchv1.AcceptHandOverRequest) (*dispatchv1.Assignment, error) {
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*dispatchv1.Assignment, error) {
		d, a, row, err := s.offered(ctx, tx, req)
		if err != nil {
			return nil, err
		}
		if err := s.checkTaker(ctx, tx, d, a, row.ToUnitID); err != nil {
			return nil, err
		}
		after, err := move(ctx, tx, row, Accept, "")
		if err != nil {
			return nil, err
		}
		id, shown, err := s.Dispatches.TakeOver(ctx, tx, d, a, row.ToUnitID)
		if err != nil {
			return nil, err
		}
		return shown, tx.HandOver.Update().Where(handover.ID(after.ID)).SetTakenID(id).Exec(tx.Later(ctx, fault.ErrStale))
	})
}

// DeclineHandOver leaves the duty with the unit that offers it.
func (s *Service) DeclineHandOver(ctx context.Context, req *dispatchv1.DeclineHandOverRequest) (*dispatchv1.HandOver, error) {
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*dispatchv1.HandOver, error) {
		_, _, row, err := s.offered(ctx, tx, req)
		if err != nil {
			return nil, err
		}
		after, err := move(ctx, tx, row, Decline, req.GetNote())
		if err != nil {
			return nil, err
		}
		return toProto(after), nil
	})
}

// answer is a request that answers an offer.
type answer interface {
	GetName() string
	GetEtag() string
}

// offered is what is offered of a duty to a unit of the caller, which need not see the dispatch yet; it is held. To others there is nothing.
func (s *Service) offered(ctx context.Context, tx *db.Tx, req answer) (*ent.Dispatch, *ent.Assignment, *ent.HandOver, error) {
	ids, err := name.Parse("dispatches/*/assignments/*", req.GetName())
	if err != nil {
		return nil, nil, nil, err
	}
	hidden := fault.ErrNotFound.With("name", req.GetName())
	asked, err := tx.HandOver.Query().Where(handover.DispatchID(ids[0]), handover.AssignmentID(ids[1])).All(ctx)
	if err != nil {
		return nil, nil, nil, err
	}
	reach := access.ReachOf(ctx)
	if access.PersonOf(ctx) == nil || !slices.ContainsFunc(asked, func(row *ent.HandOver) bool { return reach.Covers(row.ToUnitID) }) {
		return nil, nil, nil, hidden
	}
	d, a, _, err := s.Dispatches.HoldAssignment(access.AsSystem(ctx, tx.Tenant()), tx, ids[0], ids[1])
	if err != nil {
		return nil, nil, nil, err
	}
	row, err := tx.HandOver.Query().Where(handover.AssignmentID(a.ID), handover.State(string(Offered))).Only(ctx)
	if ent.IsNotFound(err) || err == nil && !reach.Covers(row.ToUnitID) {
		return nil, nil, nil, ErrNotOffered
	}
	if err != nil {
		return nil, nil, nil, err
	}
	return d, a, row, etag.Check(req.GetEtag(), row.Version)
}

// LapseHandOvers ends what is offered of a duty that has come to its end, in the transaction that ends it.
func (s *Service) LapseHandOvers(ctx context.Context, tx *db.Tx, assignment uuid.UUID) error {
	return tx.HandOver.Update().Where(handover.AssignmentID(assignment), handover.State(string(Offered))).SetState(string(Lapsed)).
		SetAnswerTime(tx.Now()).Exec(tx.Later(ctx, nil))
}

// move makes the step of a hand-over by which the caller answers it, and gives it as it is then.
func move(ctx context.Context, tx *db.Tx, row *ent.HandOver, do Verb, note string) (*ent.HandOver, error) {
	step, err := Steps.Step(State(row.State), do)
	if err != nil {
		return nil, err
	}
	after, now := *row, tx.Now()
	after.State, after.AnswerTime, after.AnswererID, after.Version = string(step.To), &now, access.PersonOf(ctx), row.Version+1
	after.Note = note
	if err := tx.HandOver.Update().Where(handover.ID(row.ID), handover.State(row.State)).SetState(after.State).SetAnswerTime(now).
		SetNillableAnswererID(after.AnswererID).SetNote(after.Note).Exec(tx.Later(ctx, fault.ErrStale)); err != nil {
		return nil, err
	}
	tx.Audit(db.Audit{Action: step.Who, Object: nameOf(row), Before: facts(row), After: facts(&after)})
	tx.Emit(event(step.Emits, &after))
	return &after, nil
}
