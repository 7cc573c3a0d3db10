package following

import (
	"context"

	"github.com/google/uuid"
	"google.golang.org/protobuf/types/known/emptypb"

	"github.com/haolinju/haolinju/ent/following"
	"github.com/haolinju/haolinju/ent/predicate"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// unfollow ends that the caller follows a thing of a collection, under whichever id.
func (s *Service) unfollow(ctx context.Context, collection, called string, names func(uuid.UUID) predicate.Following) (*emptypb.Empty, error) {
	ids, err := name.Parse(collection+"/*", called)
	if err != nil {
		return nil, err
	}
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*emptypb.Empty, error) {
		n, err := tx.Following.Delete().Where(names(ids[0]), following.PersonIDIn(access.ReachOf(ctx).Self...)).Exec(ctx)
		if err == nil && n == 0 {
			err = fault.ErrNotFound.With("name", called)
		}
		tx.Audit(db.Audit{Action: permitManage, Object: called, Before: map[string]any{"follows": called}})
		return &emptypb.Empty{}, err
	})
}
