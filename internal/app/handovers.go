package app

import (
	"context"
	"strings"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/agency"
	"github.com/haolinju/haolinju/internal/chain"
	"github.com/haolinju/haolinju/internal/comment"
	"github.com/haolinju/haolinju/internal/consultation"
	"github.com/haolinju/haolinju/internal/dispatch"
	"github.com/haolinju/haolinju/internal/docket"
	"github.com/haolinju/haolinju/internal/escalation"
	"github.com/haolinju/haolinju/internal/identity"
	"github.com/haolinju/haolinju/internal/intake"
	"github.com/haolinju/haolinju/internal/media"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/disclosure"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/page"
	"github.com/haolinju/haolinju/internal/retrospective"
	"github.com/haolinju/haolinju/internal/roster"
	"github.com/haolinju/haolinju/internal/staffing"
	"github.com/haolinju/haolinju/internal/supervision"
	"github.com/haolinju/haolinju/internal/task"
	"github.com/haolinju/haolinju/internal/territory"
	"github.com/haolinju/haolinju/internal/visit"
)

// subjects knows, for media, the things that attachments hang on.
type subjects struct {
	issues   *intake.Service
	comments *comment.Service
	visits   *visit.Service
}

// Place asks the capability that the name leads to.
func (s *subjects) Place(ctx context.Context, tx *db.Tx, subject string) (media.Place, error) {
	if strings.HasPrefix(subject, "dispatches/") {
		unit, matter, err := s.visits.Territory(ctx, tx, subject)
		return media.Place{Unit: unit, Matter: matter}, err
	}
	row, err := s.issue(ctx, tx, subject)
	if err != nil {
		return media.Place{}, err
	}
	return media.Place{Unit: row.UnitID, Matter: disclosure.Matter(row), Notes: s.issues.SeesNotes(ctx, row)}, nil
}

// issue that a name leads to, or whose comment it is.
func (s *subjects) issue(ctx context.Context, tx *db.Tx, subject string) (*ent.Issue, error) {
	if strings.Contains(subject, "/comments/") {
		return s.comments.Subject(ctx, tx, subject)
	}
	ids, err := name.ParseField("parent", "issues/*", subject)
	if err != nil {
		return nil, err
	}
	return s.issues.VisibleIssue(ctx, tx, ids[0], false)
}

// orders hands the orders of intake to dispatch, and lets their clocks stand still and go on.
type orders struct {
	*dispatch.Service
	*clocks
}

// DispatchIssue makes the dispatch of an issue and gives its resource name.
func (o orders) DispatchIssue(ctx context.Context, tx *db.Tx, order intake.Order) (string, error) {
	id, err := o.CreateOrder(ctx, tx, dispatch.Order{Issue: order.Issue, Lead: order.Lead, Assist: order.Assist, Tier: order.Tier, Text: order.Text, Due: order.Due, Consultation: order.Consultation})
	if err != nil || id == uuid.Nil {
		return "", err
	}
	return name.Of("dispatches", id), nil
}

// running are the dispatches whose clocks run.
type running struct{ *dispatch.Service }

// Ways are those on which the caller comes to see what hangs on dispatches.
func (*running) Ways(ctx context.Context, tx *db.Tx, permission, dispatch string, units ...string) []page.Way {
	return docket.Ways(ctx, tx, permission, dispatch, units...)
}

// OfDuty is the way to what hangs on one duty, which the caller must see.
func (r *running) OfDuty(ctx context.Context, tx *db.Tx, parent, column string) ([]page.Way, error) {
	return docket.OfDuty(ctx, tx, r.ShowAssignment, parent, column)
}

// grounds lets intake ask whose ground an issue lies on, and chain have it lie on that of a unit.
type grounds struct {
	of     *territory.Service
	issues *intake.Service
}

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

// Levels are the divisions of a unit that is one itself.
func (g *grounds) Levels(ctx context.Context, tx *db.Tx, unit uuid.UUID, field string, none error) (grid, community, subDistrict *uuid.UUID, err error) {
	found, err := g.of.Named(ctx, tx, unit, field, none)
	return found.Grid, found.Community, found.SubDistrict, err
}

// Relocate has an issue lie on the ground of a unit.
func (g *grounds) Relocate(ctx context.Context, tx *db.Tx, issue, unit uuid.UUID) error {
	found, err := g.Named(ctx, tx, unit, "unit", fault.ErrNotFound)
	if err != nil {
		return err
	}
	return g.issues.RelocateIssue(ctx, tx, issue, found)
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
	return roster.InCharge(ctx, tx, streets, func(ctx context.Context, tx *db.Tx, streets []uuid.UUID) ([]uuid.UUID, error) {
		return staffing.Holders(ctx, tx, access.StreetLeader, streets)
	})
}

