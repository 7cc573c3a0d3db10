package visit_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	mediav1 "github.com/haolinju/haolinju/api/gen/haolinju/media/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// proves DI-28
func TestAVisitSaysWhenAndWhereItWasHowFarOffAndWithWhichPhotos(t *testing.T) {
	t.Parallel()
	w := start(t)
	issue, duty := w.signed()
	photo := w.photo(testkit.LiaisonA)
	now := w.Clock.Now(0)
	first := w.made(duty, func(v *dispatchv1.Visit) { v.Attachments = []string{photo} })
	want := &dispatchv1.Visit{Name: first.GetName(), Visitor: "persons/" + testkit.ID(testkit.LiaisonA), Unit: w.UnitOf(t, testkit.LiaisonA),
		ArriveTime: timestamppb.New(now), Coordinates: at(1), Accuracy: 20, Issue: issue.GetName(), Distance: proto.Int32(111), Text: "灯杆基础已浇筑",
		Attachments: []string{photo}}
	if !proto.Equal(first, want) {
		t.Errorf("%v\nwant %v", first, want)
	}
	w.Clock.Advance(time.Hour)
	second := w.made(duty, func(v *dispatchv1.Visit) { v.Text = "路灯已通电" })
	for _, who := range []testkit.Who{testkit.LiaisonA, testkit.Dispatcher, testkit.StreetLeader} {
		if got, err := w.calls(who).GetVisit(t.Context(), &dispatchv1.GetVisitRequest{Name: first.GetName()}); err != nil || !proto.Equal(got, want) {
			t.Errorf("%s reads %v, %v", who, got, err)
		}
		list, err := w.calls(who).ListVisits(t.Context(), &dispatchv1.ListVisitsRequest{Parent: duty})
		if err != nil || len(list.GetVisits()) != 2 || !proto.Equal(list.GetVisits()[0], want) || !proto.Equal(list.GetVisits()[1], second) {
			t.Errorf("%s reads %v, %v", who, list, err)
		}
	}
	if n := w.count("select count(*) from event where type = 'haolinju.dispatch.visit.created.v1' and subject in ($1, $2)", first.GetName(), second.GetName()); n != 2 {
		t.Errorf("%d events", n)
	}
}

// proves DI-28
func TestWhatSpeaksAgainstAVisitIsMarkedAndKept(t *testing.T) {
	t.Parallel()
	w := start(t)
	_, duty := w.signed()
	now := w.Clock.Now(0)
	for name, c := range map[string]struct {
		edit                      func(*dispatchv1.Visit)
		outside, inaccurate, time bool
	}{
		"within all limits":        {func(v *dispatchv1.Visit) { v.DeviceTime = timestamppb.New(now.Add(-5 * time.Minute)) }, false, false, false},
		"300 metres off":           {func(v *dispatchv1.Visit) { v.Coordinates = at(2.69) }, false, false, false},
		"too far off":              {func(v *dispatchv1.Visit) { v.Coordinates = at(2.71) }, true, false, false},
		"accurate enough":          {func(v *dispatchv1.Visit) { v.Accuracy = 100 }, false, false, false},
		"inaccurate":               {func(v *dispatchv1.Visit) { v.Accuracy = 100.5 }, false, true, false},
		"the device was offline":   {func(v *dispatchv1.Visit) { v.DeviceTime = timestamppb.New(now.Add(-301 * time.Second)) }, false, false, true},
		"the device runs ahead":    {func(v *dispatchv1.Visit) { v.DeviceTime = timestamppb.New(now.Add(time.Hour)) }, false, false, true},
		"the device has lost time": {func(v *dispatchv1.Visit) { v.DeviceTime = timestamppb.New(time.Unix(0, 0)) }, false, false, true},
		"in another datum": {func(v *dispatchv1.Visit) {
			v.Coordinates = &directoryv1.Coordinates{Latitude: 39.7, Longitude: 116.1, Datum: directoryv1.Coordinates_DATUM_GCJ02}
		}, true, false, false},
	} {
		v := w.made(duty, c.edit)
		if v.GetOutside() != c.outside || v.GetInaccurate() != c.inaccurate || v.GetDeviceTimeDiffers() != c.time || !v.GetArriveTime().AsTime().Equal(now) {
			t.Errorf("%s: %v", name, v)
		}
	}
	list, err := w.calls(testkit.Dispatcher).ListVisits(t.Context(), &dispatchv1.ListVisitsRequest{Parent: duty, WithTotal: true, PageSize: 1, Filter: "outside = true"})
	if err != nil || list.GetTotalSize() != 2 || len(list.GetVisits()) != 1 {
		t.Errorf("%v, %v", list, err)
	}
	w.Settle(t, "dispatch.visit_limits", `{"metres": 50}`)
	if v := w.made(duty); !v.GetOutside() {
		t.Errorf("by a shorter limit: %v", v)
	}
}

