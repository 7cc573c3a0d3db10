package roster_test

import (
	"errors"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// proves DI-24
func TestARosterIsPublishedAndHoldsInItsTime(t *testing.T) {
	t.Parallel()
	w := start(t)
	r := w.published(officer, shift(testkit.StreetLeader, 9, 17), shift(testkit.Dispatcher, 1, 9))
	w.WantTime("it begins", r.GetStartTime(), r.GetShifts()[0].GetStartTime().AsTime())
	w.WantTime("it ends", r.GetEndTime(), r.GetShifts()[1].GetEndTime().AsTime())
	for _, c := range []struct {
		hours float64
		want  string
	}{{0.9, ""}, {1, person(testkit.Dispatcher)}, {8.9, person(testkit.Dispatcher)}, {9, person(testkit.StreetLeader)}, {17, ""}} {
		w.at(c.hours)
		if got := w.holds(officer); got != c.want {
			t.Errorf("after %v hours %q is on duty, want %q", c.hours, got, c.want)
		}
	}
	read, err := w.As(testkit.Dispatcher).GetDutyRoster(w.Ctx, &dispatchv1.GetDutyRosterRequest{Name: r.GetName()})
	if err != nil || len(read.GetShifts()) != 2 || read.GetShifts()[0].GetPerson() != person(testkit.Dispatcher) {
		t.Errorf("%v, %v", read, err)
	}
	all, err := w.As(testkit.Dispatcher).ListDutyRosters(w.Ctx, &dispatchv1.ListDutyRostersRequest{Filter: "post = POST_OFFICER", WithTotal: true})
	if err != nil || all.GetTotalSize() != 1 || len(all.GetDutyRosters()[0].GetShifts()) != 0 {
		t.Errorf("%v, %v", all, err)
	}
	_, err = w.As(testkit.LiaisonA).GetDutyRoster(w.Ctx, &dispatchv1.GetDutyRosterRequest{Name: r.GetName()})
	testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
	none, err := w.As(testkit.LiaisonA).ListDutyRosters(w.Ctx, &dispatchv1.ListDutyRostersRequest{})
	if err != nil || len(none.GetDutyRosters()) != 0 {
		t.Errorf("a department sees %v, %v", none, err)
	}
	if n := w.Count("select count(*) from audit where action = 'dispatch.duty_roster.manage' and object = $1", r.GetName()); n != 1 {
		t.Errorf("%d audit rows", n)
	}
}

func TestTwoNeverHoldAPostOfAUnitAtATime(t *testing.T) {
	t.Parallel()
	w := start(t)
	r := w.published(officer, shift(testkit.Dispatcher, 1, 9))
	for _, shifts := range [][]*dispatchv1.DutyShift{{shift(testkit.StreetLeader, 8, 12)}, {shift(testkit.StreetLeader, 9, 12), shift(testkit.StreetLeader, 11, 13)}} {
		_, err := w.publish(testkit.StreetLeader, demo.Xilu, officer, shifts...)
		testkit.WantField(t, err, codes.AlreadyExists, "DUTY_SHIFTS_OVERLAP", "duty_roster.shifts")
	}
	w.published(officer, shift(testkit.StreetLeader, 9, 12))
	w.published(service, shift(testkit.StreetLeader, 1, 9))
	_, err := w.Owner().Exec(w.Ctx, "update duty_shift set end_time = end_time + interval '1 second' where post = 'OFFICER' and person_id = $1", testkit.ID(testkit.Dispatcher))
	var refused *pgconn.PgError
	if !errors.As(err, &refused) || refused.ConstraintName != "duty_shift_no_overlap" {
		t.Errorf("the database says %v", err)
	}
	if _, err := w.As(testkit.StreetLeader).CancelDutyRoster(w.Ctx, &dispatchv1.CancelDutyRosterRequest{Name: r.GetName()}); err != nil {
		t.Fatal(err)
	}
	w.published(officer, shift(testkit.StreetLeader, 1, 9))
	w.at(1)
	if got := w.holds(officer); got != person(testkit.StreetLeader) {
		t.Errorf("%s is on duty by a roster that was cancelled", got)
	}
}

func TestARosterIsCancelledOnlyBeforeItBegins(t *testing.T) {
	t.Parallel()
	w := start(t)
	cancel := func(who testkit.Who, r *dispatchv1.DutyRoster, etag string) (*dispatchv1.DutyRoster, error) {
		return w.As(who).CancelDutyRoster(w.Ctx, &dispatchv1.CancelDutyRosterRequest{Name: r.GetName(), Etag: etag})
	}
	r, late := w.published(officer, shift(testkit.Dispatcher, 1, 9)), w.published(officer, shift(testkit.Dispatcher, 9, 17))
	_, err := cancel(testkit.LiaisonA, r, "")
	testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
	_, err = cancel(testkit.StreetLeader, r, "\"7\"")
	testkit.WantFault(t, err, codes.Aborted, "STALE")
	done, err := cancel(testkit.StreetLeader, late, late.GetEtag())
	if err != nil || done.GetState() != dispatchv1.DutyRoster_STATE_CANCELLED || done.GetShifts()[0].GetState() != dispatchv1.DutyShift_STATE_CANCELLED {
		t.Errorf("%v, %v", done, err)
	}
	_, err = cancel(testkit.StreetLeader, late, "")
	testkit.WantFault(t, err, codes.FailedPrecondition, "WRONG_STATE")
	w.at(1)
	_, err = cancel(testkit.StreetLeader, r, "")
	testkit.WantFault(t, err, codes.FailedPrecondition, "DUTY_ROSTER_BEGUN")
}

func TestWhoCannotHoldThePostOrAtNoTimeIsRefusedByTheField(t *testing.T) {
	t.Parallel()
	w := start(t)
	for _, c := range []struct {
		by            testkit.Who
		unit          string
		post          dispatchv1.DutyRoster_Post
		shift         *dispatchv1.DutyShift
		code          codes.Code
		reason, field string
	}{
		{testkit.StreetLeader, demo.Xilu, officer, shift(testkit.LiaisonA, 1, 9), codes.InvalidArgument, "DUTY_PERSON_UNFIT", "duty_roster.shifts[0].person"},
		{testkit.StreetLeader, demo.Xilu, leader, shift(testkit.Dispatcher, 1, 9), codes.InvalidArgument, "DUTY_PERSON_UNFIT", "duty_roster.shifts[0].person"},
		{testkit.StreetLeader, demo.Xilu, officer, shift(testkit.Dispatcher, 9, 9), codes.InvalidArgument, "DUTY_SHIFT_TIME", "duty_roster.shifts[0].end_time"},
		{testkit.StreetLeader, demo.Xilu, officer, shift(testkit.Dispatcher, -9, -1), codes.InvalidArgument, "DUTY_SHIFT_TIME", "duty_roster.shifts[0].end_time"},
		{testkit.StreetLeader, demo.Xilu, officer, shift(testkit.Dispatcher, 0, 72.1), codes.InvalidArgument, "DUTY_SHIFT_TIME", "duty_roster.shifts[0].end_time"},
		{testkit.LiaisonA, demo.Xilu, officer, shift(testkit.Dispatcher, 1, 9), codes.PermissionDenied, "PERMISSION_DENIED", "duty_roster.unit"},
		{testkit.StreetLeader, testkit.Planning, officer, shift(testkit.LiaisonA, 1, 9), codes.PermissionDenied, "PERMISSION_DENIED", "duty_roster.unit"},
	} {
		_, err := w.publish(c.by, c.unit, c.post, c.shift)
		testkit.WantField(t, err, c.code, c.reason, c.field)
	}
	_, err := w.publish(testkit.Resident, demo.Xilu, officer, shift(testkit.Dispatcher, 1, 9))
	testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")
	_, err = w.publish(testkit.StreetLeader, demo.Xilu, officer)
	testkit.WantField(t, err, codes.InvalidArgument, "INVALID_ARGUMENT", "duty_roster.shifts")
	if n := w.Count("select count(*) from duty_roster"); n != 0 {
		t.Errorf("%d rosters", n)
	}
}

func TestAReplayPublishesNothingMore(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.Ctx = metadata.AppendToOutgoingContext(w.Ctx, "idempotency-key", "one")
	first := w.published(officer, shift(testkit.Dispatcher, 1, 9))
	if again := w.published(officer, shift(testkit.Dispatcher, 1, 9)); again.GetName() != first.GetName() || w.Count("select count(*) from duty_roster") != 1 {
		t.Errorf("%v", again)
	}
}
