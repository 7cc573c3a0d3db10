package restriction_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/types/known/timestamppb"

	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	noticev1 "github.com/haolinju/haolinju/api/gen/haolinju/notice/v1"
	privacyv1 "github.com/haolinju/haolinju/api/gen/haolinju/privacy/v1"
	restrictionv1 "github.com/haolinju/haolinju/api/gen/haolinju/restriction/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// proves AD-21
func TestARestrictedPersonFilesNothingAtAnyServerUntilItsEndAndIsToldWhereToAppeal(t *testing.T) {
	t.Parallel()
	w := start(t)
	twin := w.Replica()
	if err := w.fileAt(t.Context(), twin, testkit.Resident); err != nil {
		t.Fatal(err)
	}
	r := w.impose(t, w.order())
	if r.GetState() != restrictionv1.Restriction_STATE_ACTIVE || r.GetImposer() != person(testkit.StreetLeader) ||
		!r.GetAppealUntil().AsTime().Equal(w.now().AddDate(0, 0, 30)) {
		t.Errorf("imposed: %v", r)
	}
	for _, k := range []*testkit.Kit{w.Kit, twin} {
		err := w.fileAt(t.Context(), k, testkit.Resident)
		testkit.WantField(t, err, codes.PermissionDenied, "RESTRICTED", "issue")
		m := infoOf(err).GetMetadata()
		if m["scope"] != "ISSUES" || m["until"] != r.GetEndTime().AsTime().Format(time.RFC3339) || m["restriction"] != r.GetName() {
			t.Errorf("the refusal says %v", m)
		}
	}
	status, body := w.REST(t, testkit.Resident, http.MethodPost, "/v1/issues", map[string]any{"kind": "KIND_HELP", "title": "路灯不亮",
		"category": w.draft(demo.CategoryProperty).GetCategory(), "address": "太平庄东里3号楼"}, "Accept-Language", "en")
	fields, _ := body["fields"].([]any)
	if status != http.StatusForbidden || len(fields) != 1 || !strings.Contains(fields[0].(map[string]any)["description"].(string), "appeal at /v1/"+r.GetName()) {
		t.Errorf("by REST: %d %v", status, body)
	}
	if err := bookAt(t.Context(), w.Kit, testkit.Resident, w.wish(0)); err != nil {
		t.Errorf("another scope: %v", err)
	}
	if err := w.file(t.Context(), testkit.Resident2); err != nil {
		t.Errorf("another person: %v", err)
	}
	w.Clock.Set(r.GetEndTime().AsTime())
	if err := w.file(t.Context(), testkit.Resident); err != nil {
		t.Errorf("after its end: %v", err)
	}
	again := w.impose(t, w.order()) // what is over and not marked yet stands in nobody's way
	if got := w.get(t, testkit.Resident, r.GetName()); got.GetState() != restrictionv1.Restriction_STATE_EXPIRED {
		t.Errorf("the first one is %v", got.GetState())
	}
	w.Clock.Set(again.GetEndTime().AsTime())
	if err := w.Restriction.Expire(access.AsSystem(t.Context(), demo.Fangshan)); err != nil {
		t.Fatal(err)
	}
	if got := w.get(t, testkit.Resident, again.GetName()); got.GetState() != restrictionv1.Restriction_STATE_EXPIRED {
		t.Errorf("the job leaves it %v", got.GetState())
	}
}

// proves AD-21
func TestARestrictionOfBookingKeepsFromBookingAlone(t *testing.T) {
	t.Parallel()
	w := start(t)
	order := w.order()
	order.Scope, order.Reason = restrictionv1.Restriction_SCOPE_BOOKINGS, restrictionv1.Restriction_REASON_NO_SHOW
	w.impose(t, order)
	testkit.WantField(t, bookAt(t.Context(), w.Kit, testkit.Resident, w.wish(0)), codes.PermissionDenied, "RESTRICTED", "booking")
	if err := w.file(t.Context(), testkit.Resident); err != nil {
		t.Errorf("an issue: %v", err)
	}
	if n := w.count(t, "select count(*) from booking"); n != 0 {
		t.Errorf("%d bookings", n)
	}
}

