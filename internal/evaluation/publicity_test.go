package evaluation_test

import (
	"net/http"
	"testing"

	"google.golang.org/grpc/codes"

	pb "github.com/haolinju/haolinju/api/gen/haolinju/evaluation/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

func TestTheRankingIsSealedUntilItIsPublicButForThoseWhoMayPublishIt(t *testing.T) {
	t.Parallel()
	w := start(t)
	c, _ := w.reviewed(t, w.plan(), 70, 90)
	for _, who := range []testkit.Who{testkit.Anonymous, testkit.Resident, testkit.Judge, testkit.Dispatcher} {
		_, err := w.as(who).GetResults(t.Context(), &pb.GetResultsRequest{Name: c.GetName()})
		testkit.WantFault(t, err, codes.FailedPrecondition, "RESULTS_SEALED")
	}
	provisional := must[*pb.Results](t)(w.as(testkit.StreetLeader).GetResults(t.Context(), &pb.GetResultsRequest{Name: c.GetName()}))
	w.move(t, c, "publish")
	for i, r := range w.results(t, c) {
		if p := provisional.GetResults()[i]; p.String() != r.String() {
			t.Errorf("place %d was %v and became %v", i+1, p, r)
		}
	}
	if code, got := w.REST(t, testkit.Anonymous, http.MethodGet, "/v1/"+c.GetName()+"/results", nil); code != http.StatusOK ||
		len(got["results"].([]any)) != 2 {
		t.Errorf("%d %v", code, got)
	}
}

func TestAnOpenObjectionHoldsTheAwardUpAndAnUpheldOneTakesTheNominationOff(t *testing.T) {
	t.Parallel()
	w := start(t)
	plan := w.plan()
	plan.Quota = 2
	c, entered := w.published(t, plan, 90, 80, 70)
	against := func(n *pb.Nomination) *pb.Objection {
		t.Helper()
		return must[*pb.Objection](t)(w.as(testkit.Resident).CreateObjection(t.Context(), &pb.CreateObjectionRequest{
			Parent: c.GetName(), Objection: &pb.Objection{Nomination: n.GetName(), Facts: "楼道长期堆放杂物，有照片为证。"}}))
	}
	first := against(entered[0])
	w.wantRefusal(t, codes.NotFound, "NOT_FOUND", func() error {
		_, err := w.as(testkit.Resident).CreateObjection(t.Context(), &pb.CreateObjectionRequest{
			Parent: c.GetName(), Objection: &pb.Objection{Nomination: entered[2].GetName(), Facts: "未在名单内"}})
		return err
	})
	w.Clock.Advance(longEnough)
	w.move(t, c, "advance")
	second := against(entered[1])
	if list := must[*pb.ListObjectionsResponse](t)(w.as(testkit.Resident2).ListObjections(t.Context(),
		&pb.ListObjectionsRequest{Parent: c.GetName()})); len(list.GetObjections()) != 0 {
		t.Errorf("another resident reads %v", list)
	}
	resolve := func(o *pb.Objection, decision pb.ResolveObjectionRequest_Decision) {
		t.Helper()
		w.wantRefusal(t, codes.FailedPrecondition, "OBJECTION_OPEN", func() error {
			_, err := w.try(t, testkit.StreetLeader, c.GetName(), "award")
			return err
		})
		must[*pb.Objection](t)(w.as(testkit.StreetLeader).ResolveObjection(t.Context(), &pb.ResolveObjectionRequest{
			Name: o.GetName(), Decision: decision, Reply: "经现场核查，答复如下。"}))
	}
	resolve(first, pb.ResolveObjectionRequest_DECISION_UPHOLD)
	resolve(second, pb.ResolveObjectionRequest_DECISION_DISMISS)
	w.move(t, c, "award")
	honours := w.honours(t, c)
	if len(honours) != 1 || honours[0].GetNomination() != entered[1].GetName() {
		t.Errorf("honoured %v, want the second alone: nobody moves up who was not made public", honours)
	}
	n := must[*pb.Nomination](t)(w.as(testkit.StreetLeader).GetNomination(t.Context(), &pb.GetNominationRequest{Name: entered[0].GetName()}))
	if n.GetState() != pb.Nomination_STATE_EXCLUDED {
		t.Errorf("%v", n)
	}
	if list := must[*pb.ListObjectionsResponse](t)(w.as(testkit.Resident).ListObjections(t.Context(),
		&pb.ListObjectionsRequest{Parent: c.GetName(), State: pb.Objection_STATE_UPHELD})); len(list.GetObjections()) != 1 ||
		list.GetObjections()[0].GetReply() == "" {
		t.Errorf("the objector reads %v", list)
	}
}
