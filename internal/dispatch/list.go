package dispatch

import (
	"context"
	"strings"

	"entgo.io/ent/dialect/sql"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/assignment"
	"github.com/haolinju/haolinju/ent/dispatch"
	"github.com/haolinju/haolinju/ent/predicate"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// ListDispatches lists the dispatches that the caller may read, newest first.
func (s *Service) ListDispatches(ctx context.Context, req *dispatchv1.ListDispatchesRequest) (*dispatchv1.ListDispatchesResponse, error) {
	at, err := s.pages.Start(ctx, req)
	if err != nil {
		return nil, err
	}
	where := []predicate.Dispatch{page.BehindNewest[predicate.Dispatch](at)}
	if k := req.GetKind(); k != dispatchv1.Dispatch_KIND_UNSPECIFIED {
		where = append(where, dispatch.Kind(strings.TrimPrefix(k.String(), "KIND_")))
	}
	if st := req.GetState(); st != dispatchv1.Dispatch_STATE_UNSPECIFIED {
		where = append(where, dispatch.State(strings.TrimPrefix(st.String(), "STATE_")))
	}
	if req.GetIssuingUnit() != "" {
		ids, err := name.ParseField("issuing_unit", "units/*", req.GetIssuingUnit())
		if err != nil {
			return nil, err
		}
		where = append(where, dispatch.IssuingUnitID(ids[0]))
	}
	if req.GetIssue() != "" {
		behind, err := behindIssue(ctx, req.GetIssue())
		if err != nil {
			return nil, err
		}
		where = append(where, behind)
	}
	return db.Read(ctx, s.db, func(ctx context.Context, tx *db.Tx) (*dispatchv1.ListDispatchesResponse, error) {
		rows, err := tx.Dispatch.Query().Where(where...).Where(readable(ctx, tx)...).
			WithIssues(func(q *ent.DispatchIssueQuery) { q.Order(page.Oldest) }).
			WithAssignments(func(q *ent.AssignmentQuery) { q.Order(page.Oldest) }).
			Order(page.Newest).Limit(page.Limit(req)).All(ctx)
		if err != nil {
			return nil, err
		}
		rows, next := page.Cut(ctx, s.pages, req, rows, func(d *ent.Dispatch) page.Cursor { return page.Cursor{Time: d.CreateTime, ID: d.ID} })
		res := &dispatchv1.ListDispatchesResponse{NextPageToken: next}
		for _, d := range rows {
			res.Dispatches = append(res.Dispatches, toDispatch(d, false))
		}
		return res, nil
	})
}

// behindIssue keeps the dispatches behind which an issue stands.
func behindIssue(ctx context.Context, text string) (predicate.Dispatch, error) {
	ids, err := name.ParseField("issue", "issues/*", text)
	if err != nil {
		return nil, err
	}
	return func(s *sql.Selector) {
		l := sql.Table("dispatch_issue")
		s.Where(sql.In(s.C("id"), sql.Dialect(s.Dialect()).Select(l.C("dispatch_id")).From(l).Where(sql.And(
			sql.EQ(l.C("tenant_id"), access.From(ctx).Tenant), sql.EQ(l.C("issue_id"), ids[0])))))
	}, nil
}

// ListAssignments lists the assignments of one dispatch, or the inbox of the caller's units.
func (s *Service) ListAssignments(ctx context.Context, req *dispatchv1.ListAssignmentsRequest) (*dispatchv1.ListAssignmentsResponse, error) {
	at, err := s.pages.Start(ctx, req)
	if err != nil {
		return nil, err
	}
	where := []predicate.Assignment{page.BehindNewest[predicate.Assignment](at)}
	if st := req.GetState(); st != dispatchv1.Assignment_STATE_UNSPECIFIED {
		where = append(where, assignment.State(strings.TrimPrefix(st.String(), "STATE_")))
	}
	if req.GetUnit() != "" {
		ids, err := name.ParseField("unit", "units/*", req.GetUnit())
		if err != nil {
			return nil, err
		}
		where = append(where, assignment.UnitID(ids[0]))
	}
	return db.Read(ctx, s.db, func(ctx context.Context, tx *db.Tx) (*dispatchv1.ListAssignmentsResponse, error) {
		whose := inbox(ctx, tx)
		if req.GetParent() != "dispatches/-" {
			ids, err := name.ParseField("parent", "dispatches/*", req.GetParent())
			if err != nil {
				return nil, err
			}
			if _, err := find(ctx, tx.Dispatch.Query(), ids[0]); err != nil {
				return nil, err
			}
			whose = []predicate.Assignment{assignment.DispatchID(ids[0])}
		}
		rows, err := tx.Assignment.Query().Where(where...).Where(whose...).Order(page.Newest).Limit(page.Limit(req)).All(ctx)
		if err != nil {
			return nil, err
		}
		rows, next := page.Cut(ctx, s.pages, req, rows, func(a *ent.Assignment) page.Cursor { return page.Cursor{Time: a.CreateTime, ID: a.ID} })
		res := &dispatchv1.ListAssignmentsResponse{NextPageToken: next}
		for _, a := range rows {
			res.Assignments = append(res.Assignments, toAssignment(a, false))
		}
		return res, nil
	})
}
