package page_test

import (
	"bytes"
	"context"
	"testing"

	"github.com/google/uuid"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/assignment"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/filter"
	"github.com/haolinju/haolinju/internal/platform/page"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// PostgreSQL plans a statement for its values five times and then, where that seems no dearer, once for any values.
func TestTheRowsOfOneUnitAreReadByAPlanThatIsKeptAndThoseOfAFilterByOneForItsValues(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	pages, err := page.NewSigner(bytes.Repeat([]byte{1}, 32), k.Clock)
	if err != nil {
		t.Fatal(err)
	}
	list := page.NewList[*dispatchv1.ListAssignmentsRequest, *ent.Assignment]("create_time desc",
		filter.Columns{"create_time": filter.Time(assignment.FieldCreateTime)})
	ctx := access.AsSystem(t.Context(), demo.Fangshan)
	for filter, want := range map[string]struct{ anew, kept int }{
		"":                                     {anew: 5, kept: 7},
		`create_time > "2026-11-01T00:00:00Z"`: {anew: 12},
	} {
		asked, err := list.Parse(ctx, pages, &dispatchv1.ListAssignmentsRequest{Parent: "dispatches/-", Filter: filter})
		if err != nil {
			t.Fatal(err)
		}
		got := want
		_, err = db.Read(ctx, k.DB, func(ctx context.Context, tx *db.Tx) (any, error) {
			for range want.anew + want.kept {
				unit := page.Way{By: []page.By{page.ByID(assignment.FieldUnitID, uuid.New())}}
				if _, err := page.ReadAlong(ctx, asked, tx.Assignment.Query(), nil, unit); err != nil {
					return nil, err
				}
			}
			return nil, tx.QueryRow(ctx, "select sum(custom_plans), sum(generic_plans) from pg_prepared_statements where statement like $1 and statement like '%unnest%' = $2",
				"%AS walk%", filter != "").Scan(&got.anew, &got.kept)
		})
		if err != nil || got != want {
			t.Errorf("filter %q: %+v, want %+v: %v", filter, got, want, err)
		}
	}
}
