package directory

import (
	"context"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/membership"
	"github.com/haolinju/haolinju/ent/predicate"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// ListMemberships returns a page of the memberships of a unit, newest first.
func (s *Service) ListMemberships(ctx context.Context, req *directoryv1.ListMembershipsRequest) (*directoryv1.ListMembershipsResponse, error) {
	ids, err := name.ParseField("parent", "units/*", req.GetParent())
	if err != nil {
		return nil, err
	}
	cursor, err := s.Pages.Start(ctx, req)
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*directoryv1.ListMembershipsResponse, error) {
		if !access.ReachOf(ctx).Covers(ids[0]) {
			if err := unitExists(ctx, tx, "parent", ids[0]); err != nil {
				return nil, err
			}
			return nil, fault.ErrDenied
		}
		rows, err := tx.Membership.Query().
			Where(membership.UnitID(ids[0]), page.BehindNewest[predicate.Membership](cursor)).
			Order(page.Newest).Limit(page.Limit(req)).All(ctx)
		if err != nil {
			return nil, err
		}
		if len(rows) == 0 {
			if err := unitExists(ctx, tx, "parent", ids[0]); err != nil {
				return nil, err
			}
		}
		answer := &directoryv1.ListMembershipsResponse{}
		rows, answer.NextPageToken = page.Cut(ctx, s.Pages, req, rows, func(m *ent.Membership) page.Cursor {
			return page.Cursor{Time: m.CreateTime, ID: m.ID}
		})
		for _, m := range rows {
			answer.Memberships = append(answer.Memberships, membershipToProto(m))
		}
		return answer, nil
	})
}
