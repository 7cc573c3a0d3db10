package demo

import (
	"context"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
)

// streetlights is an issue that cannot be solved at once: nobody knows whose the road is, so that it goes up to the district and down again, it
// is put on hold until the lamps have come, and taken up again because the resident says that it is still dark.
func streetlights(ctx context.Context, t *telling) {
	lead := t.unit(ctx, "SGZW-FS")
	issue := t.rest(ctx, step{
		title: "提交诉求，楼间道路没有路灯", who: Resident, do: "POST /v1/issues", key: "lights-file", want: "200 STATE_RECEIVED",
		body: object{
			"kind": "KIND_HELP", "channel": "CHANNEL_MINI_PROGRAM",
			"category": "categories/" + ID(Fangshan, "category", CategoryProperty).String(),
			"title":    "苏庄一里楼间道路没有路灯", "description": "3号楼到5号楼之间晚上全黑，老人出行不便。",
			"address": "苏庄一里3号楼", "community": t.unit(ctx, suzhuang),
			"contactName": "演示居民甲", "contactPhone": "13800000001",
		},
	}).text("name")
	verb := func(title string, who Who, verb, key, want string, body object) answer {
		return t.rest(ctx, step{title: title, who: who, do: "POST /v1/" + issue + ":" + verb, key: "lights-" + key, body: body, want: want})
	}
	verb("核对类别与属地，分类", Dispatcher, "triage", "triage", "200 STATE_TRIAGED", object{})
	verb("权属不清，上报区级，时限照常计算", Dispatcher, "reportUp", "up", "200", object{"reason": "道路权属不清，需区级核定。"})
	verb("区级核定后下派街道", DistrictLeader, "sendDown", "back", "200", object{"unit": t.unit(ctx, Xilu), "reason": "属市规自委分局管辖，请街道派单。"})
	order := object{"leadUnit": lead, "text": "请核实权属并安装路灯。"}
	t.sign(ctx, verb("派单", Dispatcher, "dispatch", "dispatch", "200 STATE_DISPATCHED", order).text("dispatch"), "lights-sign")
	verb("请居民补充具体位置，时限暂停", LiaisonA, "requestInfo", "ask", "200 STATE_INFO_REQUESTED", object{"text": "请说明缺灯的位置。"})
	verb("居民补充", Resident, "provideInfo", "tell", "200 STATE_HANDLING", object{"text": "3号楼东侧到5号楼西侧，约六十米。"})
	y, m, d := t.edition.AddDate(0, 0, 14).Date()
	verb("灯杆尚未到货，带班领导批准挂账，两周后复查", StreetLeader, "hold", "hold", "200 STATE_ON_HOLD", object{"hold": object{
		"cause": "灯杆尚未到货", "unlockCondition": "灯杆到货", "ownerUnit": lead, "reviewDate": object{"year": y, "month": int(m), "day": d}}})
	verb("居民催办", Resident, "urge", "urge", "200 STATE_ON_HOLD", object{"text": "什么时候能装上"})
	verb("答复催办", LiaisonA, "answerUrge", "urged", "200 STATE_ON_HOLD", object{"text": "厂家承诺本周内送到。"})
	released := verb("灯杆到货，销账", Dispatcher, "release", "release", "200 STATE_HANDLING", object{"reason": "灯杆已到货，开始安装。"})
	verb("反馈结果", LiaisonA, "reply", "reply", "200 STATE_REPLIED", object{"text": "路灯已安装并通电。",
		"contact": object{"time": released.text("updateTime"), "channel": "CONTACT_CHANNEL_VISIT"}})
	verb("居民不满意：还有一段不亮，转为待决定的重办", Resident, "rate", "rate", "200 STATE_REOPENED", object{
		"rating": object{"solved": false, "satisfaction": "SATISFACTION_DISSATISFIED", "text": "5号楼西侧还是黑的"}})
	verb("重新派单，即同意重办", Dispatcher, "dispatch", "again", "200 STATE_DISPATCHED", order)
}

// sign has the liaison of the lead unit sign an order.
func (t *telling) sign(ctx context.Context, order, key string) {
	client := dispatchv1.NewDispatchServiceClient(t.GRPC)
	inbox := invoke(ctx, t, step{title: "在收件箱里看到这张派单", who: LiaisonA, do: "gRPC ListAssignments", want: "OK"},
		client.ListAssignments, &dispatchv1.ListAssignmentsRequest{Parent: order})
	if t.err == nil {
		invoke(ctx, t, step{title: "签收", who: LiaisonA, do: "gRPC SignAssignment", key: key, want: "OK STATE_SIGNED"},
			client.SignAssignment, &dispatchv1.SignAssignmentRequest{Name: inbox.GetAssignments()[0].GetName()})
	}
}
