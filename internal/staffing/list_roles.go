package staffing

import (
	"context"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/role"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/filter"
	"github.com/haolinju/haolinju/internal/platform/page"
	"github.com/haolinju/haolinju/internal/platform/revision"
)

// roleList is what roles can be filtered and ordered by.
var roleList = page.NewList[*directoryv1.ListRolesRequest, *ent.Role]("create_time desc", filter.Columns{
	"code":         filter.Text(role.FieldCode),
	"create_time":  filter.Time(role.FieldCreateTime),
	"display_name": filter.Text(role.FieldName),
	"update_time":  filter.Time(role.FieldUpdateTime),
})

// ListRoles returns a page of the roles of the district, newest first.
func (s *Service) ListRoles(ctx context.Context, req *directoryv1.ListRolesRequest) (*directoryv1.ListRolesResponse, error) {
	asked, err := roleList.Parse(ctx, s.Pages, req)
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*directoryv1.ListRolesResponse, error) {
		found, err := page.Read(ctx, asked, tx.Role.Query().Where(standing(tx, revision.When(tx, req.GetAt()))))
		if err != nil {
			return nil, err
		}
		answer := &directoryv1.ListRolesResponse{NextPageToken: found.Next, TotalSize: found.Total}
		for _, r := range found.Rows {
			answer.Roles = append(answer.Roles, shown(r, req.GetAt()))
		}
		return answer, nil
	})
}
