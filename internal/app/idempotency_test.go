package app_test

import (
	"bytes"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"google.golang.org/grpc"
	"google.golang.org/grpc/metadata"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"

	bookingv1 "github.com/haolinju/haolinju/api/gen/haolinju/booking/v1"
	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// post makes a REST call with an idempotency key and gives its status, raw and parsed body, and whether it is a replay.
func (d *district) post(who testkit.Who, path, key string, body []byte) (status int, raw string, parsed map[string]any, replayed bool) {
	d.t.Helper()
	answer := send(d.t, d.Kit, d.rest, who, http.MethodPost, path, body, "Idempotency-Key", key)
	raw, parsed = read(d.t, answer)
	return answer.StatusCode, raw, parsed, answer.Header.Get("Idempotency-Replayed") == "true"
}

// bookingBody is the REST body of a booking of a ground.
func (d *district) bookingBody(ground string) []byte {
	d.t.Helper()
	body, err := protojson.Marshal(d.newBooking(ground).GetBooking())
	if err != nil {
		d.t.Fatal(err)
	}
	return body
}

// effects are the numbers of bookings, of their events and audit rows, and of stored answers.
func (d *district) effects() (n [4]int) {
	d.t.Helper()
	if err := d.Owner().QueryRow(d.t.Context(), `select (select count(*) from booking),
		(select count(*) from event where type like 'haolinju.booking.booking.%'),
		(select count(*) from audit where action like 'booking.booking.%' and result = 'OK'),
		(select count(*) from idempotency_key)`).Scan(&n[0], &n[1], &n[2], &n[3]); err != nil {
		d.t.Fatal(err)
	}
	return n
}

func (d *district) wantEffects(bookings, events, audits, answers int) {
	d.t.Helper()
	if got, want := d.effects(), [4]int{bookings, events, audits, answers}; got != want {
		d.t.Errorf("bookings, events, audit rows and stored answers are %v, want %v", got, want)
	}
}

// proves AP-09
func TestACallSentTwiceByOneKeyHappensOnceAndAnswersTheSameBytes(t *testing.T) {
	t.Parallel()
	d := openDistrict(t)
	ground := d.ground()
	body := d.bookingBody(ground)
	status, first, _, replayed := d.post(testkit.Resident, "/v1/bookings", "evening", body)
	if status != http.StatusOK || replayed {
		t.Fatalf("the first call: %d, replayed %t: %s", status, replayed, first)
	}
	d.wantEffects(1, 1, 1, 1)
	d.Clock.Advance(71 * time.Hour)
	status, second, _, replayed := d.post(testkit.Resident, "/v1/bookings", "evening", body)
	if status != http.StatusOK || !replayed || second != first {
		t.Errorf("the second call: %d, replayed %t\n%s, want\n%s", status, replayed, second, first)
	}
	d.wantEffects(1, 1, 1, 1)

	// The key is the same by the other door.
	var header metadata.MD
	request := &bookingv1.CreateBookingRequest{Booking: &bookingv1.Booking{}}
	if err := protojson.Unmarshal(body, request.GetBooking()); err != nil {
		t.Fatal(err)
	}
	ctx := metadata.AppendToOutgoingContext(t.Context(), "idempotency-key", "evening", "authorization", "Bearer "+d.Token(testkit.Resident))
	native, err := bookingv1.NewBookingServiceClient(d.native).CreateBooking(ctx, request, grpc.Header(&header))
	var stored bookingv1.Booking
	if err != nil || protojson.Unmarshal([]byte(first), &stored) != nil || !proto.Equal(native, &stored) {
		t.Errorf("by gRPC %v, %v, want %s", native, err, first)
	}
	if got := header.Get("idempotency-replayed"); len(got) != 1 || got[0] != "true" {
		t.Errorf("gRPC says replayed: %v", got)
	}
	d.wantEffects(1, 1, 1, 1)
}

// proves AP-09
func TestCase61AKeySentAgainWithAnotherRequestIsRefused(t *testing.T) {
	t.Parallel()
	d := openDistrict(t)
	ground := d.ground()
	body := d.bookingBody(ground)
	_, _, made, _ := d.post(testkit.Resident, "/v1/bookings", "evening", body)
	for what, again := range map[string]struct {
		path string
		body []byte
	}{
		"another body":   {"/v1/bookings", bytes.Replace(body, []byte("社区篮球赛"), []byte("太极拳"), 1)},
		"another method": {fmt.Sprintf("/v1/%s:cancel", made["name"]), []byte(`{}`)},
	} {
		status, raw, got, _ := d.post(testkit.Resident, again.path, "evening", again.body)
		if status != http.StatusUnprocessableEntity || got["reason"] != "IDEMPOTENCY_KEY_REUSED" {
			t.Errorf("%s: %d %s", what, status, raw)
		}
	}
	d.wantEffects(1, 1, 1, 1)

	// Two methods whose requests are the same bytes.
	order := "/v1/" + d.blown(orderKind).GetName()
	if status, raw, _, _ := d.post(testkit.Dispatcher, order+":send", "order", []byte(`{}`)); status != http.StatusOK {
		t.Errorf("send: %d %s", status, raw)
	}
	if status, raw, got, _ := d.post(testkit.Dispatcher, order+":submit", "order", []byte(`{}`)); status != http.StatusUnprocessableEntity ||
		got["reason"] != "IDEMPOTENCY_KEY_REUSED" {
		t.Errorf("submit by the key of send: %d %s", status, raw)
	}
}

// proves AP-09
func TestCase61TheSameKeyOfAnotherPersonOrDistrictIsAnotherKey(t *testing.T) {
	t.Parallel()
	d := openDistrict(t)
	mine, theirs := d.ground(), d.ground()
	d.post(testkit.Resident, "/v1/bookings", "evening", d.bookingBody(mine))
	status, raw, _, replayed := d.post(testkit.Resident2, "/v1/bookings", "evening", d.bookingBody(theirs))
	if status != http.StatusOK || replayed {
		t.Errorf("%d, replayed %t: %s", status, replayed, raw)
	}
	d.wantEffects(2, 2, 2, 2)

	// One id in two districts: nothing but the district tells the callers apart.
	admin := testkit.ID(testkit.SystemAdmin)
	for _, sql := range []string{
		`insert into person select (jsonb_populate_record(p, jsonb_build_object('id', $1::text))).* from person p where id = $2`,
		`insert into membership select (jsonb_populate_record(m, jsonb_build_object('id', $1::text, 'person_id', $1::text))).* from membership m where person_id = $2`,
	} {
		if _, err := d.Owner().Exec(t.Context(), sql, admin, testkit.ID(testkit.ForeignAdmin)); err != nil {
			t.Fatal(err)
		}
	}
	made := map[string]bool{}
	for _, tenant := range []int{demo.Fangshan, demo.Other} {
		token, err := d.Issue(tenant, uuid.MustParse(admin), time.Minute)
		if err != nil {
			t.Fatal(err)
		}
		for range 2 {
			c, err := directoryv1.NewDirectoryServiceClient(d.ConnWith(token)).CreateCategory(t.Context(), &directoryv1.CreateCategoryRequest{
				Category: &directoryv1.Category{Code: "CASE.61", DisplayName: "噪声", Tier: directoryv1.Category_TIER_ORDINARY}, RequestId: "one key"})
			if err != nil {
				t.Fatal(err)
			}
			made[c.GetName()] = true
		}
	}
	if len(made) != 2 {
		t.Errorf("%d categories by one key in two districts, want one in each", len(made))
	}
}

// proves AP-09
func TestARefusedCallStoresNoAnswer(t *testing.T) {
	t.Parallel()
	d := openDistrict(t)
	ground := d.ground()
	body := d.bookingBody(ground)
	d.post(testkit.Resident2, "/v1/bookings", "theirs", body)
	d.wantEffects(1, 1, 1, 1)
	for reason, bad := range map[string][]byte{
		"SLOT_TAKEN":       body,
		"INVALID_ARGUMENT": []byte(`{"resource": "` + ground + `"}`),
		"BOOKING_TOO_LONG": bytes.Replace(body, []byte("T11:00:00Z"), []byte("T15:00:00Z"), 1),
	} {
		if _, raw, got, _ := d.post(testkit.Resident, "/v1/bookings", "evening", bad); got["reason"] != reason {
			t.Errorf("got %s, want %s", raw, reason)
		}
	}
	d.wantEffects(1, 1, 1, 1)
	if status, raw, _, replayed := d.post(testkit.Resident, "/v1/bookings", "evening", d.bookingBody(d.ground())); status != http.StatusOK || replayed {
		t.Errorf("the corrected call: %d, replayed %t: %s", status, replayed, raw)
	}
}

func TestAStoredAnswerIsUnreadableInTheDatabase(t *testing.T) {
	t.Parallel()
	d := openDistrict(t)
	issue, err := protojson.Marshal(d.newIssue().GetIssue())
	if err != nil {
		t.Fatal(err)
	}
	status, raw, made, _ := d.post(testkit.Resident, "/v1/issues", "my-issue", issue)
	if status != http.StatusOK {
		t.Fatalf("%d %s", status, raw)
	}
	var row []byte
	if err := d.Owner().QueryRow(t.Context(), "select convert_to(k::text, 'UTF8') || k.answer from idempotency_key k").Scan(&row); err != nil {
		t.Fatal(err)
	}
	clear := map[string]any{}
	for field, value := range made {
		if text, ok := value.(string); ok && len(text) >= 6 {
			clear[field] = value
			if bytes.Contains(row, []byte(text)) {
				t.Errorf("the row shows %s %q", field, text)
			}
		}
	}
	for _, needed := range []string{"name", "title", "address", "number"} {
		if clear[needed] == nil {
			t.Errorf("the answer has no %s to look for: %s", needed, raw)
		}
	}
}

// proves AP-09
func TestTheFieldRequestIDIsAKeyToo(t *testing.T) {
	t.Parallel()
	d := openDistrict(t)
	request := d.newBooking(d.ground())
	request.RequestId = "evening"
	body, err := protojson.Marshal(request.GetBooking())
	if err != nil {
		t.Fatal(err)
	}
	first := prepare[*bookingv1.Booking](d, testkit.Resident, request)
	if second := prepare[*bookingv1.Booking](d, testkit.Resident, request); !proto.Equal(first, second) {
		t.Errorf("got %v, want %v", second, first)
	}
	asQuery := send(t, d.Kit, d.rest, testkit.Resident, http.MethodPost, "/v1/bookings?requestId=evening", body)
	if _, got := read(t, asQuery); got["name"] != first.GetName() || asQuery.Header.Get("Idempotency-Replayed") != "true" {
		t.Errorf("as a query parameter: %v", got)
	}
	if _, raw, got, replayed := d.post(testkit.Resident, "/v1/bookings", "evening", body); got["name"] != first.GetName() || !replayed {
		t.Errorf("the same key as a header: %s", raw)
	}
	if status, raw, _, _ := d.post(testkit.Resident, "/v1/bookings?requestId=evening", "morning", body); status != http.StatusBadRequest ||
		!strings.Contains(raw, `"field":"request_id"`) {
		t.Errorf("two keys in one call: %d %s", status, raw)
	}
	if status, raw, _, _ := d.post(testkit.Resident, "/v1/bookings", strings.Repeat("k", 65), body); status != http.StatusBadRequest ||
		!strings.Contains(raw, `"field":"Idempotency-Key"`) {
		t.Errorf("a key of 65 characters: %d %s", status, raw)
	}
	d.wantEffects(1, 1, 1, 1)
}

// proves AP-09
func TestAnAnswerWithoutContentIsReplayedAndAForgottenKeyIsFree(t *testing.T) {
	t.Parallel()
	d := openDistrict(t)
	r := prepare[*bookingv1.Resource](d, testkit.ResourceOwner, d.newGround())
	w := prepare[*bookingv1.ShareWindow](d, testkit.ResourceOwner, d.window(r.GetName()))
	remove := func() (int, string, bool) {
		answer := send(t, d.Kit, d.rest, testkit.ResourceOwner, http.MethodDelete, "/v1/"+w.GetName(), nil, "Idempotency-Key", "close")
		raw, _ := read(t, answer)
		return answer.StatusCode, raw, answer.Header.Get("Idempotency-Replayed") == "true"
	}
	if status, raw, replayed := remove(); status != http.StatusOK || replayed {
		t.Errorf("the first call: %d, replayed %t: %s", status, replayed, raw)
	}
	if status, raw, replayed := remove(); status != http.StatusOK || !replayed {
		t.Errorf("the second call: %d, replayed %t: %s", status, replayed, raw)
	}
	system := access.AsSystem(t.Context(), demo.Fangshan)
	forget := func(after time.Duration) {
		t.Helper()
		d.Clock.Advance(after)
		if err := d.DB.ForgetKeys(system); err != nil {
			t.Fatal(err)
		}
	}
	forget(72*time.Hour - time.Microsecond)
	if _, raw, replayed := remove(); !replayed {
		t.Errorf("the key was forgotten before its 72 hours: %s", raw)
	}
	forget(time.Microsecond)
	if status, raw, replayed := remove(); status != http.StatusNotFound || replayed {
		t.Errorf("the key is kept longer than its 72 hours: %d, replayed %t: %s", status, replayed, raw)
	}
}
