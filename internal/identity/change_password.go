package identity

import (
	"context"

	"google.golang.org/protobuf/types/known/emptypb"

	identityv1 "github.com/haolinju/haolinju/api/gen/haolinju/identity/v1"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
)

// ChangePassword gives a member of staff the password that he wants.
func (s *Service) ChangePassword(ctx context.Context, req *identityv1.ChangePasswordRequest) (*emptypb.Empty, error) {
	next, err := s.NewPassword(ctx, "new_password", req.GetNewPassword())
	if err != nil {
		return nil, err
	}
	return proven(ctx, s, req.GetProof(), func(ctx context.Context, tx *db.Tx, c credential) (*emptypb.Empty, *fault.Fault, error) {
		if req.GetNewPassword() == req.GetProof().GetPassword() {
			return nil, nil, ErrPasswordWeak.On("new_password")
		}
		if err := s.Accredit(ctx, tx, c.person, req.GetProof().GetUsername(), next, 0); err != nil {
			return nil, nil, err
		}
		return &emptypb.Empty{}, nil, endSessions(ctx, tx, c.person, causeRevoked)
	})
}
