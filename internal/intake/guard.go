package intake

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/unit"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/disclosure"
)

// Consents knows which of some persons allow units that are no authority to learn how they are reached.
type Consents interface {
	HandOver(ctx context.Context, tx *db.Tx, persons []uuid.UUID) ([]uuid.UUID, error)
}

// guard knows what the caller's grants of reading issues and their reporters cover, and what decides what the units that handle
// some issues may learn: which of them are authorities, and which reporters have consented to be known to the others.
type guard struct {
	issues, contacts        access.Reach
	authorities, consenting []uuid.UUID
}

// guard asks for rows that the caller reaches by handling them alone; for all others there is nothing to ask.
func (s *Service) guard(ctx context.Context, tx *db.Tx, rows ...*ent.Issue) (g guard, err error) {
	g.issues, g.contacts = access.ReachFor(ctx, permitGet), access.ReachFor(ctx, permitReporter)
	var units, reporters []uuid.UUID
	for _, row := range rows {
		reach := g.issues.On(disclosure.Matter(row))
		if row.Confidentiality != realName || terminal(row.State) || owns(row, reach) || reach.Covers(row.UnitID) {
			continue
		}
		units = append(units, handling(row, reach)...)
		if row.ReporterID != nil {
			reporters = append(reporters, *row.ReporterID)
		}
	}
	if len(units) == 0 {
		return g, nil
	}
	kinds, err := authorityKinds.At(ctx, tx, tx.Now())
	if err != nil {
		return g, err
	}
	if g.authorities, err = tx.Unit.Query().Where(unit.IDIn(units...), unit.KindIn(kinds...)).IDs(ctx); err != nil {
		return g, err
	}
	if slices.ContainsFunc(units, func(id uuid.UUID) bool { return !slices.Contains(g.authorities, id) }) && len(reporters) > 0 {
		g.consenting, err = s.consents.HandOver(ctx, tx, reporters)
	}
	return g, err
}

// handling are the units of the reach that lead or assist.
func handling(row *ent.Issue, reach access.Reach) (units []uuid.UUID) {
	if row.LeadUnitID != nil && reach.Covers(*row.LeadUnitID) {
		units = append(units, *row.LeadUnitID)
	}
	for _, id := range row.AssistUnitIds {
		if reach.Covers(id) {
			units = append(units, id)
		}
	}
	return units
}

// receiver is what a caller who handles an issue is to it.
func (g guard) receiver(row *ent.Issue, reach access.Reach) disclosure.Receiver {
	authority := slices.ContainsFunc(handling(row, reach), func(id uuid.UUID) bool { return slices.Contains(g.authorities, id) })
	consents := row.ReporterID != nil && slices.Contains(g.consenting, *row.ReporterID)
	if authority || consents {
		return disclosure.OnDuty
	}
	return disclosure.Entrusted
}
