package booking

import (
	"errors"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/clock"
	"github.com/haolinju/haolinju/internal/platform/fault"
)

// monday is 2026-11-23 12:00 in Asia/Shanghai.
var monday = time.Date(2026, 11, 23, 12, 0, 0, 0, clock.Zone)

// at is a moment so many days after monday, at a time of day.
func at(days, hour, minute int) time.Time {
	return time.Date(2026, 11, 23+days, hour, minute, 0, 0, clock.Zone)
}

func onDay(month time.Month, day int) time.Time {
	return time.Date(2026, month, day, 0, 0, 0, 0, time.UTC)
}

func ptr[T any](v T) *T { return &v }

// ground is a sports ground published since the morning of monday.
func ground() *ent.Resource {
	return &ent.Resource{UnitID: uuid.New(), Kind: "SPORTS_GROUND", Title: "操场", Capacity: 40, SlotMinutes: 60,
		PublishedFrom: ptr(at(0, 8, 0))}
}

// evenings are open from 17:30 to 20:00, Monday to Friday, from monday to the end of the year.
func evenings() []*ent.ShareWindow {
	return []*ent.ShareWindow{{Weekdays: []int{1, 2, 3, 4, 5}, OpensMinute: 17*60 + 30, ClosesMinute: 20 * 60,
		ValidFrom: onDay(11, 23), ValidUntil: ptr(onDay(12, 31))}}
}

var usual = limits{advanceDays: 7, maxMinutes: 120}

func TestABookingIsCheckedRuleByRule(t *testing.T) {
	t.Parallel()
	until := func(when time.Time) *ent.Resource { r := ground(); r.PublishedUntil = &when; return r }
	from := func(when *time.Time) *ent.Resource { r := ground(); r.PublishedFrom = when; return r }
	for name, c := range map[string]struct {
		resource  *ent.Resource
		start     time.Time
		end       time.Time
		headcount int
		want      error
	}{
		"inside the window":                {ground(), at(0, 18, 0), at(0, 19, 0), 40, nil},
		"the whole start of the window":    {ground(), at(0, 17, 30), at(0, 19, 30), 1, nil},
		"on the last day of advance":       {ground(), at(7, 19, 0), at(7, 20, 0), 1, nil},
		"end equal to start":               {ground(), at(0, 18, 0), at(0, 18, 0), 1, ErrEndBeforeStart},
		"end before start":                 {ground(), at(0, 19, 0), at(0, 18, 0), 1, ErrEndBeforeStart},
		"start now":                        {ground(), monday, at(0, 13, 0), 1, ErrStartInPast},
		"start yesterday":                  {ground(), at(-1, 18, 0), at(-1, 19, 0), 1, ErrStartInPast},
		"a day too far ahead":              {ground(), at(8, 18, 0), at(8, 19, 0), 1, ErrTooFarAhead},
		"a minute too long":                {ground(), at(0, 17, 30), at(0, 19, 31), 1, ErrTooLong},
		"ten years":                        {ground(), at(0, 18, 0), at(3653, 18, 0), 1, ErrTooLong},
		"one more than the capacity":       {ground(), at(0, 18, 0), at(0, 19, 0), 41, ErrOverCapacity},
		"a minute before the window":       {ground(), at(0, 17, 29), at(0, 18, 0), 1, ErrOutsideShareWindow},
		"a minute past the window":         {ground(), at(0, 19, 0), at(0, 20, 1), 1, ErrOutsideShareWindow},
		"on a Saturday":                    {ground(), at(5, 18, 0), at(5, 19, 0), 1, ErrOutsideShareWindow},
		"never published":                  {from(nil), at(0, 18, 0), at(0, 19, 0), 1, ErrNotPublished},
		"published later today":            {from(ptr(at(0, 13, 0))), at(0, 18, 0), at(0, 19, 0), 1, ErrNotPublished},
		"published up to the very end":     {until(at(0, 19, 0)), at(0, 18, 0), at(0, 19, 0), 1, nil},
		"published up to the middle of it": {until(at(0, 18, 30)), at(0, 18, 0), at(0, 19, 0), 1, ErrNotPublished},
	} {
		if err := checkBooking(c.resource, evenings(), usual, span{c.start, c.end}, c.headcount, monday); !errors.Is(err, c.want) {
			t.Errorf("%s: got %v, want %v", name, err, c.want)
		}
	}
}

