package intake

import (
	"context"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// WithdrawIssue takes an issue back before an order is out.
func (s *Service) WithdrawIssue(ctx context.Context, req *intakev1.WithdrawIssueRequest) (*intakev1.Issue, error) {
	return s.act(ctx, Withdraw, req.GetName(), req.GetEtag(), func(ctx context.Context, tx *db.Tx, row *ent.Issue) (change, error) {
		return change{
			Set:     func(u *ent.IssueUpdate) { u.SetClosingReason(withdrawn) },
			Entries: []entry{{Kind: "WITHDRAWN", Public: true, Text: req.GetReason(), Actor: actorOf(ctx, row)}},
			Facts:   map[string]any{"closing_reason": withdrawn},
		}, nil
	})
}