func TestAVisitToWhatHasNoPointIsNeitherNearNorFarAndOfSeveralIssuesTheNearestCounts(t *testing.T) {
	t.Parallel()
	w := start(t)
	_, duty := w.signed(func(i *intakev1.Issue) { i.Coordinates = nil })
	if v := w.made(duty); v.Distance != nil || v.GetIssue() != "" || v.GetOutside() {
		t.Errorf("%v", v)
	}
	far, duty := w.signed(func(i *intakev1.Issue) { i.Coordinates = at(20) })
	near, _ := w.signed(func(i *intakev1.Issue) { i.Coordinates = at(2) })
	if _, err := w.Owner().Exec(t.Context(), `insert into dispatch_issue select (jsonb_populate_record(l, jsonb_build_object('id', gen_random_uuid(),
		'issue_id', $2::text))).* from dispatch_issue l where issue_id = $1`, strings.TrimPrefix(far.GetName(), "issues/"),
		strings.TrimPrefix(near.GetName(), "issues/")); err != nil {
		t.Fatal(err)
	}
	if v := w.made(duty); v.GetIssue() != near.GetName() || v.GetDistance() != 111 || v.GetOutside() {
		t.Errorf("%v", v)
	}
}

func TestOnlyTheUnitRecordsAndOnlyItAndTheStreetRead(t *testing.T) {
	t.Parallel()
	w := start(t)
	_, duty := w.signed()
	v := w.made(duty)
	for who, want := range map[testkit.Who]codes.Code{testkit.Resident: codes.PermissionDenied, testkit.LiaisonB: codes.NotFound, testkit.Dispatcher: codes.PermissionDenied,
		testkit.StreetLeader: codes.PermissionDenied} {
		if _, err := w.visit(who, duty); status.Code(err) != want {
			t.Errorf("%s records: %v, want %v", who, err, want)
		}
	}
	for who, want := range map[testkit.Who]codes.Code{testkit.Resident: codes.PermissionDenied, testkit.AuditAdmin: codes.PermissionDenied, testkit.LiaisonB: codes.NotFound} {
		if _, err := w.calls(who).GetVisit(t.Context(), &dispatchv1.GetVisitRequest{Name: v.GetName()}); status.Code(err) != want {
			t.Errorf("%s reads: %v, want %v", who, err, want)
		}
		if _, err := w.calls(who).ListVisits(t.Context(), &dispatchv1.ListVisitsRequest{Parent: duty}); status.Code(err) != want {
			t.Errorf("%s lists: %v, want %v", who, err, want)
		}
	}
	if n := w.count("select count(*) from visit"); n != 1 {
		t.Errorf("%d visits", n)
	}
}

// Of a whistle every called unit sees the dispatch, but not where the people of another one were, nor their photos.
func TestAnotherCalledUnitSeesTheDispatchAndNotTheVisits(t *testing.T) {
	t.Parallel()
	s := testkit.StartDispatches(t)
	w := world{testkit.Issues{Kit: s.Kit}, t}
	d := s.Emergency()
	lead := s.AssignmentOf(d, testkit.WaterOffice)
	photo := w.photo(testkit.LiaisonB)
	v, err := w.visit(testkit.LiaisonB, lead, func(v *dispatchv1.Visit) { v.Attachments = []string{photo} })
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.As(testkit.LiaisonA).GetAssignment(s.Ctx, &dispatchv1.GetAssignmentRequest{Name: lead}); err != nil {
		t.Error(err)
	}
	_, err = s.As(testkit.LiaisonA).GetVisit(s.Ctx, &dispatchv1.GetVisitRequest{Name: v.GetName()})
	testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
	_, err = s.As(testkit.LiaisonA).ListVisits(s.Ctx, &dispatchv1.ListVisitsRequest{Parent: lead})
	testkit.WantField(t, err, codes.NotFound, "NOT_FOUND", "parent")
	for who, want := range map[testkit.Who]codes.Code{testkit.LiaisonA: codes.NotFound, testkit.Resident: codes.NotFound, testkit.Dispatcher: codes.OK, testkit.LiaisonB: codes.OK} {
		_, err := mediav1.NewMediaServiceClient(w.Conn(who)).GetAttachment(s.Ctx, &mediav1.GetAttachmentRequest{Name: photo})
		if status.Code(err) != want {
			t.Errorf("%s reads the photo: %v, want %v", who, err, want)
		}
	}
	covered, err := mediav1.NewMediaServiceClient(w.Conn(testkit.Dispatcher)).RedactAttachment(s.Ctx, &mediav1.RedactAttachmentRequest{Name: photo, Reason: "人脸",
		Regions: []*mediav1.Region{{Width: 4, Height: 4}}})
	if err != nil || covered.GetSubject() != v.GetName() {
		t.Errorf("%v, %v", covered, err)
	}
}

