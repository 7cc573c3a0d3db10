package routing

import (
	"context"

	"github.com/google/uuid"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/routingrule"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// GetRoutingRule returns one rule.
func (s *Service) GetRoutingRule(ctx context.Context, req *dispatchv1.GetRoutingRuleRequest) (*dispatchv1.RoutingRule, error) {
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*dispatchv1.RoutingRule, error) {
		r, err := findRule(ctx, tx.RoutingRule.Query(), req.GetName())
		if err != nil {
			return nil, err
		}
		return ruleToProto(r), nil
	})
}

// findRule is a rule by its name.
func findRule(ctx context.Context, q *ent.RoutingRuleQuery, called string) (*ent.RoutingRule, error) {
	ids, err := name.Parse(routingRules+"/*", called)
	if err != nil {
		return nil, err
	}
	r, err := q.Where(routingrule.ID(ids[0])).Only(ctx)
	return r, name.NotFound(err, called)
}

// RuleFacts decide who reaches a rule.
func RuleFacts(ctx context.Context, tx *db.Tx, ids []uuid.UUID) (access.Facts, error) {
	exists, err := tx.RoutingRule.Query().Where(routingrule.ID(ids[0])).Exist(ctx)
	if err == nil && !exists {
		err = fault.ErrNotFound
	}
	return access.Facts{Permission: permitRead}, err
}
