package routing

import (
	"context"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent/routingrule"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// EndRoutingRule says until when a rule holds.
func (s *Service) EndRoutingRule(ctx context.Context, req *dispatchv1.EndRoutingRuleRequest) (*dispatchv1.RoutingRule, error) {
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*dispatchv1.RoutingRule, error) {
		r, err := findRule(ctx, tx.RoutingRule.Query().ForUpdate(), req.GetName())
		if err != nil {
			return nil, err
		}
		if err := etag.Check(req.GetEtag(), r.Version); err != nil {
			return nil, err
		}
		end := tx.Now()
		if at := wire.Time(req.GetEndTime()); at != nil {
			if at.Before(end) {
				return nil, ErrInPast.On("end_time")
			}
			end = *at
		}
		if end.Before(r.StartTime) {
			end = r.StartTime
		}
		if r.EndTime != nil && !r.EndTime.After(end) {
			return nil, ErrEnded
		}
		if err := tx.RoutingRule.Update().Where(routingrule.ID(r.ID)).SetEndTime(end).Exec(tx.Later(ctx, fault.ErrStale)); err != nil {
			return nil, err
		}
		after, err := tx.RoutingRule.Query().Where(routingrule.ID(r.ID)).Only(ctx)
		if err != nil {
			return nil, err
		}
		told := map[string]any{"end_time": after.EndTime}
		tx.Audit(db.Audit{Action: permitManage, Object: req.GetName(), Before: map[string]any{"end_time": r.EndTime}, After: told})
		tx.Emit(db.Event{Type: "haolinju.dispatch.routing_rule.ended.v1", Subject: req.GetName(), Data: told})
		return ruleToProto(after), nil
	})
}
