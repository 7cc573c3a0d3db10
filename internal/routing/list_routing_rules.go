package routing

import (
	"context"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/routingrule"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/filter"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// ruleList is what rules can be filtered and ordered by.
var ruleList = page.NewList[*dispatchv1.ListRoutingRulesRequest, *ent.RoutingRule]("rank", filter.Columns{
	"area":         filter.Ref(routingrule.FieldAreaID, "units/*").Empty(),
	"category":     filter.Ref(routingrule.FieldCategoryID, "categories/*").Empty(),
	"create_time":  filter.Time(routingrule.FieldCreateTime),
	"display_name": filter.Text(routingrule.FieldName),
	"end_time":     filter.Time(routingrule.FieldEndTime).Empty(),
	"lead_unit":    filter.Ref(routingrule.FieldLeadUnitID, "units/*"),
	"rank":         filter.Number(routingrule.FieldRank),
	"start_time":   filter.Time(routingrule.FieldStartTime),
})

// ListRoutingRules returns a page of rules, by rank.
func (s *Service) ListRoutingRules(ctx context.Context, req *dispatchv1.ListRoutingRulesRequest) (*dispatchv1.ListRoutingRulesResponse, error) {
	asked, err := ruleList.Parse(ctx, s.Pages, req)
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*dispatchv1.ListRoutingRulesResponse, error) {
		found, err := page.Read(ctx, asked, tx.RoutingRule.Query())
		if err != nil {
			return nil, err
		}
		res := &dispatchv1.ListRoutingRulesResponse{NextPageToken: found.Next, TotalSize: found.Total}
		for _, r := range found.Rows {
			res.RoutingRules = append(res.RoutingRules, ruleToProto(r))
		}
		return res, nil
	})
}
