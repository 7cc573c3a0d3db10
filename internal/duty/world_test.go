package duty_test

import (
	"testing"

	"google.golang.org/genproto/googleapis/type/date"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

func TestMain(m *testing.M) { testkit.Main(m) }

// Codes of units: a community of 西潞街道, where the community worker works, and 区水务局.
const (
	suzhuang = "110111012005"
	water    = "SWJ"
)

// world has the category of its issues, one below it, and one apart.
type world struct {
	testkit.Issues
	below, apart string
}

func start(t *testing.T) world {
	t.Helper()
	w := world{Issues: testkit.StartIssues(t)}
	w.below = w.SubCategory(t, "TEST.PROPERTY.STAIR")
	w.apart = w.NewCategory(t, "TEST.NOISE", directoryv1.Category_TIER_ORDINARY)
	return w
}

func (w world) as(who testkit.Who) dispatchv1.DispatchServiceClient {
	return dispatchv1.NewDispatchServiceClient(w.Conn(who))
}

// item is one of 区水务局 for a category, with what of it is a community's.
func (w world) item(code, category string, duty dispatchv1.DutyItem_CommunityDuty) *dispatchv1.DutyItem {
	return &dispatchv1.DutyItem{Code: code, DisplayName: "事项" + code, Category: category, LeadUnit: w.UnitName(water),
		AssistKinds: []directoryv1.Unit_Kind{directoryv1.Unit_KIND_SUB_DISTRICT}, Clause: code + "依据条款", CommunityDuty: duty}
}

func catalogue(start *date.Date, items ...*dispatchv1.DutyItem) *dispatchv1.CreateDutyCatalogueRequest {
	return &dispatchv1.CreateDutyCatalogueRequest{DutyCatalogue: &dispatchv1.DutyCatalogue{DisplayName: "派单目录", Basis: "区政府〔2026〕12号",
		StartDate: start, Items: items}}
}

func (w world) published(t *testing.T, start *date.Date, items ...*dispatchv1.DutyItem) *dispatchv1.DutyCatalogue {
	t.Helper()
	c, err := w.as(testkit.SystemAdmin).CreateDutyCatalogue(t.Context(), catalogue(start, items...))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// inForce is a catalogue that has started: communities lead what is below, assist with the category above it, and have no duty apart.
func (w world) inForce(t *testing.T) *dispatchv1.DutyCatalogue {
	t.Helper()
	c := w.published(t, w.Day(1), w.item("A", w.Category, dispatchv1.DutyItem_COMMUNITY_DUTY_ASSIST_ONLY),
		w.item("B", w.below, dispatchv1.DutyItem_COMMUNITY_DUTY_LEAD))
	w.Clock.Set(testkit.Noon.AddDate(0, 0, 1))
	return c
}

// triaged is an issue of a category that can be dispatched.
func (w world) triaged(t *testing.T, category string) *intakev1.Issue {
	t.Helper()
	return w.Do(t, w.File(t, func(i *intakev1.Issue) { i.Category = category }), "triage")
}

// dispatch sends an order to a lead and those who assist.
func (w world) dispatch(t *testing.T, issue *intakev1.Issue, lead string, assist ...string) (*intakev1.Issue, error) {
	t.Helper()
	req := &intakev1.DispatchIssueRequest{Name: issue.GetName(), LeadUnit: w.UnitName(lead)}
	for _, code := range assist {
		req.AssistUnits = append(req.AssistUnits, w.UnitName(code))
	}
	return w.As(testkit.Dispatcher).DispatchIssue(t.Context(), req)
}

// lookedUp is the catalogue and the code of the item that hold for a category on a day; nil for today.
func (w world) lookedUp(t *testing.T, category string, on *date.Date) [2]string {
	t.Helper()
	a, err := w.as(testkit.LiaisonA).LookUpDuty(t.Context(), &dispatchv1.LookUpDutyRequest{Category: category, Date: on})
	if err != nil {
		t.Fatal(err)
	}
	return [2]string{a.GetDutyCatalogue(), a.GetItem().GetCode()}
}

func (w world) count(t *testing.T, sql string, args ...any) (n int) {
	t.Helper()
	if err := w.Owner().QueryRow(t.Context(), sql, args...).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

// override lets 苏庄 be called for an issue.
func (w world) override(issue *intakev1.Issue, role dispatchv1.Assignment_Role) *dispatchv1.CreateDutyOverrideRequest {
	return &dispatchv1.CreateDutyOverrideRequest{DutyOverride: &dispatchv1.DutyOverride{Issue: issue.GetName(), Community: w.UnitName(suzhuang),
		Role: role, Reason: "汛期应急，社区自愿牵头"}}
}

// street is 西潞街道.
func (w world) street() string { return w.UnitName(demo.Xilu) }
