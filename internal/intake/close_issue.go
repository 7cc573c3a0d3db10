package intake

import (
	"context"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// CloseIssue closes an issue that was answered or called back.
func (s *Service) CloseIssue(ctx context.Context, req *intakev1.CloseIssueRequest) (*intakev1.Issue, error) {
	return s.act(ctx, Close, req.GetName(), req.GetEtag(), func(_ context.Context, tx *db.Tx, row *ent.Issue) (change, error) {
		if req.GetReason() == "" && !content(row) {
			return change{}, ErrCloseReasonRequired.On("reason")
		}
		return change{
			Entries: []entry{{Kind: "CLOSED", Public: true, Text: req.GetReason(), Actor: row.SubDistrictID}},
			Facts:   map[string]any{"content": content(row)},
		}, nil
	})
}
