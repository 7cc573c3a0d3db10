package consultation

import (
	"context"

	"entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/consultation"
	"github.com/haolinju/haolinju/ent/consultationopinion"
	"github.com/haolinju/haolinju/ent/predicate"
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
		var where []predicate.Consultation
		if req.GetAwaiting() {
			where = append(where, consultation.State(string(Open)), awaiting(tx.Tenant(), access.ReachFor(ctx, permitRead)))
		}
		found, err := page.ReadAlong(ctx, asked, tx.Consultation.Query(), where, ways(ctx)...)
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

// ways are those on which a reader comes to see consultations, as factsOf has it.
func ways(ctx context.Context) (all []page.Way) {
	for _, part := range access.ReachFor(ctx, permitRead).Parts() {
		limits := limitsOf(part.Limits)
		if part.All {
			all = append(all, page.Way{Where: limits})
			continue
		}
		asked := page.Link{Table: consultationopinion.Table, By: page.ByID(consultationopinion.FieldUnitID, part.Units...),
			Key: consultationopinion.FieldConsultationID, Copies: map[string]string{consultation.FieldCreateTime: consultationopinion.FieldConsultationCreateTime}}
		all = append(all, page.Way{By: []page.By{page.ByID(consultation.FieldUnitID, part.Units...)}, Where: limits}, page.Way{Link: &asked, Where: limits})
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

// awaiting keeps the consultations in which a unit of a reach has given no opinion. They are counted for each on its own: what was never
// given stays owing for good, and is not to be gathered first.
func awaiting(tenant int, reach access.Reach) predicate.Consultation {
	return func(s *sql.Selector) {
		o := sql.Table(consultationopinion.Table)
		owing := sql.Dialect(s.Dialect()).Select("count(*)").From(o).Where(sql.And(sql.EQ(o.C(consultationopinion.FieldTenantID), tenant),
			sql.ColumnsEQ(o.C(consultationopinion.FieldConsultationID), s.C(consultation.FieldID)), sql.IsNull(o.C(consultationopinion.FieldGiveTime))))
		var units []uuid.UUID
		all := false
		for _, part := range reach.Parts() {
			units, all = append(units, part.Units...), all || part.All
		}
		if !all {
			owing.Where(page.OneOf(o.C(consultationopinion.FieldUnitID), units))
		}
		s.Where(sql.P(func(b *sql.Builder) { b.Wrap(func(b *sql.Builder) { b.Join(owing) }).WriteString(" > 0") }))
	}
}
