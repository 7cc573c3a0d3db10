package following_test

import (
	"slices"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"
	"google.golang.org/grpc/codes"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// proves IN-36
func TestAPersonSeesWhatHeFollowsAndEndsItAndNobodyElseDoes(t *testing.T) {
	t.Parallel()
	w := start(t)
	things := []string{w.area(t), w.Category, w.File(t).GetName()}
	for _, thing := range things {
		w.Clock.Advance(time.Second)
		f := w.follow(t, testkit.Resident2, thing)
		if _, err := w.As(testkit.Resident2).GetFollowing(t.Context(), &intakev1.GetFollowingRequest{Name: f.GetName()}); err != nil {
			t.Error(err)
		}
		for _, stranger := range []testkit.Who{testkit.Resident, testkit.Dispatcher, testkit.SystemAdmin, testkit.ForeignResident} {
			_, err := w.As(stranger).GetFollowing(t.Context(), &intakev1.GetFollowingRequest{Name: f.GetName()})
			testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
			testkit.WantFault(t, w.unfollow(t, stranger, thing), codes.NotFound, "NOT_FOUND")
			if got := w.follows(t, stranger); len(got) != 0 {
				t.Errorf("%s is shown %v", stranger, got)
			}
		}
		_, err := w.call(t, testkit.Resident2, thing)
		testkit.WantFault(t, err, codes.AlreadyExists, "ALREADY_FOLLOWED")
	}
	slices.Reverse(things)
	if got := w.follows(t, testkit.Resident2); !slices.Equal(got, things) {
		t.Errorf("%v, want %v", got, things)
	}
	for i, thing := range things {
		if err := w.unfollow(t, testkit.Resident2, thing); err != nil {
			t.Error(err)
		}
		if got := w.follows(t, testkit.Resident2); !slices.Equal(got, things[i+1:]) {
			t.Errorf("after %s is ended he follows %v", thing, got)
		}
		testkit.WantFault(t, w.unfollow(t, testkit.Resident2, thing), codes.NotFound, "NOT_FOUND")
	}
}

// proves IN-36
func TestOnlyWhatEverybodyMayKnowOfIsFollowed(t *testing.T) {
	t.Parallel()
	w := start(t)
	unknown := []string{"issues/0192f3a0-0000-7000-8000-000000000000", "categories/0192f3a0-0000-7000-8000-000000000000", "units/0192f3a0-0000-7000-8000-000000000000"}
	for _, hide := range hidden {
		unknown = append(unknown, w.File(t, hide).GetName())
	}
	for _, thing := range unknown {
		for _, who := range []testkit.Who{testkit.Resident2, testkit.Dispatcher} {
			_, err := w.call(t, who, thing)
			testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
		}
	}
	for _, unit := range []string{w.UnitOf(t, testkit.LiaisonA), w.Street("110111")} {
		_, err := w.call(t, testkit.Resident2, unit)
		testkit.WantField(t, err, codes.InvalidArgument, "AREA_UNFIT", "name")
	}
	_, err := w.call(t, testkit.ForeignResident, w.Category)
	testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
	_, err = w.call(t, testkit.Anonymous, w.Category)
	testkit.WantFault(t, err, codes.Unauthenticated, "UNAUTHENTICATED")
	if n := w.count(t, "select count(*) from following"); n != 0 {
		t.Errorf("%d followings are kept", n)
	}
}

// proves IN-36
func TestOfTwoWhoTakeTheLastPlaceAtOnceOneIsRefused(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.Settle(t, "intake.following_limit", "2")
	w.follow(t, testkit.Resident2, w.Category)
	things := []string{w.area(t), w.Street(demo.Xilu), w.File(t).GetName(), w.SubCategory(t, "TEST.PROPERTY.DEED")}
	hold, err := w.Owner().Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer hold.Rollback(t.Context())
	var holder string
	if err := hold.QueryRow(t.Context(), "select pg_current_xact_id()::text from person where id = $1 for update", testkit.ID(testkit.Resident2)).Scan(&holder); err != nil {
		t.Fatal(err)
	}
	var calls errgroup.Group
	errs := make([]error, len(things))
	for i, thing := range things {
		calls.Go(func() error {
			_, errs[i] = w.call(t, testkit.Resident2, thing)
			return nil
		})
	}
	for waiting := 0; waiting < len(things); { // all of them, for the person
		waiting = w.count(t, `select count(*) from pg_locks where not granted and (locktype = 'transactionid' and transactionid::text = $1
			or locktype = 'tuple' and relation = 'person'::regclass and database = (select oid from pg_database where datname = current_database()))`, holder)
	}
	if err := hold.Rollback(t.Context()); err != nil {
		t.Fatal(err)
	}
	calls.Wait()
	refused := 0
	for _, err := range errs {
		if err != nil {
			refused++
			testkit.WantFault(t, err, codes.FailedPrecondition, "FOLLOWING_LIMIT")
		}
	}
	if got := w.follows(t, testkit.Resident2); refused != 3 || len(got) != 2 {
		t.Errorf("%d are refused, he follows %v", refused, got)
	}
	w.follow(t, testkit.Judge, w.Category)
}
