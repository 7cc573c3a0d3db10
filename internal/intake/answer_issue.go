package intake

import (
	"context"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// AnswerIssue answers at once, without an order.
func (s *Service) AnswerIssue(ctx context.Context, req *intakev1.AnswerIssueRequest) (*intakev1.Issue, error) {
	return s.act(ctx, Answer, req.GetName(), req.GetEtag(), func(_ context.Context, tx *db.Tx, row *ent.Issue) (change, error) {
		return change{
			Set:     func(u *ent.IssueUpdate) { u.SetReply(req.GetText()).SetRepliedTime(tx.Now()) },
			Entries: []entry{{Kind: "ANSWERED", Public: true, Text: req.GetText(), Actor: row.SubDistrictID}},
		}, nil
	})
}
