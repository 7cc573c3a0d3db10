package workload

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/issue"
	"github.com/haolinju/haolinju/ent/membership"
	"github.com/haolinju/haolinju/ent/recusal"
	"github.com/haolinju/haolinju/ent/voice"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/tree"
)

// conflicts says of which persons, and why, the issues behind a dispatch are no matter for them to handle (回避).
func conflicts(ctx context.Context, tx *db.Tx, d *ent.Dispatch, persons []uuid.UUID) (map[uuid.UUID]string, error) {
	var issues []uuid.UUID
	for _, link := range d.Edges.Issues {
		issues = append(issues, link.IssueID)
	}
	why := map[uuid.UUID]string{}
	if len(issues) == 0 || len(persons) == 0 {
		return why, nil
	}
	if err := recusedAmong(ctx, tx, issues, persons, why); err != nil {
		return nil, err
	}
	reported, err := tx.Issue.Query().Where(issue.IDIn(issues...), issue.ReporterIDIn(persons...)).All(ctx)
	if err != nil {
		return nil, err
	}
	for _, row := range reported {
		why[*row.ReporterID] = ownMatter
	}
	joined, err := tx.Voice.Query().Where(voice.IssueIDIn(issues...), voice.PersonIDIn(persons...)).All(ctx)
	for _, row := range joined {
		why[row.PersonID] = ownMatter
	}
	return why, err
}

// recusedAmong marks who works in a unit that is recused from one of the issues, or in one below it.
func recusedAmong(ctx context.Context, tx *db.Tx, issues, persons []uuid.UUID, why map[uuid.UUID]string) error {
	rows, err := tx.Recusal.Query().Where(recusal.IssueIDIn(issues...)).All(ctx)
	if err != nil || len(rows) == 0 {
		return err
	}
	var units []uuid.UUID
	for _, row := range rows {
		units = append(units, row.Units...)
	}
	offices, err := tx.Membership.Query().Where(membership.PersonIDIn(persons...), membership.RoleNEQ(access.Resident), membership.ValidFromLTE(tx.Now()),
		membership.Or(membership.ValidToIsNil(), membership.ValidToGT(tx.Now()))).All(ctx)
	if err != nil {
		return err
	}
	var held []uuid.UUID
	for _, m := range offices {
		held = append(held, m.UnitID)
	}
	above, err := tree.Above(ctx, tx, tree.Units, held)
	for _, m := range offices {
		if slices.ContainsFunc(above[m.UnitID], func(u uuid.UUID) bool { return slices.Contains(units, u) }) {
			why[m.PersonID] = recused
		}
	}
	return err
}
