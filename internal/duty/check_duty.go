package duty

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/dutyoverride"
	"github.com/haolinju/haolinju/ent/issue"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// CheckDuty refuses, in the caller's transaction, an order for some issues that calls a community against its duty list. An order without an
// issue shows no matter that would be on the list.
func (s *Service) CheckDuty(ctx context.Context, tx *db.Tx, called *ent.Unit, role string, issues []uuid.UUID) error {
	if !slices.Contains(communities, called.Kind) || role != lead && role != assist {
		return nil
	}
	rows, err := tx.Issue.Query().Where(issue.IDIn(issues...)).All(ctx)
	if err != nil {
		return err
	}
	categories := []uuid.UUID{uuid.Nil} // of an order without issues
	for _, row := range rows {
		categories = append(categories, row.CategoryID)
	}
	answers, err := answersOn(ctx, tx, tx.Now(), categories...)
	if err != nil {
		return err
	}
	if len(rows) == 0 {
		if v := verdictOn(role, answers[uuid.Nil]); v.fault != nil {
			return v.fault
		}
	}
	for _, row := range rows {
		v := verdictOn(role, answers[row.CategoryID])
		if v.fault == nil {
			continue
		}
		if used, err := use(ctx, tx, row.ID, called.ID, role); err != nil {
			return err
		} else if v.rule == "" || !used {
			return v.fault.With("issue", name.Of("issues", row.ID))
		}
	}
	return nil
}

// use marks the override that lets an issue be handed to a community; false where there is none.
func use(ctx context.Context, tx *db.Tx, issue, community uuid.UUID, role string) (bool, error) {
	n, err := tx.DutyOverride.Update().Where(dutyoverride.IssueID(issue), dutyoverride.CommunityID(community), dutyoverride.Role(role)).
		SetUseTime(tx.Now()).Save(ctx)
	return n > 0, err
}