// leaders of a street, or of the unit above it.
func leaders(ctx context.Context, tx *db.Tx, street uuid.UUID) ([]uuid.UUID, error) {
	return staffing.Holders(ctx, tx, access.StreetLeader, []uuid.UUID{street})
}

// administrators of the system, wherever they sit.
func administrators(ctx context.Context, tx *db.Tx, _ uuid.UUID) ([]uuid.UUID, error) {
	return staffing.HoldersAnywhere(ctx, tx, access.SystemAdmin)
}

// called are the liaisons of the units that a dispatch calls, and who is on duty in them; with an escalation also the leaders who decide on it,
// or, once it is decided, who asked.
func called(ctx context.Context, tx *db.Tx, id uuid.UUID) ([]uuid.UUID, error) {
	units, err := dispatch.CalledUnits(ctx, tx, id)
	if err != nil {
		return nil, err
	}
	persons, err := answering(ctx, tx, units)
	if err != nil {
		return nil, err
	}
	escalator, asked, err := escalation.Told(ctx, tx, id)
	switch {
	case err != nil:
		return nil, err
	case asked != nil:
		deciders, err := leaders(ctx, tx, *asked)
		return append(persons, deciders...), err
	case escalator != nil:
		persons = append(persons, *escalator)
	}
	return persons, nil
}

// consulted are the same of the units that take part in a consultation.
func consulted(ctx context.Context, tx *db.Tx, id uuid.UUID) ([]uuid.UUID, error) {
	units, err := consultation.Participants(ctx, tx, id)
	if err != nil {
		return nil, err
	}
	return answering(ctx, tx, units)
}

// linked are the liaisons of the unit whose system is told of a duty, and who dispatches in the sub-district that has called it.
func linked(ctx context.Context, tx *db.Tx, id uuid.UUID) ([]uuid.UUID, error) {
	unit, issuing, err := agency.Concerned(ctx, tx, id)
	if err != nil {
		return nil, err
	}
	liaisons, err := staffing.Holders(ctx, tx, access.Liaison, []uuid.UUID{unit})
	if err != nil {
		return nil, err
	}
	dispatchers, err := staffing.Holders(ctx, tx, access.Dispatcher, []uuid.UUID{issuing})
	return append(liaisons, dispatchers...), err
}

// reviewing are the same of the units that take part in a retrospective.
func reviewing(ctx context.Context, tx *db.Tx, id uuid.UUID) ([]uuid.UUID, error) {
	units, err := retrospective.Participants(ctx, tx, id)
	if err != nil {
		return nil, err
	}
	return answering(ctx, tx, units)
}

// doing are the same of the unit that does what follows from one.
func doing(ctx context.Context, tx *db.Tx, id uuid.UUID) ([]uuid.UUID, error) {
	unit, err := retrospective.Doer(ctx, tx, id)
	if err != nil {
		return nil, err
	}
	return answering(ctx, tx, []uuid.UUID{unit})
}

// answering are the liaisons of some units, and who is on duty in them.
func answering(ctx context.Context, tx *db.Tx, units []uuid.UUID) ([]uuid.UUID, error) {
	liaisons, err := staffing.Holders(ctx, tx, access.Liaison, units)
	if err != nil {
		return nil, err
	}
	serving, err := roster.Serving(ctx, tx, units)
	return append(liaisons, serving...), err
}

// holders are who hands on what a unit has in the chain of an issue: those who work there in a community or a grid, who dispatches in a
// sub-district, and the leaders of the district.
func holders(ctx context.Context, tx *db.Tx, id uuid.UUID) ([]uuid.UUID, error) {
	unit, err := chain.Holder(ctx, tx, id)
	if err != nil {
		return nil, err
	}
	var persons []uuid.UUID
	for _, role := range []string{access.CommunityWorker, access.Dispatcher, access.StreetLeader} {
		if persons, err = staffing.Holders(ctx, tx, role, []uuid.UUID{unit}); err != nil || len(persons) > 0 {
			return persons, err
		}
	}
	return nil, nil
}

// serving is who is told just now of what a unit is sent.
func serving(ctx context.Context, tx *db.Tx, unit uuid.UUID) ([]uuid.UUID, error) {
	return roster.Serving(ctx, tx, []uuid.UUID{unit})
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