// proves AD-21
func TestARestrictedPersonStillReportsDangerAndUsesWhatIsHis(t *testing.T) {
	t.Parallel()
	w := start(t)
	mine := intakev1.NewIntakeServiceClient(w.Conn(testkit.Resident))
	filed, err := mine.CreateIssue(t.Context(), &intakev1.CreateIssueRequest{Issue: w.draft(demo.CategoryProperty)})
	if err != nil {
		t.Fatal(err)
	}
	w.impose(t, w.order())
	if _, err := mine.CreateIssue(t.Context(), &intakev1.CreateIssueRequest{Issue: w.draft(demo.CategoryWater)}); err != nil {
		t.Errorf("danger: %v", err)
	}
	taken := w.draft(demo.CategoryProperty)
	taken.Channel = intakev1.Issue_CHANNEL_HOTLINE_12345
	if _, err := intakev1.NewIntakeServiceClient(w.Conn(testkit.Dispatcher)).CreateIssue(t.Context(), &intakev1.CreateIssueRequest{Issue: taken}); err != nil {
		t.Errorf("at the hotline: %v", err)
	}
	if _, err := mine.GetIssue(t.Context(), &intakev1.GetIssueRequest{Name: filed.GetName()}); err != nil {
		t.Errorf("sees his issue: %v", err)
	}
	if _, err := mine.WithdrawIssue(t.Context(), &intakev1.WithdrawIssueRequest{Name: filed.GetName(), Reason: "已解决"}); err != nil {
		t.Errorf("withdraws it: %v", err)
	}
	if _, err := privacyv1.NewPrivacyServiceClient(w.Conn(testkit.Resident)).ListReadings(t.Context(), &privacyv1.ListReadingsRequest{}); err != nil {
		t.Errorf("asks who has read of him: %v", err)
	}
}

// proves AD-21, AD-13, AD-14
func TestNeitherAMandateNorASecondAccountLeadsAroundARestriction(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.represent(t, accessv1.Act_ACT_FILE_ISSUES)
	inPlace := with(t.Context(), "x-acting-for", person(testkit.Resident2))
	r := w.impose(t, w.order())
	testkit.WantFault(t, w.file(inPlace, testkit.Resident), codes.PermissionDenied, "RESTRICTED") // the delegate is restricted
	if _, err := w.as(testkit.StreetLeader).LiftRestriction(t.Context(), &restrictionv1.LiftRestrictionRequest{Name: r.GetName(), Reason: "误伤"}); err != nil {
		t.Fatal(err)
	}
	order := w.order()
	order.Person = person(testkit.Resident2)
	hers := w.impose(t, order)
	testkit.WantFault(t, w.file(inPlace, testkit.Resident), codes.PermissionDenied, "RESTRICTED") // the person is
	if err := w.file(t.Context(), testkit.Resident); err != nil {
		t.Errorf("for himself: %v", err)
	}
	w.Clock.Advance(time.Minute)
	w.merge(t)
	testkit.WantFault(t, w.file(t.Context(), testkit.Resident), codes.PermissionDenied, "RESTRICTED") // the other account was
	if got := w.get(t, testkit.Resident, hers.GetName()); got.GetPerson() != person(testkit.Resident2) {
		t.Errorf("the survivor reads %v", got)
	}
	if _, err := w.as(testkit.Resident).AppealRestriction(t.Context(), &restrictionv1.AppealRestrictionRequest{Name: hers.GetName(), Appeal: "不是我"}); err != nil {
		t.Errorf("the survivor appeals: %v", err)
	}
}

// proves AD-21
func TestARestrictionIsLiftedForAReasonByWhoMayImposeIt(t *testing.T) {
	t.Parallel()
	w := start(t)
	r := w.impose(t, w.order())
	lift := &restrictionv1.LiftRestrictionRequest{Name: r.GetName(), Reason: "已当面道歉", Etag: r.GetEtag()}
	for who, code := range map[testkit.Who]codes.Code{testkit.Resident: codes.PermissionDenied, testkit.Dispatcher: codes.PermissionDenied,
		testkit.ForeignAdmin: codes.PermissionDenied} {
		_, err := w.as(who).LiftRestriction(t.Context(), lift)
		testkit.WantFault(t, err, code, "PERMISSION_DENIED")
	}
	lifted, err := w.as(testkit.StreetLeader).LiftRestriction(t.Context(), lift)
	if err != nil || lifted.GetState() != restrictionv1.Restriction_STATE_LIFTED || lifted.GetLiftReason() != "已当面道歉" ||
		lifted.GetLifter() != person(testkit.StreetLeader) {
		t.Fatalf("%v, %v", lifted, err)
	}
	if err := w.file(t.Context(), testkit.Resident); err != nil {
		t.Errorf("once it is lifted: %v", err)
	}
	lift.Etag = ""
	_, err = w.as(testkit.StreetLeader).LiftRestriction(t.Context(), lift)
	testkit.WantFault(t, err, codes.FailedPrecondition, "WRONG_STATE")
}

