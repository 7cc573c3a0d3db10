package timeline_test

import (
	"bytes"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

func TestMain(m *testing.M) { testkit.Main(m) }

// world is a server on which an emergency is whistled: the water office leads, two departments assist.
type world struct {
	testkit.Dispatches
	whistle *dispatchv1.Dispatch
}

func start(t *testing.T) world {
	t.Helper()
	w := world{Dispatches: testkit.StartDispatches(t)}
	w.whistle = w.Emergency()
	return w
}

// timeline is what somebody reads of the whistle, after all that has happened is written down.
func (w world) timeline(who testkit.Who, filter, order string) []*dispatchv1.TimelineEntry {
	w.T.Helper()
	w.Kit.Count(w.T)
	return testkit.Must[*dispatchv1.ListTimelineEntriesResponse](w.Dispatches)(w.As(who).ListTimelineEntries(w.Ctx,
		&dispatchv1.ListTimelineEntriesRequest{Parent: w.whistle.GetName(), PageSize: 100, Filter: filter, OrderBy: order})).GetEntries()
}

func (w world) note(who testkit.Who, text string) (*dispatchv1.TimelineEntry, error) {
	return w.As(who).CreateTimelineEntry(w.Ctx, &dispatchv1.CreateTimelineEntryRequest{Parent: w.whistle.GetName(), TimelineEntry: &dispatchv1.TimelineEntry{Text: text}})
}

func (w world) pin(who testkit.Who, entry string) (*dispatchv1.TimelineEntry, error) {
	return w.As(who).PinTimelineEntry(w.Ctx, &dispatchv1.PinTimelineEntryRequest{Name: entry})
}

func kinds(entries []*dispatchv1.TimelineEntry) (all []string) {
	for _, e := range entries {
		all = append(all, strings.TrimPrefix(e.GetKind().String(), "KIND_"))
	}
	return all
}

// proves DI-23
func TestATimelineTellsWhatHappenedAndWhatPeopleNoteInOrderAndOnce(t *testing.T) {
	t.Parallel()
	w := start(t)
	lead := w.AssignmentOf(w.whistle, testkit.WaterOffice)
	w.Clock.Advance(time.Minute)
	w.Sign(testkit.LiaisonB, lead)
	w.Clock.Advance(time.Minute)
	written := testkit.Must[*dispatchv1.TimelineEntry](w.Dispatches)(w.note(testkit.LiaisonB, "阀门井盖被占压，已联系拖车"))
	w.Clock.Advance(time.Minute)
	w.ReportIn(testkit.LiaisonB, lead, true)
	w.Clock.Set(w.ClockOf(w.whistle, w.AssignmentOf(w.whistle, testkit.Planning), dispatchv1.Clock_KIND_SIGN).GetDueTime().AsTime())
	w.Sweep(t)
	want := []string{"CREATED", "SENT", "STARTED", "UNIT_SIGNED", "NOTE", "UNIT_REPORTED_IN"}
	got := w.timeline(testkit.LiaisonA, "", "")
	if told := kinds(got[:len(want)]); !slices.Equal(slices.Sorted(slices.Values(told)), slices.Sorted(slices.Values(want))) || told[4] != "NOTE" || told[5] != "UNIT_REPORTED_IN" {
		t.Fatalf("it tells %v", kinds(got))
	}
	signed := slices.IndexFunc(got, func(e *dispatchv1.TimelineEntry) bool {
		return e.GetKind() == dispatchv1.TimelineEntry_KIND_UNIT_SIGNED
	})
	if e := got[signed]; e.GetAssignment() != lead || e.GetUnit() != w.UnitName(testkit.WaterOffice) || e.GetAuthor() != "" {
		t.Errorf("signed: %v", e)
	}
	w.WantTime("signed", got[signed].GetHappenTime(), testkit.Epoch.Add(time.Minute))
	if e := got[4]; e.GetName() != written.GetName() || e.GetText() != "阀门井盖被占压，已联系拖车" || e.GetUnit() != w.UnitName(testkit.WaterOffice) || e.GetAuthor() == "" {
		t.Errorf("noted: %v", e)
	}
	breached := w.timeline(testkit.Dispatcher, "kind = KIND_CLOCK_BREACHED AND unit = \""+w.UnitName(testkit.Planning)+"\"", "")
	if len(breached) != 1 || breached[0].GetClockKind() != dispatchv1.Clock_KIND_SIGN || breached[0].GetAssignment() != w.AssignmentOf(w.whistle, testkit.Planning) {
		t.Errorf("of the limit that ran out it tells %v", breached)
	}
	if _, err := w.Owner().Exec(w.Ctx, "update event_cursor set position = 0 where reader = 'timeline'"); err != nil {
		t.Fatal(err)
	}
	if again := w.timeline(testkit.LiaisonA, "", ""); len(again) != len(got) {
		t.Errorf("told anew: %v", kinds(again))
	}
}

// proves DI-23
func TestWhatIsPinnedComesFirstInTheFileAndNoMoreIsThanMayBe(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.Settle(t, "dispatch.timeline_pins", "2")
	var notes []string
	for _, text := range []string{"甲", "乙", "丙"} {
		w.Clock.Advance(time.Second)
		notes = append(notes, testkit.Must[*dispatchv1.TimelineEntry](w.Dispatches)(w.note(testkit.Dispatcher, text)).GetName())
	}
	if e, err := w.pin(testkit.Dispatcher, notes[1]); err != nil || !e.GetPinned() {
		t.Fatal(e, err)
	}
	_, err := w.pin(testkit.StreetLeader, notes[1])
	testkit.WantFault(t, err, codes.FailedPrecondition, "TIMELINE_PINNED")
	if got := w.timeline(testkit.LiaisonB, "pinned = true", ""); len(got) != 1 || got[0].GetText() != "乙" {
		t.Errorf("pinned is %v", got)
	}
	file := testkit.Must[*dispatchv1.ExportTimelineResponse](w.Dispatches)(w.As(testkit.LiaisonB).ExportTimeline(w.Ctx, &dispatchv1.ExportTimelineRequest{Parent: w.whistle.GetName()}))
	rows := cells(t, file.GetContent())
	if len(rows) != 6 || rows[1][4] != "乙" || rows[1][5] != "是" || rows[2][1] != "起草" || rows[3][1] != "派发" || rows[4][4] != "甲" || rows[5][4] != "丙" ||
		rows[4][2] != "西潞街道" || rows[4][1] != "备注" {
		t.Errorf("the file says %q", rows)
	}
	var group sync.WaitGroup
	answers := make(chan error, 2)
	for _, entry := range []string{notes[0], notes[2]} {
		group.Go(func() {
			_, err := w.pin(testkit.Dispatcher, entry)
			answers <- err
		})
	}
	group.Wait()
	first, second := <-answers, <-answers
	if first == nil {
		first, second = second, first
	}
	if testkit.WantFault(t, first, codes.AlreadyExists, "TIMELINE_PINS_FULL"); second != nil {
		t.Errorf("of two who take the last pin both are refused: %v", second)
	}
	if e, err := w.As(testkit.StreetLeader).UnpinTimelineEntry(w.Ctx, &dispatchv1.UnpinTimelineEntryRequest{Name: notes[1]}); err != nil || e.GetPinned() {
		t.Error(e, err)
	}
	_, err = w.As(testkit.StreetLeader).UnpinTimelineEntry(w.Ctx, &dispatchv1.UnpinTimelineEntryRequest{Name: notes[1]})
	testkit.WantFault(t, err, codes.FailedPrecondition, "TIMELINE_NOT_PINNED")
}

func TestOnlyWhoHandlesADispatchReadsAndNotesAndOnlyTheStreetPins(t *testing.T) {
	t.Parallel()
	w := start(t)
	noted := testkit.Must[*dispatchv1.TimelineEntry](w.Dispatches)(w.note(testkit.LiaisonA, "管线图已带"))
	for who, want := range map[testkit.Who]codes.Code{testkit.Resident: codes.PermissionDenied, demo.LiaisonD: codes.NotFound} {
		if _, err := w.note(who, "路过"); status.Code(err) != want {
			t.Errorf("%s notes: %v, want %v", who, err, want)
		}
		if _, err := w.As(who).ListTimelineEntries(w.Ctx, &dispatchv1.ListTimelineEntriesRequest{Parent: w.whistle.GetName()}); status.Code(err) != want {
			t.Errorf("%s lists: %v, want %v", who, err, want)
		}
		if _, err := w.As(who).ExportTimeline(w.Ctx, &dispatchv1.ExportTimelineRequest{Parent: w.whistle.GetName()}); status.Code(err) != want {
			t.Errorf("%s exports: %v, want %v", who, err, want)
		}
		if _, err := w.As(who).GetLedger(w.Ctx, &dispatchv1.GetLedgerRequest{Name: w.whistle.GetName()}); status.Code(err) != want {
			t.Errorf("%s reads the ledger: %v, want %v", who, err, want)
		}
	}
	if _, err := w.pin(testkit.LiaisonA, noted.GetName()); status.Code(err) != codes.PermissionDenied {
		t.Errorf("a unit pins: %v", err)
	}
	_, err := w.note(testkit.Dispatcher, "")
	testkit.WantField(t, err, codes.InvalidArgument, "INVALID_ARGUMENT", "timeline_entry")
	keyed := metadata.AppendToOutgoingContext(w.Ctx, "idempotency-key", "note-1")
	var names []string
	for range 2 {
		e, err := w.As(testkit.Dispatcher).CreateTimelineEntry(keyed, &dispatchv1.CreateTimelineEntryRequest{Parent: w.whistle.GetName(), TimelineEntry: &dispatchv1.TimelineEntry{Text: "已到场"}})
		if err != nil {
			t.Fatal(err)
		}
		names = append(names, e.GetName())
	}
	if names[0] != names[1] {
		t.Errorf("one key, two notes: %v", names)
	}
	if n := w.Count("select count(*) from dispatch_entry where kind = 'NOTE'"); n != 2 {
		t.Errorf("%d notes are kept", n)
	}
}

// cells are those of the first sheet of a file.
func cells(t *testing.T, file []byte) [][]string {
	t.Helper()
	book, err := excelize.OpenReader(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	rows, err := book.GetRows("办理经过")
	if err != nil {
		t.Fatal(err)
	}
	return rows
}
