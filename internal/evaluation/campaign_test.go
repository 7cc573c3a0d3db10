package evaluation_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"

	pb "github.com/haolinju/haolinju/api/gen/haolinju/evaluation/v1"
	"github.com/haolinju/haolinju/internal/evaluation"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// proves EV-01
func TestACampaignWalksThroughItsPhasesInOrder(t *testing.T) {
	t.Parallel()
	w := start(t)
	plan := w.plan()
	plan.Ballot = true
	c := w.draft(t, plan)
	wantState := func(want pb.Campaign_State) {
		t.Helper()
		if got := w.campaign(t, c.GetName()); got.GetState() != want {
			t.Fatalf("the campaign is in %s, want %s", got.GetState(), want)
		}
	}
	wantState(pb.Campaign_STATE_DRAFT)
	w.move(t, c, "open")
	wantState(pb.Campaign_STATE_NOMINATION)
	n := w.nominate(t, c, of(w.enterPlace(t, "DOOR")))
	w.move(t, c, "advance")
	wantState(pb.Campaign_STATE_REVIEW)
	w.score(t, c, n, 90, 9)
	w.move(t, c, "advance")
	wantState(pb.Campaign_STATE_VOTE)
	w.move(t, c, "publish")
	wantState(pb.Campaign_STATE_PUBLICITY)
	w.wantRefusal(t, codes.FailedPrecondition, "PUBLICITY_NOT_OVER", func() error {
		_, err := w.try(t, testkit.StreetLeader, c.GetName(), "advance")
		return err
	})
	w.Clock.Set(w.campaign(t, c.GetName()).GetPublicityEndTime().AsTime())
	w.move(t, c, "advance")
	wantState(pb.Campaign_STATE_OBJECTION)
	w.move(t, c, "award")
	wantState(pb.Campaign_STATE_AWARDED)
	if got := w.honours(t, c); len(got) != 1 || got[0].GetNomination() != n.GetName() {
		t.Errorf("honours %v", got)
	}
}

// proves EV-01
func TestNoVerbSkipsAPhaseOrTakesOneBackInTheLiveService(t *testing.T) {
	t.Parallel()
	w := start(t)
	plan := w.plan()
	plan.Ballot = true
	road := []string{"open", "advance", "advance", "publish", "advance", "award"}
	for _, phase := range evaluation.CampaignSteps.States() {
		c := w.draft(t, plan)
		for _, verb := range road {
			if at(w.campaign(t, c.GetName())) == phase {
				break
			}
			if phase == evaluation.Cancelled {
				w.move(t, c, "cancel")
				break
			}
			if verb == "advance" && at(w.campaign(t, c.GetName())) == evaluation.Nominating {
				n := w.nominate(t, c, of(w.enterPlace(t, "DOOR")))
				w.move(t, c, verb)
				w.score(t, c, n, 80, 8)
				continue
			}
			if verb == "advance" && at(w.campaign(t, c.GetName())) == evaluation.InPublicity {
				w.Clock.Advance(longEnough)
			}
			w.move(t, c, verb)
		}
		before := w.campaign(t, c.GetName())
		if at(before) != phase {
			t.Fatalf("the campaign came to %s, want %s", at(before), phase)
		}
		for _, verb := range evaluation.CampaignVerbs {
			if _, err := evaluation.CampaignSteps.Step(phase, verb); err == nil {
				continue
			}
			w.wantRefusal(t, codes.FailedPrecondition, "WRONG_STATE", func() error {
				_, err := w.try(t, testkit.StreetLeader, c.GetName(), string(verb))
				return err
			})
			if after := w.campaign(t, c.GetName()); !proto.Equal(before, after) {
				t.Errorf("%s in %s was refused and changed the campaign", verb, phase)
			}
		}
	}
}

func at(c *pb.Campaign) evaluation.CampaignState {
	return evaluation.CampaignState(strings.TrimPrefix(c.GetState().String(), "STATE_"))
}

func TestTheBallotDecidesWhichWayLeadsOutOfTheReview(t *testing.T) {
	t.Parallel()
	w := start(t)
	without, _ := w.reviewed(t, w.plan(), 80)
	w.wantRefusal(t, codes.FailedPrecondition, "NO_BALLOT", func() error {
		_, err := w.try(t, testkit.StreetLeader, without.GetName(), "advance")
		return err
	})
	plan := w.plan()
	plan.Ballot = true
	with, _ := w.reviewed(t, plan, 80)
	w.wantRefusal(t, codes.FailedPrecondition, "BALLOT_NOT_HELD", func() error {
		_, err := w.try(t, testkit.StreetLeader, with.GetName(), "publish")
		return err
	})
}

