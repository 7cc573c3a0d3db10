package inquiry

import (
	"context"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/lifecycle"
)

// ProvideInfo answers what the resident was asked.
func (s *Service) ProvideInfo(ctx context.Context, req *intakev1.ProvideInfoRequest) (*intakev1.Issue, error) {
	return s.Issues.ActOnIssue(ctx, "provideInfo", req.GetName(), req.GetEtag(), func(ctx context.Context, _ *db.Tx, row *ent.Issue) (change, error) {
		return change{
			Entries: []lifecycle.Entry{{Kind: "INFO_PROVIDED", Public: true, Text: req.GetText(), Actor: actor(ctx, row)}},
		}, nil
	})
}
