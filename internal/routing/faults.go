package routing

import "github.com/haolinju/haolinju/internal/platform/fault"

// What the calls may fail with, beside the faults of the platform.
var (
	ErrInPast = fault.New(fault.Invalid, "ROUTING_RULE_IN_PAST",
		"派单规则不得自过去的时间开始或结束，结束须在开始之后", "a routing rule neither starts nor ends in the past, and ends after its start")
	ErrRankTaken = fault.New(fault.Conflict, "ROUTING_RANK_TAKEN",
		"该时段内已有同一顺位的派单规则", "another routing rule has this rank meanwhile")
	ErrUnitTwice = fault.New(fault.Invalid, "ROUTING_UNIT_TWICE",
		"主办单位不得同时协办", "the lead unit does not assist as well")
	ErrEnded = fault.New(fault.WrongState, "ROUTING_RULE_ENDED",
		"派单规则届时已经结束", "the routing rule is over by then")
	ErrOutdated = fault.New(fault.WrongState, "ROUTE_PROPOSAL_OUTDATED",
		"诉求已另行办理，派单建议不再适用", "the issue has gone on without the proposal")
)

// Constraints is what the breach of each named constraint means to a caller.
var Constraints = map[string]error{
	"routing_rule_pkey":      fault.ErrConflict.On("routing_rule_id"),
	"routing_rule_rank_once": ErrRankTaken.On("routing_rule.rank"),
	"recusal_of_issue":       fault.ErrStale,
}
