package demo

import (
	"context"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
)

// sinkhole is an issue of which nobody knows whose duty it is: the units are consulted first, and the order rests on what they say.
func sinkhole(ctx context.Context, t *telling) {
	water, planning := t.unit(ctx, "SWJ"), t.unit(ctx, "SGZW-FS")
	issue := t.rest(ctx, step{title: "提交诉求，小区门口路面塌陷", who: Resident, do: "POST /v1/issues", key: "hole-file", want: "200 STATE_RECEIVED",
		body: object{"kind": "KIND_HELP", "channel": "CHANNEL_MINI_PROGRAM", "category": "categories/" + ID(Fangshan, "category", CategoryProperty).String(),
			"title": "苏庄一里门口路面塌陷", "description": "塌陷处下方像是有管线渗水。", "address": "苏庄一里南门", "community": t.unit(ctx, suzhuang),
			"contactName": "演示居民甲", "contactPhone": "13800000001"}}).text("name")
	t.rest(ctx, step{title: "核对类别与属地，分类", who: Dispatcher, do: "POST /v1/" + issue + ":triage", key: "hole-triage", body: object{}, want: "200 STATE_TRIAGED"})
	asked := t.rest(ctx, step{title: "管线归属不清，派前会商水务、规自两家", who: StreetLeader, do: "POST /v1/consultations", key: "hole-ask", want: "200 STATE_OPEN",
		body: object{"issue": issue, "question": "塌陷处管线归哪家管护？", "participants": []string{water, planning}}})
	give := func(title string, who Who, at int, key, stance string) {
		if opinions := asked.list("opinions"); len(opinions) > at {
			t.rest(ctx, step{title: title, who: who, do: "POST /v1/" + opinions[at].text("name") + ":give", key: key, want: "200 STATE_GIVEN",
				body: object{"stance": stance, "clause": "职责清单第三条", "text": "据管线图核对。"}})
		}
	}
	give("提出意见：属市政供水管线，可主办", LiaisonB, 0, "hole-water", "STANCE_LEAD")
	give("提出意见：可协办，提供管线图", LiaisonA, 1, "hole-planning", "STANCE_ASSIST")
	t.rest(ctx, step{title: "作出结论：水务主办、规自协办", who: StreetLeader, do: "POST /v1/" + asked.text("name") + ":conclude", key: "hole-conclude", want: "200 STATE_CONCLUDED",
		body: object{"outcome": "OUTCOME_UNITS", "leadUnit": water, "assistUnits": []string{planning}, "reason": "属市政供水管线，规自部门提供管线图。"}})
	sent := t.rest(ctx, step{title: "按会商结论派单", who: Dispatcher, do: "POST /v1/" + issue + ":dispatch", key: "hole-dispatch", want: "200 STATE_DISPATCHED",
		body: object{"leadUnit": water, "assistUnits": []string{planning}, "text": "请查明渗漏点并抢修。", "consultation": asked.text("name")}}).text("dispatch")
	shown := invoke(ctx, t, step{title: "派单上可见所依据的会商", who: LiaisonB, do: "gRPC GetDispatch", want: "OK STATE_SENT"},
		dispatchv1.NewDispatchServiceClient(t.GRPC).GetDispatch, &dispatchv1.GetDispatchRequest{Name: sent})
	t.expect("the consultation of the order", asked.text("name"), shown.GetConsultation())
	draft := t.rest(ctx, step{title: "再起草一张路面修复的派单", who: Dispatcher, do: "POST /v1/dispatches", key: "hole-draft", want: "200 STATE_DRAFT",
		body: object{"kind": "KIND_ORDER", "issuingUnit": t.unit(ctx, Xilu), "text": "请恢复塌陷路面。", "assignments": []object{{"unit": planning, "role": "ROLE_LEAD", "duty": "恢复路面"}}}}).text("name")
	t.rest(ctx, step{title: "路面归谁修复也不清楚，就这张派单会商", who: Dispatcher, do: "POST /v1/consultations", key: "hole-ask-again", want: "200 STATE_OPEN",
		body: object{"dispatch": draft, "question": "塌陷路面由哪家修复？", "participants": []string{water, planning}}})
	t.rest(ctx, step{title: "会商未结束，暂不能派发", who: Dispatcher, do: "POST /v1/" + draft + ":send", key: "hole-send", want: "409 UNITS_ARE_CONSULTED", body: object{}})
}
