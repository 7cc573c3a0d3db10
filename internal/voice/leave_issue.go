package voice

import (
	"context"

	"google.golang.org/protobuf/types/known/emptypb"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent/issue"
	"github.com/haolinju/haolinju/ent/voice"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// LeaveIssue takes the caller's voice back.
func (s *Service) LeaveIssue(ctx context.Context, req *intakev1.LeaveIssueRequest) (*emptypb.Empty, error) {
	ids, err := name.Parse("issues/*", req.GetName())
	if err != nil {
		return nil, err
	}
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*emptypb.Empty, error) {
		n, err := tx.Voice.Delete().Where(voice.IssueID(ids[0]), voice.PersonIDIn(access.ReachOf(ctx).Self...)).Exec(ctx)
		if err != nil {
			return nil, err
		}
		if n == 0 {
			return nil, fault.ErrNotFound.With("name", req.GetName())
		}
		about, err := tx.Issue.Query().Where(issue.ID(ids[0])).Only(ctx)
		if err != nil {
			return nil, err
		}
		told(tx, "left", permitJoin, about)
		return &emptypb.Empty{}, nil
	})
}
