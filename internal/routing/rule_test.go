package routing_test

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	bookingv1 "github.com/haolinju/haolinju/api/gen/haolinju/booking/v1"
	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

func at(of time.Time) *timestamppb.Timestamp { return timestamppb.New(of) }

// proves DI-01, DI-02
func TestADryRunNamesTheRuleThatDecidesAndWhyEachOneBeforeDoesNot(t *testing.T) {
	t.Parallel()
	w := start(t)
	last := w.rule(t, 900, planning, func(r *dispatchv1.RoutingRule) { r.Tier = directoryv1.Category_TIER_URGENT })
	night := w.rule(t, 10, water, func(r *dispatchv1.RoutingRule) {
		r.Category, r.Hours, r.Weekdays = w.Category, dispatchv1.RoutingRule_HOURS_OFFICE, []bookingv1.ShareWindow_Weekday{bookingv1.ShareWindow_WEEKDAY_SUNDAY}
	})
	elsewhere := w.rule(t, 20, water, func(r *dispatchv1.RoutingRule) {
		r.Area, r.Kinds = w.UnitName(east), []intakev1.Issue_Kind{intakev1.Issue_KIND_COMPLAINT}
	})
	street := w.rule(t, 30, water, func(r *dispatchv1.RoutingRule) {
		r.Category, r.Area, r.AssistUnits = w.Category, w.street(), []string{w.UnitName(parks), w.UnitName(planning)}
	})
	issue := w.triaged(t, w.below)
	for what, c := range map[string]struct {
		req  *dispatchv1.DryRunRoutingRulesRequest
		want *dispatchv1.Route
	}{
		"the issue, at noon on a Monday": {&dispatchv1.DryRunRoutingRulesRequest{Issue: issue.GetName()}, &dispatchv1.Route{Rule: street.GetName(), LeadUnit: w.UnitName(water),
			AssistUnits: []string{w.UnitName(parks), w.UnitName(planning)}, Passed: []*dispatchv1.Route_Passed{
				{Rule: night.GetName(), Reasons: []dispatchv1.Route_Reason{dispatchv1.Route_REASON_HOURS, dispatchv1.Route_REASON_WEEKDAY}},
				{Rule: elsewhere.GetName(), Reasons: []dispatchv1.Route_Reason{dispatchv1.Route_REASON_AREA, dispatchv1.Route_REASON_KIND}}}}},
		"the issue, were it a complaint of the east": {&dispatchv1.DryRunRoutingRulesRequest{Issue: issue.GetName(), Area: w.UnitName(east), Kind: intakev1.Issue_KIND_COMPLAINT},
			&dispatchv1.Route{Rule: elsewhere.GetName(), LeadUnit: w.UnitName(water), Passed: []*dispatchv1.Route_Passed{
				{Rule: night.GetName(), Reasons: []dispatchv1.Route_Reason{dispatchv1.Route_REASON_HOURS, dispatchv1.Route_REASON_WEEKDAY}}}}},
		"values alone": {&dispatchv1.DryRunRoutingRulesRequest{Category: w.apart, Time: at(testkit.Noon.Add(2 * time.Hour))}, &dispatchv1.Route{Rule: last.GetName(),
			LeadUnit: w.UnitName(planning), Tier: directoryv1.Category_TIER_URGENT, Passed: []*dispatchv1.Route_Passed{
				{Rule: night.GetName(), Reasons: []dispatchv1.Route_Reason{dispatchv1.Route_REASON_CATEGORY, dispatchv1.Route_REASON_WEEKDAY}},
				{Rule: elsewhere.GetName(), Reasons: []dispatchv1.Route_Reason{dispatchv1.Route_REASON_AREA, dispatchv1.Route_REASON_KIND}},
				{Rule: street.GetName(), Reasons: []dispatchv1.Route_Reason{dispatchv1.Route_REASON_CATEGORY, dispatchv1.Route_REASON_AREA}}}}},
		"before there were rules": {&dispatchv1.DryRunRoutingRulesRequest{Issue: issue.GetName(), Time: at(testkit.Noon.Add(-time.Second))}, &dispatchv1.Route{}},
	} {
		if got := w.dryRun(t, c.req); !proto.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", what, got, c.want)
		}
	}
	if n := w.count(t, "select count(*) from route_proposal"); n != 0 {
		t.Errorf("%d proposals are written", n)
	}
}

