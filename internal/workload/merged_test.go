package workload_test

import (
	"testing"

	"google.golang.org/grpc/codes"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	peoplev1 "github.com/haolinju/haolinju/api/gen/haolinju/people/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// merge makes one person the duplicate of another.
func (w world) merge(survivor, duplicate testkit.Who) {
	w.T.Helper()
	m, err := peoplev1.NewPeopleServiceClient(w.Conn(testkit.CommunityWorker)).CreatePersonMerge(w.Ctx, &peoplev1.CreatePersonMergeRequest{
		PersonMerge: &peoplev1.PersonMerge{Survivor: person(survivor), Duplicate: person(duplicate), Reason: "同一人注册了两次"}})
	if err == nil {
		_, err = peoplev1.NewPeopleServiceClient(w.Conn(testkit.SecurityAdmin)).ApprovePersonMerge(w.Ctx, &peoplev1.ApprovePersonMergeRequest{Name: m.GetName()})
	}
	if err != nil {
		w.T.Fatal(err)
	}
}

// proves DI-25
func TestNobodyHandlesWhatHeHasBroughtUpUnderHisOtherAccount(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.can(Third, 9)
	issue, duty := w.ordered()
	w.merge(Third, testkit.Resident2)
	for title, sql := range map[string]string{
		"reported": "update issue set reporter_id = $1 where 'issues/' || id = $2",
		"joined": `with i as (update issue set reporter_id = null where 'issues/' || id = $2 returning *)
			insert into voice (tenant_id, id, issue_id, person_id, create_time, update_time, version)
			select tenant_id, gen_random_uuid(), id, $1, create_time, create_time, 1 from i`,
	} {
		if _, err := w.Owner().Exec(w.Ctx, sql, testkit.ID(testkit.Resident2), issue.GetName()); err != nil {
			t.Fatal(err)
		}
		p := w.propose(duty)
		if len(p.GetCandidates()) != 1 || p.GetCandidates()[0].GetObstacle() != dispatchv1.HandlerProposal_Candidate_OBSTACLE_OWN_MATTER {
			t.Errorf("%s: %v", title, p)
		}
		_, err := w.give(duty, Third)
		testkit.WantField(t, err, codes.FailedPrecondition, "HANDLER_CONFLICT", "person")
		if _, err := w.Owner().Exec(w.Ctx, "delete from voice"); err != nil {
			t.Fatal(err)
		}
	}
}
