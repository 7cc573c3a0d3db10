package inquiry

import (
	"context"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/lifecycle"
)

// AnswerUrge tells whoever urged how far the matter is.
func (s *Service) AnswerUrge(ctx context.Context, req *intakev1.AnswerUrgeRequest) (*intakev1.Issue, error) {
	return s.Issues.ActOnIssue(ctx, "answerUrge", req.GetName(), req.GetEtag(), func(ctx context.Context, _ *db.Tx, row *ent.Issue) (change, error) {
		return change{
			Entries: []lifecycle.Entry{{Kind: "URGE_ANSWERED", Public: true, Text: req.GetText(), Actor: actor(ctx, row)}},
			Facts:   map[string]any{"urge_count": row.UrgeCount},
		}, nil
	})
}
