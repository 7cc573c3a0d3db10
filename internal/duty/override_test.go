package duty_test

import (
	"context"
	"sync"
	"testing"

	"google.golang.org/grpc/codes"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

const article = "《北京市接诉即办工作条例》第十七条"

// proves DI-34
func TestACommunityIsHandedOnlyWhatIsOnItsDutyListAndTheRefusalNamesRuleAndClause(t *testing.T) {
	t.Parallel()
	w := start(t)
	c := w.inForce(t)
	for what, order := range map[string]struct {
		category, lead string
		assist         []string
		reason         string
		rule, clause   string
	}{
		"leads what it may lead":      {category: w.below, lead: suzhuang},
		"assists with what it leads":  {category: w.below, lead: water, assist: []string{suzhuang}},
		"assists with what is listed": {category: w.Category, lead: water, assist: []string{suzhuang}},
		"leads what it assists with": {category: w.Category, lead: suzhuang, reason: "COMMUNITY_MUST_NOT_LEAD",
			rule: c.GetName() + "/items/A", clause: "A依据条款"},
		"leads what is not listed": {category: w.apart, lead: suzhuang, reason: "OUTSIDE_COMMUNITY_DUTIES", rule: c.GetName(), clause: article},
		"assists with what is not listed": {category: w.apart, lead: water, assist: []string{suzhuang}, reason: "OUTSIDE_COMMUNITY_DUTIES",
			rule: c.GetName(), clause: article},
	} {
		issue := w.triaged(t, order.category)
		sent, err := w.dispatch(t, issue, order.lead, order.assist...)
		if order.reason == "" {
			if err != nil || sent.GetState() != intakev1.Issue_STATE_DISPATCHED {
				t.Errorf("%s: %v, %v", what, sent, err)
			}
			continue
		}
		testkit.WantFault(t, err, codes.InvalidArgument, order.reason)
		if got := testkit.Metadata(err); got["rule"] != order.rule || got["clause"] != order.clause || got["issue"] != issue.GetName() {
			t.Errorf("%s: it names %v", what, got)
		}
	}
}

// proves DI-34
func TestACommunityIsProtectedInEveryWayToCallItButNotFromBeingInformed(t *testing.T) {
	t.Parallel()
	w := start(t)
	c := w.inForce(t)
	street := w.as(testkit.Dispatcher)
	order := func(issues []string, calls ...*dispatchv1.Assignment) (*dispatchv1.Dispatch, error) {
		return street.CreateDispatch(t.Context(), &dispatchv1.CreateDispatchRequest{Dispatch: &dispatchv1.Dispatch{Kind: dispatchv1.Dispatch_KIND_ORDER,
			IssuingUnit: w.street(), Text: "请核实", Issues: issues, Assignments: calls}})
	}
	call := func(code string, role dispatchv1.Assignment_Role) *dispatchv1.Assignment {
		return &dispatchv1.Assignment{Unit: w.UnitName(code), Role: role, Duty: "请核实"}
	}
	listed, unlisted := w.triaged(t, w.Category).GetName(), w.triaged(t, w.apart).GetName()
	_, err := order([]string{listed, unlisted}, call(water, dispatchv1.Assignment_ROLE_LEAD), call(suzhuang, dispatchv1.Assignment_ROLE_ASSIST))
	testkit.WantField(t, err, codes.InvalidArgument, "OUTSIDE_COMMUNITY_DUTIES", "dispatch.assignments[1].unit")
	if got := testkit.Metadata(err)["issue"]; got != unlisted {
		t.Errorf("it names the issue %s", got)
	}
	_, err = order(nil, call(water, dispatchv1.Assignment_ROLE_LEAD), call(suzhuang, dispatchv1.Assignment_ROLE_ASSIST))
	testkit.WantFault(t, err, codes.InvalidArgument, "OUTSIDE_COMMUNITY_DUTIES")
	if got := testkit.Metadata(err)["rule"]; got != c.GetName() {
		t.Errorf("without a matter it names %s", got)
	}
	sent, err := order([]string{unlisted}, call(water, dispatchv1.Assignment_ROLE_LEAD), call(suzhuang, dispatchv1.Assignment_ROLE_INFORMED))
	if err != nil {
		t.Fatal(err)
	}
	_, err = street.AssignUnit(t.Context(), &dispatchv1.AssignUnitRequest{Name: sent.GetName(), Unit: w.UnitName(suzhuang), Role: dispatchv1.Assignment_ROLE_ASSIST, Duty: "请协助"})
	testkit.WantField(t, err, codes.InvalidArgument, "OUTSIDE_COMMUNITY_DUTIES", "unit")
	if n := w.count(t, "select count(*) from dispatch"); n != 1 {
		t.Errorf("%d dispatches are written", n)
	}
}

// proves DI-34
func TestAnOverrideIsNamedWithItsReasonCountedAndListed(t *testing.T) {
	t.Parallel()
	w := start(t)
	c := w.inForce(t)
	issue := w.triaged(t, w.Category)
	_, err := w.dispatch(t, issue, suzhuang)
	testkit.WantFault(t, err, codes.InvalidArgument, "COMMUNITY_MUST_NOT_LEAD")
	asked := w.override(issue, dispatchv1.Assignment_ROLE_LEAD)
	given, err := w.as(testkit.StreetLeader).CreateDutyOverride(t.Context(), asked)
	if err != nil || given.GetRule() != dispatchv1.DutyOverride_RULE_ASSIST_ONLY || given.GetDutyCatalogue() != c.GetName() || given.GetItemCode() != "A" ||
		given.GetReason() != asked.GetDutyOverride().GetReason() || given.GetApprover() == "" || given.GetUseTime() != nil {
		t.Fatal(given, err)
	}
	other := w.triaged(t, w.Category)
	_, err = w.dispatch(t, other, suzhuang)
	testkit.WantFault(t, err, codes.InvalidArgument, "COMMUNITY_MUST_NOT_LEAD")
	if sent, err := w.dispatch(t, issue, suzhuang); err != nil || sent.GetLeadUnit() != w.UnitName(suzhuang) {
		t.Fatal(sent, err)
	}
	for _, who := range []testkit.Who{testkit.StreetLeader, testkit.Dispatcher, testkit.CommunityWorker, testkit.AuditAdmin} {
		list, err := w.as(who).ListDutyOverrides(t.Context(), &dispatchv1.ListDutyOverridesRequest{WithTotal: true, Filter: `community = "` + w.UnitName(suzhuang) + `"`})
		if err != nil || list.GetTotalSize() != 1 || list.GetDutyOverrides()[0].GetUseTime() == nil {
			t.Errorf("%s: %v, %v", who, list, err)
		}
		if got, err := w.as(who).GetDutyOverride(t.Context(), &dispatchv1.GetDutyOverrideRequest{Name: given.GetName()}); err != nil || got.GetReason() != given.GetReason() {
			t.Errorf("%s: %v, %v", who, got, err)
		}
	}
	if n := w.count(t, "select count(*) from audit where action = 'dispatch.duty_override.create' and object = $1 and after ->> 'rule' = 'ASSIST_ONLY'", given.GetName()); n != 1 {
		t.Errorf("it stands in the audit %d times", n)
	}
}

func TestAnOverrideIsRefusedWhereNothingStandsAgainstTheCommunityOrNobodyMayGiveIt(t *testing.T) {
	t.Parallel()
	w := start(t)
	leader := w.as(testkit.StreetLeader)
	issue := w.triaged(t, w.Category)
	_, err := leader.CreateDutyOverride(t.Context(), w.override(issue, dispatchv1.Assignment_ROLE_LEAD))
	testkit.WantFault(t, err, codes.FailedPrecondition, "DUTY_CATALOGUE_MISSING")
	w.inForce(t)
	_, err = leader.CreateDutyOverride(t.Context(), w.override(issue, dispatchv1.Assignment_ROLE_ASSIST))
	testkit.WantFault(t, err, codes.FailedPrecondition, "DUTY_ALLOWS_IT")
	elsewhere := w.override(issue, dispatchv1.Assignment_ROLE_LEAD)
	elsewhere.DutyOverride.Community = w.UnitName(water)
	_, err = leader.CreateDutyOverride(t.Context(), elsewhere)
	testkit.WantField(t, err, codes.InvalidArgument, "NOT_A_COMMUNITY", "duty_override.community")
	elsewhere.DutyOverride.Community = "units/00000000-0000-7000-8000-000000000000"
	_, err = leader.CreateDutyOverride(t.Context(), elsewhere)
	testkit.WantField(t, err, codes.NotFound, "NOT_FOUND", "duty_override.community")
	elsewhere.DutyOverride.Community, elsewhere.DutyOverride.Issue = w.UnitName(suzhuang), "issues/00000000-0000-7000-8000-000000000000"
	_, err = leader.CreateDutyOverride(t.Context(), elsewhere)
	testkit.WantField(t, err, codes.NotFound, "NOT_FOUND", "duty_override.issue")
	_, err = leader.CreateDutyOverride(t.Context(), w.override(issue, dispatchv1.Assignment_ROLE_INFORMED))
	testkit.WantField(t, err, codes.InvalidArgument, "INVALID_ARGUMENT", "duty_override.role")
	for _, who := range []testkit.Who{testkit.Dispatcher, testkit.CommunityWorker, testkit.Resident} {
		_, err = w.as(who).CreateDutyOverride(t.Context(), w.override(issue, dispatchv1.Assignment_ROLE_LEAD))
		testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")
	}
	if n := w.count(t, "select count(*) from duty_override"); n != 0 {
		t.Errorf("%d overrides are written", n)
	}
	errs := make([]error, 2)
	var both sync.WaitGroup
	for i := range errs {
		both.Go(func() {
			_, errs[i] = leader.CreateDutyOverride(context.Background(), w.override(issue, dispatchv1.Assignment_ROLE_LEAD))
		})
	}
	both.Wait()
	if (errs[0] == nil) == (errs[1] == nil) {
		t.Fatalf("given twice at once: %v", errs)
	}
	_, err = leader.CreateDutyOverride(t.Context(), w.override(issue, dispatchv1.Assignment_ROLE_LEAD))
	testkit.WantFault(t, err, codes.AlreadyExists, "DUTY_OVERRIDDEN_ALREADY")
	list, err := leader.ListDutyOverrides(t.Context(), &dispatchv1.ListDutyOverridesRequest{})
	if err != nil || len(list.GetDutyOverrides()) != 1 {
		t.Fatal(list, err)
	}
	_, err = w.as(testkit.LiaisonA).GetDutyOverride(t.Context(), &dispatchv1.GetDutyOverrideRequest{Name: list.GetDutyOverrides()[0].GetName()})
	testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")
	_, err = w.as(testkit.ForeignAdmin).GetDutyOverride(t.Context(), &dispatchv1.GetDutyOverrideRequest{Name: list.GetDutyOverrides()[0].GetName()})
	testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")
}

func TestWithoutACatalogueACommunityAssistsAndNeverLeads(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.published(t, w.Day(1), w.item("A", w.Category, leads)) // which has not started
	_, err := w.dispatch(t, w.triaged(t, w.Category), suzhuang)
	testkit.WantFault(t, err, codes.InvalidArgument, "COMMUNITY_MUST_NOT_LEAD")
	if got := testkit.Metadata(err); got["clause"] != article || got["rule"] != "" {
		t.Errorf("it names %v", got)
	}
	if _, err := w.dispatch(t, w.triaged(t, w.apart), water, suzhuang); err != nil {
		t.Error(err)
	}
}
