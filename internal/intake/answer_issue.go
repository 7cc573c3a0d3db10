package intake

import (
	"context"
	"maps"

	"github.com/google/uuid"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// AnswerIssue answers at once, without an order.
func (s *Service) AnswerIssue(ctx context.Context, req *intakev1.AnswerIssueRequest) (*intakev1.Issue, error) {
	return s.act(ctx, Answer, req.GetName(), req.GetEtag(), answering(req.GetText()))
}

// AnswerWithin is the same in the caller's transaction, as a part of an act on several issues.
func (s *Service) AnswerWithin(ctx context.Context, tx *db.Tx, act, id uuid.UUID, text string) (*ent.Issue, error) {
	return s.MoveIssue(ctx, tx, string(Answer), id, "", within(act, answering(text)))
}

func answering(text string) decision {
	return func(_ context.Context, tx *db.Tx, row *ent.Issue) (change, error) {
		return change{
			Set:     func(u *ent.IssueUpdate) { u.SetReply(text).SetRepliedTime(tx.Now()) },
			Entries: []entry{{Kind: "ANSWERED", Public: true, Text: text, Actor: row.SubDistrictID}},
		}, nil
	}
}

// within is a decision that is a part of an act on several issues, of which people are told once.
func within(act uuid.UUID, decide decision) decision {
	return func(ctx context.Context, tx *db.Tx, row *ent.Issue) (change, error) {
		c, err := decide(ctx, tx, row)
		facts := map[string]any{"act": act}
		maps.Copy(facts, c.Facts)
		c.Facts = facts
		return c, err
	}
}