func TestAVisitIsRecordedWhileTheDutyIsOpen(t *testing.T) {
	t.Parallel()
	s := testkit.StartDispatches(t)
	w := world{testkit.Issues{Kit: s.Kit}, t}
	draft := s.Dispatched(s.As(testkit.Dispatcher).CreateDispatch(s.Ctx, s.OrderDraft(testkit.Planning)))
	duty := s.AssignmentOf(draft, testkit.Planning)
	if _, err := w.visit(testkit.LiaisonA, duty); status.Code(err) != codes.NotFound {
		t.Errorf("of a draft: %v", err)
	}
	s.Dispatched(s.As(testkit.Dispatcher).SendDispatch(s.Ctx, &dispatchv1.SendDispatchRequest{Name: draft.GetName()}))
	w.made(duty)
	s.Sign(testkit.LiaisonA, duty)
	w.made(duty)
	s.Complete(testkit.LiaisonA, duty)
	_, err := w.visit(testkit.LiaisonA, duty)
	testkit.WantFault(t, err, codes.FailedPrecondition, "VISIT_DUTY_NOT_OPEN")
}

func TestWhatIsNoVisitIsRefusedAndNamesItsField(t *testing.T) {
	t.Parallel()
	w := start(t)
	_, duty := w.signed()
	used, foreign := w.photo(testkit.LiaisonA), w.photo(testkit.LiaisonB)
	w.made(duty, func(v *dispatchv1.Visit) { v.Attachments = []string{used} })
	for name, c := range map[string]struct {
		edit          func(*dispatchv1.Visit)
		reason, field string
	}{
		"nowhere":          {func(v *dispatchv1.Visit) { v.Coordinates = nil }, "VISIT_COORDINATES", "visit.coordinates"},
		"swapped":          {func(v *dispatchv1.Visit) { v.Coordinates.Latitude, v.Coordinates.Longitude = 16.1, 39.7 }, "COORDINATES_OUTSIDE", "visit.coordinates"},
		"no accuracy":      {func(v *dispatchv1.Visit) { v.Accuracy = 0 }, "INVALID_ARGUMENT", "visit.accuracy"},
		"a used photo":     {func(v *dispatchv1.Visit) { v.Attachments = []string{used} }, "ATTACHMENT_UNKNOWN", "visit.attachments[0]"},
		"another's photo":  {func(v *dispatchv1.Visit) { v.Attachments = []string{foreign} }, "ATTACHMENT_UNKNOWN", "visit.attachments[0]"},
		"too many letters": {func(v *dispatchv1.Visit) { v.Text = strings.Repeat("灯", 2001) }, "INVALID_ARGUMENT", "visit.text"},
	} {
		_, err := w.visit(testkit.LiaisonA, duty, c.edit)
		t.Log(name)
		testkit.WantField(t, err, codes.InvalidArgument, c.reason, c.field)
	}
	if n := w.count("select count(*) from visit"); n != 1 {
		t.Errorf("%d visits", n)
	}
}

