package docket

import (
	"context"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/assignment"
	"github.com/haolinju/haolinju/ent/predicate"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/filter"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/page"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// assignmentList is what assignments can be filtered and ordered by.
var assignmentList = page.NewList[*dispatchv1.ListAssignmentsRequest, *ent.Assignment]("create_time desc", filter.Columns{
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
	asked, err := assignmentList.Parse(ctx, s.Pages, req)
	if err != nil {
		return nil, err
	}
	var state []page.By
	if st := req.GetState(); st != dispatchv1.Assignment_STATE_UNSPECIFIED {
		state = append(state, page.ByWord(assignment.FieldState, wire.Word(st)))
	}
	var where []predicate.Assignment
	if req.GetUnit() != "" {
		ids, err := name.ParseField("unit", "units/*", req.GetUnit())
		if err != nil {
			return nil, err
		}
		where = append(where, assignment.UnitID(ids[0]))
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*dispatchv1.ListAssignmentsResponse, error) {
		whose := inboxWays(ctx, tx, state...)
		if req.GetParent() != "dispatches/-" {
			ids, err := name.ParseField("parent", "dispatches/*", req.GetParent())
			if err != nil {
				return nil, err
			}
			if _, err := s.Dispatches.ShowDispatch(ctx, tx, ids[0]); err != nil {
				return nil, err
			}
			whose = []page.Way{{By: append(state, page.ByID(assignment.FieldDispatchID, ids[0]))}}
		}
		found, err := page.ReadAlong(ctx, asked, tx.Assignment.Query(), where, whose...)
		if err != nil {
			return nil, err
		}
		return &dispatchv1.ListAssignmentsResponse{Assignments: s.Dispatches.OutlineAssignments(found.Rows), NextPageToken: found.Next, TotalSize: found.Total}, nil
	})
}
