package following

import (
	"context"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/following"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/filter"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// list is what followings can be filtered and ordered by.
var list = page.NewList[*intakev1.ListFollowingsRequest, *ent.Following]("create_time desc", filter.Columns{
	"area":        filter.Ref(following.FieldAreaID, "units/*"),
	"category":    filter.Ref(following.FieldCategoryID, "categories/*"),
	"create_time": filter.Time(following.FieldCreateTime),
	"issue":       filter.Ref(following.FieldIssueID, "issues/*"),
})

// ListFollowings lists the caller's followings, newest first.
func (s *Service) ListFollowings(ctx context.Context, req *intakev1.ListFollowingsRequest) (*intakev1.ListFollowingsResponse, error) {
	asked, err := list.Parse(ctx, s.Pages, req)
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*intakev1.ListFollowingsResponse, error) {
		found, err := page.Read(ctx, asked, tx.Following.Query().Where(following.PersonIDIn(access.ReachOf(ctx).Self...)).WithIssue())
		if err != nil {
			return nil, err
		}
		res := &intakev1.ListFollowingsResponse{NextPageToken: found.Next, TotalSize: found.Total}
		for _, row := range found.Rows {
			res.Followings = append(res.Followings, toProto(row, stateOf(row)))
		}
		return res, nil
	})
}
