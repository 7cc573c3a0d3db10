package intake

import (
	"context"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/issue"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/disclosure"
	"github.com/haolinju/haolinju/internal/platform/geo"
)

// Territories finds the ground on which an issue lies, and that of a unit which a caller names as such.
type Territories interface {
	Locate(ctx context.Context, tx *db.Tx, w Whereabouts) (Ground, error)
	Named(ctx context.Context, tx *db.Tx, unit uuid.UUID, field string, none error) (Ground, error)
}

// Whereabouts is what is known of where an issue lies, each with the field that says it.
type Whereabouts struct {
	Point      *geo.Point
	Place      *uuid.UUID
	Unit       *uuid.UUID // that was named
	PointField string
	PlaceField string
	UnitField  string
	NoPlace    error  // where the district has no such place
	NoUnit     error  // where it has no such unit
	Filing     string // permission of those who live or work where it may lie, if nothing else is known
	Staff      bool   // whether he works there, rather than lives
}

// Ground is where an issue lies (属地).
type Ground struct {
	Unit        uuid.UUID // the most specific one known; the district while nothing is known
	SubDistrict *uuid.UUID
	Community   *uuid.UUID
	Grid        *uuid.UUID
	Code        string // of the sub-district, else of the district; leads the number
	By          string // what it was read from; empty for nothing but the district
}

// byStaff marks what staff have found themselves.
const byStaff = "STAFF"

// matter of a category on the ground.
func (g Ground) matter(category uuid.UUID) access.Matter {
	return disclosure.Matter(&ent.Issue{CategoryID: category, UnitID: g.Unit, SubDistrictID: g.SubDistrict, CommunityID: g.Community, GridID: g.Grid})
}

// onto writes the ground.
func (g Ground) onto(u *ent.IssueUpdate) {
	u.SetUnitID(g.Unit).ClearSubDistrictID().SetNillableSubDistrictID(g.SubDistrict).ClearCommunityID().SetNillableCommunityID(g.Community).
		ClearGridID().SetNillableGridID(g.Grid).SetLocatedBy(g.By)
}

// groundOf is where an issue lies.
func groundOf(row *ent.Issue) Ground {
	return Ground{Unit: row.UnitID, SubDistrict: row.SubDistrictID, Community: row.CommunityID, Grid: row.GridID, By: row.LocatedBy}
}

// RelocateIssue moves an open issue to other ground.
func (s *Service) RelocateIssue(ctx context.Context, tx *db.Tx, id uuid.UUID, to Ground) error {
	before, err := tx.Issue.Query().Where(issue.ID(id)).ForUpdate().Only(ctx)
	if err != nil || terminal(before.State) {
		return err
	}
	update := tx.Issue.Update().Where(issue.ID(id))
	to.onto(update)
	if err := update.Exec(ctx); err != nil {
		return err
	}
	after, err := tx.Issue.Query().Where(issue.ID(id)).Only(ctx)
	if err != nil {
		return err
	}
	if err := s.moderators.Follow(ctx, tx, id, after.UnitID); err != nil {
		return err
	}
	told := map[string]any{"unit": after.UnitID, "located_by": after.LocatedBy}
	tx.Audit(db.Audit{Action: "intake.issue.relocate", Object: issueName(id), Before: map[string]any{"unit": before.UnitID, "located_by": before.LocatedBy}, After: told})
	tx.Emit(db.Event{Type: issueEvent + "relocated.v1", Subject: issueName(id), Units: concerned(before, after), Data: told})
	return nil
}
