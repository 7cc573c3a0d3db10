package dispatch

import (
	"context"

	"entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/assignment"
	"github.com/haolinju/haolinju/ent/dispatch"
	"github.com/haolinju/haolinju/ent/predicate"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/filter"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/page"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// dispatchList is what dispatches can be filtered and ordered by.
var dispatchList = page.NewList[*dispatchv1.ListDispatchesRequest, ent.Dispatch]("create_time desc", filter.Columns{
	"cleared_time":   filter.Time(dispatch.FieldClearedTime),
	"completed_time": filter.Time(dispatch.FieldCompletedTime),
	"create_time":    filter.Time(dispatch.FieldCreateTime),
	"due_time":       filter.Time(dispatch.FieldDueTime),
	"issuing_unit":   filter.Ref(dispatch.FieldIssuingUnitID, "units/*"),
	"kind":           filter.Enum[dispatchv1.Dispatch_Kind](dispatch.FieldKind),
	"number":         filter.Text(dispatch.FieldNumber),
	"sent_time":      filter.Time(dispatch.FieldSentTime),
	"state":          filter.Enum[dispatchv1.Dispatch_State](dispatch.FieldState),
	"tier":           filter.Enum[dispatchv1.Dispatch_Tier](dispatch.FieldTier),
	"update_time":    filter.Time(dispatch.FieldUpdateTime),
})

// ListDispatches lists the dispatches that the caller may read, newest first.
func (s *Service) ListDispatches(ctx context.Context, req *dispatchv1.ListDispatchesRequest) (*dispatchv1.ListDispatchesResponse, error) {
	asked, err := dispatchList.Parse(ctx, s.pages, req)
	if err != nil {
		return nil, err
	}
	var where []predicate.Dispatch
	if k := req.GetKind(); k != dispatchv1.Dispatch_KIND_UNSPECIFIED {
		where = append(where, dispatch.Kind(wire.Word(k)))
	}
	if st := req.GetState(); st != dispatchv1.Dispatch_STATE_UNSPECIFIED {
		where = append(where, dispatch.State(wire.Word(st)))
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
		found, err := page.ReadAlong(ctx, asked, tx.Dispatch.Query(), where, dispatchWays(ctx, tx)...)
		if err != nil {
			return nil, err
		}
		var ids []uuid.UUID
		for _, d := range found.Rows {
			ids = append(ids, d.ID)
		}
		var p parts
		if err := p.outline(ctx, tx, ids...); err != nil {
			return nil, err
		}
		p.into(found.Rows...)
		res := &dispatchv1.ListDispatchesResponse{NextPageToken: found.Next, TotalSize: found.Total}
		for _, d := range found.Rows {
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

// assignmentList is what assignments can be filtered and ordered by.
var assignmentList = page.NewList[*dispatchv1.ListAssignmentsRequest, ent.Assignment]("create_time desc", filter.Columns{
	"complete_late":      filter.Bool(assignment.FieldCompleteLate),
	"completed_time":     filter.Time(assignment.FieldCompletedTime),
	"first_contact_late": filter.Bool(assignment.FieldFirstContactLate),
	"stage_report_late":  filter.Bool(assignment.FieldStageReportLate),
	"create_time":        filter.Time(assignment.FieldCreateTime),
	"due_time":           filter.Time(assignment.FieldDueTime),
	"external_number":    filter.Text(assignment.FieldExternalNumber),
	"report_in_late":     filter.Bool(assignment.FieldReportInLate),
	"role":               filter.Enum[dispatchv1.Assignment_Role](assignment.FieldRole),
	"sent_time":          filter.Time(assignment.FieldSentTime),
	"sign_late":          filter.Bool(assignment.FieldSignLate),
	"signed_time":        filter.Time(assignment.FieldSignedTime),
	"state":              filter.Enum[dispatchv1.Assignment_State](assignment.FieldState),
	"unit":               filter.Ref(assignment.FieldUnitID, "units/*"),
	"update_time":        filter.Time(assignment.FieldUpdateTime),
})

// ListAssignments lists the assignments of one dispatch, or the inbox of the caller's units.
func (s *Service) ListAssignments(ctx context.Context, req *dispatchv1.ListAssignmentsRequest) (*dispatchv1.ListAssignmentsResponse, error) {
	asked, err := assignmentList.Parse(ctx, s.pages, req)
	if err != nil {
		return nil, err
	}
	var where []predicate.Assignment
	if st := req.GetState(); st != dispatchv1.Assignment_STATE_UNSPECIFIED {
		where = append(where, assignment.State(wire.Word(st)))
	}
	if req.GetUnit() != "" {
		ids, err := name.ParseField("unit", "units/*", req.GetUnit())
		if err != nil {
			return nil, err
		}
		where = append(where, assignment.UnitID(ids[0]))
	}
	return db.Read(ctx, s.db, func(ctx context.Context, tx *db.Tx) (*dispatchv1.ListAssignmentsResponse, error) {
		whose := inboxWays(ctx, tx)
		if req.GetParent() != "dispatches/-" {
			ids, err := name.ParseField("parent", "dispatches/*", req.GetParent())
			if err != nil {
				return nil, err
			}
			if _, err := find(ctx, tx, ids[0]); err != nil {
				return nil, err
			}
			whose = []page.Way{{By: []page.By{page.ByID(assignment.FieldDispatchID, ids[0])}}}
		}
		found, err := page.ReadAlong(ctx, asked, tx.Assignment.Query(), where, whose...)
		if err != nil {
			return nil, err
		}
		res := &dispatchv1.ListAssignmentsResponse{NextPageToken: found.Next, TotalSize: found.Total}
		for _, a := range found.Rows {
			res.Assignments = append(res.Assignments, toAssignment(a, false))
		}
		return res, nil
	})
}
