package following

import (
	"context"

	"google.golang.org/protobuf/types/known/emptypb"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent/following"
)

// UnfollowArea ends that the caller follows an area.
func (s *Service) UnfollowArea(ctx context.Context, req *intakev1.UnfollowAreaRequest) (*emptypb.Empty, error) {
	return s.unfollow(ctx, "units", req.GetName(), following.AreaID)
}
