package staffing

import (
	"context"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	"github.com/haolinju/haolinju/ent"
	entrevision "github.com/haolinju/haolinju/ent/revision"
	"github.com/haolinju/haolinju/ent/role"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/page"
	"github.com/haolinju/haolinju/internal/platform/revision"
)

// revisionList is what the revisions of a role can be filtered and ordered by.
var revisionList = page.NewList[*directoryv1.ListRoleRevisionsRequest, *ent.Revision](revision.Order, revision.Columns)

// ListRoleRevisions returns a page of the revisions of a role, the latest first.
func (s *Service) ListRoleRevisions(ctx context.Context, req *directoryv1.ListRoleRevisionsRequest) (*directoryv1.ListRoleRevisionsResponse, error) {
	ids, err := name.ParseField("parent", "roles/*", req.GetParent())
	if err != nil {
		return nil, err
	}
	asked, err := revisionList.Parse(ctx, s.Pages, req)
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*directoryv1.ListRoleRevisionsResponse, error) {
		if _, err := tx.Role.Query().Where(role.ID(ids[0])).OnlyID(ctx); err != nil {
			return nil, name.NotFound(err, req.GetParent())
		}
		found, err := page.Read(ctx, asked, tx.Revision.Query().Where(entrevision.RecordID(ids[0])))
		if err != nil {
			return nil, err
		}
		answer := &directoryv1.ListRoleRevisionsResponse{NextPageToken: found.Next, TotalSize: found.Total}
		for _, row := range found.Rows {
			shown, err := revisionToProto(row)
			if err != nil {
				return nil, err
			}
			answer.Revisions = append(answer.Revisions, shown)
		}
		return answer, nil
	})
}
