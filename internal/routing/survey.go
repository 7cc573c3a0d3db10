package routing

import (
	"context"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/routingrule"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/tree"
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
			v.categories, err = tree.Above(ctx, tx, tree.Categories, categories)
			return err
		},
		func(ctx context.Context) (err error) {
			v.units, err = tree.Above(ctx, tx, tree.Units, units)
			return err
		})
	return v, err
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
