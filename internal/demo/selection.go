package demo

import (
	"context"
	"fmt"
	"slices"
)

// honoured is how many of the doors are honoured (S44).
const honoured = 40

// measure is a criterion of the selection and its share of the total, in basis points.
type measure struct {
	title  string
	weight int

	criterion string // its resource name
}

// civilisedDoors is the selection 好邻居文明楼门 of 苏庄一里社区 (S44): 47 doors enter, 40 are honoured, and anybody can
// verify an honour.
func civilisedDoors(ctx context.Context, t *telling) {
	t.say("  （演示设置：本区公示期为 0 个工作日，来源注明“演示”，以便当场走完；公示与异议两个阶段照常经过。）")
	campaign := t.rest(ctx, step{title: "拟定评选方案，名额 40 个", who: CommunityWorker, do: "POST /v1/campaigns", key: "campaign",
		body: object{"title": "苏庄一里社区好邻居文明楼门评选（演示第" + t.key() + "期）", "honourTitle": "好邻居文明楼门", "year": t.edition.Year(),
			"subjectKind": "SUBJECT_KIND_DOOR", "unit": t.unit(ctx, suzhuang), "quota": honoured}, want: "200 STATE_DRAFT"}).text("name")
	measures := []*measure{{title: "楼道整洁", weight: 4000}, {title: "邻里和睦", weight: 3000}, {title: "互相监督、互相提醒", weight: 3000}}
	for i, m := range measures {
		m.criterion = t.rest(ctx, step{who: CommunityWorker, do: "POST /v1/" + campaign + "/criteria", key: fmt.Sprint("criterion-", i+1),
			body: object{"title": m.title, "weightBasisPoints": m.weight, "maxScore": 100}, want: "200"}).text("name")
	}
	verb := func(who Who, do, title, state string, key string) {
		t.rest(ctx, step{title: title, who: who, do: "POST /v1/" + campaign + ":" + do, key: key, body: object{}, want: "200 " + state})
	}
	verb(CommunityWorker, "open", "开放申报", "STATE_NOMINATION", "open")
	entered := enter(ctx, t, campaign)
	verb(CommunityWorker, "advance", "进入评分", "STATE_REVIEW", "review")
	judge(ctx, t, campaign, entered, measures)
	verb(StreetLeader, "publish", "公示拟表彰名单", "STATE_PUBLICITY", "publish")
	verb(CommunityWorker, "advance", "公示期满，处理异议", "STATE_OBJECTION", "objection")
	verb(StreetLeader, "award", "表彰", "STATE_AWARDED", "award")
	verify(ctx, t, campaign)
}

// enter nominates every door and passes it by the screening, which is not for who has entered it; it gives the nominations.
func enter(ctx context.Context, t *telling, campaign string) []string {
	var entered []string
	for i := range doors {
		nomination := t.rest(ctx, step{who: CommunityWorker, do: "POST /v1/" + campaign + "/nominations", key: fmt.Sprint("nominate-", i+1),
			body: object{"place": "places/" + DoorID(i).String(), "statement": "本楼门居民自愿参评。"}, want: "200 STATE_SUBMITTED"}).text("name")
		t.rest(ctx, step{who: StreetLeader, do: "POST /v1/" + nomination + ":screen", key: fmt.Sprint("screen-", i+1),
			body: object{"decision": "DECISION_ACCEPT"}, want: "200 STATE_ACCEPTED"})
		entered = append(entered, nomination)
	}
	if t.err == nil {
		t.say("  %s：%d 个楼门申报，%s审核资格，全部通过", CommunityWorker.name(), len(entered), StreetLeader.name())
	}
	return entered
}

// judge gives every door its marks. The marks are invented: the first measure falls by one from door to door.
func judge(ctx context.Context, t *telling, campaign string, entered []string, measures []*measure) {
	for i, nomination := range entered {
		var scores []object
		for j, m := range measures {
			value := 90
			if j == 0 {
				value = 100 - i
			}
			scores = append(scores, object{"criterion": m.criterion, "value": value})
		}
		sheet := t.rest(ctx, step{who: Judge, do: "POST /v1/" + campaign + "/scoreSheets", key: fmt.Sprint("sheet-", i+1),
			body: object{"nomination": nomination, "scores": scores}, want: "200 STATE_DRAFT"}).text("name")
		t.rest(ctx, step{who: Judge, do: "POST /v1/" + sheet + ":submit", key: fmt.Sprint("submit-", i+1), body: object{}, want: "200 STATE_SUBMITTED"})
	}
	if t.err == nil {
		t.say("  %s：逐个楼门打分并提交 %d 张评分表", Judge.name(), len(entered))
	}
}

// verify counts the honours and looks one up by its number, without signing in.
func verify(ctx context.Context, t *telling, campaign string) {
	honours := t.rest(ctx, step{title: "查看表彰结果", who: Anonymous, do: "GET /v1/honours?pageSize=100&campaign=" + campaign, want: "200"}).list("honours")
	t.expect("the number of honours", fmt.Sprint(honoured), fmt.Sprint(len(honours)))
	if t.err != nil {
		return
	}
	var numbers []string
	for _, h := range honours {
		numbers = append(numbers, h.text("number"))
	}
	number := slices.Min(numbers)
	verified := t.rest(ctx, step{title: "未登录核验荣誉 " + number, who: Anonymous, do: "GET /v1/honours/" + number + ":verify", want: "200 STATE_VALID"})
	t.expect("the title of "+number, "好邻居文明楼门", verified.text("title"))
	if t.err == nil {
		t.say("  %d 个楼门申报，%d 个获评；%s 授予%s。", doors, len(honours), number, verified.text("subjectDisplay"))
	}
}
