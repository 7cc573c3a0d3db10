package inquiry

import (
	"context"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/lifecycle"
)

// UrgeIssue urges those who work on an issue.
func (s *Service) UrgeIssue(ctx context.Context, req *intakev1.UrgeIssueRequest) (*intakev1.Issue, error) {
	return s.Issues.ActOnIssue(ctx, "urge", req.GetName(), req.GetEtag(), func(ctx context.Context, tx *db.Tx, row *ent.Issue) (change, error) {
		return change{
			Set:     func(u *ent.IssueUpdate) { u.AddUrgeCount(1).SetUrgeOpen(true).SetUrgeTime(tx.Now()) },
			Entries: []lifecycle.Entry{{Kind: "URGED", Public: true, Text: req.GetText(), Actor: actor(ctx, row)}},
			Facts:   map[string]any{"urge_count": row.UrgeCount + 1},
		}, nil
	})
}
