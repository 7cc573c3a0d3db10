package demo

import (
	"context"
	"fmt"
	"net/url"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
)

// taipingzhuang is the code of 太平庄东里社区.
const taipingzhuang = "110111012014"

type object = map[string]any

// certificate is one resident's issue from filing to rating (S25): the property certificates of 太平庄东里, solved by the
// district's planning bureau.
func certificate(ctx context.Context, t *telling) {
	lead := t.unit(ctx, "SGZW-FS")
	category := "categories/" + ID(Fangshan, "category", CategoryProperty).String()
	issue := t.rest(ctx, step{
		title: "提交诉求，入住多年办不下房产证", who: Resident, do: "POST /v1/issues", key: "file", want: "200 STATE_RECEIVED",
		body: object{
			"kind": "KIND_HELP", "channel": "CHANNEL_MINI_PROGRAM",
			"category": category,
			"title":    "太平庄东里房产证办理困难", "description": "我们这栋楼入住多年，至今办不了房产证，请帮助协调。",
			"address": "太平庄东里小区", "community": t.unit(ctx, taipingzhuang),
			"coordinates": object{"latitude": 39.7405, "longitude": 116.1302, "datum": "DATUM_GCJ02"},
			"contactName": "演示居民甲", "contactPhone": "13800000001",
		},
	}).text("name")
	t.rest(ctx, step{title: "别的区的居民查不到这件诉求", who: ForeignResident, do: "GET /v1/" + issue, want: "404 NOT_FOUND"})
	t.rest(ctx, step{title: "邻居提交前查重，附近已有同类诉求", who: Resident2, do: "GET /v1/issues:findDuplicates?" + url.Values{"category": {category},
		"title": {"房产证办理困难"}, "coordinates.latitude": {"39.7408"}, "coordinates.longitude": {"116.1305"}, "coordinates.datum": {"DATUM_GCJ02"}}.Encode(),
		want: "200"})
	voice := t.rest(ctx, step{title: "我也遇到，附议这件诉求，不再重复提交", who: Resident2, do: "POST /v1/" + issue + ":join", key: "join",
		body: object{}, want: "200 STATE_RECEIVED"}).text("name")
	t.rest(ctx, step{title: "核对类别与属地，分类", who: Dispatcher, do: "POST /v1/" + issue + ":triage", key: "triage",
		body: object{}, want: "200 STATE_TRIAGED"})
	order := t.rest(ctx, step{title: "派单给市规自委房山分局主办", who: Dispatcher, do: "POST /v1/" + issue + ":dispatch", key: "dispatch",
		body: object{"leadUnit": lead, "text": "请核实该小区首次登记缺件情况并协助补办。"}, want: "200 STATE_DISPATCHED"}).text("dispatch")

	signed := handle(ctx, t, order)
	t.rest(ctx, step{title: "与居民联系后反馈结果", who: LiaisonA, do: "POST /v1/" + issue + ":reply", key: "reply",
		body: object{"text": "已补齐首次登记要件，请携带身份证明和购房合同到不动产登记大厅领证。",
			"contact": object{"time": signed.GetSignedTime().AsTime(), "channel": "CONTACT_CHANNEL_PHONE"}}, want: "200 STATE_REPLIED"})
	t.rest(ctx, step{title: "回访，居民答已联系、已解决、满意", who: Dispatcher, do: "POST /v1/" + issue + ":callback", key: "callback",
		body: object{"callback": object{"valid": true, "contacted": true, "solved": true, "satisfaction": "SATISFACTION_SATISFIED",
			"channel": "CONTACT_CHANNEL_PHONE"}}, want: "200 STATE_CALLBACK"})
	t.rest(ctx, step{title: "办结", who: Dispatcher, do: "POST /v1/" + issue + ":close", key: "close", body: object{}, want: "200 STATE_CLOSED"})
	t.rest(ctx, step{title: "邻居凭自己的附议看到已办结", who: Resident2, do: "GET /v1/" + voice, want: "200 STATE_CLOSED"})
	rated := t.rest(ctx, step{title: "评价为满意", who: Resident, do: "POST /v1/" + issue + ":rate", key: "rate",
		body: object{"rating": object{"solved": true, "satisfaction": "SATISFACTION_SATISFIED", "text": "跑了几年的事，终于办成了。"}},
		want: "200 STATE_CLOSED"})
	if t.err == nil {
		rating, _ := rated["rating"].(map[string]any)
		t.expect("the rating of the issue", "SATISFACTION_SATISFIED", answer(rating).text("satisfaction"))
		t.say("  诉求 %s 办结，居民满意。", rated.text("number"))
	}
}

// handle takes the order of an issue through the hands of the bureau's liaison, by gRPC, and gives the signed assignment.
func handle(ctx context.Context, t *telling, order string) *dispatchv1.Assignment {
	client := dispatchv1.NewDispatchServiceClient(t.GRPC)
	inbox := invoke(ctx, t, step{title: "在收件箱里看到这张派单", who: LiaisonA, do: "gRPC ListAssignments", want: "OK"},
		client.ListAssignments, &dispatchv1.ListAssignmentsRequest{Parent: order})
	t.expect("the number of assignments of the order", "1", fmt.Sprint(len(inbox.GetAssignments())))
	if t.err != nil {
		return nil
	}
	assignment := inbox.GetAssignments()[0].GetName()
	signed := invoke(ctx, t, step{title: "签收", who: LiaisonA, do: "gRPC SignAssignment", key: "sign", want: "OK STATE_SIGNED"},
		client.SignAssignment, &dispatchv1.SignAssignmentRequest{Name: assignment})
	invoke(ctx, t, step{title: "阶段反馈", who: LiaisonA, do: "gRPC ReportStage", key: "stage", want: "OK STATE_HANDLING"},
		client.ReportStage, &dispatchv1.ReportStageRequest{Name: assignment, Text: "已会同属地核对房屋清册，缺规划核验件。", NextStep: "补办规划核验。"})
	invoke(ctx, t, step{title: "办理完毕", who: LiaisonA, do: "gRPC CompleteAssignment", key: "complete", want: "OK STATE_COMPLETED"},
		client.CompleteAssignment, &dispatchv1.CompleteAssignmentRequest{Name: assignment, Result: "规划核验已补办。"})
	t.rest(ctx, step{title: "办结审核：首次登记没有结果，退回重办", who: Dispatcher, do: "POST /v1/" + assignment + ":rework", key: "rework",
		body: object{"reason": "请补充首次登记的办理结果。"}, want: "200 STATE_HANDLING"})
	invoke(ctx, t, step{title: "再次办理完毕", who: LiaisonA, do: "gRPC CompleteAssignment", key: "complete-again", want: "OK STATE_COMPLETED"},
		client.CompleteAssignment, &dispatchv1.CompleteAssignmentRequest{Name: assignment, Result: "规划核验已补办，首次登记完成，可以分户办证。"})
	return signed
}
