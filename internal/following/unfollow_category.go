package following

import (
	"context"

	"google.golang.org/protobuf/types/known/emptypb"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent/following"
)

// UnfollowCategory ends that the caller follows a category.
func (s *Service) UnfollowCategory(ctx context.Context, req *intakev1.UnfollowCategoryRequest) (*emptypb.Empty, error) {
	return s.unfollow(ctx, "categories", req.GetName(), following.CategoryID)
}
