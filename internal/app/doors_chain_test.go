package app_test

import (
	"google.golang.org/protobuf/proto"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// escalationCases are those of what a sub-district cannot have solved, and of what is blown anew.
var escalationCases = map[string]doorCase{
	"DispatchService.EscalateDispatch": {testkit.StreetLeader, func(d *district) proto.Message {
		return escalate(d.blown(emergencyKind).GetName())
	}},
	"DispatchService.DecideEscalation": {testkit.DistrictLeader, func(d *district) proto.Message {
		return &dispatchv1.DecideEscalationRequest{Name: d.escalated(), Instruction: "按区应急预案办理", LeadUnit: d.unit(planning), Duty: "牵头抢修"}
	}},
	"DispatchService.ListEscalations": {testkit.StreetLeader, func(d *district) proto.Message {
		return &dispatchv1.ListEscalationsRequest{Parent: d.escalated(), Filter: "state = STATE_PENDING"}
	}},
	"DispatchService.ReblowDispatch": {testkit.Dispatcher, func(d *district) proto.Message {
		over := d.blown(emergencyKind).GetName()
		prepare[*dispatchv1.Dispatch](d, testkit.Dispatcher, &dispatchv1.CancelDispatchRequest{Name: over, Reason: "误报"})
		return &dispatchv1.ReblowDispatchRequest{Name: over, Reason: "同一处再次爆裂"}
	}},
}

func (d *district) escalated() string {
	d.t.Helper()
	name := d.blown(emergencyKind).GetName()
	prepare[*dispatchv1.Dispatch](d, testkit.StreetLeader, escalate(name))
	return name
}

func escalate(name string) *dispatchv1.EscalateDispatchRequest {
	return &dispatchv1.EscalateDispatchRequest{Name: name, Reason: "管线权属跨区"}
}

// chainCases are those of issues that go up and down the levels of the territory.
var chainCases = map[string]doorCase{
	"IntakeService.ReportUpIssue": {testkit.Dispatcher, func(d *district) proto.Message { return reportUp(d.triaged()) }},
	"IntakeService.SendDownIssue": {testkit.DistrictLeader, func(d *district) proto.Message {
		issue := d.triaged()
		prepare[*intakev1.ChainLink](d, testkit.Dispatcher, reportUp(issue))
		return &intakev1.SendDownIssueRequest{Name: issue, Unit: d.unit(xilu), Reason: "请街道牵头"}
	}},
	"IntakeService.GetChainLink": {testkit.DistrictLeader, func(d *district) proto.Message {
		return &intakev1.GetChainLinkRequest{Name: prepare[*intakev1.ChainLink](d, testkit.Dispatcher, reportUp(d.triaged())).GetName()}
	}},
	"IntakeService.ListChainLinks": {testkit.Dispatcher, func(d *district) proto.Message {
		issue := d.triaged()
		prepare[*intakev1.ChainLink](d, testkit.Dispatcher, reportUp(issue))
		return &intakev1.ListChainLinksRequest{Issue: issue, PageSize: 1}
	}},
}

func reportUp(issue string) *intakev1.ReportUpIssueRequest {
	return &intakev1.ReportUpIssueRequest{Name: issue, Reason: "需区级协调"}
}
