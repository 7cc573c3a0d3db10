package insight_test

import (
	"slices"
	"sync"
	"testing"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	insightv1 "github.com/haolinju/haolinju/api/gen/haolinju/insight/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

func excluding(issue string) *insightv1.CreateExclusionRequest {
	return &insightv1.CreateExclusionRequest{Exclusion: &insightv1.Exclusion{Issue: issue, Reason: insightv1.Exclusion_REASON_UNREASONABLE_DEMAND,
		Explanation: "要求占用公共绿地"}}
}

// proves IS-02
func TestAnApprovedExclusionLeavesTheMeasuresAndTheRatesAreShownBeforeAndAfter(t *testing.T) {
	t.Parallel()
	w := start(t)
	issues := w.ten(t, "SWJ")
	asked := must[*insightv1.Exclusion](t)(w.as(testkit.LiaisonB).CreateExclusion(t.Context(), excluding(issues[9])))
	if asked.GetState() != insightv1.Exclusion_STATE_REQUESTED || asked.GetUnit() != w.UnitName("SWJ") || asked.GetReviewingUnit() != w.UnitName(demo.Xilu) {
		t.Errorf("%v", asked)
	}
	w.Count(t)
	if r := w.rate(t, "SWJ"); r.GetMeasures().GetScore() != 80.2 || r.GetExcluded().GetValid() != 0 {
		t.Errorf("a request counts already: %v", r)
	}
	approved := must[*insightv1.Exclusion](t)(w.as(testkit.StreetLeader).ApproveExclusion(t.Context(),
		&insightv1.ApproveExclusionRequest{Name: asked.GetName(), Decision: "情况属实"}))
	if approved.GetState() != insightv1.Exclusion_STATE_APPROVED || approved.GetReviewer() != "persons/"+testkit.ID(testkit.StreetLeader) {
		t.Errorf("%v", approved)
	}
	w.Count(t)
	r := w.rate(t, "SWJ")
	// 9 left: (0.1 × 9 + 0.5 × 8 + 0.4 × 7.8) / 9 = 0.8911
	if r.GetBeforeExclusions().GetScore() != 80.2 || r.GetMeasures().GetScore() != 89.1 || r.GetMeasures().GetResponse().GetDenominator() != 9 ||
		r.GetTally().GetReceived() != 11 || r.GetExcluded().GetReceived() != 1 {
		t.Errorf("%v", r)
	}
	if got := w.orders(t, testkit.LiaisonB, r.GetName(), "excluded = true"); !slices.Equal(got, issues[9:10]) {
		t.Errorf("excluded are %v", got)
	}
	_, err := w.as(testkit.LiaisonB).WithdrawExclusion(t.Context(), &insightv1.WithdrawExclusionRequest{Name: asked.GetName()})
	testkit.WantFault(t, err, codes.FailedPrecondition, "WRONG_STATE")
}

// proves IS-02
func TestAnExclusionIsAskedForByTheLeadUnitAndDecidedBySomebodyElse(t *testing.T) {
	t.Parallel()
	w := start(t)
	issue := w.handled(t, "SWJ", said{true, false, not})
	for _, who := range []testkit.Who{testkit.LiaisonA, testkit.Dispatcher} { // another unit leads
		_, err := w.as(who).CreateExclusion(t.Context(), excluding(issue))
		testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
	}
	_, err := w.as(testkit.Resident).CreateExclusion(t.Context(), excluding(issue))
	testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")
	asked := must[*insightv1.Exclusion](t)(w.as(testkit.LiaisonB).CreateExclusion(t.Context(), excluding(issue)))
	_, err = w.as(testkit.LiaisonB).CreateExclusion(t.Context(), excluding(issue))
	testkit.WantFault(t, err, codes.AlreadyExists, "EXCLUSION_EXISTS")
	approve := &insightv1.ApproveExclusionRequest{Name: asked.GetName(), Decision: "属实"}
	_, err = w.as(testkit.LiaisonB).ApproveExclusion(t.Context(), approve)
	testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")
	_, err = w.as(testkit.LiaisonA).GetExclusion(t.Context(), &insightv1.GetExclusionRequest{Name: asked.GetName()})
	testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
	_, err = w.as(testkit.StreetLeader).ApproveExclusion(t.Context(), &insightv1.ApproveExclusionRequest{Name: asked.GetName(), Decision: "属实", Etag: "v7"})
	testkit.WantFault(t, err, codes.Aborted, "STALE")
	rejected := must[*insightv1.Exclusion](t)(w.as(testkit.StreetLeader).RejectExclusion(t.Context(),
		&insightv1.RejectExclusionRequest{Name: asked.GetName(), Decision: "应当办理"}))
	if rejected.GetState() != insightv1.Exclusion_STATE_REJECTED || rejected.GetDecision() != "应当办理" {
		t.Errorf("%v", rejected)
	}
	again := must[*insightv1.Exclusion](t)(w.as(testkit.LiaisonB).CreateExclusion(t.Context(), excluding(issue)))
	withdrawn := must[*insightv1.Exclusion](t)(w.as(testkit.LiaisonB).WithdrawExclusion(t.Context(), &insightv1.WithdrawExclusionRequest{Name: again.GetName()}))
	if withdrawn.GetState() != insightv1.Exclusion_STATE_WITHDRAWN {
		t.Errorf("%v", withdrawn)
	}
	for who, want := range map[testkit.Who]int{testkit.LiaisonB: 2, testkit.StreetLeader: 2, testkit.AuditAdmin: 2, testkit.LiaisonA: 0} {
		if list := must[*insightv1.ListExclusionsResponse](t)(w.as(who).ListExclusions(t.Context(), &insightv1.ListExclusionsRequest{})); len(list.GetExclusions()) != want {
			t.Errorf("%s sees %d exclusions, want %d", who, len(list.GetExclusions()), want)
		}
	}
}

// proves IS-02
func TestWhoAskedDoesNotDecideNeitherInAnOfficeOfHisNorThroughASubstitute(t *testing.T) {
	t.Parallel()
	w := start(t)
	directory := directoryv1.NewDirectoryServiceClient(w.Conn(testkit.SecurityAdmin))
	must[*directoryv1.Membership](t)(directory.CreateMembership(t.Context(), &directoryv1.CreateMembershipRequest{Parent: w.UnitName("SWJ"),
		Membership: &directoryv1.Membership{Person: "persons/" + testkit.ID(testkit.StreetLeader), Role: access.Liaison}}))
	asked := must[*insightv1.Exclusion](t)(w.as(testkit.StreetLeader).CreateExclusion(t.Context(), excluding(w.handled(t, "SWJ", said{true, false, not}))))
	approve := &insightv1.ApproveExclusionRequest{Name: asked.GetName(), Decision: "属实"}
	_, err := w.as(testkit.StreetLeader).ApproveExclusion(t.Context(), approve)
	testkit.WantFault(t, err, codes.PermissionDenied, "OWN_EXCLUSION")
	office := func(who testkit.Who) string {
		list := must[*directoryv1.ListMembershipsResponse](t)(directory.ListMemberships(t.Context(),
			&directoryv1.ListMembershipsRequest{Parent: w.UnitName(demo.Xilu), Filter: `person = "persons/` + testkit.ID(who) + `"`}))
		return list.GetMemberships()[0].GetName()
	}
	leave := must[*directoryv1.Substitution](t)(directory.CreateSubstitution(t.Context(), &directoryv1.CreateSubstitutionRequest{Substitution: &directoryv1.Substitution{
		Membership: office(testkit.StreetLeader), SubstituteMembership: office(testkit.Dispatcher), ValidTo: w.in(7), Reason: "年休假"}}))
	inStead := metadata.AppendToOutgoingContext(t.Context(), "x-acting-for", leave.GetName())
	_, err = w.as(testkit.Dispatcher).ApproveExclusion(inStead, approve)
	testkit.WantFault(t, err, codes.PermissionDenied, "OWN_EXCLUSION")
}

func TestOfTwoWhoDecideAtOnceOneDoes(t *testing.T) {
	t.Parallel()
	w := start(t)
	asked := must[*insightv1.Exclusion](t)(w.as(testkit.LiaisonB).CreateExclusion(t.Context(), excluding(w.handled(t, "SWJ", said{true, false, not}))))
	var all sync.WaitGroup
	outcomes := make(chan codes.Code, 2)
	all.Go(func() {
		_, err := w.as(testkit.StreetLeader).ApproveExclusion(t.Context(), &insightv1.ApproveExclusionRequest{Name: asked.GetName(), Decision: "属实"})
		outcomes <- status.Code(err)
	})
	all.Go(func() {
		_, err := w.as(testkit.StreetLeader).RejectExclusion(t.Context(), &insightv1.RejectExclusionRequest{Name: asked.GetName(), Decision: "应当办理"})
		outcomes <- status.Code(err)
	})
	all.Wait()
	got := []codes.Code{<-outcomes, <-outcomes}
	slices.Sort(got)
	if !slices.Equal(got, []codes.Code{codes.OK, codes.FailedPrecondition}) {
		t.Errorf("%v", got)
	}
}