// proves DI-01
func TestUnitsThatAnIssueIsAboutAreProposedByNoRuleAndTheRouteSaysSo(t *testing.T) {
	t.Parallel()
	w := start(t)
	first := w.rule(t, 1, suzhuang)
	second := w.rule(t, 2, water, func(r *dispatchv1.RoutingRule) { r.AssistUnits = []string{w.UnitName(suzhuang), w.UnitName(parks)} })
	issue := w.triaged(t, w.Category)
	if got := w.dryRun(t, &dispatchv1.DryRunRoutingRulesRequest{Issue: issue.GetName()}); got.GetRule() != first.GetName() {
		t.Fatal(got)
	}
	given := w.recuse(t, issue, "110111012") // the sub-district with all its communities
	want := &dispatchv1.Route{Rule: second.GetName(), LeadUnit: w.UnitName(water), AssistUnits: []string{w.UnitName(parks)}, RecusedUnits: []string{w.UnitName(suzhuang)},
		Passed: []*dispatchv1.Route_Passed{{Rule: first.GetName(), Reasons: []dispatchv1.Route_Reason{dispatchv1.Route_REASON_RECUSED}}}}
	if got := w.dryRun(t, &dispatchv1.DryRunRoutingRulesRequest{Issue: issue.GetName()}); !proto.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	if got := w.dryRun(t, &dispatchv1.DryRunRoutingRulesRequest{Issue: issue.GetName(), RecusedUnits: []string{w.UnitName(water)}}); got.GetRule() != first.GetName() {
		t.Errorf("with another recusal %v", got)
	}
	read, err := w.as(testkit.StreetLeader).GetRecusal(t.Context(), &dispatchv1.GetRecusalRequest{Name: given.GetName()})
	if err != nil || !proto.Equal(read, given) || !slices.Equal(read.GetUnits(), []string{w.street()}) || read.GetDecider() == "" {
		t.Errorf("%v, %v", read, err)
	}
	_, err = w.as(testkit.Dispatcher).SetRecusal(t.Context(), &dispatchv1.SetRecusalRequest{Name: given.GetName(), Etag: "v7"})
	testkit.WantFault(t, err, codes.Aborted, "STALE")
	_, err = w.as(testkit.Dispatcher).SetRecusal(t.Context(), &dispatchv1.SetRecusalRequest{Name: given.GetName(), Units: []string{"units/" + nobody}})
	testkit.WantField(t, err, codes.NotFound, "NOT_FOUND", "units")
	_, err = w.as(testkit.StreetLeader).SetRecusal(t.Context(), &dispatchv1.SetRecusalRequest{Name: given.GetName()})
	testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")
	_, err = w.as(testkit.Dispatcher).GetRecusal(t.Context(), &dispatchv1.GetRecusalRequest{Name: "issues/" + nobody + "/recusal"})
	testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
	if none := w.recuse(t, issue); len(none.GetUnits()) != 0 || none.GetEtag() == given.GetEtag() {
		t.Errorf("taken back: %v", none)
	}
}

