package demo

import (
	"context"
	"fmt"
	"time"
)

// renewal is a key-task whistle (攻坚哨) that calls ten departments to an old estate. One objects, in vain to the street and with success to the
// district, which has another called in its place; one comes without power; one is let off; the street brings the whole before the district,
// which says how it is paid for; one is late, which is seen once its minute is over; the rest do their part.
func renewal(ctx context.Context, t *telling) {
	units := []*called{
		{who: LiaisonD, code: "ZJW", name: "区住房城乡建设委", role: "ROLE_LEAD", duty: "牵头改造，组织施工。", result: "楼本体改造完工，已验收。"},
		{who: LiaisonA, code: "SGZW-FS", name: "市规自委房山分局", role: "ROLE_ASSIST", duty: "核对用地边界与管线图。", result: "边界与管线图已核对。"},
		{who: LiaisonB, code: "SWJ", name: "区水务局", role: "ROLE_ASSIST", duty: "更换楼外供排水管线。", result: "供排水管线已更换。"},
		{who: LiaisonE, code: enforcement, name: "区城管执法局", role: "ROLE_ASSIST", duty: "拆除楼间违法建设。", result: "违法建设已拆除。"},
		{who: LiaisonF, code: "JYJYD", name: "区消防救援支队", role: "ROLE_ASSIST", duty: "打通消防通道，复核消火栓。", result: "消防通道已划线，消火栓完好。"},
		{who: LiaisonG, code: "GAFJ", name: "房山公安分局", role: "ROLE_ASSIST", duty: "疏导施工期间交通。", result: "施工期间交通已疏导。"},
		{who: LiaisonC, code: "YLLHJ", name: "区园林绿化局", role: "ROLE_ASSIST", duty: "清运楼间杂物。"},
		{who: LiaisonH, code: "SCJGJ", name: "区市场监管局", role: "ROLE_ASSIST", duty: "检查底商经营。", result: "底商证照已核查。"},
		{who: LiaisonI, code: "STHJJ", name: "区生态环境局", role: "ROLE_ASSIST", duty: "监测施工扬尘。"},
		{who: LiaisonJ, code: "MZJ", name: "区民政局", role: "ROLE_INFORMED", duty: "了解独居老人安置情况。"},
	}
	whistle := t.summon(ctx, step{title: "起草攻坚哨，一个主办、八个协办、一个知会部门", who: Dispatcher, do: "POST /v1/dispatches", key: "renewal",
		body: object{"kind": "KIND_WHISTLE_KEY_TASK", "issuingUnit": t.unit(ctx, Xilu), "place": "苏庄一里",
			"text": "苏庄一里老旧小区综合整治，请各部门到场会商并按分工办理。"}, want: "200 STATE_DRAFT"}, units)
	of := func(title string, who Who, verb, want string, body object) answer {
		return t.rest(ctx, step{title: title, who: who, do: "POST /v1/" + whistle + ":" + verb, key: "renewal-" + verb, body: body, want: want})
	}
	of("报带班领导审核", Dispatcher, "submit", "200 STATE_IN_REVIEW", object{})
	of("审核通过，送达十个部门", StreetLeader, "approve", "200 STATE_SENT", object{"note": "情况属实，单靠街道不能解决。"})

	excused, gardens := units[8], units[6]
	for _, u := range units[:8] {
		t.perform(ctx, u, "签收", "sign", "200 STATE_SIGNED", object{})
	}
	other := t.objectTwice(ctx, whistle, gardens)
	t.rest(ctx, step{title: "免去" + excused.name + "的任务", who: Dispatcher, do: "POST /v1/" + excused.assignment + ":waive", key: "renewal-waive",
		body: object{"reason": "未使用产尘工艺，不需监测。"}, want: "200 STATE_WAIVED"})
	late := units[3]
	acting := []*called{units[0], units[1], units[2], units[4], units[5], units[7], other}
	for _, u := range acting {
		in := t.perform(ctx, u, "报到", "reportIn", "200 STATE_REPORTED_IN", object{"rank": "科长", "place": "苏庄一里居委会", "authority": u.code != "SCJGJ"})
		want := "OUTCOME_WITH_POWER"
		if u.code == "SCJGJ" { // came without power
			want = "OUTCOME_WITHOUT_POWER"
		}
		report, _ := in["reportIn"].(map[string]any)
		t.expect("the report-in of "+u.name, want, answer(report).text("outcome"))
	}
	of("资金跨年度，街道无权调整，提请区级决定", StreetLeader, "escalate", "200 STATE_ESCALATED", object{"reason": "改造资金跨年度，街道无权调整。"})
	of("区级批示：资金统筹，按原分工办理", DistrictLeader, "decideEscalation", "200 STATE_HANDLING", object{"instruction": "资金由区财政统筹，主办单位不变。"})
	t.perform(ctx, units[0], "阶段反馈", "stageReport", "200 STATE_HANDLING", object{"text": "管线改造过半。", "nextStep": "粉刷外墙。"})
	for i := range acting {
		u := acting[len(acting)-1-i]
		t.perform(ctx, u, "反馈完成", "complete", "200 STATE_COMPLETED", object{"result": u.result})
	}
	t.renewed = func(ctx context.Context) {
		t.await(ctx, whistle, late)
		t.say("\n九、苏庄一里的十部门攻坚哨（续）")
		in := t.perform(ctx, late, "报到，已逾期", "reportIn", "200 STATE_REPORTED_IN", object{"rank": "科长", "place": "苏庄一里居委会", "authority": true})
		t.expect("whether "+late.name+" was late", "true", fmt.Sprint(in["reportInLate"]))
		t.perform(ctx, late, "反馈完成", "complete", "200 STATE_COMPLETED", object{"result": late.result})
		of("居民代表现场确认后销哨", Dispatcher, "clear", "200 STATE_CLEARED", object{"note": "改造完成，居民代表到场确认。"})
	}
}

