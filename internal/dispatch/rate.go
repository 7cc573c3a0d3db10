package dispatch

import (
	"context"
	"slices"

	"github.com/google/uuid"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// The sides of the mutual rating (互评).
const (
	sideResponse = "RESPONSE" // the street rates the unit
	sideWhistle  = "WHISTLE"  // the unit rates the call
)

// RateDispatch lets a called unit rate the call, once.
func (s *Service) RateDispatch(ctx context.Context, req *dispatchv1.RateDispatchRequest) (*dispatchv1.Dispatch, error) {
	var chosen uuid.UUID
	if req.GetAssignment() != "" {
		ids, err := name.ParseField("assignment", "dispatches/*/assignments/*", req.GetAssignment())
		if err != nil {
			return nil, err
		}
		if dispatchName(ids[0]) != req.GetName() {
			return nil, fault.ErrNotFound.On("assignment").With("name", req.GetAssignment())
		}
		chosen = ids[1]
	}
	return s.act(ctx, req, Rate, func(ctx context.Context, tx *db.Tx, d *ent.Dispatch, _ *ent.DispatchUpdate) error {
		a, err := rater(d, chosen, access.ReachOf(ctx).On(matterOf(d)))
		if err != nil {
			return err
		}
		r := req.GetRating()
		return rating(ctx, tx, a, sideWhistle, r.GetComment()).SetNeeded(int(r.GetNeeded())).SetFacts(int(r.GetFacts())).
			SetTarget(int(r.GetTarget())).Exec(tx.Later(ctx, nil))
	})
}

// rater is the assignment in whose name the caller rates: the chosen one, else the first of his units.
func rater(d *ent.Dispatch, chosen uuid.UUID, reach access.Reach) (*ent.Assignment, error) {
	for _, a := range d.Edges.Assignments {
		if chosen != uuid.Nil && a.ID != chosen || a.SentTime == nil {
			continue
		}
		if !reach.Covers(a.UnitID) {
			if chosen != uuid.Nil {
				return nil, fault.ErrDenied.On("assignment")
			}
			continue
		}
		if slices.ContainsFunc(a.Edges.Ratings, func(r *ent.Rating) bool { return r.Side == sideWhistle }) {
			return nil, ErrRatedAlready
		}
		return a, nil
	}
	return nil, ErrNotCalled.On("assignment")
}

// RateAssignment lets the street rate how a unit responded, once.
func (s *Service) RateAssignment(ctx context.Context, req *dispatchv1.RateAssignmentRequest) (*dispatchv1.Assignment, error) {
	return s.actAssignment(ctx, req, RateResponse, func(ctx context.Context, tx *db.Tx, _ *ent.Dispatch, a *ent.Assignment, _ *ent.AssignmentUpdate) error {
		r := req.GetRating()
		return rating(ctx, tx, a, sideResponse, r.GetComment()).SetPunctual(int(r.GetPunctual())).SetEffort(int(r.GetEffort())).
			SetResult(int(r.GetResult())).Exec(tx.Later(ctx, nil))
	})
}

func rating(ctx context.Context, tx *db.Tx, a *ent.Assignment, side, comment string) *ent.RatingCreate {
	return tx.Rating.Create().SetID(tx.NewID()).SetAssignmentID(a.ID).SetPersonID(access.From(ctx).Person).SetSide(side).SetComment(comment)
}
