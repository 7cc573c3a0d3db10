package evaluation_test

import (
	"testing"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/protobuf/types/known/timestamppb"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	pb "github.com/haolinju/haolinju/api/gen/haolinju/evaluation/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// planOf is a plan for subjects of a kind.
func (w *world) planOf(kind pb.Campaign_SubjectKind) *pb.Campaign {
	plan := w.plan()
	plan.SubjectKind = kind
	return plan
}

// enter nominates in somebody's name, and leaves it to others to screen.
func (w *world) enter(t *testing.T, who testkit.Who, c *pb.Campaign, n *pb.Nomination) *pb.Nomination {
	t.Helper()
	return must[*pb.Nomination](t)(w.as(who).CreateNomination(t.Context(), &pb.CreateNominationRequest{Parent: c.GetName(), Nomination: n}))
}

func accepting(n *pb.Nomination) *pb.ScreenNominationRequest {
	return &pb.ScreenNominationRequest{Name: n.GetName(), Decision: pb.ScreenNominationRequest_DECISION_ACCEPT}
}

// wantRecused checks that a call is refused because its caller decides about what is his own.
func (w *world) wantRecused(t *testing.T, call func() error) {
	t.Helper()
	w.wantRefusal(t, codes.PermissionDenied, "DECIDER_RECUSED", call)
}

// screenRefused checks that the leader of the street may not screen a nomination, and that somebody else may.
func (w *world) screenRefused(t *testing.T, n *pb.Nomination) {
	t.Helper()
	w.wantRecused(t, func() error {
		_, err := w.as(testkit.StreetLeader).ScreenNomination(t.Context(), accepting(n))
		return err
	})
	must[*pb.Nomination](t)(w.as(testkit.Dispatcher).ScreenNomination(t.Context(), accepting(n)))
}

// represents has the district believe until an end that the street's leader speaks for a unit.
func (w *world) represents(t *testing.T, unit string, until time.Time) {
	t.Helper()
	if _, err := w.Owner().Exec(t.Context(), `insert into verification
		(tenant_id, id, create_time, update_time, version, person_id, level, evidence, unit_id, state, decide_time, valid_to)
		select tenant_id, gen_random_uuid(), create_time, update_time, 1, id, 'UNIT_REPRESENTATIVE', 'BUSINESS_LICENCE', $3, 'CONFIRMED', create_time, $4
		from person where tenant_id = $1 and id = $2`, tenant, testkit.ID(testkit.StreetLeader), unit[len("units/"):], until); err != nil {
		t.Fatal(err)
	}
}

// proves EV-06
func TestNobodyScreensWhatHeEnteredHimselfOrAUnitOfHis(t *testing.T) {
	t.Parallel()
	w := start(t)
	leader := w.me(t, testkit.StreetLeader)
	persons := w.open(t, w.planOf(pb.Campaign_SUBJECT_KIND_RESIDENT))
	self := of(leader)
	self.PublicationConsent = true
	w.screenRefused(t, w.enter(t, testkit.StreetLeader, persons, self))
	w.screenRefused(t, w.enter(t, testkit.StreetLeader, persons, of(w.me(t, testkit.Resident2))))
	again := w.open(t, w.planOf(pb.Campaign_SUBJECT_KIND_RESIDENT))
	w.screenRefused(t, w.enter(t, testkit.Resident, again, of(leader)))

	shops := w.open(t, w.planOf(pb.Campaign_SUBJECT_KIND_MERCHANT))
	works, speaks, spoke := w.enterUnit(t, "MERCHANT", "诚信粮油店"), w.enterUnit(t, "MERCHANT", "同心理发店"), w.enterUnit(t, "MERCHANT", "老街早点铺")
	if _, err := w.Owner().Exec(t.Context(), `insert into membership (tenant_id, id, create_time, update_time, version, person_id, unit_id, role, valid_from)
		select tenant_id, gen_random_uuid(), create_time, update_time, 1, person_id, $1, 'RESIDENT', valid_from
		from membership where tenant_id = $2 and person_id = $3 limit 1`, works[len("units/"):], tenant, testkit.ID(testkit.StreetLeader)); err != nil {
		t.Fatal(err)
	}
	now := w.Clock.Now(demo.Fangshan)
	w.represents(t, speaks, now.AddDate(0, 0, 1))
	w.represents(t, spoke, now.Add(-time.Hour))
	w.screenRefused(t, w.enter(t, testkit.Resident, shops, of(works)))
	w.screenRefused(t, w.enter(t, testkit.Resident, shops, of(speaks)))
	must[*pb.Nomination](t)(w.as(testkit.StreetLeader).ScreenNomination(t.Context(), accepting(w.enter(t, testkit.Resident, shops, of(spoke)))))
}

// proves EV-06
func TestASubstituteDoesNotScreenWhoseOfficeHeHolds(t *testing.T) {
	t.Parallel()
	w := start(t)
	directory := directoryv1.NewDirectoryServiceClient(w.Conn(testkit.StreetLeader))
	office := func(who testkit.Who, code string) string {
		list := must[*directoryv1.ListMembershipsResponse](t)(directoryv1.NewDirectoryServiceClient(w.Conn(testkit.SecurityAdmin)).ListMemberships(t.Context(),
			&directoryv1.ListMembershipsRequest{Parent: w.UnitName(code), Filter: `person = "persons/` + testkit.ID(who) + `"`}))
		return list.GetMemberships()[0].GetName()
	}
	leave := must[*directoryv1.Substitution](t)(directory.CreateSubstitution(t.Context(), &directoryv1.CreateSubstitutionRequest{Substitution: &directoryv1.Substitution{
		Membership: office(testkit.StreetLeader, street), SubstituteMembership: office(testkit.CommunityWorker, "110111012005"),
		ValidTo: timestamppb.New(w.Clock.Now(demo.Fangshan).AddDate(0, 0, 7)), Reason: "年休假"}}))
	c := w.open(t, w.planOf(pb.Campaign_SUBJECT_KIND_RESIDENT))
	inStead := metadata.AppendToOutgoingContext(t.Context(), "x-acting-for", leave.GetName())
	own := w.enter(t, testkit.Resident, c, of(w.me(t, testkit.StreetLeader)))
	w.wantRecused(t, func() error {
		_, err := w.as(testkit.CommunityWorker).ScreenNomination(inStead, accepting(own))
		return err
	})
	other := w.enter(t, testkit.Resident, c, of(w.me(t, testkit.Resident2)))
	must[*pb.Nomination](t)(w.as(testkit.CommunityWorker).ScreenNomination(inStead, accepting(other)))
}

// listed is a campaign of residents with one nominee on the list made public.
func (w *world) listed(t *testing.T, nominee testkit.Who) (*pb.Campaign, *pb.Nomination) {
	t.Helper()
	c := w.open(t, w.planOf(pb.Campaign_SUBJECT_KIND_RESIDENT))
	n := w.enter(t, testkit.Resident, c, of(w.me(t, nominee)))
	must[*pb.Nomination](t)(w.as(testkit.Dispatcher).ScreenNomination(t.Context(), accepting(n)))
	w.move(t, c, "advance")
	w.score(t, c, n, 90, 9)
	return must[*pb.Campaign](t)(w.try(t, testkit.SystemAdmin, c.GetName(), "publish")), n
}

// proves EV-06
func TestNobodyRulesOnAnObjectionToHimselfOrOfHisOwn(t *testing.T) {
	t.Parallel()
	w := start(t)
	refused := func(nominee, objector testkit.Who, decision pb.ResolveObjectionRequest_Decision) {
		t.Helper()
		c, n := w.listed(t, nominee)
		o := must[*pb.Objection](t)(w.as(objector).CreateObjection(t.Context(), &pb.CreateObjectionRequest{
			Parent: c.GetName(), Objection: &pb.Objection{Nomination: n.GetName(), Facts: "申报材料不实"}}))
		resolve := func(who testkit.Who) (*pb.Objection, error) {
			return w.as(who).ResolveObjection(t.Context(), &pb.ResolveObjectionRequest{Name: o.GetName(), Decision: decision, Reply: "经核查，答复如下。"})
		}
		w.wantRecused(t, func() error { _, err := resolve(testkit.StreetLeader); return err })
		must[*pb.Objection](t)(resolve(testkit.SystemAdmin))
	}
	refused(testkit.StreetLeader, testkit.Resident2, pb.ResolveObjectionRequest_DECISION_DISMISS)
	refused(testkit.Resident2, testkit.StreetLeader, pb.ResolveObjectionRequest_DECISION_UPHOLD)
}

// proves EV-06
func TestNobodyPublishesAwardsOrRevokesAnHonourOfHisOwn(t *testing.T) {
	t.Parallel()
	w := start(t)
	c := w.open(t, w.planOf(pb.Campaign_SUBJECT_KIND_RESIDENT))
	n := w.enter(t, testkit.Resident, c, of(w.me(t, testkit.StreetLeader)))
	must[*pb.Nomination](t)(w.as(testkit.Dispatcher).ScreenNomination(t.Context(), accepting(n)))
	w.move(t, c, "advance")
	w.score(t, c, n, 90, 9)
	decided := func(verb string) {
		t.Helper()
		w.wantRecused(t, func() error { _, err := w.try(t, testkit.StreetLeader, c.GetName(), verb); return err })
		list := must[*pb.ListCampaignActionsResponse](t)(w.as(testkit.StreetLeader).ListCampaignActions(t.Context(), &pb.ListCampaignActionsRequest{Name: c.GetName()}))
		for _, action := range list.GetActions() {
			if action.GetVerb() == verb && (action.GetAllowed() || action.GetReason() != "DECIDER_RECUSED") {
				t.Errorf("the actions say %v", action)
			}
		}
		must[*pb.Campaign](t)(w.try(t, testkit.SystemAdmin, c.GetName(), verb))
	}
	decided("publish")
	w.Clock.Advance(longEnough)
	w.move(t, c, "advance")
	decided("award")
	revoke := func(who testkit.Who) (*pb.Honour, error) {
		return w.as(who).RevokeHonour(t.Context(), &pb.RevokeHonourRequest{Name: w.honours(t, c)[0].GetName(), Reason: "申报材料不实"})
	}
	w.wantRecused(t, func() error { _, err := revoke(testkit.StreetLeader); return err })
	must[*pb.Honour](t)(revoke(testkit.SystemAdmin))
}
