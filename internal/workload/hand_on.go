package workload

import (
	"context"
	"errors"

	"github.com/google/uuid"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/assignment"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// most is how many duties are handed on at a time, as the contract says.
const most = 100

// HandOnDuties gives what somebody who is away handles to who takes his place.
func (s *Service) HandOnDuties(ctx context.Context, req *dispatchv1.HandOnDutiesRequest) (*dispatchv1.HandOnDutiesResponse, error) {
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*dispatchv1.HandOnDutiesResponse, error) {
		row, err := find(ctx, tx.Absence.Query().ForUpdate(), req.GetName())
		if err != nil {
			return nil, err
		}
		if !access.ReachOf(ctx).Covers(row.UnitID) {
			return nil, fault.ErrDenied
		}
		if err := etag.Check(req.GetEtag(), row.Version); err != nil {
			return nil, err
		}
		if row.CancelTime != nil || row.StartTime.After(tx.Now()) || !row.EndTime.After(tx.Now()) {
			return nil, ErrOver
		}
		to, err := s.replacement(ctx, tx, row)
		if err != nil {
			return nil, err
		}
		held, err := tx.Assignment.Query().Where(assignment.UnitID(row.UnitID), assignment.HandlerID(row.PersonID), assignment.StateIn(open...)).
			Order(assignment.ByHandleTime(), assignment.ByID()).Limit(most + 1).All(ctx)
		if err != nil {
			return nil, err
		}
		tx.Audit(db.Audit{Action: permitHandler, Object: req.GetName(), After: map[string]any{"replacement": to, "duties": len(held)}})
		if err := hold(ctx, tx, row.UnitID); err != nil {
			return nil, err
		}
		res := &dispatchv1.HandOnDutiesResponse{More: len(held) > most}
		for _, a := range held[:min(len(held), most)] {
			result, err := s.handOn(ctx, tx, row, a, to)
			if err != nil {
				return nil, err
			}
			res.Results = append(res.Results, result)
		}
		return res, nil
	})
}

// replacement is who takes the place of somebody who is away just now.
func (s *Service) replacement(ctx context.Context, tx *db.Tx, row *ent.Absence) (uuid.UUID, error) {
	staff, err := s.Staff(ctx, tx, row.UnitID)
	if err != nil {
		return uuid.Nil, err
	}
	absences, err := absencesAt(ctx, tx, row.UnitID, tx.Now())
	if err != nil {
		return uuid.Nil, err
	}
	to, ok := acting(row.PersonID, absences, staff)
	if !ok {
		return uuid.Nil, ErrNone
	}
	return to, nil
}

// handOn gives one duty on, or says why it stays.
func (s *Service) handOn(ctx context.Context, tx *db.Tx, row *ent.Absence, held *ent.Assignment, to uuid.UUID) (*dispatchv1.HandOnDutiesResponse_Result, error) {
	result := &dispatchv1.HandOnDutiesResponse_Result{
		Assignment: name.Of(name.Of("dispatches", held.DispatchID)+"/assignments", held.ID), Handler: name.Of("persons", row.PersonID)}
	d, a, _, err := s.Dispatches.HoldAssignment(ctx, tx, held.DispatchID, held.ID)
	if err == nil && (a.HandlerID == nil || *a.HandlerID != row.PersonID) {
		err = fault.ErrStale
	}
	if err == nil {
		err = s.check(ctx, tx, d, a, to)
	}
	if refused := (*fault.Fault)(nil); errors.As(err, &refused) {
		result.Reason = refused.Reason()
		return result, nil
	}
	if err != nil {
		return nil, err
	}
	if _, err := s.give(ctx, tx, d, a, permitHandler, to); err != nil {
		return nil, err
	}
	result.Handler = name.Of("persons", to)
	return result, nil
}
