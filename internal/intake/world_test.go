package intake_test

import (
	"testing"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/status"

	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// gongchen is the code of 拱辰街道, a neighbour of 西潞街道, in which the street's staff of testkit work.
const gongchen = "110111011"

type world struct{ testkit.Issues }

func start(t *testing.T) world {
	t.Helper()
	return world{testkit.StartIssues(t)}
}

// written is how many rows of the capability, its audit and its events exist: nothing is written while it stays.
func (w world) written(t *testing.T) (n [5]int) {
	t.Helper()
	for i, sql := range []string{"select count(*) from issue", "select count(*) from timeline_entry",
		"select count(*) from callback", "select coalesce(sum(version), 0) from issue",
		"select count(*) from event where type like 'haolinju.intake.%'"} {
		if err := w.Owner().QueryRow(t.Context(), sql).Scan(&n[i]); err != nil {
			t.Fatal(err)
		}
	}
	return n
}

func (w world) denials(t *testing.T, action string) (n int) {
	t.Helper()
	if err := w.Owner().QueryRow(t.Context(),
		`select count(*) from audit where result = 'DENIED' and action = $1`, action).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

// allowed are the verbs that a WRONG_STATE fault names as legal.
func allowed(err error) string {
	for _, d := range status.Convert(err).Details() {
		if info, ok := d.(*errdetails.ErrorInfo); ok {
			return info.GetMetadata()["allowed"]
		}
	}
	return ""
}
