package people_test

import (
	"testing"
	"time"

	"google.golang.org/grpc/codes"

	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
	identityv1 "github.com/haolinju/haolinju/api/gen/haolinju/identity/v1"
	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	peoplev1 "github.com/haolinju/haolinju/api/gen/haolinju/people/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// proves AD-14
func TestAfterAnUndoNobodyStaysSignedInAsTheOtherOfTheTwo(t *testing.T) {
	t.Parallel()
	w := start(t)
	m := w.merged(t)
	tokens := w.open(t, phoneOf(testkit.Resident2))
	if tokens.GetPrincipal().GetPerson() != person(testkit.Resident) {
		t.Fatalf("the duplicate's telephone signs in %s", tokens.GetPrincipal().GetPerson())
	}
	intake := intakev1.NewIntakeServiceClient(w.ConnWith(tokens.GetAccessToken()))
	if _, err := intake.ListIssues(t.Context(), &intakev1.ListIssuesRequest{}); err != nil {
		t.Fatal(err)
	}
	if _, err := w.as(testkit.SecurityAdmin).UndoPersonMerge(t.Context(), &peoplev1.UndoPersonMergeRequest{Name: m.GetName(), Reason: "核实有误"}); err != nil {
		t.Fatal(err)
	}
	_, err := intake.ListIssues(t.Context(), &intakev1.ListIssuesRequest{})
	testkit.WantFault(t, err, codes.Unauthenticated, "UNAUTHENTICATED")
	_, err = identityv1.NewIdentityServiceClient(w.Conn(testkit.Anonymous)).RefreshToken(t.Context(),
		&identityv1.RefreshTokenRequest{RefreshToken: tokens.GetRefreshToken()})
	testkit.WantFault(t, err, codes.Unauthenticated, "REFRESH_TOKEN_INVALID")
}

// proves AD-13
func TestAMandateOfAMergedDelegateEndsAtOnceForWhoGoesOnForHim(t *testing.T) {
	t.Parallel()
	w := start(t)
	m, err := w.witness(t, w.wish(t, testkit.Resident2, w.child(fileIssues)))
	if err != nil {
		t.Fatal(err)
	}
	w.merged(t)
	inPlace := actingFor(t.Context(), m.GetPerson())
	if _, err := w.file(inPlace, testkit.Resident); err != nil {
		t.Fatal(err)
	}
	if _, err := w.as(testkit.CommunityWorker).EndMandate(t.Context(), &peoplev1.EndMandateRequest{Name: m.GetName(), Reason: "监护人变更"}); err != nil {
		t.Fatal(err)
	}
	_, err = w.file(inPlace, testkit.Resident)
	testkit.WantFault(t, err, codes.PermissionDenied, "NO_MANDATE")
}

// proves AD-13
func TestANewMandateReplacesThatOfTheDelegatesOtherAccount(t *testing.T) {
	t.Parallel()
	w := start(t)
	represent := func(who testkit.Who, acts ...accessv1.Act) *peoplev1.Mandate {
		t.Helper()
		want := elder(acts...)
		want.Phone = phoneOf(testkit.Dispatcher)
		m := w.wish(t, who, want)
		w.Clock.Advance(time.Minute)
		if _, err := w.as(who).SendMandateCode(t.Context(), &peoplev1.SendMandateCodeRequest{Name: m.GetName()}); err != nil {
			t.Fatal(err)
		}
		got, err := w.as(who).ConsentToMandate(t.Context(), &peoplev1.ConsentToMandateRequest{Name: m.GetName(), Code: w.Code(t, "+86"+want.GetPhone())})
		if err != nil {
			t.Fatal(err)
		}
		return got
	}
	wide := represent(testkit.Resident2, readMatters, fileIssues)
	w.merged(t)
	represent(testkit.Resident, readMatters)
	_, err := w.file(actingFor(t.Context(), person(testkit.Dispatcher)), testkit.Resident)
	testkit.WantFault(t, err, codes.PermissionDenied, "ACT_NOT_COVERED")
	got, err := w.as(testkit.Resident).GetMandate(t.Context(), &peoplev1.GetMandateRequest{Name: wide.GetName()})
	if err != nil || got.GetState() != peoplev1.Mandate_STATE_EXPIRED {
		t.Errorf("%v, %v", got, err)
	}
}
