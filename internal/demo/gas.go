package demo

import "context"

// smellOfGas is a filing that asks: who smells gas is told to leave and call 119 instead, anybody else says on which floor it is.
func smellOfGas(ctx context.Context, t *telling) {
	category := ID(Fangshan, "category", "GAS").String()
	t.rest(ctx, step{title: "设立燃气类诉求，附两个问题", who: SystemAdmin, do: "POST /v1/categories?categoryId=" + category, key: "gas", want: "200", or: "409 ALREADY_EXISTS",
		body: object{"code": "GAS", "displayName": "燃气", "tier": "TIER_URGENT", "questions": []object{
			{"code": "SMELL", "prompt": "是否闻到燃气味？", "type": "TYPE_YES_NO", "required": true,
				"choices": []object{{"code": "YES", "label": "是", "advice": "请勿开关电器，立即离开并拨打 119"}}},
			{"code": "FLOOR", "prompt": "几层？", "type": "TYPE_NUMBER", "required": true}}}})
	file := func(title, key, want string, answers ...object) answer {
		return t.rest(ctx, step{title: title, who: Resident2, do: "POST /v1/issues", key: key, want: want, body: object{"kind": "KIND_HELP",
			"category": "categories/" + category, "title": "燃气表报警", "address": "苏庄一里1号楼", "community": t.unit(ctx, suzhuang), "answers": answers}})
	}
	file("闻到燃气味：不受理，提示立即离开并拨打 119", "gas-smells", "409 ADVICE_INSTEAD", object{"code": "SMELL", "values": []string{"YES"}})
	file("没有气味，但漏答楼层", "gas-floor", "400 ANSWER_REQUIRED", object{"code": "SMELL", "values": []string{"NO"}})
	issue := file("答完问题，提交诉求", "gas-file", "200 STATE_RECEIVED", object{"code": "SMELL", "values": []string{"NO"}},
		object{"code": "FLOOR", "values": []string{"3"}})
	if t.err == nil {
		t.say("  诉求 %s 已受理，预计 %s 前有结果。", issue.text("number"), issue.text("dueTime"))
	}
}
