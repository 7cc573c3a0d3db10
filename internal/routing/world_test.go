package routing_test

import (
	"testing"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

func TestMain(m *testing.M) { testkit.Main(m) }

// Codes of units: a community of 西潞街道, where issues lie unless it is said otherwise, another of its communities, and three departments.
const (
	suzhuang = "110111012005"
	east     = "110111012006"
	planning = "SGZW-FS"
	water    = "SWJ"
	parks    = "YLLHJ"
	nobody   = "00000000-0000-7000-8000-000000000000"
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

// rule enters a rule that leads to a unit, which edit may change.
func (w world) rule(t *testing.T, rank int32, lead string, edit ...func(*dispatchv1.RoutingRule)) *dispatchv1.RoutingRule {
	t.Helper()
	r := &dispatchv1.RoutingRule{DisplayName: "规则", Rank: rank, LeadUnit: w.UnitName(lead)}
	for _, e := range edit {
		e(r)
	}
	made, err := w.as(testkit.SystemAdmin).CreateRoutingRule(t.Context(), &dispatchv1.CreateRoutingRuleRequest{RoutingRule: r})
	if err != nil {
		t.Fatal(err)
	}
	return made
}

// triaged is an issue of a category, in 苏庄一里社区, that waits for an order.
func (w world) triaged(t *testing.T, category string) *intakev1.Issue {
	t.Helper()
	return w.Do(t, w.File(t, func(i *intakev1.Issue) { i.Category, i.Community = category, w.UnitName(suzhuang) }), "triage")
}

// dryRun is what the rules propose by a request.
func (w world) dryRun(t *testing.T, req *dispatchv1.DryRunRoutingRulesRequest) *dispatchv1.Route {
	t.Helper()
	r, err := w.as(testkit.Dispatcher).DryRunRoutingRules(t.Context(), req)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// proposals of an issue, newest first.
func (w world) proposals(t *testing.T, issue *intakev1.Issue) []*dispatchv1.RouteProposal {
	t.Helper()
	w.Route(t)
	list, err := w.as(testkit.Dispatcher).ListRouteProposals(t.Context(), &dispatchv1.ListRouteProposalsRequest{Filter: `issue = "` + issue.GetName() + `"`})
	if err != nil {
		t.Fatal(err)
	}
	return list.GetRouteProposals()
}

// open is the open proposal of an issue; nil for none.
func (w world) open(t *testing.T, issue *intakev1.Issue) *dispatchv1.RouteProposal {
	t.Helper()
	for _, p := range w.proposals(t, issue) {
		if p.GetState() == dispatchv1.RouteProposal_STATE_OPEN {
			return p
		}
	}
	return nil
}

// recuse says which units must not handle an issue.
func (w world) recuse(t *testing.T, issue *intakev1.Issue, codes ...string) *dispatchv1.Recusal {
	t.Helper()
	req := &dispatchv1.SetRecusalRequest{Name: issue.GetName() + "/recusal"}
	for _, code := range codes {
		req.Units = append(req.Units, w.UnitName(code))
	}
	r, err := w.as(testkit.Dispatcher).SetRecusal(t.Context(), req)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func (w world) count(t *testing.T, sql string, args ...any) (n int) {
	t.Helper()
	if err := w.Owner().QueryRow(t.Context(), sql, args...).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

// street is 西潞街道.
func (w world) street() string { return w.UnitName(demo.Xilu) }
