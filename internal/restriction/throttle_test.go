package restriction_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

const (
	issueLimits   = "restriction.issue_limits"
	bookingLimits = "restriction.booking_limits"
)

// proves AD-21
func TestOf64FilingsAtOnceAtTwoServersExactlyTheLimitGetsInAndItOutlivesARestart(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.Settle(t, issueLimits, `{"person_hour": 10, "person_day": 12}`)
	twin := w.Replica()
	reasons := race(64, func(i int) error {
		return w.fileAt(t.Context(), []*testkit.Kit{w.Kit, twin}[i%2], testkit.Resident)
	})
	if n := w.count(t, "select count(*) from issue where tenant_id = 110111"); reasons[""] != 10 || reasons["THROTTLED"] != 54 || n != 10 {
		t.Errorf("answers by reason: %v, %d issues; want 10 and 54 THROTTLED", reasons, n)
	}
	restarted := w.Replica()
	err := w.fileAt(t.Context(), restarted, testkit.Resident)
	testkit.WantFault(t, err, codes.ResourceExhausted, "THROTTLED")
	if err := w.file(t.Context(), testkit.Resident2); err != nil {
		t.Errorf("another person: %v", err)
	}
	w.Clock.Advance(time.Hour)
	reasons = race(8, func(int) error { return w.fileAt(t.Context(), restarted, testkit.Resident) })
	if reasons[""] != 2 || reasons["THROTTLED"] != 6 {
		t.Errorf("an hour later: %v, want what is left of the day", reasons)
	}
	w.Clock.Advance(23 * time.Hour)
	if err := w.file(t.Context(), testkit.Resident); err != nil {
		t.Errorf("a day later: %v", err)
	}
}

// proves AD-21
func TestOf40BookingsAtOnceAtTwoServersExactlyTheLimitGetsIn(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.Settle(t, bookingLimits, `{"person_hour": 5}`)
	twin := w.Replica()
	reasons := race(40, func(i int) error {
		return bookAt(t.Context(), []*testkit.Kit{w.Kit, twin}[i%2], testkit.Resident, w.wish(i))
	})
	if reasons[""] != 5 || reasons["THROTTLED"] != 35 {
		t.Errorf("answers by reason: %v, want 5 and 35 THROTTLED", reasons)
	}
	if err := w.file(t.Context(), testkit.Resident); err != nil {
		t.Errorf("issues are counted apart: %v", err)
	}
}

// proves AD-21, AP-17
func TestWhoIsThrottledIsToldByWhichLimitAndWhenItIsFreeAgain(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.Settle(t, issueLimits, `{"person_hour": 1}`)
	if err := w.file(t.Context(), testkit.Resident); err != nil {
		t.Fatal(err)
	}
	w.Clock.Advance(20 * time.Minute)
	err := w.file(t.Context(), testkit.Resident)
	testkit.WantFault(t, err, codes.ResourceExhausted, "THROTTLED")
	free := w.now().Add(40 * time.Minute)
	if m := infoOf(err).GetMetadata(); m["of"] != "PERSON" || m["limit"] != "1" || m["window"] != "1h0m0s" || m["reset_time"] != free.Format(time.RFC3339) {
		t.Errorf("the refusal says %v, want free at %v", m, free)
	}
	for _, d := range status.Convert(err).Details() {
		if retry, ok := d.(*errdetails.RetryInfo); ok && retry.GetRetryDelay().AsDuration() != 40*time.Minute {
			t.Errorf("retry after %v", retry.GetRetryDelay().AsDuration())
		}
	}
	r := httptest.NewRequest(http.MethodPost, "/v1/issues", strings.NewReader(`{"kind": "KIND_HELP", "category": "`+
		w.draft(demo.CategoryProperty).GetCategory()+`", "title": "路灯不亮", "address": "太平庄东里3号楼"}`))
	r.Header.Set("Authorization", "Bearer "+w.Token(testkit.Resident))
	answer := testkit.Serve(w.HTTP(), r)
	if answer.Code != http.StatusTooManyRequests || answer.Header().Get("Retry-After") != "2400" || !strings.Contains(answer.Body.String(), `"THROTTLED"`) {
		t.Errorf("by REST: %d %v %s", answer.Code, answer.Header(), answer.Body)
	}
}

