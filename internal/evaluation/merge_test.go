package evaluation_test

import (
	"testing"

	"google.golang.org/grpc/codes"

	pb "github.com/haolinju/haolinju/api/gen/haolinju/evaluation/v1"
	peoplev1 "github.com/haolinju/haolinju/api/gen/haolinju/people/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// What both of two persons take part in stands against making them one; and who is one is entered once, under whichever id.
//
// proves AD-14
func TestNobodyIsNominatedTwiceUnderTwoIDs(t *testing.T) {
	t.Parallel()
	w := start(t)
	nominee := func(who testkit.Who) *pb.Nomination { return of("persons/" + testkit.ID(who)) }
	people := func(who testkit.Who) peoplev1.PeopleServiceClient {
		return peoplev1.NewPeopleServiceClient(w.Conn(who))
	}
	plan := w.plan()
	plan.SubjectKind = pb.Campaign_SUBJECT_KIND_RESIDENT
	both, one := w.open(t, plan), w.open(t, plan)
	w.nominate(t, both, nominee(testkit.Resident))
	second := w.nominate(t, both, nominee(testkit.Resident2))
	w.nominate(t, one, nominee(testkit.Resident2))
	m := must[*peoplev1.PersonMerge](t)(people(testkit.CommunityWorker).CreatePersonMerge(t.Context(), &peoplev1.CreatePersonMergeRequest{
		PersonMerge: &peoplev1.PersonMerge{Survivor: "persons/" + testkit.ID(testkit.Resident), Duplicate: "persons/" + testkit.ID(testkit.Resident2)}}))
	approve := func() error {
		_, err := people(testkit.SecurityAdmin).ApprovePersonMerge(t.Context(), &peoplev1.ApprovePersonMergeRequest{Name: m.GetName()})
		return err
	}
	testkit.WantFault(t, approve(), codes.AlreadyExists, "MERGE_CONFLICT")
	must[*pb.Nomination](t)(w.as(testkit.Resident).WithdrawNomination(t.Context(), &pb.WithdrawNominationRequest{Name: second.GetName()}))
	if err := approve(); err != nil {
		t.Fatal(err)
	}
	w.wantRefusal(t, codes.AlreadyExists, "ALREADY_NOMINATED", func() error {
		_, err := w.as(testkit.StreetLeader).CreateNomination(t.Context(), &pb.CreateNominationRequest{Parent: one.GetName(), Nomination: nominee(testkit.Resident)})
		return err
	})
}
