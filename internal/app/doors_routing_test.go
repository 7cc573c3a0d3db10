package app_test

import (
	"google.golang.org/protobuf/proto"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

var routingCases = map[string]doorCase{
	"DispatchService.CreateRoutingRule": {testkit.SystemAdmin, func(d *district) proto.Message { return d.newRule() }},
	"DispatchService.GetRoutingRule": {testkit.Dispatcher, func(d *district) proto.Message {
		return &dispatchv1.GetRoutingRuleRequest{Name: d.routingRule().GetName()}
	}},
	"DispatchService.ListRoutingRules": {testkit.AuditAdmin, func(d *district) proto.Message {
		d.routingRule()
		d.routingRule()
		return &dispatchv1.ListRoutingRulesRequest{PageSize: 1, Filter: `lead_unit = "` + d.unit(planning) + `"`}
	}},
	"DispatchService.EndRoutingRule": {testkit.SystemAdmin, func(d *district) proto.Message {
		r := d.routingRule()
		return &dispatchv1.EndRoutingRuleRequest{Name: r.GetName(), Etag: r.GetEtag()}
	}},
	"DispatchService.DryRunRoutingRules": {testkit.Dispatcher, func(d *district) proto.Message {
		d.routingRule()
		return &dispatchv1.DryRunRoutingRulesRequest{Issue: d.triaged()}
	}},
	"DispatchService.GetRouteProposal": {testkit.StreetLeader, func(d *district) proto.Message {
		return &dispatchv1.GetRouteProposalRequest{Name: d.routeProposal().GetName()}
	}},
	"DispatchService.ListRouteProposals": {testkit.Dispatcher, func(d *district) proto.Message {
		d.routeProposal()
		d.routeProposal()
		return &dispatchv1.ListRouteProposalsRequest{PageSize: 1, Filter: "state = STATE_OPEN", WithTotal: true}
	}},
	"DispatchService.AcceptRouteProposal": {testkit.Dispatcher, func(d *district) proto.Message {
		p := d.routeProposal()
		return &dispatchv1.AcceptRouteProposalRequest{Name: p.GetName(), Etag: p.GetEtag()}
	}},
	"DispatchService.DismissRouteProposal": {testkit.Dispatcher, func(d *district) proto.Message {
		p := d.routeProposal()
		return &dispatchv1.DismissRouteProposalRequest{Name: p.GetName(), Etag: p.GetEtag(), Reason: "由街道自行协调"}
	}},
	"DispatchService.GetRecusal": {testkit.Dispatcher, func(d *district) proto.Message {
		r := prepare[*dispatchv1.Recusal](d, testkit.Dispatcher, d.recused())
		return &dispatchv1.GetRecusalRequest{Name: r.GetName()}
	}},
	"DispatchService.SetRecusal": {testkit.Dispatcher, func(d *district) proto.Message { return d.recused() }},
}

// newRule leads to 市规自委房山分局, behind all rules that there are.
func (d *district) newRule() *dispatchv1.CreateRoutingRuleRequest {
	d.t.Helper()
	var last int32
	if err := d.Owner().QueryRow(d.t.Context(), "select coalesce(max(rank), 0) from routing_rule").Scan(&last); err != nil {
		d.t.Fatal(err)
	}
	return &dispatchv1.CreateRoutingRuleRequest{RoutingRule: &dispatchv1.RoutingRule{DisplayName: "产权证办理", Rank: last + 1, Category: property,
		LeadUnit: d.unit(planning)}}
}

func (d *district) routingRule() *dispatchv1.RoutingRule {
	d.t.Helper()
	return prepare[*dispatchv1.RoutingRule](d, testkit.SystemAdmin, d.newRule())
}

// routeProposal is what the rules propose for an issue that waits for an order.
func (d *district) routeProposal() *dispatchv1.RouteProposal {
	d.t.Helper()
	d.routingRule()
	issue := d.triaged()
	d.Route(d.t)
	list := prepare[*dispatchv1.ListRouteProposalsResponse](d, testkit.Dispatcher, &dispatchv1.ListRouteProposalsRequest{Filter: `issue = "` + issue + `" AND state = STATE_OPEN`})
	return list.GetRouteProposals()[0]
}

// recused is that an issue is about 苏庄一里社区.
func (d *district) recused() *dispatchv1.SetRecusalRequest {
	d.t.Helper()
	return &dispatchv1.SetRecusalRequest{Name: d.triaged() + "/recusal", Units: []string{d.unit(suzhuang)}}
}
