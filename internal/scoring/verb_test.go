package scoring_test

import (
	"testing"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"

	pb "github.com/haolinju/haolinju/api/gen/haolinju/evaluation/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// A call that changes something: who makes it, and what the same call brings under another key.
type call struct {
	by    testkit.Who
	make  func(client pb.EvaluationServiceClient, key string) (proto.Message, error)
	code  codes.Code
	again string
}

// proves EV-01
func TestEachCallWorksOnceIsReplayedByItsKeyAndRefusedToStrangersAndInTheWrongState(t *testing.T) {
	t.Parallel()
	for name, prepare := range map[string]func(*testing.T, *world) call{
		"CreateCriterion": func(t *testing.T, w *world) call {
			c := w.draft(t, w.plan())
			w.wantRefusal(t, codes.NotFound, "NOT_FOUND", func() error {
				_, err := w.as(testkit.CommunityWorker).CreateCriterion(t.Context(), &pb.CreateCriterionRequest{Parent: c.GetName(),
					Criterion: &pb.Criterion{Title: "垃圾分类", WeightBasisPoints: 1, MaxScore: 10}})
				return err
			})
			return call{testkit.StreetLeader, func(client pb.EvaluationServiceClient, key string) (proto.Message, error) {
				return client.CreateCriterion(t.Context(), &pb.CreateCriterionRequest{Parent: c.GetName(), RequestId: key,
					Criterion: &pb.Criterion{Title: "垃圾分类", WeightBasisPoints: 1, MaxScore: 10}})
			}, codes.AlreadyExists, "CRITERION_EXISTS"}
		},
		"CreateScoreSheet": func(t *testing.T, w *world) call {
			c, n := w.reviewed(t)
			s := w.sheet(t, c, n, 90, 9)
			return call{testkit.Judge, func(client pb.EvaluationServiceClient, key string) (proto.Message, error) {
				return client.CreateScoreSheet(t.Context(), &pb.CreateScoreSheetRequest{Parent: c.GetName(), ScoreSheet: s, RequestId: key})
			}, codes.AlreadyExists, "SHEET_EXISTS"}
		},
		"SubmitScoreSheet": func(t *testing.T, w *world) call {
			c, n := w.reviewed(t)
			s := w.enter(t, w.sheet(t, c, n, 90, 9))
			return call{testkit.Judge, func(client pb.EvaluationServiceClient, key string) (proto.Message, error) {
				return client.SubmitScoreSheet(t.Context(), &pb.SubmitScoreSheetRequest{Name: s.GetName(), RequestId: key})
			}, codes.FailedPrecondition, "WRONG_STATE"}
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := start(t)
			c := prepare(t, w)
			for who, refusal := range map[testkit.Who]struct {
				code   codes.Code
				reason string
			}{
				testkit.Anonymous:       {codes.Unauthenticated, "UNAUTHENTICATED"},
				testkit.Resident:        {codes.PermissionDenied, "PERMISSION_DENIED"},
				testkit.LiaisonA:        {codes.PermissionDenied, "PERMISSION_DENIED"},
				testkit.ForeignResident: {codes.PermissionDenied, "PERMISSION_DENIED"},
			} {
				w.wantRefusal(t, refusal.code, refusal.reason, func() error { _, err := c.make(w.as(who), ""); return err })
			}
			first := must[proto.Message](t)(c.make(w.as(c.by), "key-1"))
			events := w.count(t, "select count(*) from event")
			if replayed := must[proto.Message](t)(c.make(w.as(c.by), "key-1")); !proto.Equal(first, replayed) {
				t.Errorf("the replay answers %v, not %v", replayed, first)
			}
			if n := w.count(t, "select count(*) from event"); n != events {
				t.Errorf("the replay told %d events", n-events)
			}
			w.wantRefusal(t, c.code, c.again, func() error { _, err := c.make(w.as(c.by), "key-2"); return err })
		})
	}
}

// What is told of a phase that forbids a call lists the calls of all parts of the campaign, whoever keeps them.
func TestCriteriaAndMarksAreTakenOnlyInTheirPhases(t *testing.T) {
	t.Parallel()
	w := start(t)
	c, n := w.reviewed(t)
	w.wantRefusal(t, codes.FailedPrecondition, "WRONG_STATE", func() error {
		_, err := w.as(testkit.StreetLeader).CreateCriterion(t.Context(), &pb.CreateCriterionRequest{Parent: c.GetName(),
			Criterion: &pb.Criterion{Title: "文明行为", WeightBasisPoints: 1, MaxScore: 1}})
		if got := testkit.Metadata(err)["allowed"]; got != "score,screen,withdraw" {
			t.Errorf("allowed is %q", got)
		}
		return err
	})
	s := w.enter(t, w.sheet(t, c, n, 90, 9))
	must[*pb.Campaign](t)(w.as(testkit.StreetLeader).CancelCampaign(t.Context(), &pb.CancelCampaignRequest{Name: c.GetName(), Reason: "方案调整"}))
	w.wantRefusal(t, codes.FailedPrecondition, "WRONG_STATE", func() error {
		_, err := w.as(testkit.Judge).SubmitScoreSheet(t.Context(), &pb.SubmitScoreSheetRequest{Name: s.GetName()})
		return err
	})
}
