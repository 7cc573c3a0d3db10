package intake_test

import (
	"context"
	"testing"
	"time"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/types/known/timestamppb"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	identityv1 "github.com/haolinju/haolinju/api/gen/haolinju/identity/v1"
	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// xilu is the code of 西潞街道, in which the street's staff of testkit work; gongchen is that of its neighbour 拱辰街道.
const (
	xilu     = "110111012"
	gongchen = "110111011"
)

// noon is when each test begins: 12:00 of 23 November 2026 in Beijing.
var noon = time.Date(2026, 11, 23, 4, 0, 0, 0, time.UTC)

// world is a running server with one category of ordinary tier.
type world struct {
	*testkit.Kit
	category string
}

func start(t *testing.T) world {
	t.Helper()
	w := world{Kit: testkit.Start(t)}
	w.Clock.Set(noon)
	w.category = w.newCategory(t, "TEST.PROPERTY", directoryv1.Category_TIER_ORDINARY)
	return w
}

func (w world) newCategory(t *testing.T, code string, tier directoryv1.Category_Tier) string {
	t.Helper()
	c, err := directoryv1.NewDirectoryServiceClient(w.Conn(testkit.SystemAdmin)).CreateCategory(t.Context(),
		&directoryv1.CreateCategoryRequest{Category: &directoryv1.Category{Code: code, DisplayName: "房屋产权", Tier: tier}})
	if err != nil {
		t.Fatal(err)
	}
	return c.GetName()
}

func (w world) as(who testkit.Who) intakev1.IntakeServiceClient {
	return intakev1.NewIntakeServiceClient(w.Conn(who))
}

// unitOf is the unit in which somebody holds his first role.
func (w world) unitOf(t *testing.T, who testkit.Who) string {
	t.Helper()
	me, err := identityv1.NewIdentityServiceClient(w.Conn(who)).GetMe(t.Context(), &identityv1.GetMeRequest{})
	if err != nil || len(me.GetMemberships()) == 0 {
		t.Fatalf("%v, %v", me, err)
	}
	return me.GetMemberships()[0].GetUnit()
}

// community is a community of a street.
func (w world) community(t *testing.T, street string) string {
	t.Helper()
	list, err := directoryv1.NewDirectoryServiceClient(w.Conn(testkit.Resident)).ListUnits(t.Context(),
		&directoryv1.ListUnitsRequest{Parent: w.street(street), Kind: directoryv1.Unit_KIND_COMMUNITY})
	if err != nil || len(list.GetUnits()) == 0 {
		t.Fatalf("communities of %s: %v, %v", street, list, err)
	}
	return list.GetUnits()[0].GetName()
}

func (w world) street(code string) string { return "units/" + w.Unit(code).String() }

// draft is an issue that anybody may file in 西潞街道.
func (w world) draft(t *testing.T) *intakev1.Issue {
	t.Helper()
	return &intakev1.Issue{
		Kind: intakev1.Issue_KIND_HELP, Category: w.category, Title: "办不了房产证", Description: "入住多年仍未取得房产证",
		Address: "太平庄东里3号楼", Community: w.community(t, xilu), ContactName: "张三丰", ContactPhone: "13812341234",
	}
}

// file has the resident file a draft that edit may change.
func (w world) file(t *testing.T, edit ...func(*intakev1.Issue)) *intakev1.Issue {
	t.Helper()
	draft := w.draft(t)
	for _, e := range edit {
		e(draft)
	}
	filed, err := w.as(testkit.Resident).CreateIssue(t.Context(), &intakev1.CreateIssueRequest{Issue: draft})
	if err != nil {
		t.Fatal(err)
	}
	return filed
}

// verbs are well-formed calls of every verb, each by somebody who may use it on an issue of 西潞街道.
type call func(ctx context.Context, name string) (*intakev1.Issue, error)

func (w world) verbs(t *testing.T) map[string]call {
	t.Helper()
	street, resident, liaison := w.as(testkit.Dispatcher), w.as(testkit.Resident), w.as(testkit.LiaisonA)
	lead := w.unitOf(t, testkit.LiaisonA)
	return map[string]call{
		"triage": func(ctx context.Context, name string) (*intakev1.Issue, error) {
			return street.TriageIssue(ctx, &intakev1.TriageIssueRequest{Name: name, Note: "历史遗留问题"})
		},
		"answer": func(ctx context.Context, name string) (*intakev1.Issue, error) {
			return street.AnswerIssue(ctx, &intakev1.AnswerIssueRequest{Name: name, Text: "请带身份证到街道便民大厅办理"})
		},
		"dispatch": func(ctx context.Context, name string) (*intakev1.Issue, error) {
			return street.DispatchIssue(ctx, &intakev1.DispatchIssueRequest{Name: name, LeadUnit: lead, Text: "请依职权办理"})
		},
		"reply": func(ctx context.Context, name string) (*intakev1.Issue, error) {
			return liaison.ReplyIssue(ctx, &intakev1.ReplyIssueRequest{Name: name, Text: "首次登记已完成，可到大厅领证",
				Contact: &intakev1.Contact{Time: timestamppb.New(w.Clock.Now(0)), Channel: intakev1.ContactChannel_CONTACT_CHANNEL_PHONE}})
		},
		"callback": func(ctx context.Context, name string) (*intakev1.Issue, error) {
			return street.CallbackIssue(ctx, &intakev1.CallbackIssueRequest{Name: name, Callback: answered(true, intakev1.Satisfaction_SATISFACTION_SATISFIED)})
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
			work := dispatchv1.NewDispatchServiceClient(w.Conn(testkit.LiaisonA))
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

func answered(solved bool, satisfaction intakev1.Satisfaction) *intakev1.Callback {
	yes := true
	return &intakev1.Callback{Valid: true, Contacted: &yes, Solved: &solved, Satisfaction: satisfaction,
		Channel: intakev1.ContactChannel_CONTACT_CHANNEL_PHONE}
}

// do uses verbs on an issue one after the other, a minute apart, and gives the last answer.
func (w world) do(t *testing.T, issue *intakev1.Issue, verbs ...string) *intakev1.Issue {
	t.Helper()
	calls := w.verbs(t)
	for _, verb := range verbs {
		w.Clock.Advance(time.Minute)
		var err error
		if issue, err = calls[verb](t.Context(), issue.GetName()); err != nil {
			t.Fatalf("%s: %v", verb, err)
		}
	}
	return issue
}

// timeline is what somebody sees of an issue's timeline.
func (w world) timeline(t *testing.T, who testkit.Who, name string) []*intakev1.TimelineEntry {
	t.Helper()
	list, err := w.as(who).ListTimelineEntries(t.Context(), &intakev1.ListTimelineEntriesRequest{Parent: name, PageSize: 100})
	if err != nil {
		t.Fatal(err)
	}
	return list.GetEntries()
}

// written is how many rows of the capability, its audit and its events exist: nothing is written while it stays.
func (w world) written(t *testing.T) (n [5]int) {
	t.Helper()
	for i, sql := range []string{"select count(*) from issue", "select count(*) from timeline_entry",
		"select count(*) from callback", "select coalesce(sum(version), 0) from issue",
		"select count(*) from event where type like 'haolinju.intake.%'"} {
		if err := w.Owner().QueryRow(t.Context(), sql).Scan(&n[i]); err != nil {
			t.Fatal(err)
		}
	}
	return n
}

func (w world) denials(t *testing.T, action string) (n int) {
	t.Helper()
	if err := w.Owner().QueryRow(t.Context(),
		`select count(*) from audit where result = 'DENIED' and action = $1`, action).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

// allowed are the verbs that a WRONG_STATE fault names as legal.
func allowed(err error) string {
	for _, d := range status.Convert(err).Details() {
		if info, ok := d.(*errdetails.ErrorInfo); ok {
			return info.GetMetadata()["allowed"]
		}
	}
	return ""
}
