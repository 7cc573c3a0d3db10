package following

import (
	"context"

	"github.com/google/uuid"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent/following"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// GetFollowing shows a following of the caller's.
func (s *Service) GetFollowing(ctx context.Context, req *intakev1.GetFollowingRequest) (*intakev1.Following, error) {
	ids, err := name.Parse("followings/*", req.GetName())
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*intakev1.Following, error) {
		row, err := tx.Following.Query().Where(following.ID(ids[0]), following.PersonIDIn(access.ReachOf(ctx).Self...)).WithIssue().Only(ctx)
		if err != nil {
			return nil, name.NotFound(err, req.GetName())
		}
		return toProto(row, stateOf(row)), nil
	})
}

// Facts decide who reaches a following, as GetFollowing reads them.
func Facts(ctx context.Context, tx *db.Tx, ids []uuid.UUID) (access.Facts, error) {
	row, err := tx.Following.Query().Where(following.ID(ids[0])).Only(ctx)
	if err != nil {
		return access.Facts{}, err
	}
	return access.Facts{Permission: permitGet, Owners: []uuid.UUID{row.PersonID}}, nil
}
