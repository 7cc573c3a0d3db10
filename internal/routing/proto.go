package routing

import (
	"google.golang.org/protobuf/types/known/timestamppb"

	bookingv1 "github.com/haolinju/haolinju/api/gen/haolinju/booking/v1"
	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/schema"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// Collections of the resources.
const (
	routingRules   = "routingRules"
	routeProposals = "routeProposals"
)

func ruleToProto(r *ent.RoutingRule) *dispatchv1.RoutingRule {
	shown := &dispatchv1.RoutingRule{
		Name:        name.Of(routingRules, r.ID),
		DisplayName: r.Name,
		Rank:        r.Rank,
		Category:    name.OrEmpty("categories", r.CategoryID),
		Area:        name.OrEmpty("units", r.AreaID),
		Hours:       dispatchv1.RoutingRule_Hours(dispatchv1.RoutingRule_Hours_value["HOURS_"+r.Hours]),
		LeadUnit:    name.Of("units", r.LeadUnitID),
		AssistUnits: name.List("units", r.AssistUnits),
		Tier:        tierToProto(r.Tier),
		StartTime:   timestamppb.New(r.StartTime),
		EndTime:     wire.Timestamp(r.EndTime),
		CreateTime:  timestamppb.New(r.CreateTime),
		Etag:        etag.Of(r.Version),
	}
	for _, k := range r.Kinds {
		shown.Kinds = append(shown.Kinds, intakev1.Issue_Kind(intakev1.Issue_Kind_value["KIND_"+k]))
	}
	for _, d := range r.Weekdays {
		shown.Weekdays = append(shown.Weekdays, bookingv1.ShareWindow_Weekday(d))
	}
	return shown
}

func tierToProto(word *string) directoryv1.Category_Tier {
	return directoryv1.Category_Tier(directoryv1.Category_Tier_value["TIER_"+wire.Plain(word)])
}

func passedToProto(passed []schema.PassedRule) (shown []*dispatchv1.Route_Passed) {
	for _, p := range passed {
		one := &dispatchv1.Route_Passed{Rule: name.Of(routingRules, p.Rule)}
		for _, reason := range p.Reasons {
			one.Reasons = append(one.Reasons, dispatchv1.Route_Reason(dispatchv1.Route_Reason_value["REASON_"+reason]))
		}
		shown = append(shown, one)
	}
	return shown
}

// outcomeToProto is what the rules propose now.
func outcomeToProto(o outcome) *dispatchv1.Route {
	shown := &dispatchv1.Route{Passed: passedToProto(o.passed)}
	if o.rule != nil {
		shown.Rule, shown.LeadUnit, shown.Tier = name.Of(routingRules, o.rule.ID), name.Of("units", o.rule.LeadUnitID), tierToProto(o.rule.Tier)
		shown.AssistUnits, shown.RecusedUnits = name.List("units", o.assist), name.List("units", o.recused)
	}
	return shown
}

func proposalToProto(p *ent.RouteProposal) *dispatchv1.RouteProposal {
	return &dispatchv1.RouteProposal{
		Name:  name.Of(routeProposals, p.ID),
		Issue: name.Of("issues", p.IssueID),
		Cause: dispatchv1.RouteProposal_Cause(dispatchv1.RouteProposal_Cause_value["CAUSE_"+p.Cause]),
		State: dispatchv1.RouteProposal_State(dispatchv1.RouteProposal_State_value["STATE_"+p.State]),
		Route: &dispatchv1.Route{
			Rule:         name.Of(routingRules, p.RuleID),
			LeadUnit:     name.Of("units", p.LeadUnitID),
			AssistUnits:  name.List("units", p.AssistUnits),
			Tier:         tierToProto(p.Tier),
			Passed:       passedToProto(p.Passed),
			RecusedUnits: name.List("units", p.RecusedUnits),
		},
		FormerLeadUnit: name.OrEmpty("units", p.FormerLeadUnitID),
		Dispatch:       name.OrEmpty("dispatches", p.DispatchID),
		Decider:        name.OrEmpty("persons", p.DeciderID),
		DecideTime:     wire.Timestamp(p.DecideTime),
		Reason:         p.Reason,
		CreateTime:     timestamppb.New(p.CreateTime),
		Etag:           etag.Of(p.Version),
	}
}

// recusalToProto is the recusal of an issue; nil where nobody has said anything.
func recusalToProto(called string, r *ent.Recusal) *dispatchv1.Recusal {
	shown := &dispatchv1.Recusal{Name: called}
	if r != nil {
		shown.Units, shown.Decider = name.List("units", r.Units), name.Of("persons", r.DeciderID)
		shown.UpdateTime, shown.Etag = timestamppb.New(r.UpdateTime), etag.Of(r.Version)
	}
	return shown
}
