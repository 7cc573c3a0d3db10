package inquiry

import (
	"context"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// AnswerUrge tells whoever urged how far the matter is.
func (s *Service) AnswerUrge(ctx context.Context, req *intakev1.AnswerUrgeRequest) (*intakev1.Issue, error) {
	return s.say(ctx, "answerUrge", req, "URGE_ANSWERED", func(_ *db.Tx, row *ent.Issue, c *change) {
		c.Facts = map[string]any{"urge_count": row.UrgeCount}
	})
}
