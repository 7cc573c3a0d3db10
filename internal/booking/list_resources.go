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
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// ListResources lists the resources that exist for the caller.
func (s *Service) ListResources(ctx context.Context, req *bookingv1.ListResourcesRequest) (*bookingv1.ListResourcesResponse, error) {
	after, err := s.pages.Start(ctx, req)
	if err != nil {
		return nil, err
	}
	where := []predicate.Resource{page.BehindNewest[predicate.Resource](after)}
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
	return db.Read(ctx, s.db, func(ctx context.Context, tx *db.Tx) (*bookingv1.ListResourcesResponse, error) {
		q := tx.Resource.Query().Where(where...)
		if reach := access.ReachOf(ctx); !reach.All {
			q.Where(resource.Or(resource.UnitIDIn(reach.Units...), publishedAt(tx.Now())))
		}
		rows, err := q.Order(page.Newest).Limit(page.Limit(req)).All(ctx)
		if err != nil {
			return nil, err
		}
		rows, next := page.Cut(ctx, s.pages, req, rows, func(r *ent.Resource) page.Cursor { return page.Cursor{Time: r.CreateTime, ID: r.ID} })
		res := &bookingv1.ListResourcesResponse{NextPageToken: next}
		for _, r := range rows {
			res.Resources = append(res.Resources, toResource(r))
		}
		return res, nil
	})
}

// publishedAt is the rule published as a predicate.
func publishedAt(now time.Time) predicate.Resource {
	return resource.And(resource.PublishedFromLTE(now),
		resource.Or(resource.PublishedUntilIsNil(), resource.PublishedUntilGT(now)))
}
