package task_test

import (
	"errors"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
	"golang.org/x/sync/errgroup"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/fieldmaskpb"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// proves DI-22
func TestAnIssueIsNotClosedWhileARequiredTaskIsOpenAndTheRefusalNamesIt(t *testing.T) {
	t.Parallel()
	w := start(t)
	issue := w.Do(t, w.File(t), "triage", "dispatch", "sign")
	w.create(t, testkit.Dispatcher, issue.GetName(), func(task *intakev1.Task) {
		task.Title, task.Required, task.DueTime = "拍照留存", false, w.in(time.Hour)
	})
	later := w.create(t, testkit.Dispatcher, issue.GetName(), func(task *intakev1.Task) { task.DueTime = w.in(48 * time.Hour) })
	sooner := w.create(t, testkit.Dispatcher, issue.GetName())
	w.Do(t, issue, "reply", "callback")
	closing := func() error {
		_, err := w.As(testkit.Dispatcher).CloseIssue(t.Context(), &intakev1.CloseIssueRequest{Name: issue.GetName()})
		return err
	}
	refused := func(by *intakev1.Task) {
		t.Helper()
		err := closing()
		testkit.WantFault(t, err, codes.FailedPrecondition, "TASKS_OPEN")
		if named := testkit.Metadata(err)["task"]; named != by.GetName() {
			t.Errorf("the refusal names %q, want %s", named, by.GetName())
		}
	}
	refused(sooner)
	finished, err := w.As(testkit.Dispatcher).CompleteTask(t.Context(), &intakev1.CompleteTaskRequest{Name: sooner.GetName(), Note: "已现场核实"})
	if err != nil || finished.GetState() != done || finished.GetNote() != "已现场核实" || finished.GetFinisher() != person(testkit.Dispatcher) ||
		!finished.GetFinishTime().AsTime().Equal(w.in(0).AsTime()) {
		t.Errorf("%v, %v", finished, err)
	}
	refused(later)
	if _, err := w.As(testkit.StreetLeader).CancelTask(t.Context(), &intakev1.CancelTaskRequest{Name: later.GetName(), Reason: "重复"}); err != nil {
		t.Fatal(err)
	}
	if err := closing(); err != nil {
		t.Error(err)
	}
}

// proves DI-22
func TestWhatIsOpenLapsesWithItsIssueAndNothingIsAddedAfterwards(t *testing.T) {
	t.Parallel()
	w := start(t)
	issue := w.Do(t, w.File(t), "triage")
	task := w.create(t, testkit.Dispatcher, issue.GetName())
	w.Do(t, issue, "withdraw")
	_, err := w.As(testkit.Dispatcher).CreateTask(t.Context(), w.draft(issue.GetName()))
	testkit.WantField(t, err, codes.FailedPrecondition, "TASK_ISSUE_OVER", "task.issue")
	w.Oblige(t)
	got := w.get(t, task.GetName())
	if got.GetState() != cancelled || got.GetFinisher() != "" || got.GetFinishTime() == nil {
		t.Errorf("the task is %v", got)
	}
	_, err = w.As(testkit.Dispatcher).CompleteTask(t.Context(), &intakev1.CompleteTaskRequest{Name: task.GetName()})
	testkit.WantFault(t, err, codes.FailedPrecondition, "WRONG_STATE")
}

// proves DI-22
func TestListsShowTheTasksOfAnIssueOfOnesOwnAndOfOnesUnits(t *testing.T) {
	t.Parallel()
	w := start(t)
	issue := w.Do(t, w.File(t), "triage", "dispatch")
	lead := w.UnitOf(t, testkit.LiaisonA)
	w.create(t, testkit.Dispatcher, issue.GetName(), func(task *intakev1.Task) { task.Title, task.Owner = "街道的", person(testkit.Dispatcher) })
	w.create(t, testkit.LiaisonA, issue.GetName(), func(task *intakev1.Task) {
		task.Title, task.Unit, task.Owner, task.DueTime = "部门的", lead, person(testkit.LiaisonA), w.in(time.Hour)
	})
	other := w.Do(t, w.File(t), "triage")
	w.create(t, testkit.StreetLeader, other.GetName(), func(task *intakev1.Task) { task.Title, task.DueTime = "别件的", w.in(2*time.Hour) })

	of := &intakev1.ListTasksRequest{Issue: issue.GetName()}
	w.wantTitles(t, testkit.Dispatcher, of, "部门的", "街道的")
	w.wantTitles(t, testkit.LiaisonA, of, "部门的")
	w.wantTitles(t, testkit.Dispatcher, &intakev1.ListTasksRequest{Mine: true}, "街道的")
	w.wantTitles(t, testkit.LiaisonA, &intakev1.ListTasksRequest{Mine: true}, "部门的")
	w.wantTitles(t, testkit.StreetLeader, &intakev1.ListTasksRequest{Mine: true})
	w.wantTitles(t, testkit.Dispatcher, &intakev1.ListTasksRequest{Issue: other.GetName(), Mine: true})
	w.wantTitles(t, testkit.LiaisonA, &intakev1.ListTasksRequest{}, "部门的")
	w.wantTitles(t, testkit.StreetLeader, &intakev1.ListTasksRequest{Filter: "state = STATE_OPEN"}, "别件的", "街道的")
	w.wantTitles(t, testkit.AuditAdmin, &intakev1.ListTasksRequest{OrderBy: "due_time desc"}, "街道的", "别件的", "部门的")
	for _, who := range []testkit.Who{testkit.LiaisonB, testkit.ForeignAdmin} {
		if _, err := w.As(who).ListTasks(t.Context(), of); err == nil {
			t.Errorf("%s lists the tasks of an issue that he does not see", who)
		}
	}
	if _, err := w.As(testkit.Resident).ListTasks(t.Context(), of); status.Code(err) != codes.PermissionDenied {
		t.Errorf("the reporter lists what the units do: %v", err)
	}
}

// proves DI-22
func TestAnOverdueTaskIsFoundAndToldOnceForEachDueTime(t *testing.T) {
	t.Parallel()
	w := start(t)
	issue := w.Do(t, w.File(t), "triage")
	task := w.create(t, testkit.Dispatcher, issue.GetName(), func(task *intakev1.Task) { task.Owner = person(testkit.Dispatcher) })
	if n := w.told(t, testkit.Dispatcher, "新任务"); n != 1 {
		t.Errorf("the owner is told of the task %d times", n)
	}
	w.Clock.Set(task.GetDueTime().AsTime().Add(-time.Microsecond))
	w.remind(t)
	if got := w.get(t, task.GetName()); got.GetOverdueTime() != nil {
		t.Errorf("before its time is over %v", got)
	}
	w.Clock.Advance(time.Microsecond)
	overdue := func(want int) {
		t.Helper()
		var all errgroup.Group
		for range 3 {
			all.Go(func() error { w.remind(t); return nil })
		}
		all.Wait()
		if n := w.told(t, testkit.Dispatcher, "任务逾期"); n != want {
			t.Errorf("the owner is told that it is overdue %d times, want %d", n, want)
		}
	}
	overdue(1)
	w.wantTitles(t, testkit.StreetLeader, &intakev1.ListTasksRequest{Filter: `overdue_time > "2026-01-01T00:00:00Z"`}, "现场核实")

	moved, err := w.As(testkit.Dispatcher).UpdateTask(t.Context(), &intakev1.UpdateTaskRequest{
		Task: &intakev1.Task{Name: task.GetName(), DueTime: w.in(time.Hour), Owner: person(testkit.StreetLeader)}})
	if err != nil || moved.GetOverdueTime() != nil || moved.GetOwner() != person(testkit.StreetLeader) {
		t.Errorf("%v, %v", moved, err)
	}
	w.Clock.Advance(time.Hour)
	overdue(1)
	if n := w.told(t, testkit.StreetLeader, "任务逾期"); n != 1 {
		t.Errorf("the new owner is told %d times", n)
	}
}

// proves DI-22
func TestWhatNobodyOwnsIsToldToTheWholeUnit(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.create(t, testkit.Dispatcher, w.Do(t, w.File(t), "triage").GetName())
	w.Clock.Advance(24 * time.Hour)
	w.remind(t)
	for _, who := range []testkit.Who{testkit.Dispatcher, testkit.StreetLeader} {
		if n := w.told(t, who, "任务逾期"); n != 1 {
			t.Errorf("%s is told %d times", who, n)
		}
	}
	if n := w.told(t, testkit.LiaisonA, "任务逾期"); n != 0 {
		t.Errorf("another unit is told %d times", n)
	}
}

func TestTasksThatDoNotFitAreRefusedAndNameTheField(t *testing.T) {
	t.Parallel()
	w := start(t)
	issue := w.Do(t, w.File(t), "triage", "dispatch").GetName()
	lead := w.UnitOf(t, testkit.LiaisonA)
	for name, c := range map[string]struct {
		who    testkit.Who
		edit   func(*intakev1.Task)
		code   codes.Code
		reason string
		field  string
	}{
		"a unit that has nothing to do with it": {testkit.Dispatcher, func(task *intakev1.Task) { task.Unit = w.UnitOf(t, testkit.LiaisonB) }, codes.InvalidArgument, "TASK_UNIT", "task.unit"},
		"an owner of another unit":              {testkit.Dispatcher, func(task *intakev1.Task) { task.Owner = person(testkit.LiaisonA) }, codes.InvalidArgument, "TASK_OWNER", "task.owner"},
		"due now":                               {testkit.Dispatcher, func(task *intakev1.Task) { task.DueTime = w.in(0) }, codes.InvalidArgument, "TASK_DUE_TIME", "task.due_time"},
		"never due":                             {testkit.Dispatcher, func(task *intakev1.Task) { task.DueTime = nil }, codes.InvalidArgument, "TASK_DUE_TIME", "task.due_time"},
		"no words":                              {testkit.Dispatcher, func(task *intakev1.Task) { task.Title = "" }, codes.InvalidArgument, "INVALID_ARGUMENT", "task.title"},
		"no unit":                               {testkit.Dispatcher, func(task *intakev1.Task) { task.Unit = "" }, codes.InvalidArgument, "INVALID_ARGUMENT", "task.unit"},
	} {
		_, err := w.As(c.who).CreateTask(t.Context(), w.draft(issue, c.edit))
		if status.Code(err) != c.code {
			t.Errorf("%s: %v", name, err)
		}
		testkit.WantField(t, err, c.code, c.reason, c.field)
	}
	for who, want := range map[testkit.Who]codes.Code{testkit.Resident: codes.PermissionDenied, testkit.CommunityWorker: codes.PermissionDenied,
		testkit.LiaisonB: codes.NotFound, testkit.LiaisonA: codes.PermissionDenied, testkit.ForeignAdmin: codes.PermissionDenied} {
		if _, err := w.As(who).CreateTask(t.Context(), w.draft(issue)); status.Code(err) != want {
			t.Errorf("%s writes a task of the street: %v, want %v", who, err, want)
		}
	}
	w.create(t, testkit.LiaisonA, issue, func(task *intakev1.Task) { task.Unit = lead })
}

func TestOnlyTheUnitAndTheTerritoryChangeATaskAndTheUnitCancelsNoneThatIsRequired(t *testing.T) {
	t.Parallel()
	w := start(t)
	issue := w.Do(t, w.File(t), "triage", "dispatch").GetName()
	lead := w.UnitOf(t, testkit.LiaisonA)
	task := w.create(t, testkit.Dispatcher, issue, func(task *intakev1.Task) { task.Unit = lead })
	own := w.create(t, testkit.LiaisonA, issue, func(task *intakev1.Task) { task.Unit, task.Required = lead, false })
	for who, want := range map[testkit.Who]codes.Code{testkit.LiaisonB: codes.NotFound, testkit.Resident: codes.PermissionDenied,
		testkit.AuditAdmin: codes.PermissionDenied, testkit.ForeignAdmin: codes.PermissionDenied} {
		if _, err := w.As(who).CompleteTask(t.Context(), &intakev1.CompleteTaskRequest{Name: task.GetName()}); status.Code(err) != want {
			t.Errorf("%s completes: %v, want %v", who, err, want)
		}
	}
	cancel := func(task *intakev1.Task) error {
		_, err := w.As(testkit.LiaisonA).CancelTask(t.Context(), &intakev1.CancelTaskRequest{Name: task.GetName(), Reason: "无须办理"})
		return err
	}
	testkit.WantFault(t, cancel(task), codes.PermissionDenied, "PERMISSION_DENIED")
	if err := cancel(own); err != nil {
		t.Error(err)
	}
	owned, err := w.As(testkit.LiaisonA).UpdateTask(t.Context(), &intakev1.UpdateTaskRequest{UpdateMask: &fieldmaskpb.FieldMask{Paths: []string{"owner"}},
		Task: &intakev1.Task{Name: task.GetName(), Owner: person(testkit.LiaisonA)}})
	if err != nil || owned.GetOwner() != person(testkit.LiaisonA) || !proto.Equal(owned.GetDueTime(), task.GetDueTime()) {
		t.Errorf("%v, %v", owned, err)
	}
	_, err = w.As(testkit.LiaisonA).UpdateTask(t.Context(), &intakev1.UpdateTaskRequest{
		Task: &intakev1.Task{Name: task.GetName(), Owner: person(testkit.Dispatcher)}})
	testkit.WantField(t, err, codes.InvalidArgument, "TASK_OWNER", "task.owner")
	_, err = w.As(testkit.LiaisonA).CompleteTask(t.Context(), &intakev1.CompleteTaskRequest{Name: task.GetName(), Etag: task.GetEtag()})
	testkit.WantFault(t, err, codes.Aborted, "STALE")
	freed, err := w.As(testkit.Dispatcher).UpdateTask(t.Context(), &intakev1.UpdateTaskRequest{UpdateMask: &fieldmaskpb.FieldMask{Paths: []string{"owner"}},
		Task: &intakev1.Task{Name: task.GetName()}})
	if err != nil || freed.GetOwner() != "" {
		t.Errorf("%v, %v", freed, err)
	}
}

func TestTheSameRequestMakesOneTaskAndOfManyWhoCompleteItOneDoes(t *testing.T) {
	t.Parallel()
	w := start(t)
	issue := w.Do(t, w.File(t), "triage").GetName()
	req := w.draft(issue)
	req.RequestId, req.TaskId = "task-1", "01900000-0000-7000-8000-00000000000a"
	first, err := w.As(testkit.Dispatcher).CreateTask(t.Context(), req)
	if err != nil || first.GetName() != "tasks/"+req.TaskId {
		t.Fatal(first, err)
	}
	again, err := w.As(testkit.Dispatcher).CreateTask(t.Context(), req)
	if err != nil || !proto.Equal(first, again) {
		t.Errorf("%v, %v", again, err)
	}
	req.RequestId = "task-2"
	_, err = w.As(testkit.Dispatcher).CreateTask(t.Context(), req)
	testkit.WantField(t, err, codes.AlreadyExists, "ALREADY_EXISTS", "task_id")
	var won atomic.Int32
	var all errgroup.Group
	for range 4 {
		all.Go(func() error {
			if _, err := w.As(testkit.Dispatcher).CompleteTask(t.Context(), &intakev1.CompleteTaskRequest{Name: first.GetName()}); err == nil {
				won.Add(1)
			}
			return nil
		})
	}
	all.Wait()
	if won.Load() != 1 {
		t.Errorf("%d complete one task", won.Load())
	}
}

func TestTheDatabaseRefusesByNameWhatTheRulesRefuse(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.Settle(t, "intake.task_templates", templates("TEST.PROPERTY"))
	issue := w.Do(t, w.File(t), "triage")
	w.Oblige(t)
	if n := len(w.titles(t, testkit.Dispatcher, &intakev1.ListTasksRequest{Issue: issue.GetName()})); n == 0 {
		t.Fatal("no task")
	}
	for want, change := range map[string]string{
		"task_state":             "update task set state = 'LOST', finish_time = create_time",
		"task_title":             "update task set title = ''",
		"task_finished":          "update task set state = 'DONE'",
		"task_once_per_template": "insert into task select (jsonb_populate_record(x, jsonb_build_object('id', gen_random_uuid()))).* from task x",
	} {
		_, err := w.Owner().Exec(t.Context(), change)
		var pg *pgconn.PgError
		if !errors.As(err, &pg) || pg.ConstraintName != want {
			t.Errorf("%s: %v, want %s", change, err, want)
		}
	}
	if _, err := w.Owner().Exec(t.Context(), "update task set state = 'CANCELLED', finish_time = create_time where tenant_id = $1", demo.Fangshan); err != nil {
		t.Error(err)
	}
}
