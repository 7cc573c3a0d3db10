package inquiry

import (
	"context"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// UrgeIssue urges those who work on an issue.
func (s *Service) UrgeIssue(ctx context.Context, req *intakev1.UrgeIssueRequest) (*intakev1.Issue, error) {
	return s.say(ctx, "urge", req, "URGED", func(tx *db.Tx, row *ent.Issue, c *change) {
		c.Set = func(u *ent.IssueUpdate) { u.AddUrgeCount(1).SetUrgeOpen(true).SetUrgeTime(tx.Now()) }
		c.Facts = map[string]any{"urge_count": row.UrgeCount + 1}
	})
}
