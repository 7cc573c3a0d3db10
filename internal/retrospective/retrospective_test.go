package retrospective_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
	"golang.org/x/sync/errgroup"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// proves DI-38
func TestWhatWasFoundIsClosedWithWhatFollowsFromItWhichGoesOnUntilItIsDone(t *testing.T) {
	t.Parallel()
	w := start(t)
	r := w.opened(w.issue)
	if r.GetState() != dispatchv1.Retrospective_STATE_OPEN || r.GetUnit() != w.UnitName(demo.Xilu) || r.GetIssue() != w.issue.GetName() || r.GetTitle() != "房产证办理超期复盘" ||
		!slices.Equal(r.GetParticipants(), []string{w.UnitName(testkit.WaterOffice), w.UnitName(testkit.Planning)}) {
		t.Fatalf("opened: %v", r)
	}
	for who, want := range map[testkit.Who]int{testkit.LiaisonA: 1, testkit.LiaisonB: 1, testkit.LiaisonC: 0, testkit.Dispatcher: 0} {
		if n := w.told(who, "复盘"); n != want {
			t.Errorf("%s is told %d times", who, n)
		}
	}
	w.must(w.find(testkit.LiaisonB, r, wentWell, ""))
	_, err := w.close(testkit.Dispatcher, r)
	testkit.WantFault(t, err, codes.FailedPrecondition, "CAUSE_MISSING")
	w.must(w.find(testkit.LiaisonA, r, cause, w.UnitName(testkit.Planning)))
	w.must(w.find(testkit.StreetLeader, r, mustChange, w.UnitName(demo.Xilu)))
	_, err = w.close(testkit.Dispatcher, r)
	testkit.WantFault(t, err, codes.FailedPrecondition, "FOLLOW_UP_MISSING")
	f := w.follows(r, testkit.Planning)
	w.WantTime("it is due", f.GetDueTime(), f.GetCreateTime().AsTime().AddDate(0, 0, 30))
	if n := w.told(testkit.LiaisonA, "新的整改任务"); n != 1 {
		t.Errorf("the unit is told %d times of what follows", n)
	}

	closed := w.must(w.close(testkit.Dispatcher, r))
	if closed.GetState() != dispatchv1.Retrospective_STATE_CLOSED || closed.GetCloser() != "persons/"+testkit.ID(testkit.Dispatcher) || closed.GetCloseTime() == nil ||
		len(closed.GetFindings()) != 3 || len(closed.GetFollowUps()) != 1 {
		t.Fatalf("closed: %v", closed)
	}
	for i, want := range []struct {
		kind         dispatchv1.Finding_Kind
		unit, person string
	}{{wentWell, "", testkit.ID(testkit.LiaisonB)}, {cause, w.UnitName(testkit.Planning), testkit.ID(testkit.LiaisonA)},
		{mustChange, w.UnitName(demo.Xilu), testkit.ID(testkit.StreetLeader)}} {
		if f := closed.GetFindings()[i]; f.GetKind() != want.kind || f.GetUnit() != want.unit || f.GetPerson() != "persons/"+want.person || f.GetText() != "核验件未随件移交" {
			t.Errorf("found: %v, want %v", f, want)
		}
	}
	_, find := w.find(testkit.LiaisonA, r, cause, "")
	_, follow := w.As(testkit.Dispatcher).CreateFollowUp(w.Ctx, w.wanted(r, testkit.Planning))
	_, again := w.close(testkit.Dispatcher, r)
	for _, err := range []error{find, follow, again} {
		testkit.WantFault(t, err, codes.FailedPrecondition, "WRONG_STATE")
	}

	w.Clock.Advance(time.Hour)
	done := w.mustFollow(w.complete(testkit.LiaisonA, f))
	if done.GetState() != dispatchv1.FollowUp_STATE_DONE || done.GetNote() != "移交清单已改" || done.GetFinisher() != "persons/"+testkit.ID(testkit.LiaisonA) ||
		done.GetFinishTime() == nil || done.GetOverdueTime() != nil {
		t.Errorf("done: %v", done)
	}
	for _, err := range []error{second(w.complete(testkit.LiaisonA, f)), second(w.cancel(testkit.Dispatcher, f))} {
		testkit.WantFault(t, err, codes.FailedPrecondition, "WRONG_STATE")
	}
	if later := w.opened(w.issue); later.GetState() != dispatchv1.Retrospective_STATE_OPEN {
		t.Errorf("another one afterwards: %v", later)
	}
}

