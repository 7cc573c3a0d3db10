package demo

import (
	"context"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/internal/platform/clock"
)

// manholeCover are two issues of a category in which nothing is over before the lead was on the spot: where it was, it is done; where its record lies
// elsewhere, that is kept and does not do.
func manholeCover(ctx context.Context, t *telling) {
	category := ID(Fangshan, "category", "MANHOLE").String()
	t.rest(ctx, step{title: "设立井盖类诉求", who: SystemAdmin, do: "POST /v1/categories?categoryId=" + category, key: "manhole", want: "200", or: "409 ALREADY_EXISTS",
		body: object{"code": "MANHOLE", "displayName": "井盖", "tier": "TIER_URGENT"}})
	t.rest(ctx, step{title: "区里规定井盖类诉求须到场后方可办结", who: SystemAdmin, do: "POST /v1/settings/dispatch.visits_required:set", key: "manhole-rule", want: "200",
		body: object{"value": []object{{"category": "MANHOLE"}}, "source": "演示：井盖类须到场处置"}})
	post := func(title string, who Who, path, key, want string, body object) answer {
		return t.rest(ctx, step{title: title, who: who, do: "POST /v1/" + path, key: "manhole-" + key, body: body, want: want})
	}
	client := dispatchv1.NewDispatchServiceClient(t.GRPC)
	// missing is a cover that is missing at a point, and what the unit that leads has signed for.
	missing := func(key, title string, latitude float64) (duty string) {
		issue := post("提交诉求，附定位："+title, Resident, "issues", key+"-file", "200 STATE_RECEIVED", object{"kind": "KIND_HELP", "channel": "CHANNEL_MINI_PROGRAM",
			"category": "categories/" + category, "title": title, "coordinates": point(latitude), "community": t.unit(ctx, suzhuang),
			"contactName": "演示居民甲", "contactPhone": "13800000001"}).text("name")
		post("核对属地，分类", Dispatcher, issue+":triage", key+"-triage", "200 STATE_TRIAGED", object{})
		order := post("派单", Dispatcher, issue+":dispatch", key+"-dispatch", "200 STATE_DISPATCHED", object{"leadUnit": t.unit(ctx, "SGZW-FS"),
			"text": "请立即补装井盖。"}).text("dispatch")
		t.sign(ctx, order, "manhole-"+key+"-sign")
		inbox := invoke(ctx, t, step{who: LiaisonA, do: "gRPC ListAssignments", want: "OK"}, client.ListAssignments,
			&dispatchv1.ListAssignmentsRequest{Parent: order})
		if t.err == nil {
			duty = inbox.GetAssignments()[0].GetName()
		}
		return duty
	}
	north := missing("north", "苏庄二里北门窨井盖缺失", 39.7301)
	post("到场登记：时间以服务器为准", LiaisonA, north+"/visits", "there", "200", object{"coordinates": point(39.7302), "accuracy": 12, "text": "已补装井盖，并清理周边。"})
	post("办结反馈", LiaisonA, north+":complete", "done", "200 STATE_COMPLETED", object{"result": "井盖已补装"})
	south := missing("south", "苏庄二里南门窨井盖松动", 39.7271)
	post("在别处登记到场：照记，并标明超出范围", LiaisonA, south+"/visits", "elsewhere", "200", object{"coordinates": point(39.7601), "accuracy": 25})
	post("未到场即报办结，被拒", LiaisonA, south+":complete", "desk", "409 VISIT_REQUIRED", object{"result": "已通知产权单位"})
	for _, duty := range []string{north, south} {
		seen := invoke(ctx, t, step{title: "派单人员查看到场记录", who: Dispatcher, do: "gRPC ListVisits", want: "OK"}, client.ListVisits,
			&dispatchv1.ListVisitsRequest{Parent: duty})
		for _, v := range seen.GetVisits() {
			t.say("  %s 到场，距诉求点 %d 米，超出范围：%t。", v.GetArriveTime().AsTime().In(clock.Zone).Format("15:04"), v.GetDistance(), v.GetOutside())
		}
	}
}

// point is one of 苏庄.
func point(latitude float64) object {
	return object{"latitude": latitude, "longitude": 116.1352, "datum": "DATUM_WGS84"}
}
