package intake

import (
	"context"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// GetIssue shows one issue.
func (s *Service) GetIssue(ctx context.Context, req *intakev1.GetIssueRequest) (*intakev1.Issue, error) {
	ids, err := name.Parse("issues/*", req.GetName())
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.db, func(ctx context.Context, tx *db.Tx) (*intakev1.Issue, error) {
		row, err := find(ctx, tx, ids[0], false)
		if err != nil {
			return nil, err
		}
		return s.ShowIssue(ctx, tx, row)
	})
}
