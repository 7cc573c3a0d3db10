package workcalendar_test

import (
	"context"
	"strings"
	"sync"
	"testing"
	"time"

	"google.golang.org/genproto/googleapis/type/date"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	noticev1 "github.com/haolinju/haolinju/api/gen/haolinju/notice/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/calendar"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// world is a running server with the demo district.
type world struct {
	*testkit.Kit
	t *testing.T
}

func start(t *testing.T) world {
	t.Helper()
	return world{testkit.Start(t), t}
}

func (w world) as(who testkit.Who) directoryv1.DirectoryServiceClient {
	return directoryv1.NewDirectoryServiceClient(w.Conn(who))
}

func day(y, m, d int32, kind directoryv1.WorkDay_Kind) *directoryv1.WorkDay {
	return &directoryv1.WorkDay{Date: &date.Date{Year: y, Month: m, Day: d}, Kind: kind, Holiday: "元旦"}
}

func newYear() *directoryv1.WorkDay { return day(2027, 1, 1, directoryv1.WorkDay_KIND_HOLIDAY) }

// of2027 publishes a calendar of 2027.
func (w world) of2027(who testkit.Who, corrects string, days ...*directoryv1.WorkDay) (*directoryv1.WorkCalendar, error) {
	w.t.Helper()
	return w.as(who).ImportWorkCalendar(w.t.Context(), &directoryv1.ImportWorkCalendarRequest{WorkCalendar: &directoryv1.WorkCalendar{
		Year: 2027, Source: "国办发明电〔2026〕6号", Corrects: corrects, Days: days}})
}

func (w world) published(corrects string, days ...*directoryv1.WorkDay) *directoryv1.WorkCalendar {
	w.t.Helper()
	c, err := w.of2027(testkit.SystemAdmin, corrects, days...)
	if err != nil {
		w.t.Fatal(err)
	}
	return c
}

func (w world) tend() {
	w.t.Helper()
	if err := w.Calendars.Tend(access.AsSystem(w.t.Context(), demo.Fangshan)); err != nil {
		w.t.Fatal(err)
	}
}

func (w world) count(sql string, args ...any) (n int) {
	w.t.Helper()
	if err := w.Owner().QueryRow(w.t.Context(), sql, args...).Scan(&n); err != nil {
		w.t.Fatal(err)
	}
	return n
}

// proves DI-11
func TestACalendarIsPublishedReadAndCorrectedByANewEdition(t *testing.T) {
	t.Parallel()
	w := start(t)
	first := w.published("", day(2027, 1, 9, directoryv1.WorkDay_KIND_MAKE_UP), newYear())
	w.Clock.Advance(time.Hour)
	second := w.published(first.GetName(), newYear(), day(2026, 12, 31, directoryv1.WorkDay_KIND_HOLIDAY))
	if first.GetEdition() != 1 || second.GetEdition() != 2 || second.GetCorrects() != first.GetName() {
		t.Errorf("editions %v and %v", first, second)
	}
	read, err := w.as(testkit.LiaisonA).GetWorkCalendar(t.Context(), &directoryv1.GetWorkCalendarRequest{Name: first.GetName()})
	if err != nil || len(read.GetDays()) != 2 || read.GetDays()[0].GetDate().GetDay() != 1 || read.GetDays()[1].GetKind() != directoryv1.WorkDay_KIND_MAKE_UP {
		t.Errorf("%v, %v", read, err)
	}
	all, err := w.as(testkit.Dispatcher).ListWorkCalendars(t.Context(), &directoryv1.ListWorkCalendarsRequest{Filter: "year = 2027", WithTotal: true})
	if err != nil || all.GetTotalSize() != 2 || all.GetWorkCalendars()[0].GetName() != second.GetName() {
		t.Errorf("%v, %v", all, err)
	}
	if n := w.count("select count(*) from audit where action = 'directory.work_calendar.import' and object = $1", second.GetName()); n != 1 {
		t.Errorf("%d audit rows", n)
	}
	if n := w.count("select count(*) from event where type = 'haolinju.directory.work_calendar.published.v1' and subject = $1", second.GetName()); n != 1 {
		t.Errorf("%d events", n)
	}
}

func TestWhatContradictsItselfOrComesTooLateIsRefused(t *testing.T) {
	t.Parallel()
	w := start(t)
	first := w.published("", newYear())
	const field, outdated = "work_calendar.days", "WORK_CALENDAR_OUTDATED"
	for what, days := range map[string][]*directoryv1.WorkDay{
		"a day that is given twice":   {newYear(), newYear()},
		"a make-up day on a Monday":   {day(2027, 1, 4, directoryv1.WorkDay_KIND_MAKE_UP)},
		"a day of another year":       {day(2028, 1, 1, directoryv1.WorkDay_KIND_HOLIDAY)},
		"a day that an earlier has":   {day(2026, 12, 1, directoryv1.WorkDay_KIND_MAKE_UP)},
		"a day that another year has": {newYear(), day(2026, 6, 1, directoryv1.WorkDay_KIND_HOLIDAY)},
	} {
		t.Log(what)
		_, err := w.of2027(testkit.SystemAdmin, first.GetName(), days...)
		testkit.WantField(t, err, codes.InvalidArgument, "WORK_CALENDAR_INVALID", field)
	}
	_, err := w.of2027(testkit.SystemAdmin, first.GetName(), day(2027, 2, 30, directoryv1.WorkDay_KIND_HOLIDAY))
	testkit.WantField(t, err, codes.InvalidArgument, "WORK_CALENDAR_INVALID", field+"[0].date")
	_, err = w.of2027(testkit.SystemAdmin, "", newYear())
	testkit.WantFault(t, err, codes.AlreadyExists, outdated)
	w.published(first.GetName(), newYear())
	_, err = w.of2027(testkit.SystemAdmin, first.GetName(), newYear())
	testkit.WantFault(t, err, codes.AlreadyExists, outdated)
	if n := w.count("select count(*) from work_calendar"); n != 2 {
		t.Errorf("%d calendars", n)
	}
}

func TestOnlyTheSystemAdministratorPublishesAndAReplayPublishesNothingMore(t *testing.T) {
	t.Parallel()
	w := start(t)
	for _, who := range []testkit.Who{testkit.Dispatcher, testkit.AuditAdmin, testkit.Resident} {
		_, err := w.of2027(who, "", newYear())
		testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")
	}
	c := w.published("", newYear())
	_, err := w.as(testkit.ForeignAdmin).GetWorkCalendar(t.Context(), &directoryv1.GetWorkCalendarRequest{Name: c.GetName()})
	testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
	ctx := metadata.AppendToOutgoingContext(t.Context(), "idempotency-key", "one")
	req := &directoryv1.ImportWorkCalendarRequest{WorkCalendar: &directoryv1.WorkCalendar{Year: 2028, Source: "国办发明电〔2027〕5号",
		Days: []*directoryv1.WorkDay{day(2028, 1, 1, directoryv1.WorkDay_KIND_HOLIDAY)}}}
	for range 2 {
		if _, err := w.as(testkit.SystemAdmin).ImportWorkCalendar(ctx, req); err != nil {
			t.Fatal(err)
		}
	}
	if n := w.count("select count(*) from work_calendar"); n != 2 {
		t.Errorf("%d calendars", n)
	}
}

func TestOfTwoWhoCorrectACalendarAtOnceOneIsToldToLookAgain(t *testing.T) {
	t.Parallel()
	w := start(t)
	first := w.published("", newYear())
	var wg sync.WaitGroup
	answers := make([]error, 2)
	for i := range answers {
		wg.Go(func() { _, answers[i] = w.of2027(testkit.SystemAdmin, first.GetName(), newYear()) })
	}
	wg.Wait()
	if (answers[0] == nil) == (answers[1] == nil) {
		t.Fatalf("%v, %v", answers[0], answers[1])
	}
	for _, err := range answers {
		if err != nil {
			testkit.WantFault(t, err, codes.AlreadyExists, "WORK_CALENDAR_OUTDATED")
		}
	}
}

func TestWhatAReleaseBringsIsPublishedOnceAndNeverInThePlaceOfTheDistrictsOwn(t *testing.T) {
	t.Parallel()
	w := start(t)
	if _, err := w.as(testkit.SystemAdmin).ImportWorkCalendar(t.Context(), &directoryv1.ImportWorkCalendarRequest{WorkCalendar: &directoryv1.WorkCalendar{
		Year: 2026, Source: "区政府办公室通知", Days: []*directoryv1.WorkDay{day(2026, 11, 26, directoryv1.WorkDay_KIND_HOLIDAY)}}}); err != nil {
		t.Fatal(err)
	}
	w.tend()
	w.tend()
	if n, own := w.count("select count(*) from work_calendar"), w.count("select count(*) from work_calendar where year = 2026"); n != len(calendar.Embedded()) || own != 1 {
		t.Errorf("%d calendars, %d of 2026", n, own)
	}
	if n := w.count("select count(*) from work_calendar where publisher_id is null and corrects_id is null and source = $1", calendar.Embedded()[0].Source); n != 2 {
		t.Errorf("%d came with the release", n)
	}
}

// From 1 December on, or another day that the district sets, administrators are told once, and the server warns but serves.
func TestCase70AdministratorsAreToldOnceThatTheCalendarOfTheNextYearIsMissing(t *testing.T) {
	t.Parallel()
	w := start(t)
	told := func() int {
		w.t.Helper()
		w.Clock.Advance(time.Hour)
		w.tend()
		w.Tell(t)
		res, err := noticev1.NewNoticeServiceClient(w.Conn(testkit.SystemAdmin)).ListNotices(context.Background(), &noticev1.ListNoticesRequest{
			Filter: `event_type = "haolinju.directory.work_calendar.missing.v1"`})
		if err != nil {
			t.Fatal(err)
		}
		return len(res.GetNotices())
	}
	missing := func() bool { return strings.Contains(w.Metrics(t), "haolinju_work_calendars_missing 1") }
	w.Clock.Set(calendar.Date{Year: 2026, Month: time.November, Day: 30}.Start().Add(22 * time.Hour))
	if n := told(); n != 0 || missing() {
		t.Fatalf("%d are told in November", n)
	}
	w.Clock.Advance(2 * time.Hour)
	if n := told(); n != 1 || !missing() {
		t.Fatalf("told %d times on 1 December, %v", n, missing())
	}
	if n := told(); n != 1 {
		t.Fatalf("told %d times", n)
	}
	w.published("", newYear())
	if n := told(); n != 1 || missing() {
		t.Fatalf("told %d times after the calendar was published, %v", n, missing())
	}
	w.Settle(t, "directory.work_calendar_warn_day", `"11-15"`)
	w.Clock.Set(calendar.Date{Year: 2027, Month: time.November, Day: 15}.Start())
	if n := told(); n != 2 || !missing() {
		t.Errorf("told %d times in the year after, by a day of the district", n)
	}
}
