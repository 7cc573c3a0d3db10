package routing_test

import (
	"context"
	"errors"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5/pgconn"
	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"

	bookingv1 "github.com/haolinju/haolinju/api/gen/haolinju/booking/v1"
	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// proves DI-01
func TestAnIssueThatWaitsForAnOrderHasAProposalAndAnOrderOnlyOnceADispatcherAcceptsIt(t *testing.T) {
	t.Parallel()
	w := start(t)
	rule := w.rule(t, 1, planning, func(r *dispatchv1.RoutingRule) {
		r.AssistUnits, r.Tier = []string{w.UnitName(water)}, directoryv1.Category_TIER_EMERGENCY
	})
	issue := w.triaged(t, w.Category)
	p := w.open(t, issue)
	if p.GetCause() != dispatchv1.RouteProposal_CAUSE_TRIAGED || p.GetRoute().GetRule() != rule.GetName() || p.GetFormerLeadUnit() != "" || p.GetDispatch() != "" {
		t.Fatal(p)
	}
	if n := w.count(t, "select count(*) from dispatch"); n != 0 {
		t.Fatalf("%d orders are out before anybody accepts", n)
	}
	accepted, err := w.as(testkit.Dispatcher).AcceptRouteProposal(t.Context(), &dispatchv1.AcceptRouteProposalRequest{Name: p.GetName(), Etag: p.GetEtag()})
	if err != nil || accepted.GetState() != dispatchv1.RouteProposal_STATE_ACCEPTED || accepted.GetDecider() == "" || accepted.GetDecideTime() == nil {
		t.Fatal(accepted, err)
	}
	got, err := w.As(testkit.Dispatcher).GetIssue(t.Context(), &intakev1.GetIssueRequest{Name: issue.GetName()})
	if err != nil || got.GetState() != intakev1.Issue_STATE_DISPATCHED || got.GetLeadUnit() != w.UnitName(planning) || !slices.Equal(got.GetAssistUnits(), []string{w.UnitName(water)}) ||
		got.GetDispatch() != accepted.GetDispatch() || !got.GetDueTime().AsTime().Before(issue.GetDueTime().AsTime()) {
		t.Errorf("%v, %v", got, err)
	}
	_, err = w.as(testkit.Dispatcher).AcceptRouteProposal(t.Context(), &dispatchv1.AcceptRouteProposalRequest{Name: p.GetName()})
	testkit.WantFault(t, err, codes.FailedPrecondition, "WRONG_STATE")
	if all := w.proposals(t, issue); len(all) != 1 {
		t.Errorf("%v", all)
	}
}

// proves DI-03
func TestAnOpenIssueThatMovesHasAProposalToLeadItElsewhereWhichADispatcherDecides(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.rule(t, 1, water, func(r *dispatchv1.RoutingRule) { r.Area = w.UnitName(east) })
	w.rule(t, 2, planning)
	issue := w.triaged(t, w.Category)
	first := w.open(t, issue)
	issue = w.Do(t, issue, "dispatch") // to 市规自委房山分局, by hand
	if got := w.proposals(t, issue); len(got) != 1 || got[0].GetState() != dispatchv1.RouteProposal_STATE_LAPSED || got[0].GetName() != first.GetName() {
		t.Fatalf("once the order is out: %v", got)
	}
	w.move(t, issue, east)
	p := w.open(t, issue)
	if p.GetCause() != dispatchv1.RouteProposal_CAUSE_RELOCATED || p.GetFormerLeadUnit() != w.UnitName(planning) || p.GetRoute().GetLeadUnit() != w.UnitName(water) {
		t.Fatal(p)
	}
	_, err := w.as(testkit.StreetLeader).DismissRouteProposal(t.Context(), &dispatchv1.DismissRouteProposalRequest{Name: p.GetName(), Reason: "仍由原单位办理"})
	testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")
	_, err = w.as(testkit.Dispatcher).DismissRouteProposal(t.Context(), &dispatchv1.DismissRouteProposalRequest{Name: p.GetName(), Etag: "v7", Reason: "仍由原单位办理"})
	testkit.WantFault(t, err, codes.Aborted, "STALE")
	_, err = w.as(testkit.Dispatcher).DismissRouteProposal(t.Context(), &dispatchv1.DismissRouteProposalRequest{Name: p.GetName()})
	testkit.WantField(t, err, codes.InvalidArgument, "INVALID_ARGUMENT", "reason")
	gone, err := w.as(testkit.Dispatcher).DismissRouteProposal(t.Context(), &dispatchv1.DismissRouteProposalRequest{Name: p.GetName(), Etag: p.GetEtag(), Reason: "仍由原单位办理"})
	if err != nil || gone.GetState() != dispatchv1.RouteProposal_STATE_DISMISSED || gone.GetReason() != "仍由原单位办理" {
		t.Fatal(gone, err)
	}
	if w.open(t, issue) != nil {
		t.Error("what was dismissed is proposed again though nothing has changed")
	}
	w.recuse(t, issue, parks)
	again := w.open(t, issue)
	if again.GetCause() != dispatchv1.RouteProposal_CAUSE_RECUSED || again.GetRoute().GetLeadUnit() != w.UnitName(water) {
		t.Fatal(again)
	}
	accepted, err := w.as(testkit.Dispatcher).AcceptRouteProposal(t.Context(), &dispatchv1.AcceptRouteProposalRequest{Name: again.GetName()})
	if err != nil || accepted.GetState() != dispatchv1.RouteProposal_STATE_ACCEPTED || accepted.GetDispatch() != "" {
		t.Fatal(accepted, err)
	}
	if n := w.count(t, "select count(*) from dispatch"); n != 1 {
		t.Errorf("%d orders are out", n)
	}
	w.move(t, issue, suzhuang)
	if got := w.open(t, issue); got != nil {
		t.Errorf("who leads already is proposed: %v", got)
	}
}

// move lets an issue lie elsewhere, and tells of it as a new map of boundaries does.
func (w world) move(t *testing.T, issue *intakev1.Issue, community string) {
	t.Helper()
	if _, err := w.Owner().Exec(t.Context(), "update issue set unit_id = $2, community_id = $2 where 'issues/' || id = $1", issue.GetName(), w.Unit(community)); err != nil {
		t.Fatal(err)
	}
	if _, err := db.Write(access.AsSystem(t.Context(), demo.Fangshan), w.DB, func(_ context.Context, tx *db.Tx) (bool, error) {
		told := map[string]any{"unit": w.Unit(community)}
		tx.Audit(db.Audit{Action: "intake.issue.relocate", Object: issue.GetName(), After: told})
		tx.Emit(db.Event{Type: "haolinju.intake.issue.relocated.v1", Subject: issue.GetName(), Units: []uuid.UUID{w.Unit(community)}, Data: told})
		return true, nil
	}); err != nil {
		t.Fatal(err)
	}
}

// proves DI-01, DI-03
func TestAProposalGivesWayToTheNextAndCannotBeAcceptedOnceTheIssueHasGoneOn(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.rule(t, 1, water)
	w.rule(t, 2, parks)
	issue := w.triaged(t, w.Category)
	first := w.open(t, issue)
	w.recuse(t, issue, water)
	second := w.open(t, issue)
	if second.GetRoute().GetLeadUnit() != w.UnitName(parks) || second.GetRoute().GetPassed()[0].GetReasons()[0] != dispatchv1.Route_REASON_RECUSED {
		t.Fatal(second)
	}
	_, err := w.as(testkit.Dispatcher).AcceptRouteProposal(t.Context(), &dispatchv1.AcceptRouteProposalRequest{Name: first.GetName()})
	testkit.WantFault(t, err, codes.FailedPrecondition, "WRONG_STATE")
	w.recuse(t, issue, water, planning)
	if still := w.open(t, issue); still.GetName() != second.GetName() {
		t.Errorf("the same is proposed anew: %v", still)
	}
	issue = w.Do(t, issue, "dispatch")
	_, err = w.as(testkit.Dispatcher).AcceptRouteProposal(t.Context(), &dispatchv1.AcceptRouteProposalRequest{Name: second.GetName()})
	testkit.WantFault(t, err, codes.FailedPrecondition, "ROUTE_PROPOSAL_OUTDATED")
	if got := w.open(t, issue); got.GetCause() == dispatchv1.RouteProposal_CAUSE_TRIAGED {
		t.Errorf("it has not lapsed: %v", got)
	}
	for want, change := range map[string]string{
		"route_proposal_state":    "update route_proposal set state = 'GONE'",
		"route_proposal_cause":    "update route_proposal set cause = 'MOVED'",
		"route_proposal_decided":  "update route_proposal set decide_time = null where state = 'LAPSED'",
		"route_proposal_ordered":  "update route_proposal set dispatch_id = (select id from dispatch limit 1) where state = 'LAPSED'",
		"route_proposal_reasoned": "update route_proposal set reason = '理由' where state = 'LAPSED'",
		"route_proposal_one_open": "update route_proposal set state = 'OPEN', decide_time = null",
	} {
		_, err := w.Owner().Exec(t.Context(), change)
		var broken *pgconn.PgError
		if !errors.As(err, &broken) || broken.ConstraintName != want {
			t.Errorf("%s: %v, want %s", change, err, want)
		}
	}
}

func TestOfTwoDispatchersOneAcceptsAndStrangersSeeNoProposal(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.rule(t, 1, water)
	issue := w.triaged(t, w.Category)
	p := w.open(t, issue)
	for _, who := range []testkit.Who{testkit.StreetLeader, testkit.AuditAdmin} {
		if got, err := w.as(who).GetRouteProposal(t.Context(), &dispatchv1.GetRouteProposalRequest{Name: p.GetName()}); err != nil || !proto.Equal(got, p) {
			t.Errorf("%s: %v, %v", who, got, err)
		}
	}
	for _, who := range []testkit.Who{testkit.Resident, testkit.LiaisonA} {
		_, err := w.as(who).GetRouteProposal(t.Context(), &dispatchv1.GetRouteProposalRequest{Name: p.GetName()})
		testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")
		_, err = w.as(who).AcceptRouteProposal(t.Context(), &dispatchv1.AcceptRouteProposalRequest{Name: p.GetName()})
		testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")
	}
	for _, called := range []string{"routeProposals/" + nobody, w.foreign(t)} {
		_, err := w.as(testkit.Dispatcher).GetRouteProposal(t.Context(), &dispatchv1.GetRouteProposalRequest{Name: called})
		testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
		_, err = w.as(testkit.Dispatcher).AcceptRouteProposal(t.Context(), &dispatchv1.AcceptRouteProposalRequest{Name: called})
		testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
	}
	errs := make([]error, 2)
	var both sync.WaitGroup
	for i := range errs {
		both.Go(func() {
			_, errs[i] = w.as(testkit.Dispatcher).AcceptRouteProposal(context.Background(), &dispatchv1.AcceptRouteProposalRequest{Name: p.GetName()})
		})
	}
	both.Wait()
	if (errs[0] == nil) == (errs[1] == nil) || w.count(t, "select count(*) from dispatch") != 1 {
		t.Errorf("accepted twice at once: %v", errs)
	}
}

// foreign is the name of a copy of the open proposal in another sub-district.
func (w world) foreign(t *testing.T) string {
	t.Helper()
	id := uuid.Must(uuid.NewV7())
	if _, err := w.Owner().Exec(t.Context(), `insert into route_proposal (tenant_id, id, create_time, update_time, issue_id, sub_district_id, cause, state, rule_id, lead_unit_id, decide_time)
		select tenant_id, $1, create_time, update_time, issue_id, $2, cause, 'LAPSED', rule_id, lead_unit_id, create_time from route_proposal where state = 'OPEN'`,
		id, w.Unit("110111011")); err != nil {
		t.Fatal(err)
	}
	return "routeProposals/" + id.String()
}

// Random rules, issues and recusals: what is proposed for an issue is what the dry run answers for the same moment.
//
// proves DI-01, DI-02
func TestADryRunAndAProposalNeverDiffer(t *testing.T) {
	t.Parallel()
	w := start(t)
	random := rand.New(rand.NewPCG(20261126, 6))
	units := []string{planning, water, parks, suzhuang, east}
	some := func(of ...string) string { return of[random.IntN(len(of))] }
	for rank := range int32(20) {
		w.rule(t, rank+1, some(units...), func(r *dispatchv1.RoutingRule) {
			r.Category, r.Hours = some("", w.Category, w.below, w.apart), dispatchv1.RoutingRule_Hours(random.IntN(3))
			if area := some("", suzhuang, east, demo.Xilu, demo.Xilu); area != "" {
				r.Area = w.UnitName(area)
			}
			r.Kinds = []intakev1.Issue_Kind{intakev1.Issue_Kind(1 + random.IntN(3))}
			r.Weekdays = []bookingv1.ShareWindow_Weekday{bookingv1.ShareWindow_WEEKDAY_MONDAY, bookingv1.ShareWindow_Weekday(2 + random.IntN(6))}
			if assist := w.UnitName(some(units...)); assist != r.GetLeadUnit() {
				r.AssistUnits = []string{assist}
			}
		})
	}
	proposed := 0
	for range 18 { // as many as one resident files within the hour
		issue := w.File(t, func(i *intakev1.Issue) {
			i.Kind, i.Category = intakev1.Issue_Kind(1+random.IntN(3)), some(w.Category, w.below, w.apart)
			i.Community = w.UnitName(some(suzhuang, east))
		})
		if random.IntN(2) == 0 {
			w.recuse(t, issue, some(units...))
		}
		w.Do(t, issue, "triage")
		p, dry := w.open(t, issue), w.dryRun(t, &dispatchv1.DryRunRoutingRulesRequest{Issue: issue.GetName()})
		if p == nil {
			p = &dispatchv1.RouteProposal{Route: &dispatchv1.Route{Passed: dry.GetPassed()}}
		} else {
			proposed++
		}
		if !proto.Equal(p.GetRoute(), dry) {
			t.Errorf("proposed %v, answered %v", p.GetRoute(), dry)
		}
	}
	if proposed < 6 {
		t.Errorf("only %d are proposed", proposed)
	}
}
