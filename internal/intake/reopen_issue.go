package intake

import (
	"context"

	"github.com/google/uuid"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// ReopenIssue takes an issue up again, with a new promise and the lead unit kept.
func (s *Service) ReopenIssue(ctx context.Context, req *intakev1.ReopenIssueRequest) (*intakev1.Issue, error) {
	return s.act(ctx, Reopen, req.GetName(), req.GetEtag(), func(ctx context.Context, tx *db.Tx, row *ent.Issue) (change, error) {
		dueTime, err := due(ctx, tx, row.Tier, tx.Now())
		if err != nil {
			return change{}, err
		}
		return change{
			set: func(u *ent.IssueUpdate) {
				u.AddReopenCount(1).SetDueTime(dueTime).ClearClosedTime().
					ClearOutcomeContacted().ClearOutcomeSolved().ClearOutcomeSatisfaction().
					ClearRatingSolved().ClearRatingSatisfaction().SetRatingText("").ClearRatedTime()
			},
			entries: []entry{{kind: "REOPENED", public: true, text: req.GetReason(), actor: actorOf(ctx, row)}},
			facts:   map[string]any{"reopen_count": row.ReopenCount + 1},
		}, nil
	})
}

// actorOf is the unit that acts when both the resident and the staff of the territory may: none for the resident.
func actorOf(ctx context.Context, row *ent.Issue) *uuid.UUID {
	if owns(row, access.ReachOf(ctx)) {
		return nil
	}
	return &row.UnitID
}