func TestACampaignOpensOnlyWithWeightsThatAreWhole(t *testing.T) {
	t.Parallel()
	w := start(t)
	leader := w.as(testkit.StreetLeader)
	c := must[*pb.Campaign](t)(leader.CreateCampaign(t.Context(), &pb.CreateCampaignRequest{Campaign: w.plan()}))
	for _, weight := range []int32{6000, 3999} {
		w.wantRefusal(t, codes.FailedPrecondition, "WEIGHTS_NOT_WHOLE", func() error {
			_, err := w.try(t, testkit.StreetLeader, c.GetName(), "open")
			return err
		})
		must[*pb.Criterion](t)(leader.CreateCriterion(t.Context(), &pb.CreateCriterionRequest{Parent: c.GetName(),
			Criterion: &pb.Criterion{Title: fmt.Sprint("标准", weight), WeightBasisPoints: weight, MaxScore: 10}}))
	}
	w.wantRefusal(t, codes.FailedPrecondition, "WEIGHTS_NOT_WHOLE", func() error {
		_, err := w.try(t, testkit.StreetLeader, c.GetName(), "open")
		return err
	})
	must[*pb.Criterion](t)(leader.CreateCriterion(t.Context(), &pb.CreateCriterionRequest{Parent: c.GetName(),
		Criterion: &pb.Criterion{Title: "垃圾分类", WeightBasisPoints: 1, MaxScore: 10}}))
	w.move(t, c, "open")
	w.wantRefusal(t, codes.FailedPrecondition, "WRONG_STATE", func() error {
		_, err := leader.CreateCriterion(t.Context(), &pb.CreateCriterionRequest{Parent: c.GetName(),
			Criterion: &pb.Criterion{Title: "文明行为", WeightBasisPoints: 1, MaxScore: 10}})
		return err
	})
}

func TestAListIsPublishedOnlyWhenAllIsScreenedAndScored(t *testing.T) {
	t.Parallel()
	w := start(t)
	refused := func(c *pb.Campaign, reason string) {
		t.Helper()
		w.wantRefusal(t, codes.FailedPrecondition, reason, func() error {
			_, err := w.try(t, testkit.StreetLeader, c.GetName(), "publish")
			return err
		})
	}
	plan := w.plan()
	plan.Quota, plan.ThresholdBasisPoints = 0, 9000
	c := w.open(t, plan)
	scored := w.nominate(t, c, of(w.enterPlace(t, "DOOR")))
	late := must[*pb.Nomination](t)(w.as(testkit.Resident).CreateNomination(t.Context(),
		&pb.CreateNominationRequest{Parent: c.GetName(), Nomination: of(w.enterPlace(t, "DOOR"))}))
	w.move(t, c, "advance")
	w.score(t, c, scored, 50, 5)
	refused(c, "SCREENING_NOT_DONE")
	late = must[*pb.Nomination](t)(w.as(testkit.StreetLeader).ScreenNomination(t.Context(),
		&pb.ScreenNominationRequest{Name: late.GetName(), Decision: pb.ScreenNominationRequest_DECISION_ACCEPT}))
	refused(c, "SHEETS_MISSING")
	draft := must[*pb.ScoreSheet](t)(w.as(testkit.Judge).CreateScoreSheet(t.Context(),
		&pb.CreateScoreSheetRequest{Parent: c.GetName(), ScoreSheet: w.sheet(t, c, late, 89, 9)}))
	refused(c, "SHEETS_MISSING")
	must[*pb.ScoreSheet](t)(w.as(testkit.Judge).SubmitScoreSheet(t.Context(), &pb.SubmitScoreSheetRequest{Name: draft.GetName()}))
	refused(c, "NOTHING_TO_PUBLISH")
}

