package evaluation_test

import (
	"testing"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"

	pb "github.com/haolinju/haolinju/api/gen/haolinju/evaluation/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// stranger is somebody who may not make a call, and what he is told.
type stranger struct {
	who    testkit.Who
	code   codes.Code
	reason string
}

// A call that changes something: who makes it, who may not, and what the same call brings under another key.
type call struct {
	by        testkit.Who
	strangers []stranger
	make      func(client pb.EvaluationServiceClient, key string) (proto.Message, error)
	code      codes.Code
	again     string
}

var (
	denied       = func(who testkit.Who) stranger { return stranger{who, codes.PermissionDenied, "PERMISSION_DENIED"} }
	blind        = func(who testkit.Who) stranger { return stranger{who, codes.NotFound, "NOT_FOUND"} }
	signedOut    = stranger{testkit.Anonymous, codes.Unauthenticated, "UNAUTHENTICATED"}
	notForThemIn = []stranger{signedOut, denied(testkit.Resident), denied(testkit.LiaisonA), denied(testkit.ForeignResident)}
)

// staff is a call of the street's leader that needs a grant for the street: residents have none, and that of a community
// worker ends at his community.
func staff(worker stranger, code codes.Code, again string, do func(pb.EvaluationServiceClient, string) (proto.Message, error)) call {
	return call{testkit.StreetLeader, append([]stranger{worker}, notForThemIn...), do, code, again}
}

// proves EV-01
func TestEachCallWorksOnceIsReplayedByItsKeyAndRefusedToStrangersAndInTheWrongState(t *testing.T) {
	t.Parallel()
	const wrong = codes.FailedPrecondition
	for name, prepare := range map[string]func(*testing.T, *world) call{
		"OpenCampaign": func(t *testing.T, w *world) call {
			c := w.draft(t, w.plan())
			return staff(blind(testkit.CommunityWorker), wrong, "WRONG_STATE",
				func(client pb.EvaluationServiceClient, key string) (proto.Message, error) {
					return client.OpenCampaign(t.Context(), &pb.OpenCampaignRequest{Name: c.GetName(), RequestId: key})
				})
		},
		"AdvanceCampaign": func(t *testing.T, w *world) call {
			c := w.open(t, w.plan())
			return staff(denied(testkit.CommunityWorker), wrong, "NO_BALLOT",
				func(client pb.EvaluationServiceClient, key string) (proto.Message, error) {
					return client.AdvanceCampaign(t.Context(), &pb.AdvanceCampaignRequest{Name: c.GetName(), RequestId: key})
				})
		},
		"PublishCampaign": func(t *testing.T, w *world) call {
			c, _ := w.reviewed(t, w.plan(), 90)
			return staff(denied(testkit.Dispatcher), wrong, "WRONG_STATE",
				func(client pb.EvaluationServiceClient, key string) (proto.Message, error) {
					return client.PublishCampaign(t.Context(), &pb.PublishCampaignRequest{Name: c.GetName(), RequestId: key})
				})
		},
		"AwardCampaign": func(t *testing.T, w *world) call {
			c, _ := w.published(t, w.plan(), 90)
			w.Clock.Advance(longEnough)
			w.move(t, c, "advance")
			return staff(denied(testkit.Dispatcher), wrong, "WRONG_STATE",
				func(client pb.EvaluationServiceClient, key string) (proto.Message, error) {
					return client.AwardCampaign(t.Context(), &pb.AwardCampaignRequest{Name: c.GetName(), RequestId: key})
				})
		},
		"CancelCampaign": func(t *testing.T, w *world) call {
			c := w.open(t, w.plan())
			return staff(denied(testkit.CommunityWorker), wrong, "WRONG_STATE",
				func(client pb.EvaluationServiceClient, key string) (proto.Message, error) {
					return client.CancelCampaign(t.Context(), &pb.CancelCampaignRequest{Name: c.GetName(), Reason: "方案调整", RequestId: key})
				})
		},
		"CreateNomination": func(t *testing.T, w *world) call {
			c, door := w.open(t, w.plan()), w.enterPlace(t, "DOOR")
			return call{testkit.Resident, []stranger{signedOut, blind(testkit.ForeignResident)},
				func(client pb.EvaluationServiceClient, key string) (proto.Message, error) {
					return client.CreateNomination(t.Context(), &pb.CreateNominationRequest{Parent: c.GetName(), Nomination: of(door), RequestId: key})
				}, codes.AlreadyExists, "ALREADY_NOMINATED"}
		},
		"ScreenNomination": func(t *testing.T, w *world) call {
			c := w.open(t, w.plan())
			n := must[*pb.Nomination](t)(w.as(testkit.Resident).CreateNomination(t.Context(),
				&pb.CreateNominationRequest{Parent: c.GetName(), Nomination: of(w.enterPlace(t, "DOOR"))}))
			return staff(blind(testkit.CommunityWorker), wrong, "WRONG_STATE",
				func(client pb.EvaluationServiceClient, key string) (proto.Message, error) {
					return client.ScreenNomination(t.Context(), &pb.ScreenNominationRequest{Name: n.GetName(),
						Decision: pb.ScreenNominationRequest_DECISION_ACCEPT, RequestId: key})
				})
		},
		"WithdrawNomination": func(t *testing.T, w *world) call {
			c := w.open(t, w.plan())
			n := w.nominate(t, c, of(w.enterPlace(t, "DOOR")))
			return call{testkit.Resident, []stranger{signedOut, blind(testkit.Resident2), blind(testkit.ForeignResident), denied(testkit.StreetLeader)},
				func(client pb.EvaluationServiceClient, key string) (proto.Message, error) {
					return client.WithdrawNomination(t.Context(), &pb.WithdrawNominationRequest{Name: n.GetName(), RequestId: key})
				}, wrong, "WRONG_STATE"}
		},
		"CreateObjection": func(t *testing.T, w *world) call {
			c, entered := w.published(t, w.plan(), 90)
			return call{testkit.Resident, []stranger{signedOut, blind(testkit.ForeignResident)},
				func(client pb.EvaluationServiceClient, key string) (proto.Message, error) {
					return client.CreateObjection(t.Context(), &pb.CreateObjectionRequest{Parent: c.GetName(), RequestId: key,
						Objection: &pb.Objection{Nomination: entered[0].GetName(), Facts: "楼道堆物"}})
				}, codes.AlreadyExists, "OBJECTION_EXISTS"}
		},
		"ResolveObjection": func(t *testing.T, w *world) call {
			c, entered := w.published(t, w.plan(), 90)
			o := must[*pb.Objection](t)(w.as(testkit.Resident2).CreateObjection(t.Context(), &pb.CreateObjectionRequest{
				Parent: c.GetName(), Objection: &pb.Objection{Nomination: entered[0].GetName(), Facts: "楼道堆物"}}))
			return staff(denied(testkit.Dispatcher), wrong, "WRONG_STATE",
				func(client pb.EvaluationServiceClient, key string) (proto.Message, error) {
					return client.ResolveObjection(t.Context(), &pb.ResolveObjectionRequest{Name: o.GetName(),
						Decision: pb.ResolveObjectionRequest_DECISION_DISMISS, Reply: "经核查不属实。", RequestId: key})
				})
		},
		"RevokeHonour": func(t *testing.T, w *world) call {
			_, honours := w.awarded(t, w.plan(), 90)
			return staff(denied(testkit.CommunityWorker), wrong, "WRONG_STATE",
				func(client pb.EvaluationServiceClient, key string) (proto.Message, error) {
					return client.RevokeHonour(t.Context(), &pb.RevokeHonourRequest{Name: honours[0].GetName(), Reason: "申报不实", RequestId: key})
				})
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := start(t)
			c := prepare(t, w)
			for _, s := range c.strangers {
				w.wantRefusal(t, s.code, s.reason, func() error { _, err := c.make(w.as(s.who), ""); return err })
			}
			first := must[proto.Message](t)(c.make(w.as(c.by), "key-1"))
			events := w.count(t, "select count(*) from event")
			replayed := must[proto.Message](t)(c.make(w.as(c.by), "key-1"))
			if !proto.Equal(first, replayed) {
				t.Errorf("the replay answers %v, not %v", replayed, first)
			}
			if n := w.count(t, "select count(*) from event"); n != events {
				t.Errorf("the replay told %d events", n-events)
			}
			w.wantRefusal(t, c.code, c.again, func() error { _, err := c.make(w.as(c.by), "key-2"); return err })
		})
	}
}

