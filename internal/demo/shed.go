package demo

import (
	"context"
	"fmt"
	"net/url"
)

// chargingShed is an issue that a neighbour has too: a comment that names somebody is flagged and redacted, and the neighbour confirms that
// the matter is solved before it is closed.
func chargingShed(ctx context.Context, t *telling) {
	issue := t.rest(ctx, step{
		title: "提交诉求，充电棚占了消防通道", who: Resident, do: "POST /v1/issues", key: "shed-file", want: "200 STATE_RECEIVED",
		body: object{
			"kind": "KIND_HELP", "channel": "CHANNEL_MINI_PROGRAM",
			"category": "categories/" + ID(Fangshan, "category", CategoryProperty).String(),
			"title":    "2号楼前充电棚占消防通道", "description": "电动车充电棚搭在消防通道上，车辆进不来。",
			"address": "苏庄一里2号楼", "community": t.unit(ctx, suzhuang), "contactName": "演示居民甲", "contactPhone": "13800000001",
		},
	}).text("name")
	post := func(title string, who Who, path, key, want string, body object) answer {
		return t.rest(ctx, step{title: title, who: who, do: "POST /v1/" + path, key: "shed-" + key, body: body, want: want})
	}
	post("我也遇到，附议", Resident2, issue+":join", "join", "200 STATE_RECEIVED", object{})
	comment := post("居民补充，写了别人的姓名和电话", Resident, issue+"/comments", "comment", "200",
		object{"text": "棚子是演示人王五（虚构）搭的，电话13800009999。"}).text("name")
	post("社区工作者举报这条补充，内有他人信息", CommunityWorker, "flags", "flag", "200", object{"subject": comment, "reason": "REASON_PRIVACY"})
	opened := t.rest(ctx, step{who: StreetLeader, do: "GET /v1/moderationCases?" + url.Values{"all": {"true"}, "filter": {`subject = "` + comment + `"`}}.Encode(),
		want: "200"}).list("moderationCases")
	t.expect("how many cases the comment has", "1", fmt.Sprint(len(opened)))
	if t.err != nil {
		return
	}
	moderated := opened[0].text("name")
	post("带班领导领取审核件", StreetLeader, moderated+":claim", "claim", "200 STATE_CLAIMED", object{})
	post("认定成立，遮蔽姓名和电话，诉求照常办理", StreetLeader, moderated+":uphold", "uphold", "200 STATE_UPHELD", object{
		"reason": "含他人姓名和电话", "replacements": []object{{"part": "PART_TEXT", "text": "棚子是一位邻居搭的。"}}})
	read := t.rest(ctx, step{title: "居民看到的补充已遮蔽", who: Resident, do: "GET /v1/" + issue + "/comments", want: "200"}).list("comments")
	t.expect("how many comments the issue has", "1", fmt.Sprint(len(read)))
	if t.err == nil {
		t.expect("the comment as it is read", "棚子是一位邻居搭的。", read[0].text("text"))
	}
	post("核对类别与属地，分类", Dispatcher, issue+":triage", "triage", "200 STATE_TRIAGED", object{})
	order := post("派单", Dispatcher, issue+":dispatch", "dispatch", "200 STATE_DISPATCHED",
		object{"leadUnit": t.unit(ctx, "SGZW-FS"), "text": "请核实并拆除。"})
	t.sign(ctx, order.text("dispatch"), "shed-sign")
	post("反馈结果", LiaisonA, issue+":reply", "reply", "200 STATE_REPLIED", object{"text": "充电棚已移到车棚旁，通道已清空。",
		"contact": object{"time": order.text("updateTime"), "channel": "CONTACT_CHANNEL_VISIT"}})
	asked := post("请附议的居民共同确认", Dispatcher, "jointConfirmations", "joint", "200 STATE_PENDING", object{"issue": issue}).text("name")
	post("回访，居民答满意", Dispatcher, issue+":callback", "callback", "200 STATE_CALLBACK", object{"callback": object{"valid": true, "contacted": true,
		"solved": true, "satisfaction": "SATISFACTION_SATISFIED", "channel": "CONTACT_CHANNEL_PHONE"}})
	post("邻居确认已解决", Resident2, asked+":answer", "answer", "200 STATE_CONFIRMED", object{"solved": true})
	post("办结", Dispatcher, issue+":close", "close", "200 STATE_CLOSED", object{})
}
