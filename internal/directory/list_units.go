package directory

import (
	"context"

	"github.com/google/uuid"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/unit"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/filter"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/page"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// unitList is what units can be filtered and ordered by.
var unitList = page.NewList[*directoryv1.ListUnitsRequest, *ent.Unit]("create_time desc", filter.Columns{
	"code":         filter.Text(unit.FieldCode),
	"create_time":  filter.Time(unit.FieldCreateTime),
	"display_name": filter.Text(unit.FieldName),
	"kind":         filter.Enum[directoryv1.Unit_Kind](unit.FieldKind),
	"parent":       filter.Ref(unit.FieldParentID, "units/*"),
	"update_time":  filter.Time(unit.FieldUpdateTime),
})

// ListUnits returns a page of units, newest first.
func (s *Service) ListUnits(ctx context.Context, req *directoryv1.ListUnitsRequest) (*directoryv1.ListUnitsResponse, error) {
	asked, err := unitList.Parse(ctx, s.Pages, req)
	if err != nil {
		return nil, err
	}
	parent, err := name.ParseOptional("parent", "units/*", req.GetParent())
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*directoryv1.ListUnitsResponse, error) {
		tree, err := treeOf(ctx, tx, req.GetAt())
		if err != nil {
			return nil, err
		}
		q := tree.units()
		if req.GetKind() != directoryv1.Unit_KIND_UNSPECIFIED {
			q.Where(unit.Kind(wire.Word(req.GetKind())))
		}
		if parent != uuid.Nil {
			q.Where(unit.ParentID(parent))
		}
		if req.GetCode() != "" {
			q.Where(unit.Code(req.GetCode()))
		}
		found, err := page.Read(ctx, asked, q)
		if err != nil {
			return nil, err
		}
		shown, err := tree.show(ctx, found.Rows...)
		return &directoryv1.ListUnitsResponse{Units: shown, NextPageToken: found.Next, TotalSize: found.Total}, err
	})
}