// proves DI-01
func TestARuleHoldsForItsTermAndIsEndedButNeverChanged(t *testing.T) {
	t.Parallel()
	w := start(t)
	admin := w.as(testkit.SystemAdmin)
	now := w.rule(t, 1, water, func(r *dispatchv1.RoutingRule) { r.EndTime = at(testkit.Noon.Add(48 * time.Hour)) })
	next := w.rule(t, 1, parks, func(r *dispatchv1.RoutingRule) { r.StartTime = at(testkit.Noon.Add(48 * time.Hour)) })
	decides := func(after time.Duration) string {
		return w.dryRun(t, &dispatchv1.DryRunRoutingRulesRequest{Category: w.Category, Time: at(testkit.Noon.Add(after))}).GetRule()
	}
	for after, want := range map[time.Duration]string{0: now.GetName(), 48*time.Hour - time.Microsecond: now.GetName(), 48 * time.Hour: next.GetName()} {
		if got := decides(after); got != want {
			t.Errorf("after %s %s decides", after, got)
		}
	}
	end := func(r *dispatchv1.RoutingRule, tag string, when *timestamppb.Timestamp) (*dispatchv1.RoutingRule, error) {
		return admin.EndRoutingRule(t.Context(), &dispatchv1.EndRoutingRuleRequest{Name: r.GetName(), Etag: tag, EndTime: when})
	}
	_, err := end(now, "v7", nil)
	testkit.WantFault(t, err, codes.Aborted, "STALE")
	_, err = end(now, "", at(testkit.Noon.Add(-time.Second)))
	testkit.WantField(t, err, codes.InvalidArgument, "ROUTING_RULE_IN_PAST", "end_time")
	_, err = end(now, "", at(testkit.Noon.Add(72*time.Hour)))
	testkit.WantFault(t, err, codes.FailedPrecondition, "ROUTING_RULE_ENDED")
	if ended, err := end(now, now.GetEtag(), at(testkit.Noon.Add(time.Hour))); err != nil || !ended.GetEndTime().AsTime().Equal(testkit.Noon.Add(time.Hour)) {
		t.Fatal(ended, err)
	}
	if decides(59*time.Minute) != now.GetName() || decides(time.Hour) != "" {
		t.Error("a rule does not end when it is said to")
	}
	if never, err := end(next, "", nil); err != nil || !proto.Equal(never.GetStartTime(), never.GetEndTime()) || decides(72*time.Hour) != "" {
		t.Error("a rule that was ended before it started holds:", never, err)
	}
	list, err := w.as(testkit.AuditAdmin).ListRoutingRules(t.Context(), &dispatchv1.ListRoutingRulesRequest{})
	if err != nil || len(list.GetRoutingRules()) != 2 {
		t.Errorf("%v, %v", list, err)
	}
	for want, change := range map[string]string{
		"routing_rule_term":      "update routing_rule set end_time = start_time - interval '1 second'",
		"routing_rule_rank":      "update routing_rule set rank = 0",
		"routing_rule_hours":     "update routing_rule set hours = 'NIGHT'",
		"routing_rule_tier":      "update routing_rule set tier = 'SOON'",
		"routing_rule_rank_once": "update routing_rule set end_time = null",
	} {
		_, err := w.Owner().Exec(t.Context(), change)
		var broken *pgconn.PgError
		if !errors.As(err, &broken) || broken.ConstraintName != want {
			t.Errorf("%s: %v, want %s", change, err, want)
		}
	}
}

