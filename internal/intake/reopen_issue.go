package intake

import (
	"context"
	"errors"

	"github.com/google/uuid"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// ReopenIssue takes an issue up again, with a new promise and the lead unit kept.
func (s *Service) ReopenIssue(ctx context.Context, req *intakev1.ReopenIssueRequest) (*intakev1.Issue, error) {
	return s.act(ctx, Reopen, req.GetName(), req.GetEtag(), s.reopening(req.GetReason(), ""))
}

// RequestReopening takes an issue up again, in the caller's transaction, because he has said that he is dissatisfied; the
// sub-district decides. One that is closed for too long stays as it is.
func (s *Service) RequestReopening(ctx context.Context, tx *db.Tx, id uuid.UUID, reason string) (*ent.Issue, error) {
	row, err := s.MoveIssue(ctx, tx, string(Reopen), id, "", s.reopening(reason, decisionPending))
	if errors.Is(err, ErrReopenTooLate) {
		return find(ctx, tx, id, false)
	}
	return row, err
}

// reopening is what an issue that is taken up again begins anew with.
func (s *Service) reopening(reason, decided string) decision {
	return func(ctx context.Context, tx *db.Tx, row *ent.Issue) (change, error) {
		dueTime, err := s.dispatcher.PromisedBy(ctx, tx, row.CategoryID, row.Tier, tx.Now())
		if err != nil {
			return change{}, err
		}
		return change{
			Set: func(u *ent.IssueUpdate) {
				u.AddReopenCount(1).SetDueTime(dueTime).
					ClearOutcomeContacted().ClearOutcomeSolved().ClearOutcomeSatisfaction().
					ClearRatingSolved().ClearRatingSatisfaction().SetRatingText("").ClearRatedTime().
					ClearRatingReasons().ClearRatingContactAllowed().ClearJointResult()
				if decided == "" {
					u.ClearReopenDecision()
				} else {
					u.SetReopenDecision(decided)
				}
			},
			Entries: []entry{{Kind: "REOPENED", Public: true, Text: reason, Actor: actorOf(ctx, row)}},
			Facts:   map[string]any{"reopen_count": row.ReopenCount + 1},
		}, nil
	}
}

// actorOf is the unit that acts when both the resident and the staff of the territory may: none for the resident.
func actorOf(ctx context.Context, row *ent.Issue) *uuid.UUID {
	if owns(row, access.ReachOf(ctx)) {
		return nil
	}
	return &row.UnitID
}
