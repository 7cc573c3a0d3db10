package app_test

import (
	"google.golang.org/protobuf/proto"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

var retrospectiveCases = map[string]doorCase{
	"DispatchService.CreateRetrospective": {testkit.Dispatcher, func(d *district) proto.Message { return d.newRetrospective() }},
	"DispatchService.GetRetrospective": {testkit.LiaisonB, func(d *district) proto.Message {
		made := d.retrospective()
		d.found(made, dispatchv1.Finding_KIND_CAUSE)
		d.followUp(made)
		return &dispatchv1.GetRetrospectiveRequest{Name: made}
	}},
	"DispatchService.ListRetrospectives": {testkit.LiaisonB, func(d *district) proto.Message {
		d.retrospective()
		d.retrospective()
		return &dispatchv1.ListRetrospectivesRequest{PageSize: 1, Filter: "state = STATE_OPEN", WithTotal: true}
	}},
	"DispatchService.AddFinding": {testkit.LiaisonB, func(d *district) proto.Message {
		request := addFinding(d.retrospective(), dispatchv1.Finding_KIND_MUST_CHANGE)
		request.Finding.Unit = d.unit(water)
		return request
	}},
	"DispatchService.CloseRetrospective": {testkit.Dispatcher, func(d *district) proto.Message {
		made := d.retrospective()
		d.found(made, dispatchv1.Finding_KIND_CAUSE)
		return &dispatchv1.CloseRetrospectiveRequest{Name: made}
	}},
	"DispatchService.CreateFollowUp": {testkit.StreetLeader, func(d *district) proto.Message { return d.newFollowUp(d.retrospective()) }},
	"DispatchService.ListFollowUps": {testkit.LiaisonB, func(d *district) proto.Message {
		made := d.retrospective()
		d.followUp(made)
		d.followUp(made)
		return &dispatchv1.ListFollowUpsRequest{PageSize: 1, Filter: "state = STATE_OPEN", WithTotal: true}
	}},
	"DispatchService.CompleteFollowUp": {testkit.LiaisonB, func(d *district) proto.Message {
		made := d.followUp(d.retrospective())
		return &dispatchv1.CompleteFollowUpRequest{Name: made.GetName(), Note: "巡检周期已改为每季度", Etag: made.GetEtag()}
	}},
	"DispatchService.CancelFollowUp": {testkit.StreetLeader, func(d *district) proto.Message {
		return &dispatchv1.CancelFollowUpRequest{Name: d.followUp(d.retrospective()).GetName(), Reason: "管线已整体更换"}
	}},
}

// cleared is the name of a dispatch that is over.
func (d *district) cleared() string {
	done, _ := d.completed()
	prepare[*dispatchv1.Dispatch](d, testkit.Dispatcher, &dispatchv1.ClearDispatchRequest{Name: done, Note: "现场已恢复"})
	return done
}

func (d *district) newRetrospective() *dispatchv1.CreateRetrospectiveRequest {
	return &dispatchv1.CreateRetrospectiveRequest{Retrospective: &dispatchv1.Retrospective{Dispatch: d.cleared(), Title: "供水主管爆裂处置复盘",
		Participants: []string{d.unit(water), d.unit(planning)}}}
}

// retrospective is the name of one in which the water office and the planning bureau take part.
func (d *district) retrospective() string {
	d.t.Helper()
	return prepare[*dispatchv1.Retrospective](d, testkit.Dispatcher, d.newRetrospective()).GetName()
}

func addFinding(retrospective string, kind dispatchv1.Finding_Kind) *dispatchv1.AddFindingRequest {
	return &dispatchv1.AddFindingRequest{Name: retrospective, Finding: &dispatchv1.Finding{Kind: kind, Text: "管线超期服役，未列入巡检"}}
}

func (d *district) found(retrospective string, kind dispatchv1.Finding_Kind) {
	d.t.Helper()
	prepare[*dispatchv1.Retrospective](d, testkit.LiaisonB, addFinding(retrospective, kind))
}

func (d *district) newFollowUp(retrospective string) *dispatchv1.CreateFollowUpRequest {
	return &dispatchv1.CreateFollowUpRequest{FollowUp: &dispatchv1.FollowUp{Retrospective: retrospective, Unit: d.unit(water), Text: "超期管线纳入季度巡检"}}
}

func (d *district) followUp(retrospective string) *dispatchv1.FollowUp {
	d.t.Helper()
	return prepare[*dispatchv1.FollowUp](d, testkit.StreetLeader, d.newFollowUp(retrospective))
}