func TestWhatARuleMustNotSayIsRefusedOnItsField(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.rule(t, 5, water)
	for what, c := range map[string]struct {
		edit          func(*dispatchv1.RoutingRule)
		code          codes.Code
		reason, field string
	}{
		"a taken rank":         {func(r *dispatchv1.RoutingRule) { r.Rank = 5 }, codes.AlreadyExists, "ROUTING_RANK_TAKEN", "routing_rule.rank"},
		"no rank":              {func(r *dispatchv1.RoutingRule) { r.Rank = 0 }, codes.InvalidArgument, "INVALID_ARGUMENT", "routing_rule.rank"},
		"a start in the past":  {func(r *dispatchv1.RoutingRule) { r.StartTime = at(testkit.Noon.Add(-1)) }, codes.InvalidArgument, "ROUTING_RULE_IN_PAST", "routing_rule.start_time"},
		"an end at its start":  {func(r *dispatchv1.RoutingRule) { r.EndTime = at(testkit.Noon) }, codes.InvalidArgument, "ROUTING_RULE_IN_PAST", "routing_rule.end_time"},
		"a lead that assists":  {func(r *dispatchv1.RoutingRule) { r.AssistUnits = []string{r.GetLeadUnit()} }, codes.InvalidArgument, "ROUTING_UNIT_TWICE", "routing_rule.assist_units"},
		"an unknown category":  {func(r *dispatchv1.RoutingRule) { r.Category = "categories/" + nobody }, codes.NotFound, "NOT_FOUND", "routing_rule.category"},
		"an unknown area":      {func(r *dispatchv1.RoutingRule) { r.Area = "units/" + nobody }, codes.NotFound, "NOT_FOUND", "routing_rule.area"},
		"an unknown lead":      {func(r *dispatchv1.RoutingRule) { r.LeadUnit = "units/" + nobody }, codes.NotFound, "NOT_FOUND", "routing_rule.lead_unit"},
		"an unknown assistant": {func(r *dispatchv1.RoutingRule) { r.AssistUnits = []string{"units/" + nobody} }, codes.NotFound, "NOT_FOUND", "routing_rule.assist_units"},
	} {
		t.Log(what)
		r := &dispatchv1.RoutingRule{DisplayName: "规则", Rank: 6, LeadUnit: w.UnitName(parks)}
		c.edit(r)
		_, err := w.as(testkit.SystemAdmin).CreateRoutingRule(t.Context(), &dispatchv1.CreateRoutingRuleRequest{RoutingRule: r})
		testkit.WantField(t, err, c.code, c.reason, c.field)
	}
	for field, req := range map[string]*dispatchv1.DryRunRoutingRulesRequest{"issue": {Issue: "issues/" + nobody}, "category": {Category: "categories/" + nobody},
		"area": {Area: "units/" + nobody}, "recused_units": {RecusedUnits: []string{"units/" + nobody}}} {
		_, err := w.as(testkit.Dispatcher).DryRunRoutingRules(t.Context(), req)
		testkit.WantField(t, err, codes.NotFound, "NOT_FOUND", field)
	}
	if n := w.count(t, "select count(*) from routing_rule"); n != 1 {
		t.Errorf("%d rules are written", n)
	}
}

func TestOfTwoRulesOfOneRankOneIsEnteredAndOnlyByTheSystemAdmin(t *testing.T) {
	t.Parallel()
	w := start(t)
	req := &dispatchv1.CreateRoutingRuleRequest{RoutingRule: &dispatchv1.RoutingRule{DisplayName: "规则", Rank: 1, LeadUnit: w.UnitName(water)}}
	errs := make([]error, 2)
	var both sync.WaitGroup
	for i := range errs {
		both.Go(func() { _, errs[i] = w.as(testkit.SystemAdmin).CreateRoutingRule(context.Background(), req) })
	}
	both.Wait()
	if (errs[0] == nil) == (errs[1] == nil) {
		t.Fatalf("they end with %v", errs)
	}
	again := &dispatchv1.CreateRoutingRuleRequest{RoutingRule: &dispatchv1.RoutingRule{DisplayName: "规则", Rank: 2, LeadUnit: w.UnitName(water)}}
	keyed := metadata.AppendToOutgoingContext(t.Context(), "idempotency-key", "enter")
	r, err := w.as(testkit.SystemAdmin).CreateRoutingRule(keyed, again)
	if err != nil {
		t.Fatal(err)
	}
	if same, err := w.as(testkit.SystemAdmin).CreateRoutingRule(keyed, again); err != nil || !proto.Equal(same, r) {
		t.Errorf("by the same key: %v, %v", same, err)
	}
	for _, who := range []testkit.Who{testkit.StreetLeader, testkit.Dispatcher, testkit.AuditAdmin, testkit.Resident} {
		_, err := w.as(who).CreateRoutingRule(t.Context(), again)
		testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")
		_, err = w.as(who).EndRoutingRule(t.Context(), &dispatchv1.EndRoutingRuleRequest{Name: r.GetName()})
		testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")
	}
	_, err = w.as(testkit.Resident).DryRunRoutingRules(t.Context(), &dispatchv1.DryRunRoutingRulesRequest{Category: w.Category})
	testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")
	_, err = w.as(testkit.ForeignAdmin).GetRoutingRule(t.Context(), &dispatchv1.GetRoutingRuleRequest{Name: r.GetName()})
	testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
}