func TestAVisitIsKeptOnceByItsKeyAndItsId(t *testing.T) {
	t.Parallel()
	w := start(t)
	_, duty := w.signed()
	req := &dispatchv1.CreateVisitRequest{Parent: duty, Visit: &dispatchv1.Visit{Coordinates: at(0), Accuracy: 5}, VisitId: "01900000-0000-7000-8000-0000000000aa"}
	keyed := metadata.AppendToOutgoingContext(t.Context(), "idempotency-key", "arrived")
	first, err := w.calls(testkit.LiaisonA).CreateVisit(keyed, req)
	if err != nil {
		t.Fatal(err)
	}
	if again, err := w.calls(testkit.LiaisonA).CreateVisit(keyed, req); err != nil || !proto.Equal(first, again) {
		t.Errorf("%v, %v", again, err)
	}
	_, err = w.calls(testkit.LiaisonA).CreateVisit(t.Context(), req)
	testkit.WantField(t, err, codes.AlreadyExists, "VISIT_EXISTS", "visit_id")
	req.VisitId = "01900000-0000-4000-8000-0000000000aa"
	_, err = w.calls(testkit.LiaisonA).CreateVisit(t.Context(), req)
	testkit.WantField(t, err, codes.InvalidArgument, "INVALID_ARGUMENT", "visit_id")
	tried, err := w.calls(testkit.LiaisonA).CreateVisit(t.Context(), &dispatchv1.CreateVisitRequest{Parent: duty, Visit: req.GetVisit(), ValidateOnly: true})
	if err != nil || tried.GetDistance() != 0 || w.count("select count(*) from visit") != 1 {
		t.Errorf("%v, %v", tried, err)
	}
}

func TestNoTraceBesideTheRowShowsWhereSomebodyWasOrWhatHeSaid(t *testing.T) {
	t.Parallel()
	w := start(t)
	_, duty := w.signed()
	v := w.made(duty, func(v *dispatchv1.Visit) {
		v.Text, v.Coordinates = "白鲟金丝雀", &directoryv1.Coordinates{Latitude: 39.712345, Longitude: 116.198765,
			Datum: directoryv1.Coordinates_DATUM_WGS84}
	})
	rows, err := w.Owner().Query(t.Context(), "select coalesce(after::text, '') from audit where object = $1 union all select data::text from event where subject = $1", v.GetName())
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	traces := []string{w.Log()}
	for rows.Next() {
		var text string
		if err := rows.Scan(&text); err != nil {
			t.Fatal(err)
		}
		traces = append(traces, text)
	}
	for _, text := range traces {
		for _, canary := range []string{"白鲟金丝雀", "712345", "198765"} {
			if strings.Contains(text, canary) {
				t.Errorf("%s stands in %s", canary, text)
			}
		}
	}
	if len(traces) != 3 {
		t.Errorf("%d traces, want the log, an audit row and an event", len(traces))
	}
}

func TestTheDatabaseRefusesByNameAVisitThatContradictsItself(t *testing.T) {
	t.Parallel()
	w := start(t)
	_, duty := w.signed()
	w.made(duty)
	for want, change := range map[string]string{
		"visit_position":    "update visit set latitude = null",
		"visit_datum":       "update visit set datum = 'BD09'",
		"visit_accuracy":    "update visit set accuracy = 0",
		"visit_distance":    "update visit set issue_id = null",
		"visit_outside":     "update visit set outside = true, issue_id = null, distance = null",
		"visit_device_time": "update visit set device_time_differs = true",
		"visit_attachments": "update visit set attachment_count = -1",
	} {
		_, err := w.Owner().Exec(t.Context(), change)
		var breach *pgconn.PgError
		if !errors.As(err, &breach) || breach.ConstraintName != want {
			t.Errorf("%s: %v", want, err)
		}
	}
}

func TestTheActionsOfADutySayWhetherAVisitIsOwed(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.Settle(t, "dispatch.visits_required", `[{"category": "TEST.PROPERTY"}]`)
	_, duty := w.signed()
	complete := func() *dispatchv1.Action {
		t.Helper()
		list, err := w.calls(testkit.LiaisonA).ListAssignmentActions(t.Context(), &dispatchv1.ListAssignmentActionsRequest{Name: duty})
		if err != nil {
			t.Fatal(err)
		}
		return list.GetActions()[slices.IndexFunc(list.GetActions(), func(a *dispatchv1.Action) bool { return a.GetVerb() == "complete" })]
	}
	if a := complete(); a.GetAllowed() || a.GetReason() != "VISIT_REQUIRED" {
		t.Errorf("before the visit: %v", a)
	}
	w.made(duty)
	if a := complete(); !a.GetAllowed() {
		t.Errorf("after it: %v", a)
	}
}
