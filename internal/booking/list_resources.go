package booking

import (
	"context"
	"strings"
	"time"

	bookingv1 "github.com/haolinju/haolinju/api/gen/haolinju/booking/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/predicate"
	"github.com/haolinju/haolinju/ent/resource"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/filter"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/page"
	"github.com/haolinju/haolinju/internal/platform/softdelete"
)

// resourceList is what resources can be filtered and ordered by.
var resourceList = page.NewList[*bookingv1.ListResourcesRequest, *ent.Resource]("create_time desc", filter.Columns{
	"capacity":        filter.Number(resource.FieldCapacity),
	"create_time":     filter.Time(resource.FieldCreateTime),
	"delete_time":     filter.Time(resource.FieldDeleteTime),
	"kind":            filter.Enum[bookingv1.Resource_Kind](resource.FieldKind),
	"place":           filter.Ref(resource.FieldPlaceID, "places/*"),
	"published_from":  filter.Time(resource.FieldPublishedFrom),
	"published_until": filter.Time(resource.FieldPublishedUntil),
	"purge_time":      filter.Time(resource.FieldPurgeTime),
	"slot_minutes":    filter.Number(resource.FieldSlotMinutes),
	"title":           filter.Text(resource.FieldTitle),
	"unit":            filter.Ref(resource.FieldUnitID, "units/*"),
	"update_time":     filter.Time(resource.FieldUpdateTime),
})

// ListResources lists the resources that exist for the caller.
func (s *Service) ListResources(ctx context.Context, req *bookingv1.ListResourcesRequest) (*bookingv1.ListResourcesResponse, error) {
	asked, err := resourceList.Parse(ctx, s.pages, req)
	if err != nil {
		return nil, err
	}
	var where []predicate.Resource
	if kind := req.GetKind(); kind != bookingv1.Resource_KIND_UNSPECIFIED {
		where = append(where, resource.Kind(strings.TrimPrefix(kind.String(), kindPrefix)))
	}
	if req.GetUnit() != "" {
		ids, err := name.ParseField("unit", "units/*", req.GetUnit())
		if err != nil {
			return nil, err
		}
		where = append(where, resource.UnitID(ids[0]))
	}
	if !req.GetShowDeleted() {
		where = append(where, softdelete.Kept[predicate.Resource]())
	}
	return db.Read(ctx, s.db, func(ctx context.Context, tx *db.Tx) (*bookingv1.ListResourcesResponse, error) {
		q := tx.Resource.Query().Where(where...)
		if reach := access.ReachOf(ctx); !reach.All {
			q.Where(resource.Or(resource.UnitIDIn(reach.Units...), publishedAt(tx.Now())))
		}
		found, err := page.Read(ctx, asked, q)
		if err != nil {
			return nil, err
		}
		res := &bookingv1.ListResourcesResponse{NextPageToken: found.Next, TotalSize: found.Total}
		for _, r := range found.Rows {
			res.Resources = append(res.Resources, toResource(r))
		}
		return res, nil
	})
}

// publishedAt is the rule published as a predicate.
func publishedAt(now time.Time) predicate.Resource {
	return resource.And(softdelete.Kept[predicate.Resource](), resource.PublishedFromLTE(now),
		resource.Or(resource.PublishedUntilIsNil(), resource.PublishedUntilGT(now)))
}