func TestAWindowClosesAfterItOpensAndEndsAfterItBegins(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		window ent.ShareWindow
		want   error
	}{
		"one minute":            {ent.ShareWindow{OpensMinute: 60, ClosesMinute: 61, ValidFrom: onDay(1, 1)}, nil},
		"one day":               {ent.ShareWindow{ClosesMinute: 1440, ValidFrom: onDay(1, 1), ValidUntil: ptr(onDay(1, 1))}, nil},
		"closes as it opens":    {ent.ShareWindow{OpensMinute: 60, ClosesMinute: 60, ValidFrom: onDay(1, 1)}, ErrShareWindowEmpty},
		"closes before":         {ent.ShareWindow{OpensMinute: 61, ClosesMinute: 60, ValidFrom: onDay(1, 1)}, ErrShareWindowEmpty},
		"ends before it begins": {ent.ShareWindow{ClosesMinute: 60, ValidFrom: onDay(1, 2), ValidUntil: ptr(onDay(1, 1))}, ErrShareWindowEmpty},
	} {
		if err := checkShareWindow(&c.window); !errors.Is(err, c.want) {
			t.Errorf("%s: got %v, want %v", name, err, c.want)
		}
	}
}

func TestAResourceIsPublishedFromItsFirstMomentUpToItsLast(t *testing.T) {
	t.Parallel()
	r := &ent.Resource{UnitID: uuid.New(), PublishedFrom: ptr(at(0, 8, 0)), PublishedUntil: ptr(at(1, 8, 0))}
	for when, want := range map[time.Time]bool{
		at(0, 7, 59): false, at(0, 8, 0): true, at(1, 7, 59): true, at(1, 8, 0): false,
	} {
		if got := published(r, when); got != want {
			t.Errorf("published at %s: got %v, want %v", when, got, want)
		}
		if got := visible(r, access.Reach{}, when); got != want {
			t.Errorf("visible to anybody at %s: got %v, want %v", when, got, want)
		}
		if !visible(r, access.Reach{Units: []uuid.UUID{r.UnitID}}, when) {
			t.Errorf("the owner unit does not see its resource at %s", when)
		}
	}
}

func TestOnlyTheBookerAndTheOwnerUnitCancelAndOnlyUntilTheEnd(t *testing.T) {
	t.Parallel()
	owner, booker := uuid.New(), uuid.New()
	confirmed := func() *ent.Booking {
		return &ent.Booking{PersonID: booker, State: "CONFIRMED", StartTime: at(0, 18, 0), EndTime: at(0, 19, 0)}
	}
	cancelled := confirmed()
	cancelled.State = "CANCELLED"
	for name, c := range map[string]struct {
		booking *ent.Booking
		reach   access.Reach
		now     time.Time
		want    error
	}{
		"the booker":           {confirmed(), access.Reach{Self: []uuid.UUID{booker}}, monday, nil},
		"the owner unit":       {confirmed(), access.Reach{Units: []uuid.UUID{owner}}, monday, nil},
		"the tenant's admin":   {confirmed(), access.Reach{All: true}, monday, nil},
		"while it runs":        {confirmed(), access.Reach{Self: []uuid.UUID{booker}}, at(0, 18, 59), nil},
		"when it is over":      {confirmed(), access.Reach{Self: []uuid.UUID{booker}}, at(0, 19, 0), ErrOver},
		"twice":                {cancelled, access.Reach{Self: []uuid.UUID{booker}}, monday, fault.ErrWrongState},
		"another resident":     {confirmed(), access.Reach{Self: []uuid.UUID{uuid.New()}}, monday, fault.ErrDenied},
		"another unit":         {confirmed(), access.Reach{Units: []uuid.UUID{uuid.New()}}, monday, fault.ErrDenied},
		"without any grant":    {confirmed(), access.Reach{}, monday, fault.ErrDenied},
		"a stranger, too late": {cancelled, access.Reach{Self: []uuid.UUID{uuid.New()}}, at(1, 0, 0), fault.ErrDenied},
	} {
		if err := checkVerb(c.booking, owner, Cancel, c.reach, c.now); !errors.Is(err, c.want) {
			t.Errorf("%s: got %v, want %v", name, err, c.want)
		}
	}
}

func TestAResourceHasEveryRequiredFieldAndAPublicationThatEndsLater(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		change func(*ent.Resource)
		want   error
	}{
		"complete":                      {func(*ent.Resource) {}, nil},
		"no kind":                       {func(r *ent.Resource) { r.Kind = "" }, fault.ErrInvalid},
		"a blank title":                 {func(r *ent.Resource) { r.Title = " \t" }, fault.ErrInvalid},
		"no capacity":                   {func(r *ent.Resource) { r.Capacity = 0 }, fault.ErrInvalid},
		"published up to its beginning": {func(r *ent.Resource) { r.PublishedUntil = r.PublishedFrom }, ErrPublishWindowEmpty},
		"an end of publication only":    {func(r *ent.Resource) { r.PublishedFrom, r.PublishedUntil = nil, ptr(at(1, 0, 0)) }, ErrPublishWindowEmpty},
		"published for one minute":      {func(r *ent.Resource) { r.PublishedUntil = ptr(at(0, 8, 1)) }, nil},
	} {
		r := ground()
		c.change(r)
		if err := checkResource(r); !errors.Is(err, c.want) {
			t.Errorf("%s: got %v, want %v", name, err, c.want)
		}
	}
}
