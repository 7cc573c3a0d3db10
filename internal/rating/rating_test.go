package rating_test

import (
	"slices"
	"sync"
	"testing"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// proves DI-33
func TestNeitherSideReadsWhatTheOtherHasGivenBeforeItHasGivenItsOwn(t *testing.T) {
	t.Parallel()
	w := start(t)
	if own := w.Assigned(w.rateUnit(1)).GetResponseRating(); own.GetEffort() != 1 || own.GetComment() != "来得晚" {
		t.Errorf("the street is answered with %v", own)
	}
	for who, n := range map[testkit.Who]int{testkit.Dispatcher: 1, testkit.StreetLeader: 1, testkit.LiaisonA: 0, testkit.LiaisonB: 0, testkit.AuditAdmin: 0} {
		if list := w.listed(who, all, ""); len(list) != n || n == 1 && (list[0].GetState() != given || list[0].GetResponse().GetEffort() != 1) {
			t.Errorf("%s finds %v", who, list)
		}
	}
	if list := w.listed(testkit.LiaisonA, w.duty, ""); len(list) != 0 {
		t.Errorf("the unit finds %v in its duty", list)
	}
	read := func(who testkit.Who) *dispatchv1.Assignment {
		return w.Assigned(w.As(who).GetAssignment(w.Ctx, &dispatchv1.GetAssignmentRequest{Name: w.duty}))
	}
	if a := read(testkit.LiaisonA); a.GetResponseRating() != nil {
		t.Errorf("the unit reads %v in its duty", a.GetResponseRating())
	}
	w.Clock.Advance(time.Hour)
	if own := w.Assigned(w.rateUnit(2)).GetResponseRating(); own.GetEffort() != 2 {
		t.Errorf("changed to %v", own)
	}
	answer := w.Assignment(w.Dispatched(w.rateCall(4)), testkit.Planning)
	if answer.GetWhistleRating().GetFacts() != 4 || answer.GetResponseRating().GetEffort() != 2 {
		t.Errorf("the unit, which gives its own, is answered with %v", answer)
	}
	for _, who := range []testkit.Who{testkit.Dispatcher, testkit.LiaisonA, testkit.AuditAdmin} {
		list := w.listed(who, all, "state = STATE_PUBLISHED")
		if len(list) != 2 || list[0].GetResponse().GetEffort() != 2 || list[1].GetWhistle().GetFacts() != 4 || list[0].GetUnit() != w.UnitName(testkit.Planning) {
			t.Fatalf("%s finds %v", who, list)
		}
		w.WantTime("published", list[0].GetPublishTime(), w.Clock.Now(0))
		w.WantTime("the last day of an appeal", list[1].GetAppealDueTime(), w.Clock.Now(0).Add(7*24*time.Hour))
		if a := read(who); a.GetResponseRating().GetEffort() != 2 || a.GetWhistleRating().GetFacts() != 4 {
			t.Errorf("%s reads %v", who, a)
		}
	}
	_, err := w.rateUnit(5)
	testkit.WantFault(t, err, codes.FailedPrecondition, "RATING_CLOSED")
	_, err = w.rateCall(0)
	testkit.WantFault(t, err, codes.FailedPrecondition, "RATING_CLOSED")
	if list := w.listed(testkit.LiaisonB, all, ""); len(list) != 0 {
		t.Errorf("a unit that was not called finds %v", list)
	}
}

// proves DI-33
func TestWhereOneSideIsSilentTheRatingIsPublishedAfterItsDaysWhichCloseTheOtherToo(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.Settle(t, "dispatch.rating_days", "3")
	w.Dispatched(w.rateCall(1))
	w.Clock.Advance(3*24*time.Hour - time.Microsecond)
	w.Dispatched(w.rateCall(0)) // does not begin the days anew
	w.publish()
	if list := w.listed(testkit.Dispatcher, w.duty, ""); len(list) != 0 {
		t.Fatalf("published too soon: %v", list)
	}
	w.Clock.Advance(time.Microsecond)
	w.publish()
	w.publish()
	list := w.listed(testkit.Dispatcher, w.duty, "")
	if len(list) != 1 || list[0].GetState() != published || list[0].GetWhistle().GetNeeded() != 0 {
		t.Fatalf("published as %v", list)
	}
	_, err := w.rateUnit(0) // which would pay it back
	testkit.WantFault(t, err, codes.FailedPrecondition, "RATING_CLOSED")
	if n := w.Count("select count(*) from event where type = 'haolinju.dispatch.rating.published.v1'"); n != 1 {
		t.Errorf("published %d times", n)
	}
}

// proves DI-33
func TestTheRatedSideAppealsOnceInItsDaysAndTheDistrictsWordStandsBesideTheOriginal(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.both(0, 5)
	rating := w.of(ofResponse)
	for who, want := range map[testkit.Who]codes.Code{testkit.Resident: codes.PermissionDenied, testkit.LiaisonB: codes.NotFound,
		testkit.Dispatcher: codes.PermissionDenied, testkit.AuditAdmin: codes.PermissionDenied} {
		if _, err := w.appeal(who, rating); status.Code(err) != want {
			t.Errorf("%s appeals: %v", who, err)
		}
	}
	_, err := w.review(testkit.DistrictLeader, rating, confirmed, noGround)
	testkit.WantFault(t, err, codes.FailedPrecondition, "WRONG_STATE")
	w.Clock.Advance(7*24*time.Hour - time.Microsecond)
	asked, err := w.appeal(testkit.LiaisonA, rating)
	if err != nil || asked.GetState() != appealed || asked.GetAppeal() != "当日有到场记录" || asked.GetAppellant() == "" {
		t.Fatal(asked, err)
	}
	_, err = w.appeal(testkit.LiaisonA, rating)
	testkit.WantFault(t, err, codes.FailedPrecondition, "WRONG_STATE")
	w.Clock.Advance(time.Microsecond)
	_, err = w.appeal(testkit.StreetLeader, w.of(ofCall))
	testkit.WantFault(t, err, codes.FailedPrecondition, "RATING_APPEAL_TOO_LATE")

	for _, who := range []testkit.Who{testkit.Resident, testkit.LiaisonA, testkit.Dispatcher, testkit.StreetLeader, testkit.AuditAdmin} {
		_, err := w.review(who, rating, confirmed, noGround)
		testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")
	}
	ruled, err := w.review(testkit.DistrictLeader, rating, confirmed, noGround)
	if err != nil || ruled.GetState() != confirmed || ruled.GetRuling() != "调阅台账" || ruled.GetBadFaith() || ruled.GetReviewer() == "" ||
		ruled.GetResponse().GetEffort() != 0 || ruled.GetAppeal() != "当日有到场记录" {
		t.Fatal(ruled, err)
	}
	_, err = w.appeal(testkit.LiaisonA, rating)
	testkit.WantFault(t, err, codes.FailedPrecondition, "WRONG_STATE")
	_, err = w.review(testkit.DistrictLeader, rating, setAside, wrongFacts)
	testkit.WantFault(t, err, codes.FailedPrecondition, "WRONG_STATE")
}

// proves DI-33
func TestARatingThatPaysBackIsSetAsideWithItsGroundAndShownInTheDutyNoMore(t *testing.T) {
	t.Parallel()
	for ground, badFaith := range map[dispatchv1.Rating_Ground]bool{retaliation: true, dispatchv1.Rating_GROUND_WITHOUT_GROUNDS: true, wrongFacts: false} {
		w := start(t)
		w.both(1, 0)
		rating := w.of(ofCall)
		_, err := w.review(testkit.DistrictLeader, rating, setAside, noGround)
		testkit.WantField(t, err, codes.InvalidArgument, "RATING_GROUND_MISMATCH", "ground")
		out, err := w.review(testkit.DistrictLeader, rating, setAside, ground)
		if err != nil || out.GetState() != setAside || out.GetGround() != ground || out.GetBadFaith() != badFaith || out.GetWhistle().GetFacts() != 0 {
			t.Fatal(out, err)
		}
		kept := w.listed(testkit.LiaisonA, w.duty, "ground = "+ground.String())
		if len(kept) != 1 || kept[0].GetWhistle().GetComment() != "事实不清" || kept[0].GetRuling() != "调阅台账" {
			t.Errorf("kept as %v", kept)
		}
		duty := w.Assigned(w.As(testkit.Dispatcher).GetAssignment(w.Ctx, &dispatchv1.GetAssignmentRequest{Name: w.duty}))
		if duty.GetWhistleRating() != nil || duty.GetResponseRating() == nil {
			t.Errorf("the duty shows %v", duty)
		}
	}
}

func TestASideRatesOnceItKnowsHowItEnded(t *testing.T) {
	t.Parallel()
	w := world{Dispatches: testkit.StartDispatches(t)}
	w.order = w.Emergency()
	w.duty = w.AssignmentOf(w.order, testkit.Planning)
	_, err := w.rateUnit(3)
	testkit.WantFault(t, err, codes.FailedPrecondition, "RATING_TOO_EARLY")
	_, err = w.rateCall(3)
	testkit.WantFault(t, err, codes.FailedPrecondition, "RATING_TOO_EARLY")
	may := func() (call, response *dispatchv1.Action) {
		onDispatch := testkit.Must[*dispatchv1.ListDispatchActionsResponse](w.Dispatches)(w.As(testkit.LiaisonA).ListDispatchActions(w.Ctx,
			&dispatchv1.ListDispatchActionsRequest{Name: w.order.GetName()})).GetActions()
		onDuty := testkit.Must[*dispatchv1.ListAssignmentActionsResponse](w.Dispatches)(w.As(testkit.Dispatcher).ListAssignmentActions(w.Ctx,
			&dispatchv1.ListAssignmentActionsRequest{Name: w.duty})).GetActions()
		return onDispatch[len(onDispatch)-1], onDuty[len(onDuty)-1]
	}
	if call, response := may(); call.GetVerb() != "rate" || call.GetReason() != "RATING_TOO_EARLY" || response.GetVerb() != "rate" || response.GetReason() != "RATING_TOO_EARLY" {
		t.Errorf("they may %v, %v", call, response)
	}
	w.Assigned(w.As(testkit.Dispatcher).WaiveAssignment(w.Ctx, &dispatchv1.WaiveAssignmentRequest{Name: w.duty, Reason: "不需要管线图"}))
	if call, response := may(); !call.GetAllowed() || !response.GetAllowed() {
		t.Errorf("once the unit is let off they may %v, %v", call, response)
	}
	w.both(4, 4)

	community := &dispatchv1.RateDispatchRequest{Name: w.order.GetName(), Rating: &dispatchv1.WhistleRating{Needed: 1}}
	_, err = w.As(testkit.CommunityWorker).RateDispatch(w.Ctx, community)
	testkit.WantFault(t, err, codes.FailedPrecondition, "RATING_TOO_EARLY")
	w.Dispatched(w.As(testkit.Dispatcher).CancelDispatch(w.Ctx, &dispatchv1.CancelDispatchRequest{Name: w.order.GetName(), Reason: "误报"}))
	w.Dispatched(w.As(testkit.CommunityWorker).RateDispatch(w.Ctx, community))
	informed := w.AssignmentOf(w.order, testkit.Suzhuang)
	if list := w.listed(testkit.CommunityWorker, informed, ""); len(list) != 1 || list[0].GetWhistle().GetNeeded() != 1 {
		t.Errorf("the community finds %v", list)
	}
	if list := w.listed(testkit.Dispatcher, informed, ""); len(list) != 0 {
		t.Errorf("the street, which sees its communities, finds %v", list)
	}
	_, err = w.appeal(testkit.Dispatcher, w.listed(testkit.CommunityWorker, informed, "")[0])
	testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
}

func TestWhoIsNotOfASideDoesNotRateForIt(t *testing.T) {
	t.Parallel()
	w := start(t)
	call := &dispatchv1.RateDispatchRequest{Name: w.order.GetName(), Rating: &dispatchv1.WhistleRating{}}
	response := &dispatchv1.RateAssignmentRequest{Name: w.duty, Rating: &dispatchv1.ResponseRating{}}
	for who, want := range map[testkit.Who]codes.Code{testkit.Resident: codes.PermissionDenied, testkit.LiaisonB: codes.NotFound, testkit.Dispatcher: codes.PermissionDenied} {
		if _, err := w.As(who).RateDispatch(w.Ctx, call); status.Code(err) != want {
			t.Errorf("%s rates the call: %v", who, err)
		}
	}
	for _, who := range []testkit.Who{testkit.Resident, testkit.LiaisonA, testkit.LiaisonB} {
		_, err := w.As(who).RateAssignment(w.Ctx, response)
		testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")
	}
	whistle := w.Emergency()
	_, err := w.As(testkit.LiaisonA).RateDispatch(w.Ctx, &dispatchv1.RateDispatchRequest{Name: whistle.GetName(),
		Assignment: w.AssignmentOf(whistle, testkit.WaterOffice), Rating: &dispatchv1.WhistleRating{}})
	testkit.WantField(t, err, codes.PermissionDenied, "PERMISSION_DENIED", "assignment")
	_, err = w.As(testkit.LiaisonA).RateDispatch(w.Ctx, &dispatchv1.RateDispatchRequest{Name: w.order.GetName(),
		Assignment: w.AssignmentOf(whistle, testkit.Planning), Rating: &dispatchv1.WhistleRating{}})
	testkit.WantField(t, err, codes.NotFound, "NOT_FOUND", "assignment")
	response.Rating.Effort = 6
	_, err = w.As(testkit.Dispatcher).RateAssignment(w.Ctx, response)
	testkit.WantField(t, err, codes.InvalidArgument, "INVALID_ARGUMENT", "rating.effort")
	if n := w.Count("select count(*) from rating"); n != 0 {
		t.Errorf("%d ratings of what was refused", n)
	}
}

func TestNobodyReviewsWhatHeGaveAppealedOrBelongsTo(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.both(1, 1)
	leader := testkit.ID(testkit.DistrictLeader)
	for column, rating := range map[string]*dispatchv1.Rating{"person_id": w.of(ofResponse), "appellant_id": w.of(ofCall)} {
		w.change("update rating set state = 'APPEALED', appellant_id = person_id, appeal_time = create_time where id = $1", rating.GetName()[len(rating.GetName())-36:])
		w.change("update rating set "+column+" = $2 where id = $1", rating.GetName()[len(rating.GetName())-36:], leader)
		_, err := w.review(testkit.DistrictLeader, rating, setAside, retaliation)
		testkit.WantFault(t, err, codes.PermissionDenied, "OWN_RATING")
	}
	other := start(t)
	other.both(1, 1)
	other.change(`insert into membership (tenant_id, id, create_time, update_time, version, person_id, unit_id, role, valid_from)
		select tenant_id, gen_random_uuid(), create_time, update_time, 1, person_id, $1, 'LIAISON', valid_from from membership where person_id = $2`,
		other.Unit(testkit.Planning), leader)
	_, err := other.review(testkit.DistrictLeader, other.of(ofResponse), setAside, wrongFacts)
	testkit.WantFault(t, err, codes.PermissionDenied, "OWN_RATING")
}

// change changes rows as the owner.
func (w world) change(sql string, args ...any) {
	w.T.Helper()
	if _, err := w.Owner().Exec(w.Ctx, sql, args...); err != nil {
		w.T.Fatal(err)
	}
}

func TestBothSidesAtOnceArePublishedOnceAndTwoReviewsAreOne(t *testing.T) {
	t.Parallel()
	w := start(t)
	together := func(n int, do func(i int) error) (won int) {
		var wg sync.WaitGroup
		errs := make([]error, n)
		for i := range errs {
			wg.Go(func() { errs[i] = do(i) })
		}
		wg.Wait()
		for _, err := range errs {
			if err == nil {
				won++
			}
		}
		return won
	}
	if won := together(2, func(i int) error {
		if i == 0 {
			_, err := w.rateUnit(2)
			return err
		}
		_, err := w.rateCall(2)
		return err
	}); won != 2 || len(w.listed(testkit.AuditAdmin, w.duty, "state = STATE_PUBLISHED")) != 2 {
		t.Fatalf("%d sides rated, published: %v", won, w.listed(testkit.AuditAdmin, w.duty, ""))
	}
	rating := w.of(ofCall)
	key := metadata.AppendToOutgoingContext(w.Ctx, "idempotency-key", "appeal-1")
	again := func() (*dispatchv1.Rating, error) {
		return w.As(testkit.Dispatcher).AppealRating(key, &dispatchv1.AppealRatingRequest{Name: rating.GetName(), Text: "附有照片"})
	}
	first, err := again()
	second, err2 := again()
	if err != nil || err2 != nil || first.GetEtag() != second.GetEtag() {
		t.Fatal(first, err, second, err2)
	}
	_, err = w.As(testkit.DistrictLeader).ReviewRating(w.Ctx, &dispatchv1.ReviewRatingRequest{Name: rating.GetName(), Decision: confirmed, Ruling: "属实", Etag: rating.GetEtag()})
	testkit.WantFault(t, err, codes.Aborted, "STALE")
	if won := together(4, func(i int) error {
		_, err := w.review(testkit.DistrictLeader, rating, []dispatchv1.Rating_State{confirmed, setAside}[i%2], []dispatchv1.Rating_Ground{noGround, wrongFacts}[i%2])
		return err
	}); won != 1 {
		t.Errorf("%d reviews were let through", won)
	}
	heard := []string{"given", "given", "published", "published", "appealed"}
	rows, err := w.Owner().Query(w.Ctx, "select split_part(type, '.', 4) from event where type like 'haolinju.dispatch.rating.%' order by id")
	if err != nil {
		t.Fatal(err)
	}
	var told []string
	for rows.Next() {
		var kind string
		if err := rows.Scan(&kind); err != nil {
			t.Fatal(err)
		}
		told = append(told, kind)
	}
	slices.Sort(told[:4])
	if len(told) != 6 || !slices.Equal(told[:5], heard) {
		t.Errorf("told of %v", told)
	}
}
