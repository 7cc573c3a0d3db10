package app_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/calendar"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

func TestCase70AServerWithoutTheCalendarOfTheNextYearIsReadyAndWarns(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	probes, warn := k.Operator()
	want := func(warns bool) {
		t.Helper()
		if err := k.Calendars.Tend(access.AsSystem(t.Context(), demo.Fangshan)); err != nil {
			t.Fatal(err)
		}
		warn(t.Context())
		w := httptest.NewRecorder()
		probes.ServeHTTP(w, httptest.NewRequest("GET", "/readyz", nil))
		if w.Code != http.StatusOK || strings.Contains(w.Body.String(), `"warnings":{"work_calendar":"missing"}`) != warns {
			t.Errorf("answers %d %s", w.Code, w.Body)
		}
	}
	want(false)
	k.Clock.Set(calendar.Date{Year: 2026, Month: time.December, Day: 1}.Start())
	want(true)
}
