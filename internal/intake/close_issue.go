package intake

import (
	"context"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// CloseIssue closes an issue that was answered or called back.
func (s *Service) CloseIssue(ctx context.Context, req *intakev1.CloseIssueRequest) (*intakev1.Issue, error) {
	return s.act(ctx, Close, req.GetName(), req.GetEtag(), func(ctx context.Context, tx *db.Tx, row *ent.Issue) (change, error) {
		if req.GetReason() == "" && !content(row) {
			return change{}, ErrCloseReasonRequired.On("reason")
		}
		var awaited, parted bool
		err := db.Together(ctx,
			func(ctx context.Context) (err error) { awaited, err = s.awaited(ctx, tx, row); return err },
			func(ctx context.Context) (err error) { parted, err = s.parted(ctx, tx, row.ID); return err })
		switch {
		case err != nil:
			return change{}, err
		case awaited:
			return change{}, ErrConfirmationAwaited
		case parted:
			return change{}, ErrChildrenOpen
		}
		return change{
			Entries: []entry{{Kind: "CLOSED", Public: true, Text: req.GetReason(), Actor: row.SubDistrictID}},
			Facts:   map[string]any{"content": content(row)},
		}, nil
	})
}
