package routing

import (
	"context"
	"slices"

	"github.com/google/uuid"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent/category"
	"github.com/haolinju/haolinju/ent/unit"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// named are what a rule names; Nil stands for nothing.
type named struct {
	category, area, lead uuid.UUID
	assist               []uuid.UUID
}

// CreateRoutingRule enters a rule.
func (s *Service) CreateRoutingRule(ctx context.Context, req *dispatchv1.CreateRoutingRuleRequest) (*dispatchv1.RoutingRule, error) {
	in := req.GetRoutingRule()
	of, err := namesOf(in)
	if err != nil {
		return nil, err
	}
	kinds, weekdays := []string{}, []int{}
	for _, k := range in.GetKinds() {
		kinds = append(kinds, wire.Word(k))
	}
	for _, d := range in.GetWeekdays() {
		weekdays = append(weekdays, int(d))
	}
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*dispatchv1.RoutingRule, error) {
		start, end := tx.Now(), wire.Time(in.GetEndTime())
		if at := wire.Time(in.GetStartTime()); at != nil {
			if at.Before(start) {
				return nil, ErrInPast.On("routing_rule.start_time")
			}
			start = *at
		}
		if end != nil && !end.After(start) {
			return nil, ErrInPast.On("routing_rule.end_time")
		}
		id, err := tx.ChosenID("routing_rule_id", req.GetRoutingRuleId())
		if err != nil {
			return nil, err
		}
		if err := checkNames(ctx, tx, of); err != nil {
			return nil, err
		}
		row := tx.RoutingRule.Create().SetID(id).SetName(in.GetDisplayName()).SetRank(in.GetRank()).SetKinds(kinds).SetHours(hoursOf(in.GetHours())).
			SetWeekdays(weekdays).SetLeadUnitID(of.lead).SetAssistUnits(of.assist).SetStartTime(start).SetNillableEndTime(end)
		if of.category != uuid.Nil {
			row.SetCategoryID(of.category)
		}
		if of.area != uuid.Nil {
			row.SetAreaID(of.area)
		}
		if in.GetTier() != 0 {
			row.SetTier(wire.Word(in.GetTier()))
		}
		r, err := row.Save(ctx)
		if err != nil {
			return nil, err
		}
		told := map[string]any{"rank": r.Rank, "lead_unit": r.LeadUnitID, "start_time": r.StartTime, "end_time": r.EndTime}
		tx.Audit(db.Audit{Action: permitManage, Object: name.Of(routingRules, id), After: told})
		tx.Emit(db.Event{Type: "haolinju.dispatch.routing_rule.created.v1", Subject: name.Of(routingRules, id), Data: told})
		return ruleToProto(r), nil
	})
}

func hoursOf(h dispatchv1.RoutingRule_Hours) string {
	if h == dispatchv1.RoutingRule_HOURS_UNSPECIFIED {
		return allHours
	}
	return wire.Word(h)
}

func namesOf(in *dispatchv1.RoutingRule) (of named, err error) {
	if of.category, err = name.ParseOptional("routing_rule.category", "categories/*", in.GetCategory()); err != nil {
		return of, err
	}
	if of.area, err = name.ParseOptional("routing_rule.area", "units/*", in.GetArea()); err != nil {
		return of, err
	}
	if of.lead, err = name.ParseOptional("routing_rule.lead_unit", "units/*", in.GetLeadUnit()); err != nil {
		return of, err
	}
	if of.assist, err = name.ParseList("routing_rule.assist_units", "units/*", in.GetAssistUnits()); err != nil {
		return of, err
	}
	if slices.Contains(of.assist, of.lead) {
		return of, ErrUnitTwice.On("routing_rule.assist_units")
	}
	return of, nil
}

// checkNames refuses a rule that names a category or unit which the district does not have.
func checkNames(ctx context.Context, tx *db.Tx, of named) error {
	if err := checkCategory(ctx, tx, "routing_rule.category", of.category); err != nil {
		return err
	}
	return checkUnits(ctx, tx, []field{{"routing_rule.area", []uuid.UUID{of.area}}, {"routing_rule.lead_unit", []uuid.UUID{of.lead}},
		{"routing_rule.assist_units", of.assist}})
}

func checkCategory(ctx context.Context, tx *db.Tx, field string, id uuid.UUID) error {
	if id == uuid.Nil {
		return nil
	}
	known, err := tx.Category.Query().Where(category.ID(id)).Exist(ctx)
	if err == nil && !known {
		err = name.Unknown(field, "categories", id)
	}
	return err
}

// field is one of a request with the units that it names.
type field struct {
	name  string
	units []uuid.UUID
}

// checkUnits refuses the first unit that the district does not have; Nil stands for none.
func checkUnits(ctx context.Context, tx *db.Tx, fields []field) error {
	var all []uuid.UUID
	for _, f := range fields {
		all = append(all, f.units...)
	}
	found, err := tx.Unit.Query().Where(unit.IDIn(all...)).IDs(ctx)
	if err != nil {
		return err
	}
	for _, f := range fields {
		for _, id := range f.units {
			if id != uuid.Nil && !slices.Contains(found, id) {
				return name.Unknown(f.name, "units", id)
			}
		}
	}
	return nil
}
