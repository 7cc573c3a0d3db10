package demo

import "context"

// lookBack is the retrospective on a whistle that is cleared: what its units found, and what follows from it.
func lookBack(ctx context.Context, t *telling, whistle string) {
	water, planning := t.unit(ctx, "SWJ"), t.unit(ctx, "SGZW-FS")
	retrospective := t.rest(ctx, step{title: "发起复盘，水务、规自参加", who: StreetLeader, do: "POST /v1/retrospectives", key: "look-back", want: "200 STATE_OPEN",
		body: object{"dispatch": whistle, "title": "西潞大街供水主管爆裂处置复盘", "participants": []string{water, planning}}}).text("name")
	find := func(title string, who Who, key, kind, text string) {
		t.rest(ctx, step{title: title, who: who, do: "POST /v1/" + retrospective + ":addFinding", key: key, want: "200 STATE_OPEN",
			body: object{"finding": object{"kind": kind, "text": text}}})
	}
	find("有效做法：现场即有管线图", LiaisonA, "look-well", "KIND_WENT_WELL", "管线图随队到场，开挖一次到位。")
	find("原因：管线超期服役", LiaisonB, "look-cause", "KIND_CAUSE", "主管超期服役，未列入巡检。")
	find("须改进：超期管线没有巡检", StreetLeader, "look-change", "KIND_MUST_CHANGE", "超期管线应列入巡检。")
	follows := t.rest(ctx, step{title: "布置整改任务给区水务局", who: StreetLeader, do: "POST /v1/followUps", key: "look-follow", want: "200 STATE_OPEN",
		body: object{"retrospective": retrospective, "unit": water, "text": "超期管线列入季度巡检。"}}).text("name")
	t.rest(ctx, step{title: "完成复盘", who: StreetLeader, do: "POST /v1/" + retrospective + ":close", key: "look-close", want: "200 STATE_CLOSED", body: object{}})
	t.rest(ctx, step{title: "整改完成", who: LiaisonB, do: "POST /v1/" + follows + ":complete", key: "look-done", want: "200 STATE_DONE",
		body: object{"note": "已列入巡检计划。"}})
}
