package booking_test

import (
	"net/http"
	"slices"
	"testing"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"

	bookingv1 "github.com/haolinju/haolinju/api/gen/haolinju/booking/v1"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// listed are the names of the resources that a caller lists.
func (w *world) listed(t *testing.T, who testkit.Who, deleted bool) (names []string) {
	t.Helper()
	res, err := w.as(who).ListResources(t.Context(), &bookingv1.ListResourcesRequest{ShowDeleted: deleted})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range res.GetResources() {
		names = append(names, r.GetName())
	}
	return names
}

func (w *world) delete(t *testing.T, resource string) *bookingv1.Resource {
	t.Helper()
	r, err := w.as(testkit.ResourceOwner).DeleteResource(t.Context(), &bookingv1.DeleteResourceRequest{Name: resource})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// proves AP-14
func TestADeletedResourceIsHiddenTakesNoBookingsAndCanBeUndeleted(t *testing.T) {
	t.Parallel()
	w := start(t)
	owner, resident, name := w.as(testkit.ResourceOwner), w.as(testkit.Resident), w.ground.GetName()
	past := w.book(t, testkit.Resident, w.tomorrow(9, 0), w.tomorrow(10, 0))
	w.Clock.Advance(36 * time.Hour)
	deleted := w.delete(t, name)
	if at := deleted.GetDeleteTime().AsTime(); !at.Equal(w.now()) || !deleted.GetPurgeTime().AsTime().Equal(at.AddDate(0, 0, 30)) {
		t.Fatalf("deleted at %v, to be purged at %v", deleted.GetDeleteTime(), deleted.GetPurgeTime())
	}
	for who, sees := range map[testkit.Who]bool{testkit.ResourceOwner: true, testkit.SystemAdmin: true, testkit.Resident: false, testkit.Anonymous: false} {
		if slices.Contains(w.listed(t, who, false), name) || slices.Contains(w.listed(t, who, true), name) != sees {
			t.Errorf("%v lists %v, with the deleted %v", who, w.listed(t, who, false), w.listed(t, who, true))
		}
		got, err := w.as(who).GetResource(t.Context(), &bookingv1.GetResourceRequest{Name: name})
		if sees && !proto.Equal(got, deleted) {
			t.Errorf("%v reads %v, %v", who, got, err)
		} else if !sees {
			testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
		}
	}
	wish := w.wish(w.tomorrow(9, 0), w.tomorrow(10, 0))
	_, err := resident.CreateBooking(t.Context(), &bookingv1.CreateBookingRequest{Booking: wish})
	testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
	_, err = owner.CreateBooking(t.Context(), &bookingv1.CreateBookingRequest{Booking: wish})
	testkit.WantFault(t, err, codes.FailedPrecondition, "DELETED")
	if free := w.freeStarts(t, testkit.ResourceOwner); len(free) != 0 {
		t.Errorf("free slots of what is deleted: %v", free)
	}
	_, err = owner.UpdateResource(t.Context(), &bookingv1.UpdateResourceRequest{Resource: &bookingv1.Resource{Name: name, Title: "新"}})
	testkit.WantFault(t, err, codes.FailedPrecondition, "DELETED")
	_, err = owner.DeleteResource(t.Context(), &bookingv1.DeleteResourceRequest{Name: name})
	testkit.WantFault(t, err, codes.FailedPrecondition, "DELETED")
	history, err := resident.GetBooking(t.Context(), &bookingv1.GetBookingRequest{Name: past.GetName()})
	if err != nil || !proto.Equal(history, past) {
		t.Errorf("the booking of before became %v, %v", history, err)
	}

	status, again := w.REST(t, testkit.ResourceOwner, http.MethodPost, "/v1/"+name+":undelete", map[string]any{"etag": deleted.GetEtag()})
	if status != http.StatusOK || again["title"] != w.ground.GetTitle() || again["deleteTime"] != nil || again["purgeTime"] != nil {
		t.Fatalf("undelete: %d %v", status, again)
	}
	_, err = owner.UndeleteResource(t.Context(), &bookingv1.UndeleteResourceRequest{Name: name})
	testkit.WantFault(t, err, codes.FailedPrecondition, "NOT_DELETED")
	if _, err = resident.CreateBooking(t.Context(), &bookingv1.CreateBookingRequest{Booking: wish}); err != nil {
		t.Errorf("what is undeleted cannot be booked: %v", err)
	}
}

// proves AP-14
func TestAResourceIsDeletedByItsOwnerOnlyAndNotWhileABookingLiesAhead(t *testing.T) {
	t.Parallel()
	w := start(t)
	name := w.ground.GetName()
	b := w.book(t, testkit.Resident, w.tomorrow(9, 0), w.tomorrow(10, 0))
	del := func(who testkit.Who, etag string) error {
		_, err := w.as(who).DeleteResource(t.Context(), &bookingv1.DeleteResourceRequest{Name: name, Etag: etag, RequestId: "once-" + etag})
		return err
	}
	testkit.WantFault(t, del(testkit.Resident, ""), codes.PermissionDenied, "PERMISSION_DENIED")
	testkit.WantFault(t, del(testkit.Anonymous, ""), codes.Unauthenticated, "UNAUTHENTICATED")
	testkit.WantFault(t, del(testkit.ResourceOwner, "v7"), codes.Aborted, "STALE")
	testkit.WantFault(t, del(testkit.ResourceOwner, ""), codes.FailedPrecondition, "RESOURCE_BOOKED")
	if _, err := w.as(testkit.Resident).CancelBooking(t.Context(), &bookingv1.CancelBookingRequest{Name: b.GetName()}); err != nil {
		t.Fatal(err)
	}
	for range 2 { // the second by the same key
		if err := del(testkit.ResourceOwner, "v1"); err != nil {
			t.Fatal(err)
		}
	}
	if n := w.count(t, `select count(*) from event where type = 'haolinju.booking.resource.deleted.v1'`); n != 1 {
		t.Errorf("%d events tell of the deletion, want 1", n)
	}
}

// proves AP-14
func TestADeletedResourceIsPurgedInItsTimeUnlessABookingNamesIt(t *testing.T) {
	t.Parallel()
	w := start(t)
	booked, unused, kept := w.ground.GetName(), w.newGround(t).GetName(), w.newGround(t).GetName()
	w.book(t, testkit.Resident, w.tomorrow(9, 0), w.tomorrow(10, 0))
	w.Clock.Advance(36 * time.Hour)
	w.delete(t, booked)
	w.delete(t, unused)
	for _, c := range []struct {
		after time.Duration
		gone  bool
	}{{30*24*time.Hour - time.Second, false}, {time.Second, true}, {0, true}} {
		w.Clock.Advance(c.after)
		if err := w.Booking.Purge(access.AsSystem(t.Context(), 110111)); err != nil {
			t.Fatal(err)
		}
		left := w.listed(t, testkit.ResourceOwner, true)
		if slices.Contains(left, unused) == c.gone || !slices.Contains(left, booked) || !slices.Contains(left, kept) {
			t.Errorf("after %v more: %v are left", c.after, left)
		}
	}
	if n := w.count(t, `select count(*) from share_window where tenant_id = 110111`); n != 2 {
		t.Errorf("%d share windows are left, want those of the two resources", n)
	}
	_, err := w.as(testkit.ResourceOwner).UndeleteResource(t.Context(), &bookingv1.UndeleteResourceRequest{Name: unused})
	testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
}

// proves AP-14
func TestAResourceThatIsDeletedWhileManyBookItEndsDeletedOrBookedNeverBoth(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.Settle(t, "restriction.booking_limits", `{"person_hour": 1000, "person_day": 1000, "device_hour": 1000, "device_day": 1000}`)
	const rounds = 8
	for range rounds {
		w.ground = w.newGround(t)
		reasons := race(16, func(i int) error {
			if i%4 == 0 {
				_, err := w.as(testkit.ResourceOwner).DeleteResource(t.Context(), &bookingv1.DeleteResourceRequest{Name: w.ground.GetName()})
				return tagged("delete", err)
			}
			start := w.tomorrow(8, 30*i)
			_, err := w.as(testkit.Resident).CreateBooking(t.Context(), &bookingv1.CreateBookingRequest{Booking: w.wish(start, start.Add(30*time.Minute))})
			return tagged("book", err)
		})
		deleted := reasons["delete"] == 1 && reasons["book NOT_FOUND"] == 12 && reasons["delete DELETED"] == 3
		taken := reasons["book"] == 12 && reasons["delete RESOURCE_BOOKED"] == 4
		if deleted == taken {
			t.Errorf("answers by reason: %v, want one deletion and no booking, or all bookings and no deletion", reasons)
		}
	}
	if n := w.count(t, `select count(*) from booking b join resource r on r.tenant_id = b.tenant_id and r.id = b.resource_id
		where r.delete_time is not null`); n != 0 {
		t.Errorf("%d bookings of deleted resources", n)
	}
}
