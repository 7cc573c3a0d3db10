package app

import (
	"context"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/internal/dispatch"
	"github.com/haolinju/haolinju/internal/identity"
	"github.com/haolinju/haolinju/internal/intake"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/roster"
	"github.com/haolinju/haolinju/internal/staffing"
	"github.com/haolinju/haolinju/internal/supervision"
	"github.com/haolinju/haolinju/internal/task"
	"github.com/haolinju/haolinju/internal/territory"
)

// subjects knows, for media, the things that attachments hang on.
type subjects struct{ issues *intake.Service }

// Territory asks the capability that the name leads to.
func (s *subjects) Territory(ctx context.Context, tx *db.Tx, subject string) (uuid.UUID, error) {
	ids, err := name.ParseField("parent", "issues/*", subject)
	if err != nil {
		return uuid.Nil, err
	}
	return s.issues.Territory(ctx, tx, ids[0])
}

// orders hands the orders of intake to dispatch, and lets their clocks stand still and go on.
type orders struct {
	*dispatch.Service
	*clocks
}

// DispatchIssue makes the dispatch of an issue and gives its resource name.
func (o orders) DispatchIssue(ctx context.Context, tx *db.Tx, order intake.Order) (string, error) {
	id, err := o.CreateOrder(ctx, tx, dispatch.Order{Issue: order.Issue, Lead: order.Lead, Assist: order.Assist, Tier: order.Tier, Text: order.Text, Due: order.Due})
	if err != nil || id == uuid.Nil {
		return "", err
	}
	return name.Of("dispatches", id), nil
}

// running are the dispatches whose clocks run.
type running struct{ *dispatch.Service }

// grounds lets intake ask whose ground an issue lies on.
type grounds struct{ of *territory.Service }

// Locate finds the ground by all that is known.
func (g *grounds) Locate(ctx context.Context, tx *db.Tx, w intake.Whereabouts) (intake.Ground, error) {
	found, err := g.of.Locate(ctx, tx, territory.Whereabouts(w))
	return intake.Ground(found), err
}

// Named is the ground of a unit.
func (g *grounds) Named(ctx context.Context, tx *db.Tx, unit uuid.UUID, field string, none error) (intake.Ground, error) {
	found, err := g.of.Named(ctx, tx, unit, field, none)
	return intake.Ground(found), err
}

// relocations lets a new map move issues.
type relocations struct{ issues *intake.Service }

// RelocateIssue moves one.
func (r relocations) RelocateIssue(ctx context.Context, tx *db.Tx, id uuid.UUID, to territory.Ground) error {
	return r.issues.RelocateIssue(ctx, tx, id, intake.Ground(to))
}

// tries lets access links have its attempts counted with those to sign in.
type tries struct{ *identity.Service }

// inCharge are who is in charge of what streets ask of others: the leaders on duty, and all others of them where none is.
func inCharge(ctx context.Context, tx *db.Tx, streets []uuid.UUID) ([]uuid.UUID, error) {
	if onDuty, err := roster.LeadersOnDuty(ctx, tx, streets); err != nil || len(onDuty) > 0 {
		return onDuty, err
	}
	return staffing.Holders(ctx, tx, access.StreetLeader, streets)
}

// leaders of a street.
func leaders(ctx context.Context, tx *db.Tx, street uuid.UUID) ([]uuid.UUID, error) {
	return staffing.Holders(ctx, tx, access.StreetLeader, []uuid.UUID{street})
}

// administrators of the system, wherever they sit.
func administrators(ctx context.Context, tx *db.Tx, _ uuid.UUID) ([]uuid.UUID, error) {
	return staffing.HoldersAnywhere(ctx, tx, access.SystemAdmin)
}

// called are the liaisons of the units that a dispatch calls, and who is on duty in them.
func called(ctx context.Context, tx *db.Tx, id uuid.UUID) ([]uuid.UUID, error) {
	units, err := dispatch.CalledUnits(ctx, tx, id)
	if err != nil {
		return nil, err
	}
	liaisons, err := staffing.Holders(ctx, tx, access.Liaison, units)
	if err != nil {
		return nil, err
	}
	serving, err := roster.Serving(ctx, tx, units)
	return append(liaisons, serving...), err
}

// supervised are the liaisons of the unit that is supervised and the leader who sees to it.
func supervised(ctx context.Context, tx *db.Tx, id uuid.UUID) ([]uuid.UUID, error) {
	leader, unit, err := supervision.Told(ctx, tx, id)
	if err != nil {
		return nil, err
	}
	persons, err := staffing.Holders(ctx, tx, access.Liaison, []uuid.UUID{unit})
	if leader != nil {
		persons = append(persons, *leader)
	}
	return persons, err
}

// doers are who is to do a task: its owner, or all who work in its unit while it is nobody's.
func doers(ctx context.Context, tx *db.Tx, id uuid.UUID) ([]uuid.UUID, error) {
	owner, unit, err := task.Told(ctx, tx, id)
	switch {
	case err != nil:
		return nil, err
	case owner != nil:
		return []uuid.UUID{*owner}, nil
	}
	return staffing.Staff(ctx, tx, unit)
}