func second[T any](_ T, err error) error { return err }

// proves DI-38
func TestWhatIsOverdueIsToldOnceAndListedUntilItIsDone(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.Settle(t, "dispatch.follow_up_days", "2")
	r := w.opened(w.issue)
	late, off := w.follows(r, testkit.Planning), w.follows(r, testkit.WaterOffice)
	request := w.wanted(r, testkit.WaterOffice)
	request.FollowUp.DueTime = timestamppb.New(w.Clock.Now(0).AddDate(0, 0, 9))
	ahead := w.mustFollow(w.As(testkit.Dispatcher).CreateFollowUp(w.Ctx, request))
	w.mustFollow(w.cancel(testkit.Dispatcher, off))
	remind := func() {
		if err := w.Retrospectives.Remind(access.AsSystem(w.Ctx, demo.Fangshan)); err != nil {
			t.Fatal(err)
		}
	}
	const overdue = `state = STATE_OPEN AND overdue_time > "2026-01-01T00:00:00Z"`
	w.Clock.Set(late.GetDueTime().AsTime().Add(-time.Microsecond))
	remind()
	if got := w.listed(testkit.Dispatcher, overdue); len(got) != 0 {
		t.Errorf("before it is due: %v", got)
	}
	w.Clock.Set(late.GetDueTime().AsTime())
	remind()
	w.Clock.Advance(time.Hour)
	remind()
	for who, want := range map[testkit.Who][]string{testkit.Dispatcher: {late.GetName()}, testkit.LiaisonA: {late.GetName()}, testkit.LiaisonB: nil} {
		if got := w.listed(who, overdue); !slices.Equal(got, want) {
			t.Errorf("%s lists as overdue %v, want %v", who, got, want)
		}
	}
	for who, want := range map[testkit.Who]int{testkit.LiaisonA: 1, testkit.LiaisonB: 0} {
		if n := w.told(who, "整改任务逾期"); n != want {
			t.Errorf("%s is told %d times", who, n)
		}
	}
	if done := w.mustFollow(w.complete(testkit.LiaisonA, late)); done.GetOverdueTime() == nil {
		t.Errorf("that it was overdue is forgotten: %v", done)
	}
	if got := w.listed(testkit.Dispatcher, overdue); len(got) != 0 {
		t.Errorf("afterwards: %v", got)
	}
	for who, want := range map[testkit.Who][]string{testkit.LiaisonB: {off.GetName(), ahead.GetName()}, testkit.StreetLeader: {late.GetName(), off.GetName(), ahead.GetName()},
		testkit.AuditAdmin: {late.GetName(), off.GetName(), ahead.GetName()}, testkit.LiaisonC: nil} {
		if got := w.listed(who, ""); !slices.Equal(got, want) {
			t.Errorf("%s lists %v, want %v", who, got, want)
		}
	}
	if got := w.listed(testkit.Dispatcher, `unit = "`+w.UnitName(testkit.Planning)+`"`); !slices.Equal(got, []string{late.GetName()}) {
		t.Errorf("of a unit: %v", got)
	}
}

