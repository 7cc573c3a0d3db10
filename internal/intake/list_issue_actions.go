package intake

import (
	"context"
	"errors"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// ListIssueActions lists every verb with whether the caller may do it now, and why he may not.
func (s *Service) ListIssueActions(ctx context.Context, req *intakev1.ListIssueActionsRequest) (*intakev1.ListIssueActionsResponse, error) {
	ids, err := name.Parse("issues/*", req.GetName())
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.db, func(ctx context.Context, tx *db.Tx) (*intakev1.ListIssueActionsResponse, error) {
		row, err := find(ctx, tx, ids[0], false)
		if err != nil {
			return nil, err
		}
		res := &intakev1.ListIssueActionsResponse{}
		for _, verb := range Verbs {
			action := &intakev1.IssueAction{Verb: string(verb), Allowed: true}
			step, err := stepOf(row, verb)
			if err == nil {
				action.NextState = intakev1.Issue_State(intakev1.Issue_State_value["STATE_"+string(step.To)])
			}
			a, err := s.attemptOf(ctx, tx, row, verb, access.ReachFor(ctx, permissionOf(verb)))
			if err != nil {
				return nil, err
			}
			_, err = permit(row, a)
			if refused := (*fault.Fault)(nil); errors.As(err, &refused) {
				action.Allowed, action.Reason = false, refused.Reason()
			}
			res.Actions = append(res.Actions, action)
		}
		return res, nil
	})
}