// proves AD-21
func TestWhatIsOnlyCheckedRepeatedOrRefusedCountsNothing(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.Settle(t, issueLimits, `{"person_hour": 1}`)
	mine := intakev1.NewIntakeServiceClient(w.Conn(testkit.Resident))
	for range 3 {
		if _, err := mine.CreateIssue(t.Context(), &intakev1.CreateIssueRequest{Issue: w.draft(demo.CategoryProperty), ValidateOnly: true}); err != nil {
			t.Fatal(err)
		}
		bad := w.draft(demo.CategoryProperty)
		bad.Attachments = []string{"attachments/00000000-0000-7000-8000-000000000000"}
		_, err := mine.CreateIssue(t.Context(), &intakev1.CreateIssueRequest{Issue: bad})
		testkit.WantFault(t, err, codes.InvalidArgument, "ATTACHMENT_UNKNOWN")
	}
	var first string
	for range 3 {
		filed, err := mine.CreateIssue(with(t.Context(), "idempotency-key", "one"), &intakev1.CreateIssueRequest{Issue: w.draft(demo.CategoryProperty)})
		if err != nil || first != "" && filed.GetName() != first {
			t.Fatalf("%v, %v", filed, err)
		}
		first = filed.GetName()
	}
	testkit.WantFault(t, w.file(t.Context(), testkit.Resident), codes.ResourceExhausted, "THROTTLED")
	_, err := mine.CreateIssue(t.Context(), &intakev1.CreateIssueRequest{Issue: w.draft(demo.CategoryProperty), ValidateOnly: true})
	testkit.WantFault(t, err, codes.ResourceExhausted, "THROTTLED")
}

// proves AD-21
func TestAnEmergencyAndWhatStaffTakeInAreNeverRefusedNorCounted(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.Settle(t, issueLimits, `{"person_hour": 1}`)
	mine := intakev1.NewIntakeServiceClient(w.Conn(testkit.Resident))
	emergency := func() {
		t.Helper()
		if _, err := mine.CreateIssue(t.Context(), &intakev1.CreateIssueRequest{Issue: w.draft(demo.CategoryWater)}); err != nil {
			t.Errorf("an emergency: %v", err)
		}
	}
	emergency()
	if err := w.file(t.Context(), testkit.Resident); err != nil {
		t.Errorf("the emergency was counted: %v", err)
	}
	emergency()
	for range 3 {
		taken := w.draft(demo.CategoryProperty)
		taken.Channel = intakev1.Issue_CHANNEL_HOTLINE_12345
		if _, err := intakev1.NewIntakeServiceClient(w.Conn(testkit.Dispatcher)).CreateIssue(t.Context(), &intakev1.CreateIssueRequest{Issue: taken}); err != nil {
			t.Errorf("taken in at the hotline: %v", err)
		}
	}
}

// proves AD-21
func TestABookingForAUnitIsNotCountedForWhoMakesIt(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.Settle(t, bookingLimits, `{"person_hour": 1}`)
	for n := range 3 {
		b := w.wish(n)
		b.Unit = w.draft(demo.CategoryProperty).GetCommunity()
		if err := bookAt(t.Context(), w.Kit, testkit.CommunityWorker, b); err != nil {
			t.Errorf("for the community: %v", err)
		}
	}
}

// proves AD-21, AD-13, AD-14
func TestNeitherAMandateNorASecondAccountMakesMoreOfOnePerson(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.Settle(t, issueLimits, `{"person_hour": 2}`)
	w.represent(t, accessv1.Act_ACT_FILE_ISSUES)
	inPlace := with(t.Context(), "x-acting-for", person(testkit.Resident2))
	for _, who := range []struct {
		ctx context.Context
		who testkit.Who
	}{{inPlace, testkit.Resident}, {t.Context(), testkit.Resident}} {
		if err := w.file(who.ctx, who.who); err != nil {
			t.Fatal(err)
		}
	}
	testkit.WantFault(t, w.file(inPlace, testkit.Resident), codes.ResourceExhausted, "THROTTLED") // the delegate has made two
	if err := w.file(t.Context(), testkit.Resident2); err != nil {
		t.Fatal(err)
	}
	testkit.WantFault(t, w.file(t.Context(), testkit.Resident2), codes.ResourceExhausted, "THROTTLED") // of hers two were made
	w.Clock.Advance(2 * time.Hour)
	w.merge(t)
	second := w.signIn(t, testkit.Resident2)
	for n := range 3 {
		_, err := intakev1.NewIntakeServiceClient(w.ConnWith(second)).CreateIssue(t.Context(), &intakev1.CreateIssueRequest{Issue: w.draft(demo.CategoryProperty)})
		if n == 0 && err != nil {
			t.Fatal(err)
		}
		if n == 0 {
			if err := w.file(t.Context(), testkit.Resident); err != nil {
				t.Fatal(err)
			}
			continue
		}
		testkit.WantFault(t, err, codes.ResourceExhausted, "THROTTLED")
	}
}

