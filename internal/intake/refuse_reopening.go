package intake

import (
	"context"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// RefuseReopening closes an issue again that a dissatisfied resident had taken up.
func (s *Service) RefuseReopening(ctx context.Context, req *intakev1.RefuseReopeningRequest) (*intakev1.Issue, error) {
	return s.act(ctx, Refuse, req.GetName(), req.GetEtag(), func(_ context.Context, tx *db.Tx, row *ent.Issue) (change, error) {
		return change{
			Set:     func(u *ent.IssueUpdate) { u.SetReopenDecision(decisionRefused).SetClosingReason(explained) },
			Entries: []entry{{Kind: "CLOSED", Public: true, Text: req.GetReason(), Actor: row.SubDistrictID}},
			Facts:   map[string]any{"reopen_decision": decisionRefused, "closing_reason": explained},
		}, nil
	})
}
