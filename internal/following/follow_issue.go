package following

import (
	"context"

	"github.com/google/uuid"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/issue"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/disclosure"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// FollowIssue has the caller told of an issue that others may know of.
func (s *Service) FollowIssue(ctx context.Context, req *intakev1.FollowIssueRequest) (*intakev1.Following, error) {
	return s.follow(ctx, "issues", req.GetName(), func(ctx context.Context, tx *db.Tx, id uuid.UUID, create *ent.FollowingCreate) error {
		row, err := tx.Issue.Query().Where(issue.ID(id)).Only(ctx)
		switch {
		case err != nil:
			return name.NotFound(err, req.GetName())
		case !disclosure.Known(row):
			return name.Unknown("name", "issues", id)
		}
		create.SetIssueID(id).SetToldState(row.State)
		return nil
	})
}
