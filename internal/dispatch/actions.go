package dispatch

import (
	"context"
	"errors"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/lifecycle"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// ListDispatchActions lists every verb of a dispatch, whether the caller may use it now, and why not.
func (s *Service) ListDispatchActions(ctx context.Context, req *dispatchv1.ListDispatchActionsRequest) (*dispatchv1.ListDispatchActionsResponse, error) {
	ids, err := name.Parse("dispatches/*", req.GetName())
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.db, func(ctx context.Context, tx *db.Tx) (*dispatchv1.ListDispatchActionsResponse, error) {
		d, err := find(ctx, tx, ids[0])
		if err != nil {
			return nil, err
		}
		review := s.reviewers.CheckReviewer(ctx, tx, d.IssuingUnitID)
		if refused := new(fault.Fault); review != nil && !errors.As(review, &refused) {
			return nil, review
		}
		return &dispatchv1.ListDispatchActionsResponse{Actions: actions(Steps, func(do Verb, permission string) error {
			if err := obstacle(d, do, access.From(ctx), access.ReachFor(ctx, permission)); err != nil || do != Approve && do != Reject {
				return err
			}
			return review
		})}, nil
	})
}

// ListAssignmentActions lists every verb of an assignment, whether the caller may use it now, and why not.
func (s *Service) ListAssignmentActions(ctx context.Context, req *dispatchv1.ListAssignmentActionsRequest) (*dispatchv1.ListAssignmentActionsResponse, error) {
	ids, err := name.Parse("dispatches/*/assignments/*", req.GetName())
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.db, func(ctx context.Context, tx *db.Tx) (*dispatchv1.ListAssignmentActionsResponse, error) {
		d, err := find(ctx, tx, ids[0])
		if err != nil {
			return nil, err
		}
		a, err := assignmentOf(d, ids[1])
		if err != nil {
			return nil, err
		}
		var failed error
		list := actions(AssignmentSteps, func(do AssignmentVerb, permission string) error {
			err := assignmentObstacle(d, a, do, access.ReachFor(ctx, permission))
			if err == nil && do == Return {
				err = s.objections.CheckReturn(ctx, tx, d, a)
				failed = err
			}
			return err
		})
		if refused := (*fault.Fault)(nil); failed != nil && !errors.As(failed, &refused) {
			return nil, failed
		}
		return &dispatchv1.ListAssignmentActionsResponse{Actions: list}, nil
	})
}

// actions asks for each verb of a table, in the order in which the table first names it, what stands in its way.
func actions[S, V ~string](table lifecycle.Table[S, V], obstacle func(do V, permission string) error) []*dispatchv1.Action {
	var list []*dispatchv1.Action
	asked := map[V]bool{}
	for _, step := range table {
		if asked[step.Do] {
			continue
		}
		asked[step.Do] = true
		action := &dispatchv1.Action{Verb: string(step.Do), Allowed: true}
		var refused *fault.Fault
		if errors.As(obstacle(step.Do, step.Who), &refused) {
			action.Allowed, action.Reason = false, refused.Reason()
		}
		list = append(list, action)
	}
	return list
}
