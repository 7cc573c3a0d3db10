package staffing_test

import (
	"context"
	"net/http"
	"slices"
	"sync"
	"testing"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/protobuf/types/known/timestamppb"

	auditv1 "github.com/haolinju/haolinju/api/gen/haolinju/audit/v1"
	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

const approve = "dispatch.dispatch.approve"

// office is the one membership of somebody in the unit with a code.
func (w world) office(t *testing.T, who testkit.Who, code string) string {
	t.Helper()
	list, err := w.as(testkit.SecurityAdmin).ListMemberships(t.Context(), &directoryv1.ListMembershipsRequest{Parent: w.UnitName(code),
		Filter: `person = "` + person(who) + `"`})
	if err != nil || len(list.GetMemberships()) != 1 {
		t.Fatal(list, err)
	}
	return list.GetMemberships()[0].GetName()
}

func person(who testkit.Who) string { return "persons/" + testkit.ID(who) }

// leave lets somebody stand in for the leader of the street for a week, with the permissions or all that the office allows.
func (w world) leave(t *testing.T, by testkit.Who, permissions ...string) *directoryv1.Substitution {
	t.Helper()
	code := xilu
	if by == testkit.CommunityWorker {
		code = suzhuang
	}
	return &directoryv1.Substitution{Membership: w.office(t, testkit.StreetLeader, xilu), SubstituteMembership: w.office(t, by, code),
		Permissions: permissions, ValidTo: timestamppb.New(w.Clock.Now(demo.Fangshan).AddDate(0, 0, 7)), Reason: "年休假"}
}

func (w world) set(t *testing.T, who testkit.Who, s *directoryv1.Substitution) *directoryv1.Substitution {
	t.Helper()
	set, err := w.as(who).CreateSubstitution(t.Context(), &directoryv1.CreateSubstitutionRequest{Substitution: s})
	if err != nil {
		t.Fatal(err)
	}
	return set
}

// inStead is a context of calls by a substitution.
func inStead(ctx context.Context, of *directoryv1.Substitution) context.Context {
	return metadata.AppendToOutgoingContext(ctx, "x-acting-for", of.GetName())
}

// whistle is one that somebody has asked for and that waits for its review.
func (w world) whistle(t *testing.T, who testkit.Who) string {
	t.Helper()
	c := dispatchv1.NewDispatchServiceClient(w.Conn(who))
	d, err := c.CreateDispatch(t.Context(), &dispatchv1.CreateDispatchRequest{Dispatch: &dispatchv1.Dispatch{
		Kind: dispatchv1.Dispatch_KIND_WHISTLE_DAILY, IssuingUnit: w.UnitName(xilu), Text: "占道经营反复发生。", Place: "西潞大街",
		Assignments: []*dispatchv1.Assignment{{Unit: w.UnitName("SWJ"), Role: dispatchv1.Assignment_ROLE_LEAD, Duty: "到场处置"}}}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.SubmitDispatch(t.Context(), &dispatchv1.SubmitDispatchRequest{Name: d.GetName()}); err != nil {
		t.Fatal(err)
	}
	return d.GetName()
}

func (w world) approve(ctx context.Context, who testkit.Who, dispatch string) (*dispatchv1.Dispatch, error) {
	return dispatchv1.NewDispatchServiceClient(w.Conn(who)).ApproveDispatch(ctx, &dispatchv1.ApproveDispatchRequest{Name: dispatch})
}

// proves AD-16
func TestASubstituteDecidesInTheOfficeOfWhoIsAbsentAndTheAuditNamesBoth(t *testing.T) {
	t.Parallel()
	w := start(t)
	whistle := w.whistle(t, testkit.Dispatcher)
	_, err := w.approve(t.Context(), testkit.CommunityWorker, whistle)
	testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")

	leave := w.set(t, testkit.StreetLeader, w.leave(t, testkit.CommunityWorker))
	if leave.GetPerson() != person(testkit.StreetLeader) || leave.GetSubstitute() != person(testkit.CommunityWorker) ||
		leave.GetSetBy() != person(testkit.StreetLeader) || leave.GetReason() != "年休假" || !leave.GetValidFrom().AsTime().Equal(w.Clock.Now(demo.Fangshan)) {
		t.Errorf("%v", leave)
	}
	_, err = w.approve(t.Context(), testkit.CommunityWorker, whistle)
	testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED") // for himself he is who he was
	approved, err := w.approve(inStead(t.Context(), leave), testkit.CommunityWorker, whistle)
	if err != nil || approved.GetState() != dispatchv1.Dispatch_STATE_SENT {
		t.Fatalf("%v, %v", approved, err)
	}
	code, read := w.REST(t, testkit.CommunityWorker, http.MethodGet, "/v1/"+whistle, nil, "X-Acting-For", leave.GetName())
	if code != http.StatusOK || read["name"] != whistle {
		t.Errorf("by the other door: %d %v", code, read)
	}

	if _, err := w.Number(t.Context()); err != nil {
		t.Fatal(err)
	}
	entries, err := auditv1.NewAuditServiceClient(w.Conn(testkit.AuditAdmin)).ListAuditEntries(t.Context(), &auditv1.ListAuditEntriesRequest{
		Filter: `on_behalf_of = "` + person(testkit.StreetLeader) + `"`})
	if err != nil || len(entries.GetAuditEntries()) != 1 {
		t.Fatalf("%v, %v", entries, err)
	}
	if got := entries.GetAuditEntries()[0]; got.GetActor() != person(testkit.CommunityWorker) || got.GetAction() != approve || got.GetObject() != whistle {
		t.Errorf("the audit says %v", got)
	}
	if bad := w.count(t, "select coalesce(verify_audit(110111), 0)"); bad != 0 {
		t.Errorf("the chain does not hold at %d", bad)
	}
}

// proves AD-16
func TestDelegationOfApprovalGivesWhatItListsAndWhatTheOfficeReads(t *testing.T) {
	t.Parallel()
	w := start(t)
	whistle := w.whistle(t, testkit.Dispatcher)
	ctx := inStead(t.Context(), w.set(t, testkit.StreetLeader, w.leave(t, testkit.CommunityWorker, approve)))
	c := dispatchv1.NewDispatchServiceClient(w.Conn(testkit.CommunityWorker))
	if d, err := c.GetDispatch(ctx, &dispatchv1.GetDispatchRequest{Name: whistle}); err != nil || d.GetState() != dispatchv1.Dispatch_STATE_IN_REVIEW {
		t.Errorf("%v, %v", d, err)
	}
	_, err := c.CancelDispatch(ctx, &dispatchv1.CancelDispatchRequest{Name: whistle, Reason: "重复"})
	testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")
	if d, err := w.approve(ctx, testkit.CommunityWorker, whistle); err != nil || d.GetState() != dispatchv1.Dispatch_STATE_SENT {
		t.Errorf("%v, %v", d, err)
	}
}

// proves AD-16
func TestInSteadOfAnotherNobodyReviewsWhatHeOrTheAbsentOneHasAskedFor(t *testing.T) {
	t.Parallel()
	w := start(t)
	his, leaders := w.whistle(t, testkit.Dispatcher), w.whistle(t, testkit.StreetLeader)
	leave := w.set(t, testkit.StreetLeader, w.leave(t, testkit.Dispatcher))
	for _, whistle := range []string{his, leaders} {
		_, err := w.approve(inStead(t.Context(), leave), testkit.Dispatcher, whistle)
		testkit.WantFault(t, err, codes.PermissionDenied, "OWN_DISPATCH")
		actions, err := dispatchv1.NewDispatchServiceClient(w.Conn(testkit.Dispatcher)).ListDispatchActions(inStead(t.Context(), leave),
			&dispatchv1.ListDispatchActionsRequest{Name: whistle})
		if err != nil || !slices.ContainsFunc(actions.GetActions(), func(a *dispatchv1.Action) bool { return a.GetVerb() == "approve" && a.GetReason() == "OWN_DISPATCH" }) {
			t.Errorf("%v, %v", actions, err)
		}
	}
	if n := w.count(t, "select count(*) from dispatch where review = 'APPROVED' and text = '占道经营反复发生。'"); n != 0 {
		t.Errorf("%d were approved", n)
	}
}

// proves AD-16
func TestASubstitutionCountsFromItsBeginningToItsEndToTheMicrosecond(t *testing.T) {
	t.Parallel()
	w := start(t)
	from := w.Clock.Now(demo.Fangshan).Add(time.Hour)
	asked := w.leave(t, testkit.CommunityWorker)
	asked.ValidFrom, asked.ValidTo = timestamppb.New(from), timestamppb.New(from.Add(time.Hour))
	leave := w.set(t, testkit.StreetLeader, asked)
	for _, step := range []struct {
		wait time.Duration
		open bool
	}{{time.Hour - time.Microsecond, false}, {time.Microsecond, true}, {time.Hour - time.Microsecond, true}, {time.Microsecond, false}} {
		w.Clock.Advance(step.wait)
		switch err := w.works(t, leave); {
		case step.open && err != nil:
			t.Errorf("at %s: %v", w.Clock.Now(demo.Fangshan), err)
		case !step.open:
			testkit.WantFault(t, err, codes.PermissionDenied, "NO_SUBSTITUTION")
		}
	}
	_, err := w.as(testkit.StreetLeader).EndSubstitution(t.Context(), &directoryv1.EndSubstitutionRequest{Name: leave.GetName()})
	testkit.WantFault(t, err, codes.FailedPrecondition, "SUBSTITUTION_ENDED")
}

// works says whether the community worker acts by a substitution.
func (w world) works(t *testing.T, by *directoryv1.Substitution) error {
	t.Helper()
	_, err := w.as(testkit.CommunityWorker).ListMemberships(inStead(t.Context(), by), &directoryv1.ListMembershipsRequest{Parent: w.UnitName(xilu)})
	return err
}

// proves AD-16
func TestASubstitutionEndsAtOnceWhicheverSideEndsIt(t *testing.T) {
	t.Parallel()
	w := start(t)
	for _, who := range []testkit.Who{testkit.StreetLeader, testkit.CommunityWorker, testkit.SecurityAdmin} {
		leave := w.set(t, testkit.StreetLeader, w.leave(t, testkit.CommunityWorker))
		if err := w.works(t, leave); err != nil {
			t.Fatal(err)
		}
		ended, err := w.as(who).EndSubstitution(t.Context(), &directoryv1.EndSubstitutionRequest{Name: leave.GetName(), Etag: leave.GetEtag()})
		if err != nil || ended.GetEndedBy() != person(who) || !ended.GetValidTo().AsTime().Equal(w.Clock.Now(demo.Fangshan)) {
			t.Errorf("%s: %v, %v", who, ended, err)
		}
		testkit.WantFault(t, w.works(t, leave), codes.PermissionDenied, "NO_SUBSTITUTION")
	}
	later := w.leave(t, testkit.CommunityWorker)
	later.ValidFrom = timestamppb.New(w.Clock.Now(demo.Fangshan).Add(time.Hour))
	ended, err := w.as(testkit.StreetLeader).EndSubstitution(t.Context(), &directoryv1.EndSubstitutionRequest{Name: w.set(t, testkit.StreetLeader, later).GetName()})
	if err != nil || !ended.GetValidTo().AsTime().Equal(ended.GetValidFrom().AsTime()) {
		t.Errorf("one that was never to count: %v, %v", ended, err)
	}
	w.set(t, testkit.StreetLeader, later)
}

// proves AD-16
func TestASubstitutionEndsWithEitherOffice(t *testing.T) {
	t.Parallel()
	for who, code := range map[testkit.Who]string{testkit.StreetLeader: xilu, testkit.CommunityWorker: suzhuang} {
		w := start(t)
		leave := w.set(t, testkit.StreetLeader, w.leave(t, testkit.CommunityWorker))
		if err := w.works(t, leave); err != nil {
			t.Fatal(err)
		}
		if _, err := w.as(testkit.SecurityAdmin).EndMembership(t.Context(), &directoryv1.EndMembershipRequest{Name: w.office(t, who, code)}); err != nil {
			t.Fatal(err)
		}
		testkit.WantFault(t, w.works(t, leave), codes.PermissionDenied, "NO_SUBSTITUTION")
	}
}

// proves AD-16
func TestASubstitutePassesNothingOnAndGivesNoRights(t *testing.T) {
	t.Parallel()
	w := start(t)
	leave := w.set(t, testkit.StreetLeader, w.leave(t, testkit.CommunityWorker))
	ctx := inStead(t.Context(), leave)
	_, err := w.as(testkit.CommunityWorker).CreateSubstitution(ctx, &directoryv1.CreateSubstitutionRequest{Substitution: w.leave(t, testkit.Dispatcher)})
	testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")
	_, err = w.as(testkit.CommunityWorker).CreateMembership(ctx, &directoryv1.CreateMembershipRequest{Parent: w.UnitName(xilu),
		Membership: &directoryv1.Membership{Person: person(testkit.CommunityWorker), Role: "STREET_LEADER"}})
	testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")

	// who stands in for the substitute acts in the office of the substitute, and in no other
	next := w.leave(t, testkit.Dispatcher)
	next.Membership = w.office(t, testkit.CommunityWorker, suzhuang)
	second := w.set(t, testkit.CommunityWorker, next)
	whistle := w.whistle(t, testkit.StreetLeader)
	_, err = w.approve(inStead(t.Context(), leave), testkit.Dispatcher, whistle)
	testkit.WantFault(t, err, codes.PermissionDenied, "NO_SUBSTITUTION")
	_, err = w.approve(inStead(t.Context(), second), testkit.Dispatcher, whistle)
	testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")
}

// proves AD-16
func TestOfTwoWhoNameASubstituteForOneOfficeAtOnceOneIsRefused(t *testing.T) {
	t.Parallel()
	w := start(t)
	asked := []*directoryv1.Substitution{w.leave(t, testkit.CommunityWorker), w.leave(t, testkit.Dispatcher)}
	faults := make([]error, len(asked))
	var all sync.WaitGroup
	for i, s := range asked {
		all.Go(func() {
			_, faults[i] = w.as(testkit.StreetLeader).CreateSubstitution(t.Context(), &directoryv1.CreateSubstitutionRequest{Substitution: s})
		})
	}
	all.Wait()
	refused := slices.IndexFunc(faults, func(err error) bool { return err != nil })
	if refused < 0 || faults[1-refused] != nil {
		t.Fatalf("%v", faults)
	}
	testkit.WantFault(t, faults[refused], codes.AlreadyExists, "SUBSTITUTION_EXISTS")
	next := asked[refused]
	next.ValidFrom, next.ValidTo = next.GetValidTo(), timestamppb.New(next.GetValidTo().AsTime().AddDate(0, 0, 1))
	w.set(t, testkit.StreetLeader, next) // one after the other is no overlap
}

// proves AD-16
func TestTheSecurityAdministratorNamesASubstituteForWhoIsSickAndOnlyTheNearSeeIt(t *testing.T) {
	t.Parallel()
	w := start(t)
	asked := w.leave(t, testkit.CommunityWorker, approve)
	keyed := metadata.AppendToOutgoingContext(t.Context(), "idempotency-key", "sick")
	dry, err := w.as(testkit.SecurityAdmin).CreateSubstitution(t.Context(), &directoryv1.CreateSubstitutionRequest{Substitution: asked, ValidateOnly: true})
	if err != nil || w.count(t, "select count(*) from substitution") != 0 {
		t.Fatalf("checked alone: %v, %v", dry, err)
	}
	leave, err := w.as(testkit.SecurityAdmin).CreateSubstitution(keyed, &directoryv1.CreateSubstitutionRequest{Substitution: asked})
	if err != nil || leave.GetSetBy() != person(testkit.SecurityAdmin) || !slices.Equal(leave.GetPermissions(), []string{approve}) {
		t.Fatalf("%v, %v", leave, err)
	}
	again, err := w.as(testkit.SecurityAdmin).CreateSubstitution(keyed, &directoryv1.CreateSubstitutionRequest{Substitution: asked})
	if err != nil || again.GetName() != leave.GetName() {
		t.Errorf("again %v, %v", again, err)
	}
	for who, sees := range map[testkit.Who]struct{ it, reason bool }{
		testkit.StreetLeader: {true, true}, testkit.CommunityWorker: {true, true}, testkit.SecurityAdmin: {true, true},
		testkit.Dispatcher: {true, false}, testkit.AuditAdmin: {true, false}, testkit.LiaisonA: {}, testkit.Judge: {}, testkit.ForeignAdmin: {},
	} {
		list, err := w.as(who).ListSubstitutions(t.Context(), &directoryv1.ListSubstitutionsRequest{Filter: `person = "` + person(testkit.StreetLeader) + `"`})
		if err != nil && who != testkit.ForeignAdmin || len(list.GetSubstitutions()) == 1 != sees.it {
			t.Errorf("%s lists %v, %v", who, list, err)
		}
		one, err := w.as(who).GetSubstitution(t.Context(), &directoryv1.GetSubstitutionRequest{Name: leave.GetName()})
		if !sees.it {
			if who != testkit.ForeignAdmin {
				testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
				_, err = w.as(who).EndSubstitution(t.Context(), &directoryv1.EndSubstitutionRequest{Name: leave.GetName()})
				testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
			}
			continue
		}
		if err != nil || one.GetReason() == "年休假" != sees.reason {
			t.Errorf("%s reads %v, %v", who, one, err)
		}
	}
	_, err = w.as(testkit.Dispatcher).EndSubstitution(t.Context(), &directoryv1.EndSubstitutionRequest{Name: leave.GetName()})
	testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")
	_, err = w.as(testkit.StreetLeader).EndSubstitution(t.Context(), &directoryv1.EndSubstitutionRequest{Name: leave.GetName(), Etag: "v9"})
	testkit.WantFault(t, err, codes.Aborted, "STALE")
}

// proves AD-16
func TestASubstitutionIsKnownToAnotherServerByItsNextPoll(t *testing.T) {
	t.Parallel()
	here := start(t)
	there := here.Replica()
	read := func(of *directoryv1.Substitution) error {
		_, err := directoryv1.NewDirectoryServiceClient(there.Conn(testkit.CommunityWorker)).ListMemberships(inStead(t.Context(), of),
			&directoryv1.ListMembershipsRequest{Parent: here.UnitName(xilu)})
		return err
	}
	poll := func() { // every 2 s
		t.Helper()
		if err := there.Resolver.Poll(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	poll()
	if err := read(&directoryv1.Substitution{Name: "substitutions/" + testkit.ID(testkit.Resident)}); err == nil {
		t.Fatal("stands in by nothing")
	}
	leave := here.set(t, testkit.StreetLeader, here.leave(t, testkit.CommunityWorker))
	testkit.WantFault(t, read(leave), codes.PermissionDenied, "NO_SUBSTITUTION") // from memory still
	poll()
	if err := read(leave); err != nil {
		t.Fatal(err)
	}
	if _, err := here.as(testkit.CommunityWorker).EndSubstitution(t.Context(), &directoryv1.EndSubstitutionRequest{Name: leave.GetName()}); err != nil {
		t.Fatal(err)
	}
	poll()
	testkit.WantFault(t, read(leave), codes.PermissionDenied, "NO_SUBSTITUTION")
}
