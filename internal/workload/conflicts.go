package workload

import (
	"context"
	"maps"
	"slices"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/issue"
	"github.com/haolinju/haolinju/ent/membership"
	"github.com/haolinju/haolinju/ent/personmerge"
	"github.com/haolinju/haolinju/ent/recusal"
	"github.com/haolinju/haolinju/ent/voice"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/tree"
)

// conflicts says of which persons, and why, the issues behind a dispatch are no matter for them to handle (回避). What somebody has brought up he
// has under whichever account.
func conflicts(ctx context.Context, tx *db.Tx, d *ent.Dispatch, persons []uuid.UUID) (map[uuid.UUID]string, error) {
	var issues []uuid.UUID
	for _, link := range d.Edges.Issues {
		issues = append(issues, link.IssueID)
	}
	why := map[uuid.UUID]string{}
	if len(issues) == 0 || len(persons) == 0 {
		return why, nil
	}
	var whose map[uuid.UUID]uuid.UUID
	if err := db.Together(ctx,
		func(ctx context.Context) error { return recusedAmong(ctx, tx, issues, persons, why) },
		func(ctx context.Context) (err error) {
			whose, err = accounts(ctx, tx, persons)
			return err
		}); err != nil {
		return nil, err
	}
	known := slices.Collect(maps.Keys(whose))
	var reported []*ent.Issue
	var joined []*ent.Voice
	err := db.Together(ctx,
		func(ctx context.Context) (err error) {
			reported, err = tx.Issue.Query().Where(issue.IDIn(issues...), issue.ReporterIDIn(known...)).All(ctx)
			return err
		},
		func(ctx context.Context) (err error) {
			joined, err = tx.Voice.Query().Where(voice.IssueIDIn(issues...), voice.PersonIDIn(known...)).All(ctx)
			return err
		})
	for _, row := range reported {
		why[whose[*row.ReporterID]] = ownMatter
	}
	for _, row := range joined {
		why[whose[row.PersonID]] = ownMatter
	}
	return why, err
}

// accounts are all ids under which some persons are known, each with whose it is.
func accounts(ctx context.Context, tx *db.Tx, persons []uuid.UUID) (map[uuid.UUID]uuid.UUID, error) {
	whose := map[uuid.UUID]uuid.UUID{}
	for _, p := range persons {
		whose[p] = p
	}
	merged, err := tx.PersonMerge.Query().Where(personmerge.SurvivorIDIn(persons...), personmerge.State("MERGED")).All(ctx)
	for _, m := range merged {
		whose[*m.DuplicateID] = m.SurvivorID
	}
	return whose, err
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