// proves EV-01
func TestARefusalToAStrangerIsAudited(t *testing.T) {
	t.Parallel()
	w := start(t)
	c := w.open(t, w.plan())
	_, err := w.try(t, testkit.CommunityWorker, c.GetName(), "advance")
	testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")
	if n := w.count(t, `select count(*) from audit where action = 'evaluation.campaign.advance' and result = 'DENIED' and object = $1`,
		c.GetName()); n != 1 {
		t.Errorf("%d audit rows of the refusal", n)
	}
}

// proves EV-01
func TestTheLeaderOfAnotherUnitDecidesNothingHere(t *testing.T) {
	t.Parallel()
	w := start(t)
	if _, err := w.Owner().Exec(t.Context(), `insert into membership (tenant_id, id, create_time, update_time, version, person_id, unit_id, role, valid_from)
		select tenant_id, gen_random_uuid(), create_time, update_time, 1, person_id, unit_id, 'STREET_LEADER', valid_from
		from membership where tenant_id = $1 and person_id = $2 and role = 'LIAISON'`,
		tenant, w.me(t, testkit.LiaisonA)[len("persons/"):]); err != nil {
		t.Fatal(err)
	}
	reviewed, _ := w.reviewed(t, w.plan(), 90)
	published, entered := w.published(t, w.plan(), 90)
	o := must[*pb.Objection](t)(w.as(testkit.Resident2).CreateObjection(t.Context(), &pb.CreateObjectionRequest{
		Parent: published.GetName(), Objection: &pb.Objection{Nomination: entered[0].GetName(), Facts: "楼道堆物"}}))
	_, honours := w.awarded(t, w.plan(), 90)
	elsewhere := w.as(testkit.LiaisonA)
	for name, c := range map[string]struct {
		stranger stranger
		call     func() error
	}{
		"publish": {denied(testkit.LiaisonA), func() error { _, err := w.try(t, testkit.LiaisonA, reviewed.GetName(), "publish"); return err }},
		"cancel":  {denied(testkit.LiaisonA), func() error { _, err := w.try(t, testkit.LiaisonA, reviewed.GetName(), "cancel"); return err }},
		"award":   {denied(testkit.LiaisonA), func() error { _, err := w.try(t, testkit.LiaisonA, published.GetName(), "award"); return err }},
		"screen": {blind(testkit.LiaisonA), func() error {
			_, err := elsewhere.ScreenNomination(t.Context(), &pb.ScreenNominationRequest{Name: entered[0].GetName(),
				Decision: pb.ScreenNominationRequest_DECISION_ACCEPT})
			return err
		}},
		"resolve": {blind(testkit.LiaisonA), func() error {
			_, err := elsewhere.ResolveObjection(t.Context(), &pb.ResolveObjectionRequest{Name: o.GetName(),
				Decision: pb.ResolveObjectionRequest_DECISION_UPHOLD, Reply: "成立"})
			return err
		}},
		"revoke": {denied(testkit.LiaisonA), func() error {
			_, err := elsewhere.RevokeHonour(t.Context(), &pb.RevokeHonourRequest{Name: honours[0].GetName(), Reason: "越权"})
			return err
		}},
	} {
		t.Log(name)
		w.wantRefusal(t, c.stranger.code, c.stranger.reason, c.call)
	}
}
