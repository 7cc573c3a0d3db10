package restriction

import (
	"context"

	restrictionv1 "github.com/haolinju/haolinju/api/gen/haolinju/restriction/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/restriction"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/filter"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// list is what restrictions can be filtered and ordered by.
var list = page.NewList[*restrictionv1.ListRestrictionsRequest, *ent.Restriction]("create_time desc", filter.Columns{
	"appeal_until": filter.Time(restriction.FieldAppealUntil),
	"create_time":  filter.Time(restriction.FieldCreateTime),
	"decide_until": filter.Time(restriction.FieldDecideUntil),
	"decider":      filter.Ref(restriction.FieldDeciderID, "persons/*"),
	"end_time":     filter.Time(restriction.FieldEndTime),
	"imposer":      filter.Ref(restriction.FieldImposerID, "persons/*"),
	"person":       filter.Ref(restriction.FieldPersonID, "persons/*"),
	"reason":       filter.Enum[restrictionv1.Restriction_Reason](restriction.FieldReason),
	"scope":        filter.Enum[restrictionv1.Restriction_Scope](restriction.FieldScope),
	"state":        filter.Enum[restrictionv1.Restriction_State](restriction.FieldState),
	"unit":         filter.Ref(restriction.FieldUnitID, "units/*"),
	"update_time":  filter.Time(restriction.FieldUpdateTime),
})

// ListRestrictions returns a page of the restrictions that the caller may see, newest first.
func (s *Service) ListRestrictions(ctx context.Context, req *restrictionv1.ListRestrictionsRequest) (*restrictionv1.ListRestrictionsResponse, error) {
	asked, err := list.Parse(ctx, s.pages, req)
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.db, func(ctx context.Context, tx *db.Tx) (*restrictionv1.ListRestrictionsResponse, error) {
		found, err := page.ReadAlong(ctx, asked, tx.Restriction.Query(), nil, page.ByReach(access.ReachOf(ctx), restriction.FieldPersonID, restriction.FieldUnitID)...)
		if err != nil {
			return nil, err
		}
		answer := &restrictionv1.ListRestrictionsResponse{NextPageToken: found.Next, TotalSize: found.Total}
		for _, r := range found.Rows {
			answer.Restrictions = append(answer.Restrictions, toProto(r))
		}
		return answer, nil
	})
}
