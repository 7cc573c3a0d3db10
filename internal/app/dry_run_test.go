package app_test

import (
	"context"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	bookingv1 "github.com/haolinju/haolinju/api/gen/haolinju/booking/v1"
	"github.com/haolinju/haolinju/internal/platform/rpc"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// rehearsed is a copy of a request that only wants to be checked; nil where the method knows no such thing.
func rehearsed(request proto.Message) proto.Message {
	field := request.ProtoReflect().Descriptor().Fields().ByName("validate_only")
	if field == nil {
		return nil
	}
	tried := proto.Clone(request)
	tried.ProtoReflect().Set(field, protoreflect.ValueOfBool(true))
	return tried
}

// contents is a digest of every row of every table.
func (d *district) contents() string {
	d.t.Helper()
	var tables []string
	if err := d.Owner().QueryRow(d.t.Context(), `select array_agg(oid::regclass::text order by 1) from pg_class
		where relnamespace = 'public'::regnamespace and relkind = 'r'`).Scan(&tables); err != nil {
		d.t.Fatal(err)
	}
	parts := make([]string, len(tables))
	for i, table := range tables {
		parts[i] = "(select count(*) || coalesce(sum(hashtext(x::text)::numeric), 0)::text from " + table + " x)"
	}
	var digest string
	if err := d.Owner().QueryRow(d.t.Context(), "select array_to_string(array["+strings.Join(parts, ", ")+"], ',')").Scan(&digest); err != nil {
		d.t.Fatal(err)
	}
	return digest
}

// text is an answer without the ids that are made anew each time.
func text(t *testing.T, answer proto.Message) string {
	t.Helper()
	body, err := protojson.Marshal(answer)
	if err != nil {
		t.Fatal(err)
	}
	plain := idPattern.ReplaceAllString(strings.ReplaceAll(string(body), " ", ""), "id")
	return secret.ReplaceAllString(signature.ReplaceAllString(plain, "signature="), `"$1":"secret"`)
}

// eachChange calls a function for each case of an RPC that changes something, in one district for each capability.
func eachChange(t *testing.T, do func(d *district, called string, m rpc.Method, who testkit.Who, request proto.Message)) {
	t.Helper()
	methods := methodsByName(t)
	for capability, cases := range doorCases {
		t.Run(capability, func(t *testing.T) {
			t.Parallel()
			d := openDistrict(t)
			for _, called := range slices.Sorted(maps.Keys(cases)) {
				if m := methods[method(called)]; !m.ReadOnly {
					request := cases[called].make(d)
					d.Clock.Advance(time.Second)
					do(d, called, m, cases[called].who, request)
				}
			}
		})
	}
}

// proves AP-10
func TestACallThatOnlyValidatesAnswersAsTheCallWouldAndLeavesNothing(t *testing.T) {
	t.Parallel()
	eachChange(t, func(d *district, called string, m rpc.Method, who testkit.Who, request proto.Message) {
		tried := rehearsed(request)
		if tried == nil {
			return
		}
		before := d.contents()
		would, err := d.invoke(m.Descriptor, who, tried, "rehearsed "+called)
		if err != nil {
			d.t.Errorf("%s: %v", called, err)
			return
		}
		if d.contents() != before {
			d.t.Errorf("%s has left something", called)
		}
		if _, err := d.invoke(m.Descriptor, testkit.Anonymous, tried, ""); err == nil {
			d.t.Errorf("%s tells nobody what would be", called)
		}
		does, err := d.invoke(m.Descriptor, who, request, "rehearsed "+called)
		if err != nil {
			d.t.Errorf("%s after its rehearsal, by the same key: %v", called, err)
			return
		}
		if got, want := text(d.t, would), text(d.t, does); got != want {
			d.t.Errorf("%s\n would answer %s\n answers      %s", called, got, want)
		}
	})
}

// proves AP-10
func TestACallThatOnlyValidatesIsRefusedByTheDatabaseAsTheCallWouldBe(t *testing.T) {
	t.Parallel()
	d := openDistrict(t)
	ground := d.ground()
	booked := prepare[*bookingv1.Booking](d, testkit.Resident, d.newBooking(ground))
	again := d.newBooking(ground)
	again.ValidateOnly = true
	create := methodsByName(t)["BookingService.CreateBooking"].Descriptor
	_, err := d.invoke(create, testkit.Resident2, again, "")
	testkit.WantFault(t, err, codes.AlreadyExists, "SLOT_TAKEN")
	cancel := &bookingv1.CancelBookingRequest{Name: booked.GetName(), Reason: "雨", ValidateOnly: true, Etag: "v9"}
	_, err = d.invoke(methodsByName(t)["BookingService.CancelBooking"].Descriptor, testkit.Resident, cancel, "")
	testkit.WantFault(t, err, codes.Aborted, "STALE")
	if got, err := bookingv1.NewBookingServiceClient(d.Conn(testkit.Resident)).GetBooking(context.Background(),
		&bookingv1.GetBookingRequest{Name: booked.GetName()}); err != nil || !proto.Equal(got, booked) {
		t.Errorf("the booking became %v, %v", got, err)
	}
}