// proves DI-38
func TestADispatchIsLookedBackOnOnceItIsClearedAndListedByUnitAndPeriod(t *testing.T) {
	t.Parallel()
	w := start(t)
	d := w.Emergency()
	on := func(d *dispatchv1.Dispatch) *dispatchv1.CreateRetrospectiveRequest {
		request := w.draft(w.issue)
		request.Retrospective.Issue, request.Retrospective.Dispatch = "", d.GetName()
		return request
	}
	_, err := w.As(testkit.StreetLeader).CreateRetrospective(w.Ctx, on(d))
	testkit.WantField(t, err, codes.FailedPrecondition, "RETROSPECTIVE_TOO_EARLY", "retrospective.dispatch")
	for code, who := range map[string]testkit.Who{testkit.WaterOffice: testkit.LiaisonB, testkit.Planning: testkit.LiaisonA, testkit.GardensOffice: testkit.LiaisonC} {
		w.Sign(who, w.AssignmentOf(d, code))
		w.ReportIn(who, w.AssignmentOf(d, code), true)
		w.Complete(who, w.AssignmentOf(d, code))
	}
	w.Dispatched(w.As(testkit.Dispatcher).ClearDispatch(w.Ctx, &dispatchv1.ClearDispatchRequest{Name: d.GetName(), Note: "现场已恢复"}))
	r := w.must(w.As(testkit.StreetLeader).CreateRetrospective(w.Ctx, on(d)))
	_, err = w.As(testkit.StreetLeader).CreateRetrospective(w.Ctx, on(d))
	testkit.WantField(t, err, codes.AlreadyExists, "RETROSPECTIVE_OPEN", "retrospective.dispatch")
	w.Clock.Advance(time.Hour)
	later := w.opened(w.issue)
	both := []string{later.GetName(), r.GetName()}
	for filter, want := range map[string][]string{
		"": both, `unit = "` + w.UnitName(demo.Xilu) + `"`: both, `unit = "` + w.UnitName("110111011") + `"`: nil, "state = STATE_CLOSED": nil,
		`create_time > "` + r.GetCreateTime().AsTime().Format(time.RFC3339Nano) + `"`: both[:1], `dispatch = "` + d.GetName() + `"`: both[1:],
	} {
		if got := w.all(testkit.LiaisonA, filter); !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", filter, got, want)
		}
	}
}

// proves DI-38
func TestNobodyOutsideTheSubDistrictAndTheUnitsReadsItAndEachDoesOnlyItsPart(t *testing.T) {
	t.Parallel()
	w := start(t)
	r := w.opened(w.issue)
	f := w.follows(r, testkit.Planning)
	for who, want := range map[testkit.Who]codes.Code{testkit.Resident: codes.PermissionDenied, testkit.LiaisonC: codes.NotFound,
		testkit.CommunityWorker: codes.NotFound, testkit.ForeignAdmin: codes.PermissionDenied, testkit.LiaisonA: codes.OK, testkit.LiaisonB: codes.OK,
		testkit.StreetLeader: codes.OK, testkit.AuditAdmin: codes.OK} {
		if _, err := w.read(who, r); status.Code(err) != want {
			t.Errorf("%s reads: %v, want %v", who, err, want)
		}
		if got := w.allOrNothing(who); got != (want == codes.OK) {
			t.Errorf("%s lists it: %v", who, got)
		}
	}
	for _, who := range []testkit.Who{testkit.Resident, testkit.LiaisonA, testkit.CommunityWorker, testkit.AuditAdmin} {
		_, create := w.As(who).CreateRetrospective(w.Ctx, w.draft(w.issue))
		_, follow := w.As(who).CreateFollowUp(w.Ctx, w.wanted(r, testkit.Planning))
		for _, err := range []error{create, follow, second(w.close(who, r)), second(w.cancel(who, f))} {
			testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")
		}
	}
	for who, want := range map[testkit.Who]codes.Code{testkit.Resident: codes.PermissionDenied, testkit.LiaisonC: codes.NotFound,
		testkit.AuditAdmin: codes.PermissionDenied} {
		if _, err := w.find(who, r, cause, ""); status.Code(err) != want {
			t.Errorf("%s finds: %v, want %v", who, err, want)
		}
	}
	for who, want := range map[testkit.Who]codes.Code{testkit.Dispatcher: codes.PermissionDenied, testkit.LiaisonB: codes.NotFound, testkit.LiaisonC: codes.NotFound} {
		if _, err := w.complete(who, f); status.Code(err) != want {
			t.Errorf("%s completes: %v, want %v", who, err, want)
		}
	}
	if got := w.must(w.read(testkit.Dispatcher, r)); len(got.GetFindings()) != 0 || len(got.GetFollowUps()) != 1 || got.GetFollowUps()[0].GetState() != dispatchv1.FollowUp_STATE_OPEN {
		t.Errorf("what was refused leaves %v", got)
	}
}

