package app_test

import (
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

const (
	orderKind     = dispatchv1.Dispatch_KIND_ORDER
	dailyKind     = dispatchv1.Dispatch_KIND_WHISTLE_DAILY
	emergencyKind = dispatchv1.Dispatch_KIND_WHISTLE_EMERGENCY
)

var dispatchCases = map[string]doorCase{
	"DispatchService.CreateDispatch": {testkit.Dispatcher, func(d *district) proto.Message { return d.whistle(emergencyKind) }},
	"DispatchService.GetDispatch": {testkit.Dispatcher, func(d *district) proto.Message {
		return &dispatchv1.GetDispatchRequest{Name: d.blown(emergencyKind).GetName()}
	}},
	"DispatchService.BatchGetDispatches": {testkit.Dispatcher, func(d *district) proto.Message {
		return &dispatchv1.BatchGetDispatchesRequest{Names: []string{d.blown(orderKind).GetName(), d.blown(emergencyKind).GetName()}}
	}},
	"DispatchService.ListDispatches": {testkit.Dispatcher, func(d *district) proto.Message {
		d.blown(orderKind)
		d.blown(orderKind)
		return &dispatchv1.ListDispatchesRequest{PageSize: 1, Kind: orderKind, State: dispatchv1.Dispatch_STATE_DRAFT, IssuingUnit: d.unit(xilu)}
	}},
	"DispatchService.SubmitDispatch": {testkit.Dispatcher, func(d *district) proto.Message {
		return &dispatchv1.SubmitDispatchRequest{Name: d.blown(dailyKind).GetName()}
	}},
	"DispatchService.ApproveDispatch": {testkit.StreetLeader, func(d *district) proto.Message {
		return &dispatchv1.ApproveDispatchRequest{Name: d.submitted(), Note: "同意"}
	}},
	"DispatchService.RejectDispatch": {testkit.StreetLeader, func(d *district) proto.Message {
		return &dispatchv1.RejectDispatchRequest{Name: d.submitted(), Note: "社区可自行解决"}
	}},
	"DispatchService.SendDispatch": {testkit.Dispatcher, func(d *district) proto.Message {
		return &dispatchv1.SendDispatchRequest{Name: d.blown(orderKind).GetName()}
	}},
	"DispatchService.AssignUnit": {testkit.Dispatcher, func(d *district) proto.Message {
		return &dispatchv1.AssignUnitRequest{Name: d.blown(emergencyKind).GetName(), Unit: d.unit(gardens),
			Role: dispatchv1.Assignment_ROLE_ASSIST, Duty: "清理倒伏树木"}
	}},
	"DispatchService.CancelDispatch": {testkit.Dispatcher, func(d *district) proto.Message {
		return &dispatchv1.CancelDispatchRequest{Name: d.blown(emergencyKind).GetName(), Reason: "误报"}
	}},
	"DispatchService.ClearDispatch": {testkit.Dispatcher, func(d *district) proto.Message {
		done, _ := d.completed()
		return &dispatchv1.ClearDispatchRequest{Name: done, Note: "现场已恢复"}
	}},
	"DispatchService.ListDispatchActions": {testkit.Dispatcher, func(d *district) proto.Message {
		return &dispatchv1.ListDispatchActionsRequest{Name: d.blown(emergencyKind).GetName()}
	}},
	"DispatchService.GetAssignment": {testkit.LiaisonB, func(d *district) proto.Message {
		return &dispatchv1.GetAssignmentRequest{Name: d.lead(d.blown(emergencyKind))}
	}},
	"DispatchService.ListAssignments": {testkit.LiaisonB, func(d *district) proto.Message {
		d.blown(emergencyKind)
		return &dispatchv1.ListAssignmentsRequest{Parent: "dispatches/-", PageSize: 1, Unit: d.unit(water)}
	}},
	"DispatchService.SignAssignment": {testkit.LiaisonB, func(d *district) proto.Message {
		return &dispatchv1.SignAssignmentRequest{Name: d.lead(d.blown(emergencyKind))}
	}},
	"DispatchService.ReturnAssignment": {testkit.LiaisonB, func(d *district) proto.Message {
		request := returnRequest(d.lead(d.blown(emergencyKind)))
		request.SuggestedUnit = d.unit(planning)
		return request
	}},
	"DispatchService.DecideObjection": {testkit.StreetLeader, func(d *district) proto.Message {
		return &dispatchv1.DecideObjectionRequest{Name: d.objected(), Decision: dispatchv1.Objection_STATE_OVERRULED, Ruling: "属本单位职责",
			ClockOutcome: dispatchv1.Objection_CLOCK_OUTCOME_PAUSE}
	}},
	"DispatchService.AdjudicateDispatch": {testkit.DistrictLeader, func(d *district) proto.Message {
		duty := d.objected()
		prepare[*dispatchv1.Objection](d, testkit.StreetLeader, &dispatchv1.DecideObjectionRequest{Name: duty, Decision: dispatchv1.Objection_STATE_OVERRULED,
			Ruling: "属本单位职责", ClockOutcome: dispatchv1.Objection_CLOCK_OUTCOME_KEEP})
		prepare[*dispatchv1.Assignment](d, testkit.LiaisonB, returnRequest(duty))
		return &dispatchv1.AdjudicateDispatchRequest{Name: duty[:len("dispatches/")+36], Assignment: duty, Decision: dispatchv1.Objection_STATE_UPHELD,
			Ruling: "专题会议纪要第三号", ClockOutcome: dispatchv1.Objection_CLOCK_OUTCOME_RESET}
	}},
	"DispatchService.ListObjections": {testkit.LiaisonB, func(d *district) proto.Message {
		return &dispatchv1.ListObjectionsRequest{Parent: d.objected(), Filter: "state = STATE_PENDING"}
	}},
	"DispatchService.HandOverAssignment": {testkit.LiaisonB, func(d *district) proto.Message {
		return d.handOver(d.timed().GetName())
	}},
	"DispatchService.AcceptHandOver": {testkit.LiaisonA, func(d *district) proto.Message {
		return &dispatchv1.AcceptHandOverRequest{Name: d.offered()}
	}},
	"DispatchService.DeclineHandOver": {testkit.LiaisonA, func(d *district) proto.Message {
		return &dispatchv1.DeclineHandOverRequest{Name: d.offered(), Note: "不归规划"}
	}},
	"DispatchService.ListHandOvers": {testkit.LiaisonB, func(d *district) proto.Message {
		return &dispatchv1.ListHandOversRequest{Parent: d.offered(), Filter: "state = STATE_OFFERED"}
	}},
	"DispatchService.ReportInAssignment": {testkit.LiaisonB, func(d *district) proto.Message {
		_, lead := d.signed()
		return reportIn(lead)
	}},
	"DispatchService.ReportStage": {testkit.LiaisonB, func(d *district) proto.Message {
		_, lead := d.onSite()
		return &dispatchv1.ReportStageRequest{Name: lead, Text: "已关阀", NextStep: "开挖"}
	}},
	"DispatchService.CompleteAssignment": {testkit.LiaisonB, func(d *district) proto.Message {
		_, lead := d.onSite()
		return &dispatchv1.CompleteAssignmentRequest{Name: lead, Result: "已抢修完毕"}
	}},
	"DispatchService.ListTimelineEntries": {testkit.LiaisonB, func(d *district) proto.Message {
		entry := d.noted()
		return &dispatchv1.ListTimelineEntriesRequest{Parent: entry[:len("dispatches/")+36], Filter: "kind = KIND_NOTE"}
	}},
	"DispatchService.CreateTimelineEntry": {testkit.LiaisonB, func(d *district) proto.Message {
		return note(d.blown(emergencyKind).GetName())
	}},
	"DispatchService.PinTimelineEntry": {testkit.Dispatcher, func(d *district) proto.Message {
		return &dispatchv1.PinTimelineEntryRequest{Name: d.noted()}
	}},
	"DispatchService.UnpinTimelineEntry": {testkit.Dispatcher, func(d *district) proto.Message {
		entry := d.noted()
		prepare[*dispatchv1.TimelineEntry](d, testkit.Dispatcher, &dispatchv1.PinTimelineEntryRequest{Name: entry})
		return &dispatchv1.UnpinTimelineEntryRequest{Name: entry}
	}},
	"DispatchService.ExportTimeline": {testkit.LiaisonB, func(d *district) proto.Message {
		return &dispatchv1.ExportTimelineRequest{Parent: d.noted()[:len("dispatches/")+36]}
	}},
	"DispatchService.GetLedger": {testkit.LiaisonB, func(d *district) proto.Message {
		return &dispatchv1.GetLedgerRequest{Name: d.blown(emergencyKind).GetName()}
	}},
	"DispatchService.ReworkAssignment": {testkit.Dispatcher, func(d *district) proto.Message {
		_, duty := d.completed()
		return &dispatchv1.ReworkAssignmentRequest{Name: duty, Reason: "路面未恢复"}
	}},
	"DispatchService.ListReworks": {testkit.LiaisonB, func(d *district) proto.Message {
		_, duty := d.completed()
		prepare[*dispatchv1.Assignment](d, testkit.Dispatcher, &dispatchv1.ReworkAssignmentRequest{Name: duty, Reason: "路面未恢复"})
		return &dispatchv1.ListReworksRequest{Parent: duty, Filter: "unit = \"" + d.unit(water) + "\""}
	}},
	"DispatchService.WaiveAssignment": {testkit.Dispatcher, func(d *district) proto.Message {
		return &dispatchv1.WaiveAssignmentRequest{Name: assignment(d.blown(emergencyKind), dispatchv1.Assignment_ROLE_ASSIST), Reason: "不需要管线图"}
	}},
	"DispatchService.ListAssignmentActions": {testkit.LiaisonB, func(d *district) proto.Message {
		return &dispatchv1.ListAssignmentActionsRequest{Name: d.lead(d.blown(emergencyKind))}
	}},
	"DispatchService.ListClocks": {testkit.Dispatcher, func(d *district) proto.Message {
		sent := d.blown(orderKind).GetName()
		prepare[*dispatchv1.Dispatch](d, testkit.Dispatcher, &dispatchv1.SendDispatchRequest{Name: sent})
		return &dispatchv1.ListClocksRequest{Parent: sent}
	}},
	"DispatchService.ExplainClock": {testkit.Dispatcher, func(d *district) proto.Message {
		sent := d.blown(orderKind).GetName()
		prepare[*dispatchv1.Dispatch](d, testkit.Dispatcher, &dispatchv1.SendDispatchRequest{Name: sent})
		list := prepare[*dispatchv1.ListClocksResponse](d, testkit.Dispatcher, &dispatchv1.ListClocksRequest{Parent: sent})
		if len(list.GetClocks()) == 0 {
			d.t.Fatal("an order that was sent has no clock")
		}
		return &dispatchv1.ExplainClockRequest{Name: list.GetClocks()[0].GetName()}
	}},
	"DispatchService.RequestExtension": {testkit.LiaisonB, func(d *district) proto.Message {
		return requestExtension(d.timed())
	}},
	"DispatchService.DecideExtension": {testkit.StreetLeader, func(d *district) proto.Message {
		return &dispatchv1.DecideExtensionRequest{Name: d.extended(), Decision: dispatchv1.Extension_STATE_APPROVED, Note: "情况属实"}
	}},
	"DispatchService.ListExtensions": {testkit.LiaisonB, func(d *district) proto.Message {
		return &dispatchv1.ListExtensionsRequest{Parent: d.extended()}
	}},
	"DispatchService.CreateSupervision": {testkit.StreetLeader, func(d *district) proto.Message {
		return superviseRequest(d.timed())
	}},
	"DispatchService.GetSupervision": {testkit.LiaisonB, func(d *district) proto.Message {
		return &dispatchv1.GetSupervisionRequest{Name: d.supervised()}
	}},
	"DispatchService.ListSupervisions": {testkit.LiaisonB, func(d *district) proto.Message {
		d.supervised()
		d.supervised()
		return &dispatchv1.ListSupervisionsRequest{PageSize: 1}
	}},
	"DispatchService.ReplySupervision": {testkit.LiaisonB, func(d *district) proto.Message {
		return &dispatchv1.ReplySupervisionRequest{Name: d.supervised(), Text: "今日办结"}
	}},
	"DispatchService.ReleaseSupervision": {testkit.StreetLeader, func(d *district) proto.Message {
		name := d.supervised()
		prepare[*dispatchv1.Supervision](d, testkit.LiaisonB, &dispatchv1.ReplySupervisionRequest{Name: name, Text: "今日办结"})
		return &dispatchv1.ReleaseSupervisionRequest{Name: name, Note: "情况已清楚"}
	}},
}

// whistle is a burst main: the water office leads, and a whistle has the planning bureau assist.
func (d *district) whistle(kind dispatchv1.Dispatch_Kind) *dispatchv1.CreateDispatchRequest {
	request := &dispatchv1.CreateDispatchRequest{Dispatch: &dispatchv1.Dispatch{Kind: kind, IssuingUnit: d.unit(xilu),
		Text: "西潞大街供水主管爆裂，路面积水。", Place: "西潞大街与苏庄街路口",
		Assignments: []*dispatchv1.Assignment{{Unit: d.unit(water), Role: dispatchv1.Assignment_ROLE_LEAD, Duty: "关阀止水，抢修主管"}}}}
	if kind != orderKind {
		request.Dispatch.Assignments = append(request.Dispatch.Assignments,
			&dispatchv1.Assignment{Unit: d.unit(planning), Role: dispatchv1.Assignment_ROLE_ASSIST, Duty: "提供管线图"})
	}
	return request
}

// blown is written down; an emergency is sent by that.
func (d *district) blown(kind dispatchv1.Dispatch_Kind) *dispatchv1.Dispatch {
	d.t.Helper()
	return prepare[*dispatchv1.Dispatch](d, testkit.Dispatcher, d.whistle(kind))
}

func (d *district) submitted() string {
	d.t.Helper()
	blown := d.blown(dailyKind).GetName()
	prepare[*dispatchv1.Dispatch](d, testkit.Dispatcher, &dispatchv1.SubmitDispatchRequest{Name: blown})
	return blown
}

func (d *district) lead(of *dispatchv1.Dispatch) string {
	return assignment(of, dispatchv1.Assignment_ROLE_LEAD)
}

func assignment(of *dispatchv1.Dispatch, role dispatchv1.Assignment_Role) string {
	for _, a := range of.GetAssignments() {
		if a.GetRole() == role {
			return a.GetName()
		}
	}
	return ""
}

// signed is an emergency with its lead's assignment signed; onSite and completed are one step further each.
func (d *district) signed() (dispatch, lead string) {
	d.t.Helper()
	blown := d.blown(emergencyKind)
	lead = d.lead(blown)
	prepare[*dispatchv1.Assignment](d, testkit.LiaisonB, &dispatchv1.SignAssignmentRequest{Name: lead})
	return blown.GetName(), lead
}

func reportIn(assignment string) *dispatchv1.ReportInAssignmentRequest {
	return &dispatchv1.ReportInAssignmentRequest{Name: assignment, Rank: "科长", Place: "西潞大街现场", Authority: true}
}

func (d *district) onSite() (dispatch, lead string) {
	d.t.Helper()
	dispatch, lead = d.signed()
	prepare[*dispatchv1.Assignment](d, testkit.LiaisonB, reportIn(lead))
	return dispatch, lead
}

func (d *district) completed() (dispatch, lead string) {
	d.t.Helper()
	dispatch, lead = d.onSite()
	whole := prepare[*dispatchv1.Dispatch](d, testkit.Dispatcher, &dispatchv1.GetDispatchRequest{Name: dispatch})
	prepare[*dispatchv1.Assignment](d, testkit.Dispatcher, &dispatchv1.WaiveAssignmentRequest{
		Name: assignment(whole, dispatchv1.Assignment_ROLE_ASSIST), Reason: "不需要"})
	prepare[*dispatchv1.Assignment](d, testkit.LiaisonB, &dispatchv1.CompleteAssignmentRequest{Name: lead, Result: "已抢修完毕"})
	return dispatch, lead
}

// noted is the name of a note about a dispatch.
func (d *district) noted() string {
	return prepare[*dispatchv1.TimelineEntry](d, testkit.LiaisonB, note(d.blown(emergencyKind).GetName())).GetName()
}

func note(dispatch string) *dispatchv1.CreateTimelineEntryRequest {
	return &dispatchv1.CreateTimelineEntryRequest{Parent: dispatch, TimelineEntry: &dispatchv1.TimelineEntry{Text: "井盖被占压，已联系拖车"}}
}

// objected is the name of a duty to which its unit objects.
func (d *district) objected() string {
	duty := d.timed().GetName()
	prepare[*dispatchv1.Assignment](d, testkit.LiaisonB, returnRequest(duty))
	return duty
}

func returnRequest(duty string) *dispatchv1.ReturnAssignmentRequest {
	return &dispatchv1.ReturnAssignmentRequest{Name: duty, Reason: dispatchv1.Return_REASON_NOT_OUR_DUTY, Clause: "三定规定第四条", Note: "属市政管网"}
}

// offered is the name of a duty that its unit wants another one to take over.
func (d *district) offered() string {
	duty := d.timed().GetName()
	prepare[*dispatchv1.HandOver](d, testkit.LiaisonB, d.handOver(duty))
	return duty
}

func (d *district) handOver(duty string) *dispatchv1.HandOverAssignmentRequest {
	return &dispatchv1.HandOverAssignmentRequest{Name: duty, Unit: d.unit(planning), Reason: "管线已移交"}
}

// timed is a duty of an order that is signed for and has to be complete in time.
func (d *district) timed() *dispatchv1.Assignment {
	order := d.blown(orderKind)
	prepare[*dispatchv1.Dispatch](d, testkit.Dispatcher, &dispatchv1.SendDispatchRequest{Name: order.GetName()})
	return prepare[*dispatchv1.Assignment](d, testkit.LiaisonB, &dispatchv1.SignAssignmentRequest{Name: d.lead(order)})
}

// extended is the name of a duty for which more time is asked.
func (d *district) extended() string {
	request := requestExtension(d.timed())
	prepare[*dispatchv1.Extension](d, testkit.LiaisonB, request)
	return request.GetName()
}

func requestExtension(a *dispatchv1.Assignment) *dispatchv1.RequestExtensionRequest {
	return &dispatchv1.RequestExtensionRequest{Name: a.GetName(), DueTime: timestamppb.New(a.GetDueTime().AsTime().AddDate(0, 0, 1)), Reason: "需调取管线图"}
}

// supervised is the name of a supervision of a duty.
func (d *district) supervised() string {
	return prepare[*dispatchv1.Supervision](d, testkit.StreetLeader, superviseRequest(d.timed())).GetName()
}

func superviseRequest(a *dispatchv1.Assignment) *dispatchv1.CreateSupervisionRequest {
	return &dispatchv1.CreateSupervisionRequest{Supervision: &dispatchv1.Supervision{Assignment: a.GetName(),
		Level: dispatchv1.Supervision_LEVEL_ORDER, Text: "请说明进展"}}
}
