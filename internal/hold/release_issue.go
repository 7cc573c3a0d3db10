package hold

import (
	"context"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/lifecycle"
)

// ReleaseIssue ends a hold.
func (s *Service) ReleaseIssue(ctx context.Context, req *intakev1.ReleaseIssueRequest) (*intakev1.Issue, error) {
	return s.Issues.ActOnIssue(ctx, "release", req.GetName(), req.GetEtag(), func(ctx context.Context, tx *db.Tx, row *ent.Issue) (change, error) {
		return change{
			Entries: []lifecycle.Entry{{Kind: "RELEASED", Public: true, Text: req.GetReason(), Actor: row.SubDistrictID}},
		}, end(ctx, tx, row.ID)
	})
}
