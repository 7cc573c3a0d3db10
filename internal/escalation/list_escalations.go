package escalation

import (
	"context"

	"github.com/google/uuid"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/escalation"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/filter"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// list is what escalations can be filtered and ordered by.
var list = page.NewList[*dispatchv1.ListEscalationsRequest, *ent.Escalation]("create_time", filter.Columns{
	"create_time":  filter.Time(escalation.FieldCreateTime),
	"decide_time":  filter.Time(escalation.FieldDecideTime),
	"issuing_unit": filter.Ref(escalation.FieldIssuingUnitID, "units/*"),
	"lead_unit":    filter.Ref(escalation.FieldLeadUnitID, "units/*"),
	"state":        filter.Enum[dispatchv1.Escalation_State](escalation.FieldState),
})

// ListEscalations lists the escalations of one dispatch, or of all that the caller's sub-districts issue.
func (s *Service) ListEscalations(ctx context.Context, req *dispatchv1.ListEscalationsRequest) (*dispatchv1.ListEscalationsResponse, error) {
	asked, err := list.Parse(ctx, s.Pages, req)
	if err != nil {
		return nil, err
	}
	var dispatch []uuid.UUID
	if req.GetParent() != "dispatches/-" {
		if dispatch, err = name.ParseField("parent", "dispatches/*", req.GetParent()); err != nil {
			return nil, err
		}
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*dispatchv1.ListEscalationsResponse, error) {
		ways := s.Dispatches.Ways(ctx, tx, permitRead, escalation.FieldDispatchID, escalation.FieldIssuingUnitID)
		if dispatch != nil {
			if _, err := s.Dispatches.ShowDispatch(ctx, tx, dispatch[0]); err != nil {
				return nil, err
			}
			ways = []page.Way{{By: []page.By{page.ByID(escalation.FieldDispatchID, dispatch[0])}}}
		}
		found, err := page.ReadAlong(ctx, asked, tx.Escalation.Query(), nil, ways...)
		if err != nil {
			return nil, err
		}
		res := &dispatchv1.ListEscalationsResponse{NextPageToken: found.Next, TotalSize: found.Total}
		for _, row := range found.Rows {
			res.Escalations = append(res.Escalations, toProto(row))
		}
		return res, nil
	})
}
