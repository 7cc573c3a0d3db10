package following

import (
	"context"

	"google.golang.org/protobuf/types/known/emptypb"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent/following"
)

// UnfollowIssue ends that the caller follows an issue.
func (s *Service) UnfollowIssue(ctx context.Context, req *intakev1.UnfollowIssueRequest) (*emptypb.Empty, error) {
	return s.unfollow(ctx, "issues", req.GetName(), following.IssueID)
}