// allOrNothing tells whether somebody lists a retrospective.
func (w world) allOrNothing(who testkit.Who) bool {
	list, err := w.As(who).ListRetrospectives(w.Ctx, &dispatchv1.ListRetrospectivesRequest{})
	return err == nil && len(list.GetRetrospectives()) == 1
}

func TestWhatCannotBeLookedBackOnOrAskedForIsRefusedOnItsField(t *testing.T) {
	t.Parallel()
	w := start(t)
	ask := func(edit func(*dispatchv1.Retrospective)) error {
		request := w.draft(w.issue)
		edit(request.Retrospective)
		return second(w.As(testkit.Dispatcher).CreateRetrospective(w.Ctx, request))
	}
	const nobody = "units/01900000-0000-7000-8000-000000000001"
	testkit.WantField(t, ask(func(r *dispatchv1.Retrospective) { r.Issue = "" }), codes.InvalidArgument, "RETROSPECTIVE_MATTER", "retrospective.issue")
	testkit.WantField(t, ask(func(r *dispatchv1.Retrospective) { r.Participants[1] = w.UnitName(demo.Xilu) }), codes.InvalidArgument, "RETROSPECTIVE_OWN_UNIT", "retrospective.participants[1]")
	testkit.WantField(t, ask(func(r *dispatchv1.Retrospective) { r.Participants[0] = nobody }), codes.NotFound, "NOT_FOUND", "retrospective.participants[0]")
	open := w.issues.Do(t, w.issues.File(t), "triage")
	testkit.WantField(t, ask(func(r *dispatchv1.Retrospective) { r.Issue = open.GetName() }), codes.FailedPrecondition, "RETROSPECTIVE_TOO_EARLY", "retrospective.issue")
	r := w.opened(w.issue)
	again := ask(func(*dispatchv1.Retrospective) {})
	testkit.WantField(t, again, codes.AlreadyExists, "RETROSPECTIVE_OPEN", "retrospective.issue")
	if named := testkit.Metadata(again)["retrospective"]; named != r.GetName() {
		t.Errorf("the refusal names %s", named)
	}
	testkit.WantField(t, second(w.find(testkit.LiaisonA, r, cause, w.UnitName(testkit.GardensOffice))), codes.InvalidArgument, "RETROSPECTIVE_UNIT", "finding.unit")
	testkit.WantField(t, second(w.As(testkit.Dispatcher).CreateFollowUp(w.Ctx, w.wanted(r, testkit.GardensOffice))), codes.InvalidArgument, "RETROSPECTIVE_UNIT", "follow_up.unit")
	request := w.wanted(r, testkit.Planning)
	request.FollowUp.DueTime = timestamppb.New(w.Clock.Now(0))
	testkit.WantField(t, second(w.As(testkit.Dispatcher).CreateFollowUp(w.Ctx, request)), codes.InvalidArgument, "FOLLOW_UP_DUE_TIME", "follow_up.due_time")
	_, err := w.As(testkit.Dispatcher).CloseRetrospective(w.Ctx, &dispatchv1.CloseRetrospectiveRequest{Name: r.GetName(), Etag: r.GetEtag() + "0"})
	testkit.WantFault(t, err, codes.Aborted, "STALE")
	f := w.follows(r, testkit.Planning)
	_, err = w.As(testkit.LiaisonA).CompleteFollowUp(w.Ctx, &dispatchv1.CompleteFollowUpRequest{Name: f.GetName(), Note: "已改", Etag: f.GetEtag() + "0"})
	testkit.WantFault(t, err, codes.Aborted, "STALE")
}

