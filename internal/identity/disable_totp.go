package identity

import (
	"context"

	"google.golang.org/protobuf/types/known/emptypb"

	identityv1 "github.com/haolinju/haolinju/api/gen/haolinju/identity/v1"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
)

// DisableTotp takes the second factor of a member of staff away.
func (s *Service) DisableTotp(ctx context.Context, req *identityv1.DisableTotpRequest) (*emptypb.Empty, error) {
	return proven(ctx, s, req.GetProof(), func(ctx context.Context, tx *db.Tx, c credential) (*emptypb.Empty, *fault.Fault, error) {
		if !c.confirmed {
			return nil, nil, ErrTotpNotEnrolled
		}
		if err := dropTotp(ctx, tx, c.person); err != nil {
			return nil, nil, err
		}
		return &emptypb.Empty{}, nil, endSessions(ctx, tx, c.person, causeRevoked)
	})
}
