package savedfilter

import (
	"context"
	"slices"

	"github.com/google/uuid"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// CreateSavedFilter keeps a filter of issues under a name.
func (s *Service) CreateSavedFilter(ctx context.Context, req *intakev1.CreateSavedFilterRequest) (*intakev1.SavedFilter, error) {
	in := req.GetSavedFilter()
	if err := s.Issues.CheckIssueFilter(ctx, in.GetFilter(), in.GetOrderBy()); err != nil {
		return nil, err
	}
	var unit *uuid.UUID
	if in.GetUnit() != "" {
		ids, err := name.ParseField("saved_filter.unit", "units/*", in.GetUnit())
		if err != nil {
			return nil, err
		}
		if unit = &ids[0]; !slices.Contains(workplaces(ctx), *unit) {
			return nil, fault.ErrDenied.On("saved_filter.unit").With("permission", permitManage)
		}
	}
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*intakev1.SavedFilter, error) {
		id, err := tx.IDOr(req.GetSavedFilterId())
		if err != nil {
			return nil, fault.ErrInvalid.On("saved_filter_id").Because(err)
		}
		row, err := tx.SavedFilter.Create().SetID(id).SetOwnerID(access.From(ctx).Person).SetNillableUnitID(unit).
			SetDisplayName(in.GetDisplayName()).SetFilter(in.GetFilter()).SetOrderBy(in.GetOrderBy()).Save(tx.Later(ctx, nil))
		if err != nil {
			return nil, err
		}
		tx.Audit(db.Audit{Action: permitManage, Object: name.Of("savedFilters", id), After: map[string]any{"unit": unit}})
		return toProto(ctx, row), nil
	})
}
