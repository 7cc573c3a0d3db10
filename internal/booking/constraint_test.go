package booking_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// proves BK-06
func TestTheDatabaseItselfRefusesWhatNoBookingMayBe(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.book(t, testkit.Resident, w.tomorrow(9, 0), w.tomorrow(10, 0))
	const insert = `insert into booking (tenant_id, id, create_time, update_time, version, resource_id, person_id, start_time,
			end_time, headcount, purpose, state, cancel_reason)
		select tenant_id, $1, create_time, update_time, 1, resource_id, person_id, $2::timestamptz, $3::timestamptz,
			headcount, purpose, 'CONFIRMED', '' from booking where tenant_id = 110111 limit 1`
	nine, ten := w.tomorrow(9, 0), w.tomorrow(10, 0)
	for name, c := range map[string]struct {
		start, end any
		constraint string
	}{
		"the same time":          {nine, ten, "booking_no_overlap"},
		"a time within":          {w.tomorrow(9, 20), w.tomorrow(9, 40), "booking_no_overlap"},
		"a time around":          {w.tomorrow(8, 0), w.tomorrow(11, 0), "booking_no_overlap"},
		"the last microsecond":   {ten.Add(-1000), w.tomorrow(11, 0), "booking_no_overlap"},
		"the next hour":          {ten, w.tomorrow(11, 0), ""},
		"the hour before":        {w.tomorrow(8, 0), nine, ""},
		"an empty time":          {w.tomorrow(15, 0), w.tomorrow(15, 0), "booking_not_empty"},
		"an end before a start":  {w.tomorrow(15, 0), w.tomorrow(14, 0), "booking_not_empty"},
		"no end":                 {w.tomorrow(15, 0), "infinity", "booking_finite"},
		"no start":               {"-infinity", w.tomorrow(7, 0), "booking_finite"},
		"ten years":              {w.tomorrow(15, 0), w.tomorrow(15, 0).AddDate(10, 0, 0), "booking_bounded"},
		"31 days and one second": {w.tomorrow(15, 0), w.tomorrow(15+31*24, 0).Add(1e9), "booking_bounded"},
	} {
		_, err := w.Owner().Exec(t.Context(), insert, uuid.New(), literal(c.start), literal(c.end))
		var refused *pgconn.PgError
		switch errors.As(err, &refused); {
		case c.constraint == "" && err != nil:
			t.Errorf("%s: %v", name, err)
		case c.constraint != "" && (refused == nil || refused.ConstraintName != c.constraint):
			t.Errorf("%s: got %v, want the breach of %s", name, err, c.constraint)
		}
	}
}

func TestTheDatabaseItselfKeepsStatesResourcesAndWindowsWhole(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.book(t, testkit.Resident, w.tomorrow(9, 0), w.tomorrow(10, 0))
	for statement, constraint := range map[string]string{
		`update booking set state = 'HELD'`:                                  "booking_state",
		`update booking set state = 'CANCELLED'`:                             "booking_cancelled_has_time",
		`update booking set cancel_time = now()`:                             "booking_cancelled_has_time",
		`update booking set headcount = 0`:                                   "booking_headcount",
		`update resource set kind = 'HELICOPTER'`:                            "resource_kind",
		`update resource set capacity = 0`:                                   "resource_has_capacity",
		`update resource set slot_minutes = 1441`:                            "resource_slot_within_a_day",
		`update resource set published_until = published_from`:               "resource_publish_window",
		`update resource set published_from = null, published_until = now()`: "resource_publish_window",
		`update share_window set weekdays = '[]'`:                            "share_window_has_weekdays",
		`update share_window set weekdays = '[8]'`:                           "share_window_has_weekdays",
		`update share_window set closes_minute = opens_minute`:               "share_window_not_empty",
		`update share_window set closes_minute = 1441`:                       "share_window_not_empty",
		`update share_window set valid_until = valid_from - 1`:               "share_window_dates",
		`update share_window set valid_from = 'infinity'`:                    "share_window_dates",
	} {
		_, err := w.Owner().Exec(t.Context(), statement+` where tenant_id = 110111`)
		var refused *pgconn.PgError
		if !errors.As(err, &refused) || refused.ConstraintName != constraint {
			t.Errorf("%s: got %v, want the breach of %s", statement, err, constraint)
		}
	}
}

// literal writes a time the way SQL reads it, infinities too.
func literal(v any) string {
	if word, ok := v.(string); ok {
		return word
	}
	return strings.TrimSpace(v.(interface{ Format(string) string }).Format("2006-01-02 15:04:05.999999-07:00"))
}
