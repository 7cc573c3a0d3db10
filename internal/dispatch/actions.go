package dispatch

import (
	"cmp"
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
		var review, rating, consulted, again error
		if err := db.Together(ctx,
			func(ctx context.Context) error {
				review = s.reviewers.CheckReviewer(ctx, tx, d.IssuingUnitID)
				return failure(review)
			},
			func(ctx context.Context) error {
				rating = s.ratings.CheckCall(ctx, tx, d)
				return failure(rating)
			},
			func(ctx context.Context) error {
				consulted = s.checkConsulted(ctx, tx, d)
				return failure(consulted)
			},
			func(ctx context.Context) error {
				again = checkReblow(ctx, tx, d)
				return failure(again)
			}); err != nil {
			return nil, err
		}
		list := actions(Steps, func(do Verb, permission string) error {
			err := obstacle(d, do, access.From(ctx), access.ReachFor(ctx, permission))
			if err == nil && (do == Approve || do == Reject) {
				err = review
			}
			if err == nil && callsUnits(d, do) {
				err = consulted
			}
			return err
		})
		return &dispatchv1.ListDispatchActionsResponse{Actions: append(list, action(reblow, again), action(rate, rating))}, nil
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
		var checked error
		list := actions(AssignmentSteps, func(do AssignmentVerb, permission string) error {
			err := assignmentObstacle(d, a, do, access.ReachFor(ctx, permission))
			switch {
			case err != nil:
				return err
			case do == Return:
				err = s.objections.CheckReturn(ctx, tx, d, a)
			case do == Complete:
				err = s.visits.CheckVisit(ctx, tx, d, a)
			case do == Rework:
				err = s.checkRework(ctx, tx, d)
			}
			checked = cmp.Or(checked, failure(err))
			return err
		})
		if checked != nil {
			return nil, checked
		}
		rating := s.ratings.CheckResponse(ctx, tx, d, a)
		if err := failure(rating); err != nil {
			return nil, err
		}
		return &dispatchv1.ListAssignmentActionsResponse{Actions: append(list, action(rate, rating))}, nil
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
		list = append(list, action(string(step.Do), obstacle(step.Do, step.Who)))
	}
	return list
}

// rate is the verb of both sides by which they rate each other; rating owns it.
const rate = "rate"

// action is one verb, and whether something stands in its way.
func action(verb string, obstacle error) *dispatchv1.Action {
	var refused *fault.Fault
	if errors.As(obstacle, &refused) {
		return &dispatchv1.Action{Verb: verb, Reason: refused.Reason()}
	}
	return &dispatchv1.Action{Verb: verb, Allowed: true}
}

// failure is an error that refuses nothing: the question could not be answered; nil for a refusal.
func failure(err error) error {
	if refused := (*fault.Fault)(nil); errors.As(err, &refused) {
		return nil
	}
	return err
}
