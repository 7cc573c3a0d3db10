package consultation

import (
	"context"

	"entgo.io/ent/dialect/sql"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/consultation"
	"github.com/haolinju/haolinju/ent/consultationopinion"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/filter"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// list is what consultations can be filtered and ordered by.
var list = page.NewList[*dispatchv1.ListConsultationsRequest, *ent.Consultation]("create_time desc", filter.Columns{
	"create_time": filter.Time(consultation.FieldCreateTime),
	"decide_time": filter.Time(consultation.FieldDecideTime),
	"dispatch":    filter.Ref(consultation.FieldDispatchID, "dispatches/*"),
	"due_time":    filter.Time(consultation.FieldDueTime),
	"issue":       filter.Ref(consultation.FieldIssueID, "issues/*"),
	"lead_unit":   filter.Ref(consultation.FieldLeadUnitID, "units/*"),
	"outcome":     filter.Enum[dispatchv1.Consultation_Outcome](consultation.FieldOutcome),
	"state":       filter.Enum[dispatchv1.Consultation_State](consultation.FieldState),
	"unit":        filter.Ref(consultation.FieldUnitID, "units/*"),
})

// ListConsultations lists those that the caller's units ask for, and those in which they take part.
func (s *Service) ListConsultations(ctx context.Context, req *dispatchv1.ListConsultationsRequest) (*dispatchv1.ListConsultationsResponse, error) {
	asked, err := list.Parse(ctx, s.Pages, req)
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*dispatchv1.ListConsultationsResponse, error) {
		found, err := page.ReadAlong(ctx, asked, tx.Consultation.Query(), nil, ways(ctx, tx.Tenant(), req.GetAwaiting())...)
		if err != nil {
			return nil, err
		}
		if err := complete(ctx, tx, found.Rows...); err != nil {
			return nil, err
		}
		res := &dispatchv1.ListConsultationsResponse{NextPageToken: found.Next, TotalSize: found.Total}
		for _, row := range found.Rows {
			res.Consultations = append(res.Consultations, s.toProto(ctx, row, tx.Now()))
		}
		return res, nil
	})
}

// ways are those on which a reader comes to see consultations, as factsOf has it, or those that await an opinion of one of the reader's
// units: nobody is asked by itself.
func ways(ctx context.Context, tenant int, awaiting bool) (all []page.Way) {
	for _, part := range access.ReachFor(ctx, permitRead).Parts() {
		limits := limitsOf(part.Limits)
		if part.All {
			if awaiting {
				limits = awaited(tenant, limits)
			}
			all = append(all, page.Way{Where: limits})
			continue
		}
		asked := page.Link{Table: consultationopinion.Table, By: page.ByID(consultationopinion.FieldUnitID, part.Units...),
			Key: consultationopinion.FieldConsultationID, Copies: map[string]string{consultation.FieldCreateTime: consultationopinion.FieldConsultationCreateTime}}
		if awaiting {
			asked.Filled = consultationopinion.FieldAwaitTime
		} else {
			all = append(all, page.Way{By: []page.By{page.ByID(consultation.FieldUnitID, part.Units...)}, Where: limits})
		}
		all = append(all, page.Way{Link: &asked, Where: limits})
	}
	return all
}

// limitsOf keeps the consultations that limits admit; nil where there are none.
func limitsOf(l access.Limits) func(*sql.Selector) {
	if l.None() {
		return nil
	}
	return func(s *sql.Selector) {
		if len(l.Categories) > 0 {
			consultation.CategoryIDIn(l.Categories...)(s)
		}
		if len(l.Areas) > 0 {
			consultation.UnitIDIn(l.Areas...)(s)
		}
	}
}

// awaited keeps the consultations that await an opinion of any unit, within limits.
func awaited(tenant int, limits func(*sql.Selector)) func(*sql.Selector) {
	return func(s *sql.Selector) {
		if limits != nil {
			limits(s)
		}
		o := sql.Table(consultationopinion.Table)
		s.Where(sql.Exists(sql.Dialect(s.Dialect()).Select(o.C(consultationopinion.FieldID)).From(o).Where(sql.And(
			sql.EQ(o.C(consultationopinion.FieldTenantID), tenant), sql.ColumnsEQ(o.C(consultationopinion.FieldConsultationID), s.C(consultation.FieldID)),
			sql.NotNull(o.C(consultationopinion.FieldAwaitTime))))))
	}
}
