package routing

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/routingrule"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// values are what is known of an issue; Nil and empty stand for what is not.
type values struct {
	category, area uuid.UUID
	kind           string
	recused        []uuid.UUID
}

// survey is all that decides on routes at a moment: the rules that hold, the hour, and the ways up the trees of categories and units.
type survey struct {
	rules             []*ent.RoutingRule
	office            bool
	weekday           int
	categories, units map[uuid.UUID][]uuid.UUID // each with those above it
}

// surveyOf is the survey for some issues at a moment.
func (s *Service) surveyOf(ctx context.Context, tx *db.Tx, at time.Time, issues ...values) (*survey, error) {
	v := &survey{}
	working, err := s.Calendars.CalendarAt(ctx, tx, at)
	if err != nil {
		return nil, err
	}
	v.office, v.weekday = when(working, at)
	if v.rules, err = tx.RoutingRule.Query().Where(routingrule.StartTimeLTE(at), routingrule.Or(routingrule.EndTimeIsNil(), routingrule.EndTimeGT(at))).All(ctx); err != nil {
		return nil, err
	}
	var categories, units []uuid.UUID
	for _, i := range issues {
		categories, units = append(categories, i.category), append(units, i.area)
	}
	for _, r := range v.rules {
		units = append(append(units, r.LeadUnitID), r.AssistUnits...)
	}
	err = db.Together(ctx,
		func(ctx context.Context) (err error) {
			v.categories, err = waysUp(ctx, tx, "category", categories)
			return err
		},
		func(ctx context.Context) (err error) {
			v.units, err = waysUp(ctx, tx, "unit", units)
			return err
		})
	return v, err
}

// waysUp are some nodes of the tree that a table holds, each with those above it.
func waysUp(ctx context.Context, tx *db.Tx, table string, ids []uuid.UUID) (map[uuid.UUID][]uuid.UUID, error) {
	rows, err := tx.Query(ctx, fmt.Sprintf(`with recursive up (asked, id, parent_id) as (
			select id, id, parent_id from %[1]s where tenant_id = $1 and id = any($2)
			union select up.asked, n.id, n.parent_id from up join %[1]s n on n.tenant_id = $1 and n.id = up.parent_id)
		select asked, id from up`, table), tx.Tenant(), ids)
	if err != nil {
		return nil, err
	}
	type step struct{ Asked, Above uuid.UUID }
	steps, err := pgx.CollectRows(rows, pgx.RowToStructByPos[step])
	ways := map[uuid.UUID][]uuid.UUID{}
	for _, s := range steps {
		ways[s.Asked] = append(ways[s.Asked], s.Above)
	}
	return ways, err
}

// route is what the rules propose for one of the issues of the survey.
func (v *survey) route(i values) outcome {
	return route(v.rules, matter{
		categories: v.categories[i.category], areas: v.units[i.area], kind: i.kind, office: v.office, weekday: v.weekday,
		recused: func(unit uuid.UUID) bool {
			return slices.ContainsFunc(v.units[unit], func(above uuid.UUID) bool { return slices.Contains(i.recused, above) })
		},
	})
}

// valuesOf are those of an issue with its recusal.
func valuesOf(issue *ent.Issue, recused []uuid.UUID) values {
	return values{issue.CategoryID, issue.UnitID, issue.Kind, recused}
}
