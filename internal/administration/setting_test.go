package administration_test

import (
	"context"
	"sync"
	"testing"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/types/known/structpb"
	"google.golang.org/protobuf/types/known/timestamppb"

	administrationv1 "github.com/haolinju/haolinju/api/gen/haolinju/administration/v1"
	bookingv1 "github.com/haolinju/haolinju/api/gen/haolinju/booking/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

func TestMain(m *testing.M) { testkit.Main(m) }

const longest = "settings/booking.max_minutes"

type office struct {
	*testkit.Kit
	t *testing.T
}

func open(t *testing.T) *office { return &office{testkit.Start(t), t} }

func (o *office) as(who testkit.Who) administrationv1.AdministrationServiceClient {
	return administrationv1.NewAdministrationServiceClient(o.Conn(who))
}

// set a setting as the system's administrator, some time from now.
func (o *office) set(name string, value any, in time.Duration) (*administrationv1.SettingValue, error) {
	o.t.Helper()
	v, err := structpb.NewValue(value)
	if err != nil {
		o.t.Fatal(err)
	}
	return o.as(testkit.SystemAdmin).SetSetting(context.Background(), &administrationv1.SetSettingRequest{Name: name, Value: v,
		Source: "区教委〔2026〕12号", ValidFrom: timestamppb.New(o.Clock.Now(110111).Add(in))})
}

func (o *office) mustSet(name string, value any, in time.Duration) *administrationv1.SettingValue {
	o.t.Helper()
	v, err := o.set(name, value, in)
	if err != nil {
		o.t.Fatal(err)
	}
	return v
}

// minutes is the value of the longest booking as of a time from now.
func (o *office) minutes(in time.Duration) float64 {
	o.t.Helper()
	s, err := o.as(testkit.AuditAdmin).GetSetting(o.t.Context(), &administrationv1.GetSettingRequest{Name: longest,
		At: timestamppb.New(o.Clock.Now(110111).Add(in))})
	if err != nil {
		o.t.Fatal(err)
	}
	return s.GetValue().GetValue().GetNumberValue()
}

// proves AD-18
func TestAValueHoldsFromItsTimeOnAndWhatHeldBeforeStaysKnown(t *testing.T) {
	t.Parallel()
	o := open(t)
	later := o.mustSet(longest, 90, 48*time.Hour)
	sooner := o.mustSet(longest, 120, 24*time.Hour)
	for in, want := range map[time.Duration]float64{0: 240, 24*time.Hour - time.Second: 240, 24 * time.Hour: 120, 48 * time.Hour: 90} {
		if got := o.minutes(in); got != want {
			t.Errorf("in %v it is %v, want %v", in, got, want)
		}
	}
	if !sooner.GetValidTo().AsTime().Equal(later.GetValidFrom().AsTime()) {
		t.Errorf("the sooner one ends at %v", sooner.GetValidTo())
	}
	values, err := o.as(testkit.AuditAdmin).ListSettingValues(t.Context(), &administrationv1.ListSettingValuesRequest{Parent: longest})
	if err != nil || len(values.GetValues()) != 3 {
		t.Fatalf("the history is %v (%v)", values, err)
	}
	if v := values.GetValues()[0]; v.GetName() != later.GetName() || v.GetSetBy() == "" || v.GetSource() != "区教委〔2026〕12号" {
		t.Errorf("the latest is %v", v)
	}
	o.Clock.Advance(72 * time.Hour)
	if now, then := o.minutes(0), o.minutes(-72*time.Hour); now != 90 || then != 240 {
		t.Errorf("afterwards it is %v, and was %v", now, then)
	}
}

// proves AD-18
func TestAValueThatHasNotBegunCanBeTakenBackAndTheOneBeforeGoesOn(t *testing.T) {
	t.Parallel()
	o := open(t)
	sooner, later := o.mustSet(longest, 120, time.Hour), o.mustSet(longest, 90, 2*time.Hour)
	cancel := func(name string) (*administrationv1.SettingValue, error) {
		return o.as(testkit.SystemAdmin).CancelSettingValue(t.Context(), &administrationv1.CancelSettingValueRequest{Name: name})
	}
	gone, err := cancel(sooner.GetName())
	if err != nil || gone.GetCancelTime() == nil || gone.GetCancelledBy() == "" {
		t.Fatalf("it is %v (%v)", gone, err)
	}
	if got := o.minutes(90 * time.Minute); got != 240 {
		t.Errorf("in its place holds %v", got)
	}
	_, err = cancel(sooner.GetName())
	testkit.WantFault(t, err, codes.FailedPrecondition, "SETTING_CANCELLED")
	_, err = o.as(testkit.ForeignAdmin).CancelSettingValue(t.Context(), &administrationv1.CancelSettingValueRequest{Name: later.GetName()})
	testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
	o.mustSet(longest, 60, time.Hour) // its time is free again
	o.Clock.Advance(3 * time.Hour)
	_, err = cancel(later.GetName())
	testkit.WantFault(t, err, codes.FailedPrecondition, "SETTING_BEGUN")
}

// proves AD-18
func TestAValueIsRefusedInThePastOutOfItsBoundsOrFromAStranger(t *testing.T) {
	t.Parallel()
	o := open(t)
	o.mustSet(longest, 120, time.Hour)
	for _, c := range []struct {
		name   string
		value  any
		in     time.Duration
		code   codes.Code
		reason string
	}{
		{longest, 120, -time.Second, codes.InvalidArgument, "SETTING_IN_PAST"},
		{longest, 90, time.Hour, codes.AlreadyExists, "SETTING_VALUE_EXISTS"},
		{longest, 0, 2 * time.Hour, codes.InvalidArgument, "SETTING_INVALID"},
		{longest, 1.5, 2 * time.Hour, codes.InvalidArgument, "SETTING_INVALID"},
		{longest, "long", 2 * time.Hour, codes.InvalidArgument, "SETTING_INVALID"},
		{longest, nil, 2 * time.Hour, codes.InvalidArgument, "SETTING_INVALID"},
		{"settings/dispatch.sign.order", map[string]any{"minutes": 1, "basis": "ELAPSED", "never": 1}, time.Hour, codes.InvalidArgument, "SETTING_INVALID"},
		{"settings/dispatch.complete.order_urgent", map[string]any{"minutes": 0, "basis": "ELAPSED"}, time.Hour, codes.InvalidArgument, "SETTING_INVALID"},
		{"settings/dispatch.limits", []any{map[string]any{"clock": "SIGN", "minutes": 1, "basis": "ELAPSED"}}, time.Hour, codes.InvalidArgument, "SETTING_INVALID"},
		{"settings/dispatch.warnings", []any{80, 50}, time.Hour, codes.InvalidArgument, "SETTING_INVALID"},
		{"settings/dispatch.sign.order", map[string]any{"minutes": -1}, time.Hour, codes.InvalidArgument, "SETTING_INVALID"},
		{"settings/no.such_thing", 1, time.Hour, codes.NotFound, "NOT_FOUND"},
	} {
		_, err := o.set(c.name, c.value, c.in)
		testkit.WantFault(t, err, c.code, c.reason)
	}
	for _, stranger := range []testkit.Who{testkit.Resident, testkit.SecurityAdmin, testkit.AuditAdmin, testkit.ForeignResident} {
		_, err := o.as(stranger).SetSetting(t.Context(), &administrationv1.SetSettingRequest{Name: longest, Value: structpb.NewNumberValue(1), Source: "x"})
		testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")
	}
	if got := o.minutes(2 * time.Hour); got != 120 {
		t.Errorf("the refused calls have left %v", got)
	}
}

func TestOfTwoValuesForTheSameTimeOneIsTaken(t *testing.T) {
	t.Parallel()
	o := open(t)
	var group sync.WaitGroup
	refused := make(chan error, 10)
	for n := range 10 {
		group.Go(func() {
			if _, err := o.set(longest, 100+n, time.Hour); err != nil {
				refused <- err
			}
		})
	}
	group.Wait()
	close(refused)
	lost := 0
	for err := range refused {
		lost++
		testkit.WantFault(t, err, codes.AlreadyExists, "SETTING_VALUE_EXISTS")
	}
	if lost != 9 {
		t.Errorf("%d of 10 were refused", lost)
	}
}

// proves AD-23
func TestAFeatureThatIsSwitchedOffIsRefusedInTheChainAndComesBack(t *testing.T) {
	t.Parallel()
	o := open(t)
	twin := o.Replica()
	list := func(k *testkit.Kit) error {
		_, err := bookingv1.NewBookingServiceClient(k.Conn(testkit.Resident)).ListBookings(t.Context(), &bookingv1.ListBookingsRequest{})
		return err
	}
	for _, k := range []*testkit.Kit{o.Kit, twin} {
		if err := list(k); err != nil {
			t.Fatal(err)
		}
	}
	o.mustSet("settings/feature.booking", false, 0)
	testkit.WantFault(t, list(o.Kit), codes.PermissionDenied, "FEATURE_DISABLED")
	o.Clock.Advance(5 * time.Second) // as long as another server may believe what it has read
	testkit.WantFault(t, list(twin), codes.PermissionDenied, "FEATURE_DISABLED")
	features, err := o.as(testkit.Anonymous).ListFeatures(t.Context(), &administrationv1.ListFeaturesRequest{})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range features.GetFeatures() {
		if f.GetEnabled() != (f.GetName() != "features/booking") || f.GetDisplayName() == "" {
			t.Errorf("%v", f)
		}
	}
	o.mustSet("settings/feature.booking", true, 0)
	if err := list(o.Kit); err != nil {
		t.Error(err)
	}
}
