package testkit

import (
	"context"
	"testing"
	"time"

	"google.golang.org/genproto/googleapis/type/date"
	"google.golang.org/protobuf/types/known/timestamppb"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	identityv1 "github.com/haolinju/haolinju/api/gen/haolinju/identity/v1"
	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// Noon is when each test of issues begins: 12:00 of 23 November 2026 in Beijing.
var Noon = time.Date(2026, 11, 23, 4, 0, 0, 0, time.UTC)

// Issues is a running server on which issues are filed and worked on, with one category of ordinary tier. A test of a capability
// that works on issues embeds it.
type Issues struct {
	*Kit
	Category string
}

// StartIssues starts a server at noon.
func StartIssues(t *testing.T) Issues {
	t.Helper()
	w := Issues{Kit: Start(t)}
	w.Clock.Set(Noon)
	w.Category = w.NewCategory(t, "TEST.PROPERTY", directoryv1.Category_TIER_ORDINARY)
	return w
}

// NewCategory makes a category.
func (w Issues) NewCategory(t *testing.T, code string, tier directoryv1.Category_Tier) string {
	t.Helper()
	return w.newCategory(t, &directoryv1.Category{Code: code, DisplayName: "房屋产权", Tier: tier})
}

// SubCategory makes a category below that of the issues, of ordinary tier like it.
func (w Issues) SubCategory(t *testing.T, code string) string {
	t.Helper()
	return w.newCategory(t, &directoryv1.Category{Code: code, DisplayName: "房产证", Tier: directoryv1.Category_TIER_ORDINARY, Parent: w.Category})
}

func (w Issues) newCategory(t *testing.T, category *directoryv1.Category) string {
	t.Helper()
	c, err := directoryv1.NewDirectoryServiceClient(w.Conn(SystemAdmin)).CreateCategory(t.Context(), &directoryv1.CreateCategoryRequest{Category: category})
	if err != nil {
		t.Fatal(err)
	}
	return c.GetName()
}

// As is the client of somebody.
func (w Issues) As(who Who) intakev1.IntakeServiceClient {
	return intakev1.NewIntakeServiceClient(w.Conn(who))
}

// UnitOf is the unit in which somebody holds his first role.
func (w Issues) UnitOf(t *testing.T, who Who) string {
	t.Helper()
	me, err := identityv1.NewIdentityServiceClient(w.Conn(who)).GetMe(t.Context(), &identityv1.GetMeRequest{})
	if err != nil || len(me.GetMemberships()) == 0 {
		t.Fatalf("%v, %v", me, err)
	}
	return me.GetMemberships()[0].GetUnit()
}

// Community is a community of a street.
func (w Issues) Community(t *testing.T, street string) string {
	t.Helper()
	list, err := directoryv1.NewDirectoryServiceClient(w.Conn(Resident)).ListUnits(t.Context(),
		&directoryv1.ListUnitsRequest{Parent: w.Street(street), Kind: directoryv1.Unit_KIND_COMMUNITY})
	if err != nil || len(list.GetUnits()) == 0 {
		t.Fatalf("communities of %s: %v, %v", street, list, err)
	}
	return list.GetUnits()[0].GetName()
}

// Street is the sub-district with a code.
func (w Issues) Street(code string) string { return w.UnitName(code) }

// Draft is an issue that anybody may file in 西潞街道.
func (w Issues) Draft(t *testing.T) *intakev1.Issue {
	t.Helper()
	return &intakev1.Issue{
		Kind: intakev1.Issue_KIND_HELP, Category: w.Category, Title: "办不了房产证", Description: "入住多年仍未取得房产证",
		Address: "太平庄东里3号楼", Community: w.Community(t, demo.Xilu), ContactName: "张三丰", ContactPhone: "13812341234",
	}
}

// File has the resident file a draft that edit may change.
func (w Issues) File(t *testing.T, edit ...func(*intakev1.Issue)) *intakev1.Issue {
	t.Helper()
	draft := w.Draft(t)
	for _, e := range edit {
		e(draft)
	}
	filed, err := w.As(Resident).CreateIssue(t.Context(), &intakev1.CreateIssueRequest{Issue: draft})
	if err != nil {
		t.Fatal(err)
	}
	return filed
}

// Verb is a well-formed call of a verb.
type Verb func(ctx context.Context, name string) (*intakev1.Issue, error)

// Verbs are the verbs of an issue of 西潞街道, each by somebody who may use it.
func (w Issues) Verbs(t *testing.T) map[string]Verb {
	return w.verbs(t, w.As(Dispatcher), w.As(Resident), w.As(LiaisonA), w.As(StreetLeader))
}

// VerbsOf are the same calls, all by one person, whether or not he may.
func (w Issues) VerbsOf(t *testing.T, who Who) map[string]Verb {
	one := w.As(who)
	return w.verbs(t, one, one, one, one)
}

func (w Issues) verbs(t *testing.T, street, resident, liaison, leader intakev1.IntakeServiceClient) map[string]Verb {
	t.Helper()
	lead := w.UnitOf(t, LiaisonA)
	return map[string]Verb{
		"triage": func(ctx context.Context, name string) (*intakev1.Issue, error) {
			return street.TriageIssue(ctx, &intakev1.TriageIssueRequest{Name: name, Note: "历史遗留问题"})
		},
		"answer": func(ctx context.Context, name string) (*intakev1.Issue, error) {
			return street.AnswerIssue(ctx, &intakev1.AnswerIssueRequest{Name: name, Text: "请带身份证到街道便民大厅办理"})
		},
		"divert": func(ctx context.Context, name string) (*intakev1.Issue, error) {
			return street.DivertIssue(ctx, &intakev1.DivertIssueRequest{Name: name, Diversion: intakev1.Issue_DIVERSION_STATUTORY_ROUTE})
		},
		"requestInfo": func(ctx context.Context, name string) (*intakev1.Issue, error) {
			return street.RequestInfo(ctx, &intakev1.RequestInfoRequest{Name: name, Text: "请说明具体楼门"})
		},
		"provideInfo": func(ctx context.Context, name string) (*intakev1.Issue, error) {
			return resident.ProvideInfo(ctx, &intakev1.ProvideInfoRequest{Name: name, Text: "3号楼2单元"})
		},
		"hold": func(ctx context.Context, name string) (*intakev1.Issue, error) {
			return leader.HoldIssue(ctx, &intakev1.HoldIssueRequest{Name: name, Hold: &intakev1.Hold{Cause: "测绘资料缺失", UnlockCondition: "开发商补齐测绘报告",
				OwnerUnit: lead, ReviewDate: w.Day(7)}})
		},
		"release": func(ctx context.Context, name string) (*intakev1.Issue, error) {
			return leader.ReleaseIssue(ctx, &intakev1.ReleaseIssueRequest{Name: name, Reason: "测绘报告已补齐"})
		},
		"review": func(ctx context.Context, name string) (*intakev1.Issue, error) {
			return street.ReviewIssue(ctx, &intakev1.ReviewIssueRequest{Name: name, Note: "核对证书编号"})
		},
		"refuseReopening": func(ctx context.Context, name string) (*intakev1.Issue, error) {
			return street.RefuseReopening(ctx, &intakev1.RefuseReopeningRequest{Name: name, Reason: "无新情况"})
		},
		"urge": func(ctx context.Context, name string) (*intakev1.Issue, error) {
			return resident.UrgeIssue(ctx, &intakev1.UrgeIssueRequest{Name: name, Text: "什么时候能办好"})
		},
		"answerUrge": func(ctx context.Context, name string) (*intakev1.Issue, error) {
			return street.AnswerUrge(ctx, &intakev1.AnswerUrgeRequest{Name: name, Text: "正在核实档案，本周内回复"})
		},
		"split": func(ctx context.Context, name string) (*intakev1.Issue, error) {
			return street.SplitIssue(ctx, &intakev1.SplitIssueRequest{Name: name, Reason: "反映了两个事项", Matters: []*intakev1.SplitIssueRequest_Matter{
				{Title: "楼道灯不亮", Description: "三单元楼道灯不亮", Category: w.Category}}})
		},
		"dispatch": func(ctx context.Context, name string) (*intakev1.Issue, error) {
			return street.DispatchIssue(ctx, &intakev1.DispatchIssueRequest{Name: name, LeadUnit: lead, Text: "请依职权办理"})
		},
		"reply": func(ctx context.Context, name string) (*intakev1.Issue, error) {
			return liaison.ReplyIssue(ctx, &intakev1.ReplyIssueRequest{Name: name, Text: "首次登记已完成，可到大厅领证",
				Contact: &intakev1.Contact{Time: timestamppb.New(w.Clock.Now(0)), Channel: intakev1.ContactChannel_CONTACT_CHANNEL_PHONE}})
		},
		"callback": func(ctx context.Context, name string) (*intakev1.Issue, error) {
			return street.CallbackIssue(ctx, &intakev1.CallbackIssueRequest{Name: name, Callback: Answered(true, intakev1.Satisfaction_SATISFACTION_SATISFIED)})
		},
		"close": func(ctx context.Context, name string) (*intakev1.Issue, error) {
			return street.CloseIssue(ctx, &intakev1.CloseIssueRequest{Name: name})
		},
		"reopen": func(ctx context.Context, name string) (*intakev1.Issue, error) {
			return resident.ReopenIssue(ctx, &intakev1.ReopenIssueRequest{Name: name, Reason: "证上的面积不对"})
		},
		"withdraw": func(ctx context.Context, name string) (*intakev1.Issue, error) {
			return resident.WithdrawIssue(ctx, &intakev1.WithdrawIssueRequest{Name: name, Reason: "已自行解决"})
		},
		"rate": func(ctx context.Context, name string) (*intakev1.Issue, error) {
			return resident.RateIssue(ctx, &intakev1.RateIssueRequest{Name: name,
				Rating: &intakev1.Rating{Solved: true, Satisfaction: intakev1.Satisfaction_SATISFACTION_SATISFIED, Text: "办得好"}})
		},
		"sign": func(ctx context.Context, name string) (*intakev1.Issue, error) {
			issue, err := street.GetIssue(ctx, &intakev1.GetIssueRequest{Name: name})
			if err != nil {
				return nil, err
			}
			work := dispatchv1.NewDispatchServiceClient(w.Conn(LiaisonA))
			list, err := work.ListAssignments(ctx, &dispatchv1.ListAssignmentsRequest{Parent: issue.GetDispatch()})
			if err != nil {
				return nil, err
			}
			if _, err := work.SignAssignment(ctx, &dispatchv1.SignAssignmentRequest{Name: list.GetAssignments()[0].GetName()}); err != nil {
				return nil, err
			}
			return street.GetIssue(ctx, &intakev1.GetIssueRequest{Name: name})
		},
	}
}

// Day is the day in Beijing that is so many days after today.
func (w Issues) Day(days int) *date.Date {
	return wire.Date(w.Clock.Now(demo.Fangshan).AddDate(0, 0, days))
}

// Answered is a valid callback by telephone.
func Answered(solved bool, satisfaction intakev1.Satisfaction) *intakev1.Callback {
	yes := true
	return &intakev1.Callback{Valid: true, Contacted: &yes, Solved: &solved, Satisfaction: satisfaction,
		Channel: intakev1.ContactChannel_CONTACT_CHANNEL_PHONE}
}

// Do uses verbs on an issue one after the other, a minute apart, and gives the last answer.
func (w Issues) Do(t *testing.T, issue *intakev1.Issue, verbs ...string) *intakev1.Issue {
	t.Helper()
	calls := w.Verbs(t)
	for _, verb := range verbs {
		w.Clock.Advance(time.Minute)
		var err error
		if issue, err = calls[verb](t.Context(), issue.GetName()); err != nil {
			t.Fatalf("%s: %v", verb, err)
		}
	}
	return issue
}

// Timeline is what somebody sees of an issue's timeline.
func (w Issues) Timeline(t *testing.T, who Who, name string) []*intakev1.TimelineEntry {
	t.Helper()
	list, err := w.As(who).ListTimelineEntries(t.Context(), &intakev1.ListTimelineEntriesRequest{Parent: name, PageSize: 100})
	if err != nil {
		t.Fatal(err)
	}
	return list.GetEntries()
}
