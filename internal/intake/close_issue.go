package intake

import (
	"context"
	"slices"

	"github.com/google/uuid"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// CloseIssue closes an issue that was answered or called back.
func (s *Service) CloseIssue(ctx context.Context, req *intakev1.CloseIssueRequest) (*intakev1.Issue, error) {
	return s.act(ctx, Close, req.GetName(), req.GetEtag(), s.closing(req.GetClosingReason(), req.GetReason()))
}

// CloseWithin is the same in the caller's transaction, as a part of an act on several issues.
func (s *Service) CloseWithin(ctx context.Context, tx *db.Tx, act, id uuid.UUID, reason string) (*ent.Issue, error) {
	return s.MoveIssue(ctx, tx, string(Close), id, "", within(act, s.closing(intakev1.Issue_CLOSING_REASON_UNSPECIFIED, reason)))
}

func (s *Service) closing(said intakev1.Issue_ClosingReason, reason string) decision {
	return func(ctx context.Context, tx *db.Tx, row *ent.Issue) (change, error) {
		why := closingReason(row, said)
		if why == solved && unsolved(row) {
			return change{}, ErrNotSolved.On("closing_reason")
		}
		if reason == "" && (!content(row) || slices.Contains(toldWhy, why)) {
			return change{}, ErrCloseReasonRequired.On("reason")
		}
		asked := make([]func(context.Context) error, len(s.obstacles))
		for i, check := range s.obstacles {
			asked[i] = func(ctx context.Context) error { return check(ctx, tx, row) }
		}
		return change{
			Set:     func(u *ent.IssueUpdate) { u.SetClosingReason(why) },
			Entries: []entry{{Kind: "CLOSED", Public: true, Text: reason, Actor: row.SubDistrictID}},
			Facts:   map[string]any{"content": content(row), "closing_reason": why},
		}, db.Together(ctx, asked...)
	}
}
