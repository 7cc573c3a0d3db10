package task_test

import (
	"slices"
	"testing"
	"time"

	"google.golang.org/protobuf/types/known/timestamppb"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	noticev1 "github.com/haolinju/haolinju/api/gen/haolinju/notice/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

func TestMain(m *testing.M) { testkit.Main(m) }

const (
	open      = intakev1.Task_STATE_OPEN
	done      = intakev1.Task_STATE_DONE
	cancelled = intakev1.Task_STATE_CANCELLED
)

type world struct{ testkit.Issues }

func start(t *testing.T) world {
	t.Helper()
	return world{testkit.StartIssues(t)}
}

// draft is a task of the sub-district, due tomorrow, for an issue.
func (w world) draft(issue string, edit ...func(*intakev1.Task)) *intakev1.CreateTaskRequest {
	task := &intakev1.Task{Issue: issue, Title: "现场核实", Required: true, Unit: w.Street(demo.Xilu), DueTime: w.in(24 * time.Hour)}
	for _, e := range edit {
		e(task)
	}
	return &intakev1.CreateTaskRequest{Task: task}
}

func (w world) in(d time.Duration) *timestamppb.Timestamp {
	return timestamppb.New(w.Clock.Now(demo.Fangshan).Add(d))
}

func person(who testkit.Who) string { return "persons/" + testkit.ID(who) }

func (w world) create(t *testing.T, who testkit.Who, issue string, edit ...func(*intakev1.Task)) *intakev1.Task {
	t.Helper()
	made, err := w.As(who).CreateTask(t.Context(), w.draft(issue, edit...))
	if err != nil {
		t.Fatal(err)
	}
	return made
}

func (w world) get(t *testing.T, name string) *intakev1.Task {
	t.Helper()
	got, err := w.As(testkit.StreetLeader).GetTask(t.Context(), &intakev1.GetTaskRequest{Name: name})
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// titles of the tasks that somebody lists, by due time.
func (w world) titles(t *testing.T, who testkit.Who, req *intakev1.ListTasksRequest) (titles []string) {
	t.Helper()
	list, err := w.As(who).ListTasks(t.Context(), req)
	if err != nil {
		t.Fatal(err)
	}
	for _, task := range list.GetTasks() {
		titles = append(titles, task.GetTitle())
	}
	return titles
}

func (w world) wantTitles(t *testing.T, who testkit.Who, req *intakev1.ListTasksRequest, want ...string) {
	t.Helper()
	if got := w.titles(t, who, req); !slices.Equal(got, want) {
		t.Errorf("%s lists %v, want %v", who, got, want)
	}
}

func (w world) remind(t *testing.T) {
	t.Helper()
	if err := w.Checklists.Remind(access.AsSystem(t.Context(), demo.Fangshan)); err != nil {
		t.Fatal(err)
	}
}

// told counts the notices with a title that somebody has.
func (w world) told(t *testing.T, who testkit.Who, title string) (n int) {
	t.Helper()
	w.Tell(t)
	list, err := noticev1.NewNoticeServiceClient(w.Conn(who)).ListNotices(t.Context(), &noticev1.ListNoticesRequest{})
	if err != nil {
		t.Fatal(err)
	}
	for _, notice := range list.GetNotices() {
		if notice.GetTitle() == title {
			n++
		}
	}
	return n
}
