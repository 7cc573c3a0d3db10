package intake

import (
	"context"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// ReviewIssue takes the reply of the lead unit up for review before the callback.
func (s *Service) ReviewIssue(ctx context.Context, req *intakev1.ReviewIssueRequest) (*intakev1.Issue, error) {
	return s.act(ctx, Review, req.GetName(), req.GetEtag(), func(_ context.Context, _ *db.Tx, row *ent.Issue) (change, error) {
		return change{Entries: append([]entry{{Kind: "IN_REVIEW", Public: true, Actor: row.SubDistrictID}},
			note("IN_REVIEW", req.GetNote(), row.SubDistrictID)...)}, nil
	})
}
