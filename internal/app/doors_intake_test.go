package app_test

import (
	"google.golang.org/genproto/googleapis/type/date"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/clock"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

var intakeCases = map[string]doorCase{
	"IntakeService.CreateIssue": {testkit.Resident, func(d *district) proto.Message { return d.newIssue() }},
	"IntakeService.GetIssue": {testkit.Resident, func(d *district) proto.Message {
		return &intakev1.GetIssueRequest{Name: d.filed()}
	}},
	"IntakeService.BatchGetIssues": {testkit.Resident, func(d *district) proto.Message {
		return &intakev1.BatchGetIssuesRequest{Names: []string{d.filed(), d.filed()}}
	}},
	"IntakeService.ListIssueActions": {testkit.Dispatcher, func(d *district) proto.Message {
		return &intakev1.ListIssueActionsRequest{Name: d.triaged()}
	}},
	"IntakeService.ListTimelineEntries": {testkit.Dispatcher, func(d *district) proto.Message {
		return &intakev1.ListTimelineEntriesRequest{Parent: d.triaged(), PageSize: 1}
	}},
	"IntakeService.TriageIssue": {testkit.Dispatcher, func(d *district) proto.Message {
		return &intakev1.TriageIssueRequest{Name: d.filed(), Kind: intakev1.Issue_KIND_COMPLAINT, Note: "历史遗留问题", Etag: "v1"}
	}},
	"IntakeService.AnswerIssue": {testkit.Dispatcher, func(d *district) proto.Message {
		issue := d.filed()
		prepare[*intakev1.Issue](d, testkit.Dispatcher, &intakev1.TriageIssueRequest{Name: issue, Kind: intakev1.Issue_KIND_CONSULT})
		return &intakev1.AnswerIssueRequest{Name: issue, Text: "请带身份证到街道便民大厅办理"}
	}},
	"IntakeService.DispatchIssue": {testkit.Dispatcher, func(d *district) proto.Message {
		return &intakev1.DispatchIssueRequest{Name: d.triaged(), LeadUnit: d.unit(planning), AssistUnits: []string{d.unit(water)}, Text: "请依职权办理"}
	}},
	"IntakeService.RevealReporter": {testkit.LiaisonA, func(d *district) proto.Message {
		return &intakev1.RevealReporterRequest{Name: d.inHand(), Field: directoryv1.Person_FIELD_PHONE,
			Purpose: directoryv1.Person_PURPOSE_HANDLING, Reason: "上门前联系"}
	}},
	"IntakeService.ReplyIssue": {testkit.LiaisonA, func(d *district) proto.Message { return d.reply(d.inHand()) }},
	"IntakeService.RecordContact": {testkit.LiaisonA, func(d *district) proto.Message {
		issue := d.inHand()
		return &intakev1.RecordContactRequest{Name: issue, Contact: d.reply(issue).GetContact(), Note: "约定周三上门"}
	}},
	"IntakeService.CallbackIssue": {testkit.Dispatcher, func(d *district) proto.Message {
		return callback(d.replied())
	}},
	"IntakeService.CloseIssue": {testkit.Dispatcher, func(d *district) proto.Message {
		issue := d.replied()
		prepare[*intakev1.Issue](d, testkit.Dispatcher, callback(issue))
		return &intakev1.CloseIssueRequest{Name: issue, Reason: "已解决"}
	}},
	"IntakeService.ReopenIssue": {testkit.Resident, func(d *district) proto.Message {
		return &intakev1.ReopenIssueRequest{Name: d.closed(), Reason: "证上的面积不对"}
	}},
	"IntakeService.RefuseReopening": {testkit.Dispatcher, func(d *district) proto.Message {
		issue := d.replied()
		prepare[*intakev1.Issue](d, testkit.Resident, &intakev1.RateIssueRequest{Name: issue, Rating: &intakev1.Rating{
			Satisfaction: intakev1.Satisfaction_SATISFACTION_DISSATISFIED}})
		return &intakev1.RefuseReopeningRequest{Name: issue, Reason: "已按规划要求办结，无新情况"}
	}},
	"IntakeService.DivertIssue": {testkit.Dispatcher, func(d *district) proto.Message {
		return &intakev1.DivertIssueRequest{Name: d.triaged(), Diversion: intakev1.Issue_DIVERSION_STATUTORY_ROUTE, Text: "请向区法院提起诉讼"}
	}},
	"IntakeService.FindEarlierIssues": {testkit.Dispatcher, func(d *district) proto.Message {
		d.filed()
		return &intakev1.FindEarlierIssuesRequest{Name: d.filed()}
	}},
	"IntakeService.RequestInfo": {testkit.LiaisonA, func(d *district) proto.Message {
		return &intakev1.RequestInfoRequest{Name: d.inHand(), Text: "请说明具体楼门"}
	}},
	"IntakeService.ProvideInfo": {testkit.Resident, func(d *district) proto.Message {
		issue := d.inHand()
		prepare[*intakev1.Issue](d, testkit.Dispatcher, &intakev1.RequestInfoRequest{Name: issue, Text: "请说明具体楼门"})
		return &intakev1.ProvideInfoRequest{Name: issue, Text: "3号楼2单元"}
	}},
	"IntakeService.ReviewIssue": {testkit.Dispatcher, func(d *district) proto.Message {
		return &intakev1.ReviewIssueRequest{Name: d.replied(), Note: "核对证书编号"}
	}},
	"IntakeService.HoldIssue": {testkit.StreetLeader, func(d *district) proto.Message { return d.hold(d.inHand()) }},
	"IntakeService.ReleaseIssue": {testkit.Dispatcher, func(d *district) proto.Message {
		issue := d.inHand()
		prepare[*intakev1.Issue](d, testkit.StreetLeader, d.hold(issue))
		return &intakev1.ReleaseIssueRequest{Name: issue, Reason: "测绘报告已补齐"}
	}},
	"IntakeService.ListHolds": {testkit.Resident, func(d *district) proto.Message {
		issue := d.inHand()
		prepare[*intakev1.Issue](d, testkit.StreetLeader, d.hold(issue))
		return &intakev1.ListHoldsRequest{Parent: issue, PageSize: 1}
	}},
	"IntakeService.UrgeIssue": {testkit.Resident, func(d *district) proto.Message {
		return &intakev1.UrgeIssueRequest{Name: d.filed(), Text: "什么时候能办好"}
	}},
	"IntakeService.AnswerUrge": {testkit.Dispatcher, func(d *district) proto.Message {
		issue := d.filed()
		prepare[*intakev1.Issue](d, testkit.Resident, &intakev1.UrgeIssueRequest{Name: issue})
		return &intakev1.AnswerUrgeRequest{Name: issue, Text: "正在核实档案"}
	}},
	"IntakeService.CreateComment": {testkit.Resident, func(d *district) proto.Message { return d.comment(d.filed()) }},
	"IntakeService.ListComments": {testkit.Resident, func(d *district) proto.Message {
		issue := d.filed()
		prepare[*intakev1.Comment](d, testkit.Resident, d.comment(issue))
		return &intakev1.ListCommentsRequest{Parent: issue, PageSize: 1}
	}},
	"IntakeService.CreateSavedFilter": {testkit.Dispatcher, func(d *district) proto.Message { return d.savedFilter() }},
	"IntakeService.ListSavedFilters": {testkit.Dispatcher, func(d *district) proto.Message {
		prepare[*intakev1.SavedFilter](d, testkit.Dispatcher, d.savedFilter())
		return &intakev1.ListSavedFiltersRequest{PageSize: 1}
	}},
	"IntakeService.DeleteSavedFilter": {testkit.Dispatcher, func(d *district) proto.Message {
		return &intakev1.DeleteSavedFilterRequest{Name: prepare[*intakev1.SavedFilter](d, testkit.Dispatcher, d.savedFilter()).GetName()}
	}},
	"IntakeService.WithdrawIssue": {testkit.Resident, func(d *district) proto.Message {
		return &intakev1.WithdrawIssueRequest{Name: d.filed(), Reason: "已自行解决"}
	}},
	"IntakeService.GrantAccessLink": {testkit.Resident, func(d *district) proto.Message {
		return &intakev1.GrantAccessLinkRequest{Name: d.filed()}
	}},
	"IntakeService.RevokeAccessLink": {testkit.Resident, func(d *district) proto.Message {
		issue := d.filed()
		d.linked(issue)
		return &intakev1.RevokeAccessLinkRequest{Name: issue}
	}},
	"IntakeService.OpenAccessLink": {testkit.Anonymous, func(d *district) proto.Message {
		return &intakev1.OpenAccessLinkRequest{Token: d.linked(d.filed())}
	}},
	"IntakeService.ProvideInfoByLink": {testkit.Anonymous, func(d *district) proto.Message {
		issue := d.inHand()
		prepare[*intakev1.Issue](d, testkit.Dispatcher, &intakev1.RequestInfoRequest{Name: issue, Text: "请说明具体楼门"})
		return &intakev1.ProvideInfoByLinkRequest{Token: d.linked(issue), Text: "3号楼2单元"}
	}},
	"IntakeService.FindDuplicates": {testkit.Resident2, func(d *district) proto.Message {
		d.lamp()
		return &intakev1.FindDuplicatesRequest{Category: category(demo.CategoryProperty), Coordinates: crossing(), Title: "路灯不亮"}
	}},
	"IntakeService.JoinIssue": {testkit.Resident2, func(d *district) proto.Message {
		return &intakev1.JoinIssueRequest{Name: d.filed()}
	}},
	"IntakeService.LeaveIssue": {testkit.Resident2, func(d *district) proto.Message {
		return &intakev1.LeaveIssueRequest{Name: d.joined().GetIssue()}
	}},
	"IntakeService.GetVoice": {testkit.Resident2, func(d *district) proto.Message {
		return &intakev1.GetVoiceRequest{Name: d.joined().GetName()}
	}},
	"IntakeService.ListVoices": {testkit.Resident2, func(d *district) proto.Message {
		d.joined()
		d.joined()
		return &intakev1.ListVoicesRequest{PageSize: 1}
	}},
	"IntakeService.MergeIssue": {testkit.Dispatcher, func(d *district) proto.Message {
		return &intakev1.MergeIssueRequest{Name: d.triaged(), Original: d.triaged(), Reason: "与已受理的诉求为同一事项"}
	}},
	"IntakeService.SplitIssue": {testkit.Dispatcher, func(d *district) proto.Message { return split(d.triaged()) }},
	"IntakeService.GetIssueFamily": {testkit.Resident, func(d *district) proto.Message {
		issue := d.triaged()
		prepare[*intakev1.Issue](d, testkit.Dispatcher, split(issue))
		return &intakev1.GetIssueFamilyRequest{Name: issue + "/family"}
	}},
	"IntakeService.SendContactCode": {testkit.Dispatcher, func(d *district) proto.Message {
		issue, _ := d.atTheDesk()
		return &intakev1.SendContactCodeRequest{Name: issue}
	}},
	"IntakeService.ConfirmContact": {testkit.Dispatcher, func(d *district) proto.Message {
		issue, number := d.atTheDesk()
		prepare[*intakev1.SendContactCodeResponse](d, testkit.Dispatcher, &intakev1.SendContactCodeRequest{Name: issue})
		return &intakev1.ConfirmContactRequest{Name: issue, Code: d.Code(d.t, number)}
	}},
	"IntakeService.CreateJointConfirmation": {testkit.Dispatcher, func(d *district) proto.Message {
		return &intakev1.CreateJointConfirmationRequest{JointConfirmation: &intakev1.JointConfirmation{Issue: d.joinedAndReplied()}}
	}},
	"IntakeService.AnswerJointConfirmation": {testkit.Resident2, func(d *district) proto.Message {
		return &intakev1.AnswerJointConfirmationRequest{Name: d.asked().GetName(), Solved: true}
	}},
	"IntakeService.GetJointConfirmation": {testkit.Resident2, func(d *district) proto.Message {
		return &intakev1.GetJointConfirmationRequest{Name: d.asked().GetName()}
	}},
	"IntakeService.ListJointConfirmations": {testkit.Dispatcher, func(d *district) proto.Message {
		return &intakev1.ListJointConfirmationsRequest{Parent: d.asked().GetIssue(), PageSize: 1}
	}},
	"IntakeService.RateIssue": {testkit.Resident, func(d *district) proto.Message {
		return &intakev1.RateIssueRequest{Name: d.closed(), Rating: &intakev1.Rating{Solved: true,
			Satisfaction: intakev1.Satisfaction_SATISFACTION_SATISFIED, Text: "办得好"}}
	}},
}

// newIssue is a request by a resident of 苏庄一里.
func (d *district) newIssue() *intakev1.CreateIssueRequest {
	return &intakev1.CreateIssueRequest{Issue: &intakev1.Issue{Kind: intakev1.Issue_KIND_HELP, Category: category(demo.CategoryProperty),
		Title: "办不了房产证", Description: "入住多年仍未取得房产证", Address: "太平庄东里3号楼", Community: d.unit(suzhuang),
		ContactName: "演示联系人甲", ContactPhone: "13812341234"}}
}

// crossing is a point in 西潞街道, and lamp an issue there.
func crossing() *directoryv1.Coordinates {
	return &directoryv1.Coordinates{Latitude: 39.7, Longitude: 116.1, Datum: directoryv1.Coordinates_DATUM_WGS84}
}

func (d *district) lamp() {
	d.t.Helper()
	req := d.newIssue()
	req.Issue.Title, req.Issue.Coordinates = "路口路灯不亮", crossing()
	prepare[*intakev1.Issue](d, testkit.Resident, req)
}

// joined is a voice in an issue that was filed.
func (d *district) joined() *intakev1.Voice {
	d.t.Helper()
	return prepare[*intakev1.Voice](d, testkit.Resident2, &intakev1.JoinIssueRequest{Name: d.filed()})
}

// filed is an issue as it came in; triaged, inHand, replied and closed are one step further each.
func (d *district) filed() string {
	d.t.Helper()
	return prepare[*intakev1.Issue](d, testkit.Resident, d.newIssue()).GetName()
}

func (d *district) triaged() string {
	d.t.Helper()
	issue := d.filed()
	prepare[*intakev1.Issue](d, testkit.Dispatcher, &intakev1.TriageIssueRequest{Name: issue})
	return issue
}

func (d *district) inHand() string {
	d.t.Helper()
	issue := d.triaged()
	sent := prepare[*intakev1.Issue](d, testkit.Dispatcher, &intakev1.DispatchIssueRequest{Name: issue, LeadUnit: d.unit(planning), Text: "请办理"})
	list := prepare[*dispatchv1.ListAssignmentsResponse](d, testkit.LiaisonA, &dispatchv1.ListAssignmentsRequest{Parent: sent.GetDispatch()})
	prepare[*dispatchv1.Assignment](d, testkit.LiaisonA, &dispatchv1.SignAssignmentRequest{Name: list.GetAssignments()[0].GetName()})
	return issue
}

func (d *district) reply(issue string) *intakev1.ReplyIssueRequest {
	return &intakev1.ReplyIssueRequest{Name: issue, Text: "首次登记已完成，可到大厅领证", Contact: &intakev1.Contact{
		Time: timestamppb.New(d.Clock.Now(demo.Fangshan)), Channel: intakev1.ContactChannel_CONTACT_CHANNEL_PHONE}}
}

func (d *district) replied() string {
	d.t.Helper()
	issue := d.inHand()
	prepare[*intakev1.Issue](d, testkit.LiaisonA, d.reply(issue))
	return issue
}

func (d *district) closed() string {
	d.t.Helper()
	issue := d.replied()
	prepare[*intakev1.Issue](d, testkit.Dispatcher, callback(issue))
	prepare[*intakev1.Issue](d, testkit.Dispatcher, &intakev1.CloseIssueRequest{Name: issue})
	return issue
}

func callback(issue string) *intakev1.CallbackIssueRequest {
	return &intakev1.CallbackIssueRequest{Name: issue, Callback: &intakev1.Callback{Valid: true, Contacted: proto.Bool(true),
		Solved: proto.Bool(true), Satisfaction: intakev1.Satisfaction_SATISFACTION_SATISFIED,
		Channel: intakev1.ContactChannel_CONTACT_CHANNEL_PHONE}}
}

func split(issue string) *intakev1.SplitIssueRequest {
	return &intakev1.SplitIssueRequest{Name: issue, Reason: "反映了两个事项", Matters: []*intakev1.SplitIssueRequest_Matter{
		{Title: "楼道灯不亮", Description: "三单元楼道灯不亮", Category: category(demo.CategoryProperty)}}}
}

func (d *district) hold(issue string) *intakev1.HoldIssueRequest {
	y, m, day := d.Clock.Now(demo.Fangshan).In(clock.Zone).AddDate(0, 0, 7).Date()
	return &intakev1.HoldIssueRequest{Name: issue, Hold: &intakev1.Hold{Cause: "测绘资料缺失", UnlockCondition: "开发商补齐测绘报告",
		OwnerUnit: d.unit(planning), ReviewDate: &date.Date{Year: int32(y), Month: int32(m), Day: int32(day)}}}
}

func (d *district) comment(issue string) *intakev1.CreateCommentRequest {
	return &intakev1.CreateCommentRequest{Parent: issue, Comment: &intakev1.Comment{Text: "今天又漏水了"}}
}

func (d *district) savedFilter() *intakev1.CreateSavedFilterRequest {
	return &intakev1.CreateSavedFilterRequest{SavedFilter: &intakev1.SavedFilter{DisplayName: "待答复的催办", Filter: "urge_open = true", Unit: d.unit(xilu)}}
}

// linked is the token of a link to an issue.
func (d *district) linked(issue string) string {
	d.t.Helper()
	return prepare[*intakev1.AccessLink](d, testkit.Resident, &intakev1.GrantAccessLinkRequest{Name: issue}).GetToken()
}

// atTheDesk is an issue that staff filed for somebody without an account, and his telephone.
func (d *district) atTheDesk() (issue, number string) {
	d.t.Helper()
	number = d.number()
	req := d.newIssue()
	req.Issue.Channel, req.Issue.ContactPhone = intakev1.Issue_CHANNEL_DESK, number[len("+86"):]
	return prepare[*intakev1.Issue](d, testkit.Dispatcher, req).GetName(), number
}

// joinedAndReplied is an issue that somebody joined and that was replied to; asked is what those who joined are asked then.
func (d *district) joinedAndReplied() string {
	d.t.Helper()
	issue := d.inHand()
	prepare[*intakev1.Voice](d, testkit.Resident2, &intakev1.JoinIssueRequest{Name: issue})
	prepare[*intakev1.Issue](d, testkit.LiaisonA, d.reply(issue))
	return issue
}

func (d *district) asked() *intakev1.JointConfirmation {
	d.t.Helper()
	return prepare[*intakev1.JointConfirmation](d, testkit.Dispatcher, &intakev1.CreateJointConfirmationRequest{
		JointConfirmation: &intakev1.JointConfirmation{Issue: d.joinedAndReplied()}})
}
