package docket

import (
	"context"

	"entgo.io/ent/dialect/sql"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
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
var dispatchList = page.NewList[*dispatchv1.ListDispatchesRequest, *ent.Dispatch]("create_time desc", filter.Columns{
	"cleared_time":    filter.Time(dispatch.FieldClearedTime),
	"completed_time":  filter.Time(dispatch.FieldCompletedTime),
	"create_time":     filter.Time(dispatch.FieldCreateTime),
	"due_time":        filter.Time(dispatch.FieldDueTime),
	"former_dispatch": filter.Ref(dispatch.FieldFormerID, "dispatches/*"),
	"issuing_unit":    filter.Ref(dispatch.FieldIssuingUnitID, "units/*"),
	"kind":            filter.Enum[dispatchv1.Dispatch_Kind](dispatch.FieldKind),
	"number":          filter.Text(dispatch.FieldNumber),
	"sent_time":       filter.Time(dispatch.FieldSentTime),
	"state":           filter.Enum[dispatchv1.Dispatch_State](dispatch.FieldState),
	"tier":            filter.Enum[dispatchv1.Dispatch_Tier](dispatch.FieldTier),
	"update_time":     filter.Time(dispatch.FieldUpdateTime),
})

// ListDispatches lists the dispatches that the caller may read, newest first.
func (s *Service) ListDispatches(ctx context.Context, req *dispatchv1.ListDispatchesRequest) (*dispatchv1.ListDispatchesResponse, error) {
	asked, err := dispatchList.Parse(ctx, s.Pages, req)
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
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*dispatchv1.ListDispatchesResponse, error) {
		found, err := page.ReadAlong(ctx, asked, tx.Dispatch.Query(), where, dispatchWays(ctx, tx)...)
		if err != nil {
			return nil, err
		}
		shown, err := s.Dispatches.OutlineDispatches(ctx, tx, found.Rows)
		return &dispatchv1.ListDispatchesResponse{Dispatches: shown, NextPageToken: found.Next, TotalSize: found.Total}, err
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
