package finding

import (
	"context"

	"entgo.io/ent/dialect/sql"
	"github.com/jackc/pgx/v5"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/issue"
	"github.com/haolinju/haolinju/ent/predicate"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/disclosure"
	"github.com/haolinju/haolinju/internal/platform/filter"
	"github.com/haolinju/haolinju/internal/platform/geo"
)

// What a map holds at most, as the contract says.
const (
	mostFeatures = 500
	mostIssues   = 20_000
)

// mostCells is of how many cells of the grid a box is looked up cell by cell; a greater one is by the rows of the grid that it lies in.
const mostCells = 1000

// MapIssues shows the issues in work within a box.
func (s *Service) MapIssues(ctx context.Context, req *intakev1.MapIssuesRequest) (*intakev1.MapIssuesResponse, error) {
	box, err := boxOf(req)
	if err != nil {
		return nil, err
	}
	keep, err := issueList.Keep(req.GetFilter())
	if err != nil {
		return nil, err
	}
	if req.GetPublic() {
		if keep != nil {
			return nil, ErrUnfiltered.On("filter")
		}
		return s.publicMap(ctx, box)
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*intakev1.MapIssuesResponse, error) {
		rows, err := within(ctx, tx, box, covering(access.ReachOf(ctx)), kept(keep))
		if err != nil {
			return nil, err
		}
		return drawn(s.Issues.SeenIssues(ctx, rows)), nil
	})
}

// publicMap shows how many issues that others may know of lie where.
func (s *Service) publicMap(ctx context.Context, box geo.Box) (*intakev1.MapIssuesResponse, error) {
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*intakev1.MapIssuesResponse, error) {
		var cells []counted
		var least int
		err := db.Together(ctx,
			func(ctx context.Context) (err error) {
				cells, err = known(ctx, tx, box)
				return err
			},
			func(ctx context.Context) (err error) {
				least, err = s.Disclosure.SmallestCell(ctx, tx)
				return err
			})
		if err != nil {
			return nil, err
		}
		return drawnForAll(cells, least), nil
	})
}

// counted is a cell of the grid, and how many of the issues in work that others may know of lie in it.
type counted struct {
	Cell   int64
	Issues int32
}

// known are the cells that a box enters, each with all that lies in it: an edge of the box parts none.
func known(ctx context.Context, tx *db.Tx, box geo.Box) ([]counted, error) {
	box.Max.LatitudeE7, box.Max.LongitudeE7 = box.Max.LatitudeE7-1, box.Max.LongitudeE7-1 // where the next cell begins, the box may end
	cells, first, last := box.Cells(mostCells)
	in, args := "cell = any($2)", []any{tx.Tenant(), cells}
	if cells == nil {
		in, args = "cell between $2 and $3 and longitude_e7 >= $4 and longitude_e7 < $5", []any{tx.Tenant(), first, last,
			box.Min.Square(0).Box().Min.LongitudeE7, box.Max.Square(0).Box().Max.LongitudeE7}
	}
	rows, err := tx.Query(ctx, "select cell, count(*)::int from issue where tenant_id = $1 and "+in+" and state "+unfinished+" and "+
		disclosure.WhereKnown+" group by cell order by cell", args...)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[counted])
}

// boxOf is the ground of the map.
func boxOf(req *intakev1.MapIssuesRequest) (geo.Box, error) {
	var box geo.Box
	box.Min.LatitudeE7, box.Min.LongitudeE7 = geo.Canonical(req.GetSouth(), req.GetWest(), geo.WGS84)
	box.Max.LatitudeE7, box.Max.LongitudeE7 = geo.Canonical(req.GetNorth(), req.GetEast(), geo.WGS84)
	switch {
	case box.Min.LongitudeE7 >= box.Max.LongitudeE7:
		return box, ErrBoxEmpty.On("west")
	case box.Min.LatitudeE7 >= box.Max.LatitudeE7:
		return box, ErrBoxEmpty.On("south")
	}
	return box, nil
}

// within are the issues in work that lie in a box and of which some conditions hold, with what a map shows and what decides who sees them.
func within(ctx context.Context, tx *db.Tx, box geo.Box, where ...predicate.Issue) ([]*ent.Issue, error) {
	cells, first, last := box.Cells(mostCells)
	in := issue.CellIn(cells...)
	if cells == nil {
		in = issue.And(issue.CellGTE(first), issue.CellLTE(last))
	}
	q := tx.Issue.Query().Where(append(where, in, inHand, issue.LatitudeE7GTE(box.Min.LatitudeE7), issue.LatitudeE7LTE(box.Max.LatitudeE7),
		issue.LongitudeE7GTE(box.Min.LongitudeE7), issue.LongitudeE7LTE(box.Max.LongitudeE7))...).Limit(mostIssues + 1)
	q.Select(issue.FieldID, issue.FieldState, issue.FieldCategoryID, issue.FieldTitle, issue.FieldLatitudeE7, issue.FieldLongitudeE7, issue.FieldReporterID,
		issue.FieldUnitID, issue.FieldSubDistrictID, issue.FieldCommunityID, issue.FieldGridID, issue.FieldLeadUnitID, issue.FieldAssistUnitIds)
	rows, err := q.All(ctx)
	if err == nil && len(rows) > mostIssues {
		return nil, ErrTooFull.On("west")
	}
	return rows, err
}

// covering are the issues that a reach covers by its units and persons. What its limits leave of them is said where they are shown.
func covering(reach access.Reach) predicate.Issue {
	everywhere, units := breadth(reach)
	if everywhere {
		return func(*sql.Selector) {}
	}
	return issue.Or(issue.UnitIDIn(units...), issue.LeadUnitIDIn(units...), issue.ReporterIDIn(reach.Self...), func(s *sql.Selector) {
		s.Where(sql.P(func(b *sql.Builder) {
			b.Ident(s.C(issue.FieldAssistUnitIds)).WriteString(" ?| ").Arg(units).WriteString("::text[]")
		}))
	})
}

// kept is what a filter keeps; all where there is none.
func kept(keep filter.Predicate) predicate.Issue {
	return func(s *sql.Selector) {
		if keep != nil {
			s.Where(keep(s))
		}
	}
}
