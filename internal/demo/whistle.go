package demo

import (
	"context"
	"fmt"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
)

// called is a department that the whistle calls.
type called struct {
	who              Who
	code, name, role string
	duty, result     string

	assignment string // its resource name
	done       int    // how often it has acted
}

// burstMain is an emergency whistle: a burst main on 西潞大街, one department leads and two assist.
func burstMain(ctx context.Context, t *telling) {
	units := []*called{
		{who: LiaisonB, code: "SWJ", name: "区水务局", role: "ROLE_LEAD", duty: "关阀止水，抢修管线，恢复供水。", result: "管线已修复，恢复供水。"},
		{who: LiaisonA, code: "SGZW-FS", name: "市规自委房山分局", role: "ROLE_ASSIST", duty: "到场提供地下管线图。", result: "已现场移交管线图，标明燃气与电力管位。"},
		{who: LiaisonC, code: "YLLHJ", name: "区园林绿化局", role: "ROLE_ASSIST", duty: "处置冲倒的行道树，保护绿化带。", result: "行道树已扶正支撑，绿化带已清淤。"},
	}
	whistle := blow(ctx, t, units)
	if t.err != nil {
		return
	}
	t.rest(ctx, step{title: "事后补审，认可这次吹哨", who: StreetLeader, do: "POST /v1/" + whistle + ":approve", key: "approve",
		body: object{"note": "情况属实，应当吹哨。"}, want: "200 STATE_SENT"})
	answerCall(ctx, t, units)
	t.rest(ctx, step{title: "现场确认后销哨", who: StreetLeader, do: "POST /v1/" + whistle + ":clear", key: "clear",
		body: object{"note": "现场查看，供水恢复，路面已清理。"}, want: "200 STATE_CLEARED"})
	rateEachOther(ctx, t, whistle, units)
	lookBack(ctx, t, whistle)
}

// blow sends the whistle and finds the assignment of each department.
func blow(ctx context.Context, t *telling, units []*called) (whistle string) {
	return t.summon(ctx, step{title: "吹应急哨，当场送达一个主办、两个协办部门", who: Dispatcher, do: "POST /v1/dispatches", key: "whistle",
		body: object{"kind": "KIND_WHISTLE_EMERGENCY", "tier": "TIER_EMERGENCY", "issuingUnit": t.unit(ctx, Xilu),
			"text": "西潞大街供水主管爆裂，路面积水，请立即到场处置。", "place": "西潞大街"},
		want: "200 STATE_SENT"}, units)
}

// summon does the step that calls departments, and finds the assignment of each.
func (t *telling) summon(ctx context.Context, s step, units []*called) (whistle string) {
	byUnit := map[string]*called{}
	var assignments []object
	for _, u := range units {
		name := t.unit(ctx, u.code)
		byUnit[name] = u
		assignments = append(assignments, object{"unit": name, "role": u.role, "duty": u.duty})
	}
	s.body["assignments"] = assignments
	written := t.rest(ctx, s)
	for _, a := range written.list("assignments") {
		if u := byUnit[a.text("unit")]; u != nil {
			u.assignment = a.text("name")
		}
	}
	return written.text("name")
}

// answerCall lets each department sign, report in and do its part; the leading one is the last to be done.
func answerCall(ctx context.Context, t *telling, units []*called) {
	client := dispatchv1.NewDispatchServiceClient(t.GRPC)
	for _, u := range units {
		invoke(ctx, t, step{title: u.name + "签收", who: u.who, do: "gRPC SignAssignment", key: "sign-" + u.code,
			want: "OK STATE_SIGNED"},
			client.SignAssignment, &dispatchv1.SignAssignmentRequest{Name: u.assignment})
		in := invoke(ctx, t, step{title: u.name + "报到，带决定权", who: u.who, do: "gRPC ReportInAssignment", key: "in-" + u.code,
			want: "OK STATE_REPORTED_IN"},
			client.ReportInAssignment, &dispatchv1.ReportInAssignmentRequest{
				Name: u.assignment, Rank: "科长", Place: "西潞大街爆管现场", Authority: true})
		t.expect("the report-in of "+u.name, "OUTCOME_WITH_POWER", in.GetReportIn().GetOutcome().String())
		t.expect("whether "+u.name+" was late", "false", fmt.Sprint(in.GetReportInLate()))
	}
	lead := units[0]
	invoke(ctx, t, step{title: lead.name + "阶段反馈", who: lead.who, do: "gRPC ReportStage", key: "stage-" + lead.code,
		want: "OK STATE_HANDLING"},
		client.ReportStage, &dispatchv1.ReportStageRequest{
			Name: lead.assignment, Text: "已关阀，正在开挖。", NextStep: "更换管段。"})
	for i := range units {
		u := units[len(units)-1-i]
		invoke(ctx, t, step{title: u.name + "反馈完成", who: u.who, do: "gRPC CompleteAssignment", key: "complete-" + u.code,
			want: "OK STATE_COMPLETED"},
			client.CompleteAssignment, &dispatchv1.CompleteAssignmentRequest{Name: u.assignment, Result: u.result})
	}
}

// rateEachOther lets the street rate each department's response, and each department the call (互评).
func rateEachOther(ctx context.Context, t *telling, whistle string, units []*called) {
	client := dispatchv1.NewDispatchServiceClient(t.GRPC)
	for _, u := range units {
		t.rest(ctx, step{title: "街道评价" + u.name, who: Dispatcher, do: "POST /v1/" + u.assignment + ":rate", key: "rate-" + u.code,
			body: object{"rating": object{"punctual": 5, "effort": 5, "result": 5}}, want: "200 STATE_COMPLETED"})
		invoke(ctx, t, step{title: u.name + "评价吹哨", who: u.who, do: "gRPC RateDispatch", key: "rated-by-" + u.code,
			want: "OK STATE_CLEARED"},
			client.RateDispatch, &dispatchv1.RateDispatchRequest{
				Name: whistle, Rating: &dispatchv1.WhistleRating{Needed: 5, Facts: 4, Target: 5}})
	}
}
