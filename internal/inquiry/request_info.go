package inquiry

import (
	"context"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/lifecycle"
)

// RequestInfo asks the resident for what only he can tell.
func (s *Service) RequestInfo(ctx context.Context, req *intakev1.RequestInfoRequest) (*intakev1.Issue, error) {
	return s.Issues.ActOnIssue(ctx, "requestInfo", req.GetName(), req.GetEtag(), func(ctx context.Context, _ *db.Tx, row *ent.Issue) (change, error) {
		return change{
			Entries: []lifecycle.Entry{{Kind: "INFO_REQUESTED", Public: true, Text: req.GetText(), Actor: actor(ctx, row)}},
		}, nil
	})
}
