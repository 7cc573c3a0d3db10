// Package routing proposes who is to handle an issue (派单规则): ordered, dated rules, what they propose and why, and what dispatchers have made
// of it. It never dispatches by itself.
//
// Glossary:
//
//	派单规则 = RoutingRule, 主办 = lead, 协办 = assist
//	派单建议 = RouteProposal (采纳 accept, 不采纳 dismiss, 失效 lapse), 回避 = Recusal
//
// Invariants:
//
//  1. Of the rules that hold at a moment and are met, the one with the lowest rank decides; no two have a rank at one time (route,
//     routing_rule_rank_once).
//  2. A rule never changes but its end, which lies ahead (EndRoutingRule, routing_rule_term); what was proposed at a moment is proposed again
//     for it.
//  3. A dry run and a proposal come from the same function of the same values (surveyOf, route).
//  4. No rule decides that leads to a unit which is recused or lies below one that is; such a unit does not assist either, and both are said
//     (against, route).
//  5. An issue has one open proposal, which lapses as soon as the issue goes on without it (Follow, lapsed, route_proposal_one_open).
//  6. A proposal is decided once, by a dispatcher; an order goes out by accepting it and by nothing else here (Steps, AcceptRouteProposal).
package routing