func TestABadRestrictionIsRefusedByFieldAndReasonAndNothingIsWritten(t *testing.T) {
	t.Parallel()
	w := start(t)
	for title, c := range map[string]struct {
		spoil         func(*restrictionv1.Restriction)
		code          codes.Code
		reason, field string
	}{
		"a reason of another scope": {func(r *restrictionv1.Restriction) { r.Reason = restrictionv1.Restriction_REASON_NO_SHOW },
			codes.InvalidArgument, "RESTRICTION_MISFIT", "restriction.reason"},
		"an end in the past": {func(r *restrictionv1.Restriction) { r.EndTime = timestamppb.New(w.now()) },
			codes.InvalidArgument, "RESTRICTION_TOO_LONG", "restriction.end_time"},
		"an end too far ahead": {func(r *restrictionv1.Restriction) {
			r.EndTime = timestamppb.New(w.now().AddDate(0, 0, 90).Add(time.Second))
		},
			codes.InvalidArgument, "RESTRICTION_TOO_LONG", "restriction.end_time"},
		"no end": {func(r *restrictionv1.Restriction) { r.EndTime = nil },
			codes.InvalidArgument, "INVALID_ARGUMENT", "restriction.end_time"},
		"no evidence": {func(r *restrictionv1.Restriction) { r.Evidence = nil },
			codes.InvalidArgument, "INVALID_ARGUMENT", "restriction.evidence"},
		"no explanation": {func(r *restrictionv1.Restriction) { r.Explanation = "" },
			codes.InvalidArgument, "INVALID_ARGUMENT", "restriction.explanation"},
		"himself": {func(r *restrictionv1.Restriction) { r.Person = person(testkit.StreetLeader) },
			codes.PermissionDenied, "OWN_RESTRICTION", "restriction.person"},
		"nobody": {func(r *restrictionv1.Restriction) { r.Person = "persons/" + uuid.NewString() },
			codes.NotFound, "NOT_FOUND", "restriction.person"},
		"a person of another district": {func(r *restrictionv1.Restriction) { r.Person = person(testkit.ForeignResident) },
			codes.NotFound, "NOT_FOUND", "restriction.person"},
		"another street": {func(r *restrictionv1.Restriction) { r.Unit = "units/" + w.Unit("110111011").String() },
			codes.PermissionDenied, "PERMISSION_DENIED", "restriction.unit"},
	} {
		order := w.order()
		c.spoil(order)
		_, err := w.as(testkit.StreetLeader).CreateRestriction(t.Context(), &restrictionv1.CreateRestrictionRequest{Restriction: order})
		if t.Run(title, func(t *testing.T) { testkit.WantField(t, err, c.code, c.reason, c.field) }); w.count(t, "select count(*) from restriction") != 0 {
			t.Fatalf("%s left a restriction", title)
		}
	}
	for _, who := range []testkit.Who{testkit.Resident2, testkit.Dispatcher, testkit.CommunityWorker, testkit.SystemAdmin, testkit.SecurityAdmin} {
		_, err := w.as(who).CreateRestriction(t.Context(), &restrictionv1.CreateRestrictionRequest{Restriction: w.order()})
		testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")
	}
}

