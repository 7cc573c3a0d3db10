package incident

import "github.com/haolinju/haolinju/internal/platform/fault"

// What a call about incidents may fail with, beside the faults of the platform and of issues.
var (
	ErrIssueOver = fault.New(fault.WrongState, "INCIDENT_ISSUE_OVER",
		"该诉求已结束", "the issue is over")
	ErrElsewhere = fault.New(fault.Invalid, "ISSUE_ELSEWHERE",
		"该诉求不在事件属地内", "the issue does not lie in the territory of the incident")
	ErrInIncident = fault.New(fault.Conflict, "IN_INCIDENT",
		"该诉求已归入一个事件", "the issue belongs to an incident already")
	ErrNotInIncident = fault.New(fault.WrongState, "NOT_IN_INCIDENT",
		"该诉求未归入此事件", "the issue does not belong to the incident")
	ErrTooMany = fault.New(fault.WrongState, "TOO_MANY_ISSUES",
		"归入事件的诉求超过允许的件数", "the incident would have more issues than are allowed")
)

// Constraints is what the breach of each named constraint means to a caller.
var Constraints = map[string]error{"incident_pkey": fault.ErrConflict.On("incident_id"), "incident_issue_pkey": ErrInIncident}
