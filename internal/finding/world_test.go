package finding_test

import (
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

func TestMain(m *testing.M) { testkit.Main(m) }

type world struct{ testkit.Issues }

func start(t *testing.T) world {
	t.Helper()
	return world{testkit.StartIssues(t)}
}

// told has the resident file an issue in some words, a minute after the last, and gives its name.
func (w world) told(t *testing.T, title, description string, edit ...func(*intakev1.Issue)) string {
	t.Helper()
	w.Clock.Advance(time.Minute)
	return w.File(t, append([]func(*intakev1.Issue){func(i *intakev1.Issue) { i.Title, i.Description = title, description }}, edit...)...).GetName()
}

// search is what somebody finds by a query.
func (w world) search(t *testing.T, who testkit.Who, query string) []string {
	t.Helper()
	res, err := w.As(who).SearchIssues(t.Context(), &intakev1.SearchIssuesRequest{Query: query, PageSize: 100})
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return names(res.GetIssues())
}

func names(issues []*intakev1.Issue) (names []string) {
	for _, i := range issues {
		names = append(names, i.GetName())
	}
	return names
}

// rows are those of a query by the owner of the database.
func rows[T any](t *testing.T, w world, sql string, args ...any) []T {
	t.Helper()
	found, err := w.Owner().Query(t.Context(), sql, args...)
	if err != nil {
		t.Fatal(err)
	}
	all, err := pgx.CollectRows(found, pgx.RowTo[T])
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// one is the row of such a query.
func one[T any](t *testing.T, w world, sql string, args ...any) T {
	t.Helper()
	return rows[T](t, w, sql, args...)[0]
}