func TestOfManyWhoRestrictOnePersonAtOnceOneDoesAndTheSameKeyDoesItOnce(t *testing.T) {
	t.Parallel()
	w := start(t)
	twin := w.Replica()
	reasons := race(16, func(i int) error {
		_, err := restrictionv1.NewRestrictionServiceClient([]*testkit.Kit{w.Kit, twin}[i%2].Conn(testkit.StreetLeader)).
			CreateRestriction(t.Context(), &restrictionv1.CreateRestrictionRequest{Restriction: w.order()})
		return err
	})
	if reasons[""] != 1 || reasons["RESTRICTION_EXISTS"] != 15 {
		t.Errorf("answers by reason: %v", reasons)
	}
	order := w.order()
	order.Person = person(testkit.Resident2)
	keyed := with(t.Context(), "idempotency-key", "once")
	first, err := w.as(testkit.StreetLeader).CreateRestriction(keyed, &restrictionv1.CreateRestrictionRequest{Restriction: order})
	if err != nil {
		t.Fatal(err)
	}
	again, err := w.as(testkit.StreetLeader).CreateRestriction(keyed, &restrictionv1.CreateRestrictionRequest{Restriction: order})
	if err != nil || again.GetName() != first.GetName() {
		t.Errorf("again: %v, %v", again, err)
	}
}

func TestOnlyThePersonAndThoseOverItsUnitSeeARestriction(t *testing.T) {
	t.Parallel()
	w := start(t)
	r := w.impose(t, w.order())
	for who, sees := range map[testkit.Who]bool{testkit.Resident: true, testkit.StreetLeader: true, testkit.AuditAdmin: true,
		testkit.Resident2: false, testkit.Dispatcher: false, testkit.LiaisonA: false} {
		_, err := w.as(who).GetRestriction(t.Context(), &restrictionv1.GetRestrictionRequest{Name: r.GetName()})
		list, listErr := w.as(who).ListRestrictions(t.Context(), &restrictionv1.ListRestrictionsRequest{Filter: "state = STATE_ACTIVE"})
		if (err == nil) != sees || listErr != nil || (len(list.GetRestrictions()) == 1) != sees {
			t.Errorf("%s: %v, %v, %v", who, err, list, listErr)
		}
		if !sees {
			testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
		}
	}
}

// proves AD-21
func TestThePersonIsToldWhenHeIsRestrictedAndWhatBecomesOfIt(t *testing.T) {
	t.Parallel()
	w := start(t)
	r := w.impose(t, w.order())
	w.appeal(t, r)
	w.second(t)
	if _, err := w.as(testkit.Judge).DenyAppeal(t.Context(), &restrictionv1.DenyAppealRequest{Name: r.GetName(), Decision: "证据充分"}); err != nil {
		t.Fatal(err)
	}
	if _, err := w.as(testkit.StreetLeader).LiftRestriction(t.Context(), &restrictionv1.LiftRestrictionRequest{Name: r.GetName(), Reason: "期满前解除"}); err != nil {
		t.Fatal(err)
	}
	w.Tell(t)
	list, err := noticev1.NewNoticeServiceClient(w.Conn(testkit.Resident)).ListNotices(t.Context(), &noticev1.ListNoticesRequest{})
	if err != nil {
		t.Fatal(err)
	}
	told := map[string]bool{}
	for _, n := range list.GetNotices() {
		if n.GetSubject() == r.GetName() {
			told[n.GetEventType()] = true
		}
	}
	for _, verb := range []string{"imposed", "appeal_denied", "lifted"} {
		if !told["haolinju.restriction.restriction."+verb+".v1"] {
			t.Errorf("not told that it was %s: %v", verb, told)
		}
	}
}

func TestABookingForAUnitIsNotThatOfWhoIsRestricted(t *testing.T) {
	t.Parallel()
	w := start(t)
	order := w.order()
	order.Person, order.Scope, order.Reason = person(testkit.CommunityWorker), restrictionv1.Restriction_SCOPE_BOOKINGS, restrictionv1.Restriction_REASON_MISUSE
	w.impose(t, order)
	testkit.WantFault(t, bookAt(t.Context(), w.Kit, testkit.CommunityWorker, w.wish(0)), codes.PermissionDenied, "RESTRICTED")
	b := w.wish(0)
	b.Unit = w.draft(demo.CategoryProperty).GetCommunity()
	if err := bookAt(t.Context(), w.Kit, testkit.CommunityWorker, b); err != nil {
		t.Errorf("for the community: %v", err)
	}
}