func TestThereIsAnEndToWhatOneRetrospectiveHas(t *testing.T) {
	t.Parallel()
	w := start(t)
	r := w.opened(w.issue)
	for range 50 {
		w.follows(r, testkit.Planning)
	}
	testkit.WantFault(t, second(w.As(testkit.Dispatcher).CreateFollowUp(w.Ctx, w.wanted(r, testkit.Planning))), codes.FailedPrecondition, "TOO_MANY_FOLLOW_UPS")
	for range 100 {
		w.must(w.find(testkit.LiaisonA, r, cause, ""))
	}
	testkit.WantFault(t, second(w.find(testkit.LiaisonA, r, cause, "")), codes.FailedPrecondition, "TOO_MANY_FINDINGS")
}

func TestTheSameRequestFindsOnceATrialFindsNothingAndOfSeveralWhoOpenOneIsFirst(t *testing.T) {
	t.Parallel()
	w := start(t)
	won := make(chan *dispatchv1.Retrospective, 4)
	var all errgroup.Group
	for range cap(won) {
		all.Go(func() error {
			r, err := w.As(testkit.Dispatcher).CreateRetrospective(w.Ctx, w.draft(w.issue))
			if err == nil {
				won <- r
				return nil
			}
			testkit.WantFault(t, err, codes.AlreadyExists, "RETROSPECTIVE_OPEN")
			return nil
		})
	}
	all.Wait()
	if len(won) != 1 {
		t.Fatalf("%d are open", len(won))
	}
	r := <-won
	request := &dispatchv1.AddFindingRequest{Name: r.GetName(), Finding: &dispatchv1.Finding{Kind: cause, Text: "未随件移交"}, ValidateOnly: true}
	w.must(w.As(testkit.LiaisonA).AddFinding(w.Ctx, request))
	if got := w.must(w.read(testkit.Dispatcher, r)); !proto.Equal(got, r) {
		t.Errorf("a trial leaves %v", got)
	}
	request.ValidateOnly, request.RequestId = false, "find-1"
	first := w.must(w.As(testkit.LiaisonA).AddFinding(w.Ctx, request))
	if again := w.must(w.As(testkit.LiaisonA).AddFinding(w.Ctx, request)); !proto.Equal(first, again) || len(again.GetFindings()) != 1 {
		t.Errorf("again: %v", again)
	}
}

func TestTheDatabaseRefusesByNameWhatTheRulesRefuse(t *testing.T) {
	t.Parallel()
	w := start(t)
	r := w.opened(w.issue)
	w.must(w.find(testkit.LiaisonA, r, cause, ""))
	w.follows(r, testkit.Planning)
	copied := func(table string) string {
		return "insert into " + table + " select (jsonb_populate_record(r, jsonb_build_object('id', gen_random_uuid()))).* from " + table + " r"
	}
	for _, bad := range []struct{ constraint, change string }{
		{"retrospective_state", "update retrospective set state = 'LOST'"},
		{"retrospective_about", "update retrospective set issue_id = null"},
		{"retrospective_title", "update retrospective set title = ''"},
		{"retrospective_closed", "update retrospective set state = 'CLOSED'"},
		{"retrospective_one_of_issue", copied("retrospective")},
		{"retrospective_unit_once", copied("retrospective_unit")},
		{"finding_kind", "update finding set kind = 'GUESS'"},
		{"finding_text", "update finding set text = ''"},
		{"follow_up_state", "update follow_up set state = 'LOST', finish_time = now(), finisher_id = (select creator_id from retrospective), note = '-'"},
		{"follow_up_text", "update follow_up set text = ''"},
		{"follow_up_finished", "update follow_up set state = 'DONE'"},
	} {
		_, err := w.Owner().Exec(w.Ctx, bad.change)
		var pg *pgconn.PgError
		if !errors.As(err, &pg) || pg.ConstraintName != bad.constraint {
			t.Errorf("%s: %v, want %s", bad.change, err, bad.constraint)
		}
	}
}
