package restriction_test

import (
	"strings"
	"testing"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/types/known/timestamppb"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	restrictionv1 "github.com/haolinju/haolinju/api/gen/haolinju/restriction/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// proves AD-21
func TestAnAppealIsDecidedByAnotherThanWhoImposedAndGrantedLiftsAtOnce(t *testing.T) {
	t.Parallel()
	w := start(t)
	r := w.impose(t, w.order())
	appealed := w.appeal(t, r)
	if appealed.GetState() != restrictionv1.Restriction_STATE_APPEALED || !appealed.GetDecideUntil().AsTime().Equal(w.now().AddDate(0, 0, 7)) {
		t.Errorf("appealed: %v", appealed)
	}
	testkit.WantFault(t, w.file(t.Context(), testkit.Resident), codes.PermissionDenied, "RESTRICTED")
	grant := &restrictionv1.GrantAppealRequest{Name: r.GetName(), Decision: "证据不足"}
	_, err := w.as(testkit.StreetLeader).GrantAppeal(t.Context(), grant)
	testkit.WantFault(t, err, codes.PermissionDenied, "OWN_RESTRICTION")
	_, err = w.as(testkit.StreetLeader).DenyAppeal(t.Context(), &restrictionv1.DenyAppealRequest{Name: r.GetName(), Decision: "维持"})
	testkit.WantFault(t, err, codes.PermissionDenied, "OWN_RESTRICTION")
	for _, who := range []testkit.Who{testkit.Resident, testkit.Dispatcher} {
		_, err = w.as(who).GrantAppeal(t.Context(), grant)
		testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")
	}
	w.second(t)
	granted, err := w.as(testkit.Judge).GrantAppeal(t.Context(), grant)
	if err != nil || granted.GetState() != restrictionv1.Restriction_STATE_LIFTED || granted.GetDecider() != person(testkit.Judge) || granted.GetDecision() != "证据不足" {
		t.Fatalf("%v, %v", granted, err)
	}
	if err := w.file(t.Context(), testkit.Resident); err != nil {
		t.Errorf("once it is granted: %v", err)
	}
}

// proves AD-21
func TestWhoActsInTheOfficeOfTheImposerDoesNotDecideTheAppealEither(t *testing.T) {
	t.Parallel()
	w := start(t)
	r := w.impose(t, w.order())
	w.appeal(t, r)
	directory := directoryv1.NewDirectoryServiceClient(w.Conn(testkit.SecurityAdmin))
	office := func(who testkit.Who) string {
		list, err := directory.ListMemberships(t.Context(), &directoryv1.ListMembershipsRequest{Parent: r.GetUnit(), Filter: `person = "` + person(who) + `"`})
		if err != nil || len(list.GetMemberships()) != 1 {
			t.Fatal(list, err)
		}
		return list.GetMemberships()[0].GetName()
	}
	leave, err := directory.CreateSubstitution(t.Context(), &directoryv1.CreateSubstitutionRequest{Substitution: &directoryv1.Substitution{
		Membership: office(testkit.StreetLeader), SubstituteMembership: office(testkit.Dispatcher), ValidTo: timestamppb.New(w.now().AddDate(0, 0, 7)), Reason: "年休假"}})
	if err != nil {
		t.Fatal(err)
	}
	inStead := with(t.Context(), "x-acting-for", leave.GetName())
	_, err = w.as(testkit.Dispatcher).DenyAppeal(inStead, &restrictionv1.DenyAppealRequest{Name: r.GetName(), Decision: "维持"})
	testkit.WantFault(t, err, codes.PermissionDenied, "OWN_RESTRICTION")
	order := w.order()
	order.Person = person(testkit.Resident2)
	if _, err := w.as(testkit.Dispatcher).CreateRestriction(inStead, &restrictionv1.CreateRestrictionRequest{Restriction: order}); err != nil {
		t.Errorf("imposes in the office: %v", err)
	}
}

// proves AD-21
func TestADeniedAppealLeavesTheRestrictionToItsEndAndThereIsNoSecond(t *testing.T) {
	t.Parallel()
	w := start(t)
	r := w.impose(t, w.order())
	w.appeal(t, r)
	w.second(t)
	denied, err := w.as(testkit.Judge).DenyAppeal(t.Context(), &restrictionv1.DenyAppealRequest{Name: r.GetName(), Decision: "证据充分"})
	if err != nil || denied.GetState() != restrictionv1.Restriction_STATE_UPHELD {
		t.Fatalf("%v, %v", denied, err)
	}
	_, err = w.as(testkit.Resident).AppealRestriction(t.Context(), &restrictionv1.AppealRestrictionRequest{Name: r.GetName(), Appeal: "再次申诉"})
	testkit.WantFault(t, err, codes.FailedPrecondition, "WRONG_STATE")
	w.Clock.Advance(8 * 24 * time.Hour) // past the time in which the appeal was to be decided
	testkit.WantFault(t, w.file(t.Context(), testkit.Resident), codes.PermissionDenied, "RESTRICTED")
	w.Clock.Set(r.GetEndTime().AsTime())
	if err := w.file(t.Context(), testkit.Resident); err != nil {
		t.Errorf("after its end: %v", err)
	}
}

// proves AD-21
func TestAnAppealThatNobodyDecidesInTimeEndsTheRestriction(t *testing.T) {
	t.Parallel()
	w := start(t)
	r := w.impose(t, w.order())
	until := w.appeal(t, r).GetDecideUntil().AsTime()
	w.second(t)
	w.Clock.Set(until.Add(-time.Microsecond))
	testkit.WantFault(t, w.file(t.Context(), testkit.Resident), codes.PermissionDenied, "RESTRICTED")
	w.Clock.Set(until)
	if err := w.file(t.Context(), testkit.Resident); err != nil {
		t.Errorf("undecided in time: %v", err)
	}
	_, err := w.as(testkit.Judge).DenyAppeal(t.Context(), &restrictionv1.DenyAppealRequest{Name: r.GetName(), Decision: "迟到的决定"})
	testkit.WantFault(t, err, codes.FailedPrecondition, "RESTRICTION_OVER")
	for range 2 { // the second run finds nothing
		if err := w.Restriction.Expire(access.AsSystem(t.Context(), demo.Fangshan)); err != nil {
			t.Fatal(err)
		}
	}
	if got := w.get(t, testkit.Resident, r.GetName()); got.GetState() != restrictionv1.Restriction_STATE_EXPIRED {
		t.Errorf("it is %v", got.GetState())
	}
}

// proves AD-21
func TestThePersonAloneAppealsWithinTheDaysThatTheDistrictGives(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.Settle(t, "restriction.appeal_days", "3")
	r := w.impose(t, w.order())
	appeal := &restrictionv1.AppealRestrictionRequest{Name: r.GetName(), Appeal: "不是我"}
	_, err := w.as(testkit.Resident2).AppealRestriction(t.Context(), appeal)
	testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
	_, err = w.as(testkit.StreetLeader).AppealRestriction(t.Context(), appeal)
	testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")
	_, err = w.as(testkit.Resident).AppealRestriction(t.Context(), &restrictionv1.AppealRestrictionRequest{Name: r.GetName()})
	testkit.WantField(t, err, codes.InvalidArgument, "INVALID_ARGUMENT", "appeal")
	w.Clock.Set(r.GetAppealUntil().AsTime())
	_, err = w.as(testkit.Resident).AppealRestriction(t.Context(), appeal)
	testkit.WantFault(t, err, codes.FailedPrecondition, "APPEAL_OVER")
}

func TestOfManyAppealsAtOnceOneIsTakenAndOfManyDecisionsOneCounts(t *testing.T) {
	t.Parallel()
	w := start(t)
	twin := w.Replica()
	r := w.impose(t, w.order())
	at := func(i int, who testkit.Who) restrictionv1.RestrictionServiceClient {
		return restrictionv1.NewRestrictionServiceClient([]*testkit.Kit{w.Kit, twin}[i%2].Conn(who))
	}
	reasons := race(12, func(i int) error {
		_, err := at(i, testkit.Resident).AppealRestriction(t.Context(), &restrictionv1.AppealRestrictionRequest{Name: r.GetName(), Appeal: "不是我"})
		return err
	})
	if reasons[""] != 1 || reasons["WRONG_STATE"] != 11 {
		t.Errorf("appeals by reason: %v", reasons)
	}
	w.second(t)
	reasons = race(12, func(i int) (err error) {
		if i%3 == 0 {
			_, err = at(i, testkit.Judge).DenyAppeal(t.Context(), &restrictionv1.DenyAppealRequest{Name: r.GetName(), Decision: "证据充分"})
		} else {
			_, err = at(i, testkit.Judge).GrantAppeal(t.Context(), &restrictionv1.GrantAppealRequest{Name: r.GetName(), Decision: "证据不足"})
		}
		return err
	})
	if reasons[""] != 1 || reasons["WRONG_STATE"] != 11 {
		t.Errorf("decisions by reason: %v", reasons)
	}
	if n := w.count(t, `select count(*) from event where subject = $1 and type like '%.appeal\_%'`, r.GetName()); n != 1 {
		t.Errorf("%d events of decisions", n)
	}
}

func TestTheDatabaseRefusesWhatTheRulesRefuse(t *testing.T) {
	t.Parallel()
	w := start(t)
	r := w.impose(t, w.order())
	w.appeal(t, r)
	for constraint, change := range map[string]string{
		"restriction_decided_by_another": "decider_id = imposer_id, decide_time = appeal_time, state = 'UPHELD'",
		"restriction_of_another":         "imposer_id = person_id",
		"restriction_ends":               "end_time = create_time",
		"restriction_reason":             "reason = 'NO_SHOW'",
		"restriction_scope":              "scope = 'RATINGS'",
		"restriction_state":              "state = 'PAUSED'",
		"restriction_appealed":           "decide_until = null",
		"restriction_decided":            "state = 'UPHELD'",
		"restriction_lifted":             "lift_time = create_time",
		"restriction_lifted_by_somebody": "state = 'LIFTED'",
	} {
		if _, err := w.Owner().Exec(t.Context(), "update restriction set "+change); err == nil || !strings.Contains(err.Error(), `"`+constraint+`"`) {
			t.Errorf("%s: %v", constraint, err)
		}
	}
}
