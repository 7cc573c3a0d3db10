package staffing

import (
	"context"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/membership"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/filter"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// membershipList is what memberships can be filtered and ordered by.
var membershipList = page.NewList[*directoryv1.ListMembershipsRequest, *ent.Membership]("create_time desc", filter.Columns{
	"create_time": filter.Time(membership.FieldCreateTime),
	"person":      filter.Ref(membership.FieldPersonID, "persons/*"),
	"role":        filter.Text(membership.FieldRole),
	"update_time": filter.Time(membership.FieldUpdateTime),
	"valid_from":  filter.Time(membership.FieldValidFrom),
	"valid_to":    filter.Time(membership.FieldValidTo),
})

// ListMemberships returns a page of the memberships of a unit, newest first.
func (s *Service) ListMemberships(ctx context.Context, req *directoryv1.ListMembershipsRequest) (*directoryv1.ListMembershipsResponse, error) {
	ids, err := name.ParseField("parent", "units/*", req.GetParent())
	if err != nil {
		return nil, err
	}
	asked, err := membershipList.Parse(ctx, s.Pages, req)
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*directoryv1.ListMembershipsResponse, error) {
		if !access.ReachOf(ctx).Covers(ids[0]) {
			if err := unitExists(ctx, tx, "parent", ids[0]); err != nil {
				return nil, err
			}
			return nil, fault.ErrDenied
		}
		found, err := page.Read(ctx, asked, tx.Membership.Query().Where(membership.UnitID(ids[0])))
		if err != nil {
			return nil, err
		}
		if len(found.Rows) == 0 {
			if err := unitExists(ctx, tx, "parent", ids[0]); err != nil {
				return nil, err
			}
		}
		answer := &directoryv1.ListMembershipsResponse{NextPageToken: found.Next, TotalSize: found.Total}
		for _, m := range found.Rows {
			answer.Memberships = append(answer.Memberships, membershipToProto(m))
		}
		return answer, nil
	})
}