// enforcement is the code of the department that is late.
const enforcement = "CGZFJ"

// await the end of the time in which a department of a dispatch has to report in.
func (t *telling) await(ctx context.Context, dispatch string, u *called) {
	clocks := t.rest(ctx, step{who: Dispatcher, do: "GET /v1/" + dispatch + "/clocks?pageSize=100", want: "200"})
	for _, c := range clocks.list("clocks") {
		if c.text("parent") != u.assignment || c.text("kind") != "KIND_REPORT_IN" || t.err != nil {
			continue
		}
		due, err := time.Parse(time.RFC3339Nano, c.text("dueTime"))
		if err == nil {
			err = t.Until(ctx, due)
		}
		t.err = err
	}
}

// objectTwice has a unit object to its duty before the street and, overruled there, before the district, and gives who is called in its place.
func (t *telling) objectTwice(ctx context.Context, whistle string, u *called) *called {
	objection := object{"reason": "REASON_NOT_OUR_DUTY", "clause": "三定方案第四条", "note": "清运杂物不属绿化养护职责。"}
	t.perform(ctx, u, "提出异议", "return", "200 STATE_RETURN_REQUESTED", objection)
	t.rest(ctx, step{title: "街道审核异议：不成立，异议期间不计时", who: StreetLeader, do: "POST /v1/" + u.assignment + ":decideObjection", key: "renewal-overrule",
		body: object{"decision": "STATE_OVERRULED", "ruling": "楼间杂物多堆在绿地内。", "clockOutcome": "CLOCK_OUTCOME_PAUSE"}, want: "200 STATE_OVERRULED"})
	t.perform(ctx, u, "再次提出异议，报区裁决", "return", "200 STATE_RETURN_REQUESTED", objection)
	t.rest(ctx, step{title: "区级裁决：异议成立，作为先例", who: DistrictLeader, do: "POST /v1/" + whistle + ":adjudicate", key: "renewal-adjudicate",
		body: object{"assignment": u.assignment, "decision": "STATE_UPHELD", "ruling": "清运杂物由环卫承担。", "clockOutcome": "CLOCK_OUTCOME_KEEP"},
		want: "200 STATE_HANDLING"})
	other := &called{who: LiaisonK, code: "HWZX", name: "区环卫中心", role: "ROLE_ASSIST", duty: "清运楼间杂物。", result: "杂物已清运。"}
	unit := t.unit(ctx, other.code)
	after := t.rest(ctx, step{title: "改派" + other.name, who: Dispatcher, do: "POST /v1/" + whistle + ":assign", key: "renewal-assign",
		body: object{"unit": unit, "role": other.role, "duty": other.duty}, want: "200 STATE_HANDLING"})
	for _, a := range after.list("assignments") {
		if a.text("unit") == unit {
			other.assignment = a.text("name")
		}
	}
	t.perform(ctx, other, "签收", "sign", "200 STATE_SIGNED", object{})
	return other
}

// perform has the liaison of a called unit use a verb on its duty.
func (t *telling) perform(ctx context.Context, u *called, title, verb, want string, body object) answer {
	key := fmt.Sprintf("renewal-%s-%s-%d", verb, u.code, u.done)
	u.done++
	return t.rest(ctx, step{title: u.name + title, who: u.who, do: "POST /v1/" + u.assignment + ":" + verb, key: key, body: body, want: want})
}
