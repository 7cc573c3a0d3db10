package staffing

import (
	"context"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	"github.com/haolinju/haolinju/ent/membership"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// EndMembership ends a membership now or at a later time.
func (s *Service) EndMembership(ctx context.Context, req *directoryv1.EndMembershipRequest) (*directoryv1.Membership, error) {
	ids, err := name.Parse("units/*/memberships/*", req.GetName())
	if err != nil {
		return nil, err
	}
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*directoryv1.Membership, error) {
		before, err := tx.Membership.Query().Where(membership.ID(ids[1]), membership.UnitID(ids[0])).ForUpdate().Only(ctx)
		if err != nil {
			return nil, name.NotFound(err, req.GetName())
		}
		if !access.ReachOf(ctx).Covers(before.UnitID) {
			if access.ReachFor(ctx, readMemberships).Covers(before.UnitID) {
				return nil, fault.ErrDenied
			}
			return nil, fault.ErrNotFound.With("name", req.GetName())
		}
		if err := mayHandle(ctx, tx, before.Role, before.UnitID); err != nil {
			return nil, err
		}
		if err := etag.Check(req.GetEtag(), before.Version); err != nil {
			return nil, err
		}
		end, err := endOf(before, wire.Time(req.GetValidTo()), tx.Now())
		if err != nil {
			return nil, err
		}
		if _, err := tx.Membership.Update().Where(membership.ID(before.ID)).SetValidTo(end).Save(ctx); err != nil {
			return nil, err
		}
		after, err := tx.Membership.Query().Where(membership.ID(before.ID)).Only(ctx)
		if err != nil {
			return nil, err
		}
		record(tx, "ended", before, after)
		return membershipToProto(after), nil
	})
}
