package app_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// blocked is an issue whose row somebody else holds, so that a triage of it waits in the database.
func blocked(t *testing.T, k *testkit.Kit) (issue string, release func()) {
	t.Helper()
	community := k.Unit("110111012005")
	categories, err := directoryv1.NewDirectoryServiceClient(k.Conn(testkit.Resident)).ListCategories(t.Context(), &directoryv1.ListCategoriesRequest{})
	if err != nil {
		t.Fatal(err)
	}
	filed, err := intakev1.NewIntakeServiceClient(k.Conn(testkit.Resident)).CreateIssue(t.Context(), &intakev1.CreateIssueRequest{Issue: &intakev1.Issue{
		Kind: intakev1.Issue_KIND_HELP, Category: categories.GetCategories()[0].GetName(), Title: "路灯不亮", Description: "楼前路灯不亮",
		Address: "苏庄一里1号楼", Community: "units/" + community.String()}})
	if err != nil {
		t.Fatal(err)
	}
	tx, err := k.Owner().Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := tx.Exec(t.Context(), "select from issue where tenant_id = $1 and id = $2 for update", demo.Fangshan,
		strings.TrimPrefix(filed.GetName(), "issues/")); err != nil {
		t.Fatal(err)
	}
	return filed.GetName(), func() { tx.Rollback(context.Background()) }
}

// waiting returns once a statement of the application waits for a lock, and none once none does.
func waiting(t *testing.T, k *testkit.Kit, want bool) {
	t.Helper()
	for {
		var waits bool
		if err := k.Owner().QueryRow(t.Context(), `select exists (select from pg_locks l join pg_stat_activity a using (pid)
			where not l.granted and a.datname = current_database())`).Scan(&waits); err != nil {
			t.Fatal(err)
		}
		if waits == want {
			return
		}
	}
}

// proves AP-24
func TestACallEndsWithItsDeadlineAndLeavesNothingBehind(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	issue, release := blocked(t, k)
	ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
	defer cancel()
	_, err := intakev1.NewIntakeServiceClient(k.Conn(testkit.Dispatcher)).TriageIssue(ctx, &intakev1.TriageIssueRequest{Name: issue})
	if status.Code(err) != codes.DeadlineExceeded {
		t.Errorf("got %v", err)
	}
	waiting(t, k, false)
	release()
	wantState(t, k, issue, intakev1.Issue_STATE_RECEIVED)
}

// proves AP-24
func TestACallerWhoGoesAwayStopsTheWorkByBothDoors(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	issue, release := blocked(t, k)

	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error)
	go func() {
		_, err := intakev1.NewIntakeServiceClient(k.Conn(testkit.Dispatcher)).TriageIssue(ctx, &intakev1.TriageIssueRequest{Name: issue})
		done <- err
	}()
	waiting(t, k, true)
	cancel()
	if err := <-done; status.Code(err) != codes.Canceled {
		t.Errorf("got %v", err)
	}
	waiting(t, k, false)

	server := httptest.NewServer(k.HTTP())
	defer server.Close()
	ctx, cancel = context.WithCancel(t.Context())
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, server.URL+"/v1/"+issue+":triage", strings.NewReader("{}"))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Authorization", "Bearer "+k.Token(testkit.Dispatcher))
	go func() {
		answer, err := http.DefaultClient.Do(request)
		if err == nil {
			answer.Body.Close()
		}
		done <- err
	}()
	waiting(t, k, true)
	cancel()
	if err := <-done; err == nil {
		t.Error("the call was answered")
	}
	waiting(t, k, false)
	release()
	wantState(t, k, issue, intakev1.Issue_STATE_RECEIVED)
}

func wantState(t *testing.T, k *testkit.Kit, issue string, want intakev1.Issue_State) {
	t.Helper()
	got, err := intakev1.NewIntakeServiceClient(k.Conn(testkit.Dispatcher)).GetIssue(t.Context(), &intakev1.GetIssueRequest{Name: issue})
	if err != nil || got.GetState() != want {
		t.Errorf("%v, %v; want %v", got.GetState(), err, want)
	}
}