// Two delegates who act for each other take the same budgets in one order, so neither waits for what the other holds.
func TestTwoWhoActForEachOtherAtOnceAreBothCountedToTheEnd(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.Settle(t, issueLimits, `{"person_hour": 12}`)
	w.represent(t, accessv1.Act_ACT_FILE_ISSUES)
	inPlace := with(t.Context(), "x-acting-for", person(testkit.Resident2))
	reasons := race(24, func(i int) error {
		if i%2 == 0 {
			return w.file(inPlace, testkit.Resident)
		}
		return w.file(t.Context(), testkit.Resident2)
	})
	if reasons[""] != 12 || reasons["THROTTLED"] != 12 {
		t.Errorf("answers by reason: %v", reasons)
	}
}

// proves AD-21
func TestADeviceMakesSoManyWhoeverSignsInOnItAndNamingAnotherLiftsNoLimitOfThePerson(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.Settle(t, issueLimits, `{"person_hour": 2, "device_hour": 3}`)
	phone := with(t.Context(), "x-device-id", "telephone-of-the-family")
	for _, who := range []testkit.Who{testkit.Resident, testkit.Resident, testkit.Resident2} {
		if err := w.file(phone, who); err != nil {
			t.Fatal(err)
		}
	}
	err := w.file(phone, testkit.Resident2)
	testkit.WantFault(t, err, codes.ResourceExhausted, "THROTTLED")
	if m := infoOf(err).GetMetadata(); m["of"] != "DEVICE" || m["limit"] != "3" {
		t.Errorf("the refusal says %v", m)
	}
	if err := w.file(with(t.Context(), "x-device-id", "another-device"), testkit.Resident2); err != nil {
		t.Errorf("from another device: %v", err)
	}
	for _, named := range []context.Context{t.Context(), with(t.Context(), "x-device-id", "another-device"), with(t.Context(), "x-device-id", "one-more-device")} {
		testkit.WantFault(t, w.file(named, testkit.Resident), codes.ResourceExhausted, "THROTTLED")
	}
	err = w.file(with(t.Context(), "x-device-id", "a b"), testkit.Resident)
	testkit.WantField(t, err, codes.InvalidArgument, "INVALID_ARGUMENT", "X-Device-Id")
	if n := w.count(t, "select count(*) from budget where position('family'::bytea in key) > 0"); n != 0 {
		t.Error("the name of a device is stored")
	}
}

// proves AD-21
func TestASignInBelongsToOneDeviceWhateverItIsCalled(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.Settle(t, issueLimits, `{"person_hour": 0, "person_day": 0, "device_hour": 1, "device_day": 1}`)
	one, two := w.signIn(t, testkit.Resident), w.signIn(t, testkit.Resident)
	file := func(token string) error {
		_, err := intakev1.NewIntakeServiceClient(w.ConnWith(token)).CreateIssue(t.Context(), &intakev1.CreateIssueRequest{Issue: w.draft(demo.CategoryProperty)})
		return err
	}
	if err := file(one); err != nil {
		t.Fatal(err)
	}
	testkit.WantFault(t, file(one), codes.ResourceExhausted, "THROTTLED")
	_, err := intakev1.NewIntakeServiceClient(w.ConnWith(one)).CreateIssue(with(t.Context(), "x-device-id", "another-device"),
		&intakev1.CreateIssueRequest{Issue: w.draft(demo.CategoryProperty)})
	testkit.WantFault(t, err, codes.ResourceExhausted, "THROTTLED")
	if err := file(two); err != nil {
		t.Errorf("another sign-in: %v", err)
	}
}
