package insight_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"google.golang.org/grpc/codes"

	insightv1 "github.com/haolinju/haolinju/api/gen/haolinju/insight/v1"
	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// proves IS-11
func TestTheTimeInEachStateAndAtEachUnitIsTold(t *testing.T) {
	t.Parallel()
	w := start(t)
	issue := w.file(t, testkit.Resident)
	w.Clock.Advance(2 * time.Hour)
	w.send(t, issue, "SWJ") // triaged a second later, sent after a minute, signed after an hour
	w.Clock.Advance(3 * time.Hour)
	w.Count(t)
	w.reply(t, issue, "SWJ") // a minute later
	w.call(t, issue, said{true, true, full})
	w.finish(t, issue)
	w.Count(t)
	street, lead := w.UnitName(demo.Xilu), w.UnitName("SWJ")
	want := []struct {
		state intakev1.Issue_State
		unit  string
		took  time.Duration
	}{
		{intakev1.Issue_STATE_RECEIVED, street, 2*time.Hour + time.Second},
		{intakev1.Issue_STATE_TRIAGED, street, time.Minute},
		{intakev1.Issue_STATE_DISPATCHED, lead, time.Hour},
		{intakev1.Issue_STATE_HANDLING, lead, 3*time.Hour + time.Minute},
		{intakev1.Issue_STATE_REPLIED, street, time.Second},
		{intakev1.Issue_STATE_CALLBACK, street, time.Second},
		{intakev1.Issue_STATE_CLOSED, "", 0},
	}
	stays := must[*insightv1.ListStaysResponse](t)(w.as(testkit.LiaisonB).ListStays(t.Context(), &insightv1.ListStaysRequest{Parent: issue}))
	if len(stays.GetStays()) != len(want) {
		t.Fatal(stays)
	}
	for i, s := range stays.GetStays() {
		var took time.Duration // none where it lasts
		if s.EndTime != nil {
			took = s.GetEndTime().AsTime().Sub(s.GetStartTime().AsTime())
		}
		if s.GetState() != want[i].state || s.GetUnit() != want[i].unit || took != want[i].took {
			t.Errorf("stay %d: %v took %v, want %v", i, s, took, want[i])
		}
	}
	_, err := w.as(testkit.LiaisonA).ListStays(t.Context(), &insightv1.ListStaysRequest{Parent: issue})
	testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")

	w.handled(t, "SWJ", said{true, true, full}) // in HANDLING for a minute
	w.Count(t)
	times := must[*insightv1.ListDwellTimesResponse](t)(w.as(testkit.LiaisonB).ListDwellTimes(t.Context(), &insightv1.ListDwellTimesRequest{Period: month}))
	if len(times.GetDwellTimes()) != 2 {
		t.Fatal(times)
	}
	if d := times.GetDwellTimes()[0]; d.GetState() != intakev1.Issue_STATE_HANDLING || d.GetCount() != 2 || d.GetUnit() != lead ||
		d.GetTotal().AsDuration() != 3*time.Hour+2*time.Minute || d.GetMean().AsDuration() != 91*time.Minute {
		t.Errorf("%v", d)
	}
}

// proves IS-11
func TestWhatIsAskedAfterAReopeningIsWaitedForByTheTerritoryAndNotByTheFormerLead(t *testing.T) {
	t.Parallel()
	w := start(t)
	issue := w.handled(t, "SWJ", said{true, false, not})
	w.finish(t, issue)
	w.Clock.Advance(time.Hour)
	must[*intakev1.Issue](t)(w.intake(testkit.Resident).ReopenIssue(t.Context(), &intakev1.ReopenIssueRequest{Name: issue, Reason: "又停水了"}))
	w.Clock.Advance(time.Hour)
	asked := must[*intakev1.Issue](t)(w.intake(testkit.Dispatcher).RequestInfo(t.Context(), &intakev1.RequestInfoRequest{Name: issue, Text: "几号楼停水？"}))
	if asked.GetLeadUnit() != w.UnitName("SWJ") {
		t.Fatalf("the former lead is kept no more: %v", asked)
	}
	w.Count(t)
	w.Clock.Advance(2 * time.Hour)
	must[*intakev1.Issue](t)(w.intake(testkit.Resident).ProvideInfo(t.Context(), &intakev1.ProvideInfoRequest{Name: issue, Text: "三号楼"}))
	w.send(t, issue, "YLLHJ")
	w.Clock.Advance(time.Hour)
	must[*intakev1.Issue](t)(w.intake(leads["YLLHJ"]).RequestInfo(t.Context(), &intakev1.RequestInfoRequest{Name: issue, Text: "何时在家？"}))
	w.Count(t)

	street, lead := w.UnitName(demo.Xilu), w.UnitName("YLLHJ")
	holders := func() (all []string) {
		for _, s := range must[*insightv1.ListStaysResponse](t)(w.as(testkit.Dispatcher).ListStays(t.Context(), &insightv1.ListStaysRequest{Parent: issue, PageSize: 50})).GetStays() {
			all = append(all, strings.TrimPrefix(s.GetState().String(), "STATE_")+" "+s.GetUnit())
		}
		return all
	}
	want := []string{"CLOSED ", "REOPENED " + street, "INFO_REQUESTED " + street, "REOPENED " + street, "DISPATCHED " + lead, "HANDLING " + lead, "INFO_REQUESTED " + lead}
	got := holders()
	if len(got) < len(want) || !slices.Equal(got[len(got)-len(want):], want) {
		t.Errorf("since it was closed it was %q, want %q", got, want)
	}
	if n := w.count(t, "select coalesce(sum(seconds), 0)::int from dwell where state = 'INFO_REQUESTED' and 'units/' || unit_id = $1 and period = $2", street, month); n != 2*3600 {
		t.Errorf("the territory has waited for %d seconds", n)
	}
	w.anew(t)
	if again := holders(); !slices.Equal(again, got) {
		t.Errorf("made anew: %q, want %q", again, got)
	}
}
