package rating

import (
	"context"

	"github.com/google/uuid"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/rating"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// RateDispatch lets a called unit rate the call.
func (s *Service) RateDispatch(ctx context.Context, req *dispatchv1.RateDispatchRequest) (*dispatchv1.Dispatch, error) {
	ids, err := name.Parse("dispatches/*", req.GetName())
	if err != nil {
		return nil, err
	}
	var chosen uuid.UUID
	if req.GetAssignment() != "" {
		of, err := name.ParseField("assignment", "dispatches/*/assignments/*", req.GetAssignment())
		if err != nil {
			return nil, err
		}
		if of[0] != ids[0] {
			return nil, fault.ErrNotFound.On("assignment").With("name", req.GetAssignment())
		}
		chosen = of[1]
	}
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*dispatchv1.Dispatch, error) {
		d, err := s.Dispatches.HoldDispatch(ctx, tx, ids[0])
		if err != nil {
			return nil, err
		}
		if err := etag.Check(req.GetEtag(), d.Version); err != nil {
			return nil, err
		}
		a, given, err := s.rater(ctx, tx, d, chosen, access.ReachOf(ctx))
		if err != nil {
			return nil, err
		}
		r := req.GetRating()
		row, err := give(ctx, tx, a, given, ofCall, r.GetComment(), func(m *ent.RatingMutation) {
			m.SetNeeded(int(r.GetNeeded()))
			m.SetFacts(int(r.GetFacts()))
			m.SetTarget(int(r.GetTarget()))
		})
		if err != nil {
			return nil, err
		}
		answer, err := s.Dispatches.TellDispatch(ctx, tx, d.ID)
		for _, told := range answer.GetAssignments() {
			if told.GetName() == assignmentName(row) {
				told.WhistleRating = toWhistle(row)
			}
		}
		return answer, err
	})
}

// RateAssignment lets the street rate how a unit responded.
func (s *Service) RateAssignment(ctx context.Context, req *dispatchv1.RateAssignmentRequest) (*dispatchv1.Assignment, error) {
	ids, err := name.Parse("dispatches/*/assignments/*", req.GetName())
	if err != nil {
		return nil, err
	}
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*dispatchv1.Assignment, error) {
		d, a, _, err := s.Dispatches.HoldAssignment(ctx, tx, ids[0], ids[1])
		if err != nil {
			return nil, err
		}
		if err := etag.Check(req.GetEtag(), a.Version); err != nil {
			return nil, err
		}
		given, err := s.responseOpen(ctx, tx, d, a, access.ReachOf(ctx))
		if err != nil {
			return nil, err
		}
		r := req.GetRating()
		row, err := give(ctx, tx, a, given, ofResponse, r.GetComment(), func(m *ent.RatingMutation) {
			m.SetPunctual(int(r.GetPunctual()))
			m.SetEffort(int(r.GetEffort()))
			m.SetResult(int(r.GetResult()))
		})
		if err != nil {
			return nil, err
		}
		answer, err := s.Dispatches.TellAssignment(ctx, tx, d.ID, a.ID)
		if err != nil {
			return nil, err
		}
		answer.ResponseRating = toResponse(row)
		return answer, nil
	})
}

// CheckCall refuses to let the caller rate a dispatch in the name of a called unit now.
func (s *Service) CheckCall(ctx context.Context, tx *db.Tx, d *ent.Dispatch) error {
	_, _, err := s.rater(ctx, tx, d, uuid.Nil, access.ReachFor(ctx, permitRateCall))
	return err
}

// CheckResponse refuses to let the caller rate how a unit responded now.
func (s *Service) CheckResponse(ctx context.Context, tx *db.Tx, d *ent.Dispatch, a *ent.Assignment) error {
	_, err := s.responseOpen(ctx, tx, d, a, access.ReachFor(ctx, permitRateResponse))
	return err
}

// rater is the assignment in whose name somebody rates, and what is given of it: the chosen one, else the first of his units that may.
func (s *Service) rater(ctx context.Context, tx *db.Tx, d *ent.Dispatch, chosen uuid.UUID, reach access.Reach) (*ent.Assignment, []*ent.Rating, error) {
	rows, err := tx.Rating.Query().Where(rating.DispatchID(d.ID)).All(ctx)
	if err != nil {
		return nil, nil, err
	}
	given := map[uuid.UUID][]*ent.Rating{}
	for _, r := range rows {
		given[r.AssignmentID] = append(given[r.AssignmentID], r)
	}
	reach = reach.On(s.Dispatches.Matter(d))
	var refused error = ErrNotCalled.On("assignment")
	for _, a := range d.Edges.Assignments {
		if chosen != uuid.Nil && a.ID != chosen || a.SentTime == nil {
			continue
		}
		if !reach.Covers(a.UnitID) {
			if chosen != uuid.Nil {
				return nil, nil, fault.ErrDenied.On("assignment")
			}
			continue
		}
		if refused = ripe(d, a, ofCall); refused == nil {
			refused = unpublished(given[a.ID])
		}
		if refused == nil {
			return a, given[a.ID], nil
		}
	}
	return nil, nil, refused
}

// responseOpen refuses to have somebody rate a response now, and gives what is given of that duty.
func (s *Service) responseOpen(ctx context.Context, tx *db.Tx, d *ent.Dispatch, a *ent.Assignment, reach access.Reach) ([]*ent.Rating, error) {
	if !reach.On(s.Dispatches.Matter(d)).Covers(d.IssuingUnitID) {
		return nil, fault.ErrDenied
	}
	if err := ripe(d, a, ofResponse); err != nil {
		return nil, err
	}
	given, err := tx.Rating.Query().Where(rating.AssignmentID(a.ID)).All(ctx)
	if err != nil {
		return nil, err
	}
	return given, unpublished(given)
}