func TestADraftIsSeenOnlyByThoseWhoRunIt(t *testing.T) {
	t.Parallel()
	w := start(t)
	c := w.draft(t, w.plan())
	for _, who := range []testkit.Who{testkit.Anonymous, testkit.Resident, testkit.CommunityWorker, testkit.ForeignResident} {
		_, err := w.as(who).GetCampaign(t.Context(), &pb.GetCampaignRequest{Name: c.GetName()})
		testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
		list := must[*pb.ListCampaignsResponse](t)(w.as(who).ListCampaigns(t.Context(), &pb.ListCampaignsRequest{}))
		if len(list.GetCampaigns()) != 0 {
			t.Errorf("%v sees %v", who, list)
		}
	}
	w.move(t, c, "open")
	for _, who := range []testkit.Who{testkit.Anonymous, testkit.Resident, testkit.Dispatcher} {
		list := must[*pb.ListCampaignsResponse](t)(w.as(who).ListCampaigns(t.Context(),
			&pb.ListCampaignsRequest{State: pb.Campaign_STATE_NOMINATION, Year: 2026, SubjectKind: pb.Campaign_SUBJECT_KIND_DOOR}))
		if len(list.GetCampaigns()) != 1 {
			t.Errorf("%v sees %v", who, list)
		}
	}
}

func TestACampaignNeedsSomethingToWinAndAUnitWithinReach(t *testing.T) {
	t.Parallel()
	w := start(t)
	plan := w.plan()
	plan.Quota = 0
	w.wantRefusal(t, codes.InvalidArgument, "NOTHING_TO_WIN", func() error {
		_, err := w.as(testkit.StreetLeader).CreateCampaign(t.Context(), &pb.CreateCampaignRequest{Campaign: plan})
		return err
	})
	w.wantRefusal(t, codes.NotFound, "NOT_FOUND", func() error {
		_, err := w.as(testkit.CommunityWorker).CreateCampaign(t.Context(), &pb.CreateCampaignRequest{Campaign: w.plan()})
		return err
	})
}

func TestTheActionsTellWhatTheVerbsWouldAnswer(t *testing.T) {
	t.Parallel()
	w := start(t)
	c := w.draft(t, w.plan())
	want := func(who testkit.Who, reasons ...string) {
		t.Helper()
		got := must[*pb.ListCampaignActionsResponse](t)(w.as(who).ListCampaignActions(t.Context(),
			&pb.ListCampaignActionsRequest{Name: c.GetName()}))
		for i, action := range got.GetActions() {
			if action.GetReason() != reasons[i] || action.GetAllowed() != (reasons[i] == "") {
				t.Errorf("%v: %s is %v %q, want %q", who, action.GetVerb(), action.GetAllowed(), action.GetReason(), reasons[i])
			}
		}
	}
	want(testkit.StreetLeader, "", "WRONG_STATE", "WRONG_STATE", "WRONG_STATE", "")
	w.move(t, c, "open")
	want(testkit.StreetLeader, "WRONG_STATE", "", "WRONG_STATE", "WRONG_STATE", "")
	want(testkit.Dispatcher, "WRONG_STATE", "", "PERMISSION_DENIED", "PERMISSION_DENIED", "")
	want(testkit.Resident, "PERMISSION_DENIED", "PERMISSION_DENIED", "PERMISSION_DENIED", "PERMISSION_DENIED", "PERMISSION_DENIED")
	w.move(t, c, "advance")
	want(testkit.StreetLeader, "WRONG_STATE", "NO_BALLOT", "NOTHING_TO_PUBLISH", "WRONG_STATE", "")
}

func TestAStaleEtagIsRefused(t *testing.T) {
	t.Parallel()
	w := start(t)
	c := w.draft(t, w.plan())
	w.move(t, c, "open")
	w.wantRefusal(t, codes.Aborted, "STALE", func() error {
		_, err := w.as(testkit.StreetLeader).AdvanceCampaign(t.Context(), &pb.AdvanceCampaignRequest{Name: c.GetName(), Etag: c.GetEtag()})
		return err
	})
}

func TestOfTwoAwardsAtOnceOneWins(t *testing.T) {
	t.Parallel()
	w := start(t)
	c, _ := w.published(t, w.plan(), 90, 80, 70)
	w.Clock.Advance(longEnough)
	w.move(t, c, "advance")
	errs := make([]error, 8)
	var group sync.WaitGroup
	for i := range errs {
		group.Go(func() { _, errs[i] = w.try(t, testkit.StreetLeader, c.GetName(), "award") })
	}
	group.Wait()
	won := 0
	for _, err := range errs {
		if err == nil {
			won++
		} else if status.Code(err) != codes.FailedPrecondition {
			t.Errorf("a loser is told %v", err)
		}
	}
	if won != 1 {
		t.Errorf("%d awards succeeded", won)
	}
	if n := w.count(t, "select count(*) from honour"); n != 3 {
		t.Errorf("%d honours", n)
	}
}
