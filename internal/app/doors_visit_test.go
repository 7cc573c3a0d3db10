package app_test

import (
	"fmt"

	"google.golang.org/protobuf/proto"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

var visitCases = map[string]doorCase{
	"DispatchService.CreateVisit": {testkit.LiaisonB, func(d *district) proto.Message { return newVisit(d.timed().GetName()) }},
	"DispatchService.GetVisit": {testkit.LiaisonB, func(d *district) proto.Message {
		return &dispatchv1.GetVisitRequest{Name: prepare[*dispatchv1.Visit](d, testkit.LiaisonB, newVisit(d.timed().GetName())).GetName()}
	}},
	"DispatchService.ListVisits": {testkit.Dispatcher, func(d *district) proto.Message {
		duty := d.timed().GetName()
		prepare[*dispatchv1.Visit](d, testkit.LiaisonB, newVisit(duty))
		prepare[*dispatchv1.Visit](d, testkit.LiaisonB, newVisit(duty))
		return &dispatchv1.ListVisitsRequest{Parent: duty, PageSize: 1, WithTotal: true}
	}},
	"DispatchService.WaiveVisit": {testkit.Dispatcher, func(d *district) proto.Message {
		return &dispatchv1.WaiveVisitRequest{Name: d.owing(), Reason: "已在便民大厅办结"}
	}},
}

func newVisit(duty string) *dispatchv1.CreateVisitRequest {
	return &dispatchv1.CreateVisitRequest{Parent: duty, Visit: &dispatchv1.Visit{Coordinates: crossing(), Accuracy: 15, Text: "已到场关阀"}}
}

// owing is the name of a duty whose lead owes a visit, in a category of its own.
func (d *district) owing() string {
	d.t.Helper()
	d.entered++
	code := fmt.Sprintf("ON_SITE.%d", d.entered)
	filed := d.newIssue()
	filed.Issue.Category = prepare[*directoryv1.Category](d, testkit.SystemAdmin, &directoryv1.CreateCategoryRequest{Category: &directoryv1.Category{
		Code: code, DisplayName: "须到场", Tier: directoryv1.Category_TIER_ORDINARY}}).GetName()
	d.Settle(d.t, "dispatch.visits_required", `[{"category": "`+code+`"}]`)
	issue := prepare[*intakev1.Issue](d, testkit.Resident, filed).GetName()
	prepare[*intakev1.Issue](d, testkit.Dispatcher, &intakev1.TriageIssueRequest{Name: issue})
	sent := prepare[*intakev1.Issue](d, testkit.Dispatcher, &intakev1.DispatchIssueRequest{Name: issue, LeadUnit: d.unit(planning), Text: "请办理"})
	return prepare[*dispatchv1.ListAssignmentsResponse](d, testkit.LiaisonA, &dispatchv1.ListAssignmentsRequest{Parent: sent.GetDispatch()}).GetAssignments()[0].GetName()
}
