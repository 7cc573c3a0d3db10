package dispatch

import (
	"slices"

	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
	"github.com/haolinju/haolinju/internal/platform/access"
)

// The permissions of the capability, as the contract names them.
const (
	permitRead    = "dispatch.dispatch.get"
	permitCreate  = "dispatch.dispatch.create"
	permitSubmit  = "dispatch.dispatch.submit"
	permitApprove = "dispatch.dispatch.approve"
	permitReject  = "dispatch.dispatch.reject"
	permitSend    = "dispatch.dispatch.send"
	permitAssign  = "dispatch.dispatch.assign"
	permitCancel  = "dispatch.dispatch.cancel"
	permitClear   = "dispatch.dispatch.clear"
	permitReblow  = "dispatch.dispatch.reblow"

	permitEscalate   = "dispatch.dispatch.escalate" // escalation grants it and the next
	permitDecide     = "dispatch.escalation.decide"
	permitAdjudicate = "dispatch.dispatch.adjudicate"
	permitRule       = "dispatch.objection.decide" // objection grants it
	permitTakeOver   = "dispatch.hand_over.answer" // handover grants it

	permitReadAssignment = "dispatch.assignment.get"
	permitSign           = "dispatch.assignment.sign"
	permitReturn         = "dispatch.assignment.return"
	permitReportIn       = "dispatch.assignment.report_in"
	permitStageReport    = "dispatch.assignment.stage_report"
	permitComplete       = "dispatch.assignment.complete"
	permitWaive          = "dispatch.assignment.waive"
	permitRework         = "dispatch.assignment.rework"
)

// Grants is what the seeded roles may do. Communities answer for what they assist with, like departments do.
var Grants = slices.Concat(
	grants(access.Dispatcher, accessv1.Scope_SCOPE_SUBTREE, permitRead, permitCreate, permitSubmit, permitSend, permitAssign,
		permitCancel, permitClear, permitReblow, permitReadAssignment, permitWaive, permitRework),
	grants(access.StreetLeader, accessv1.Scope_SCOPE_SUBTREE, permitRead, permitCreate, permitSubmit, permitApprove, permitReject,
		permitSend, permitAssign, permitCancel, permitClear, permitReblow, permitAdjudicate, permitReadAssignment, permitWaive, permitRework),
	grants(access.Liaison, accessv1.Scope_SCOPE_UNIT, called...),
	grants(access.CommunityWorker, accessv1.Scope_SCOPE_UNIT, called...),
	grants(access.AuditAdmin, accessv1.Scope_SCOPE_TENANT, permitRead, permitReadAssignment),
)

// called is what the staff of a called unit may do.
var called = []string{permitRead, permitReadAssignment, permitSign, permitReturn, permitReportIn, permitStageReport,
	permitComplete}

func grants(role string, scope accessv1.Scope, permissions ...string) []access.Grant {
	var list []access.Grant
	for _, p := range permissions {
		list = append(list, access.Grant{Role: role, Permission: p, Scope: scope})
	}
	return list
}
