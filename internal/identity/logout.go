package identity

import (
	"context"

	"github.com/google/uuid"
	"google.golang.org/protobuf/types/known/emptypb"

	identityv1 "github.com/haolinju/haolinju/api/gen/haolinju/identity/v1"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// Logout ends the session of the call, or all of the caller.
func (s *Service) Logout(ctx context.Context, req *identityv1.LogoutRequest) (*emptypb.Empty, error) {
	p := access.From(ctx)
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*emptypb.Empty, error) {
		if req.GetEverywhere() || p.Session == uuid.Nil {
			return &emptypb.Empty{}, endSessions(ctx, tx, p.Person, causeLogout)
		}
		return &emptypb.Empty{}, endSession(ctx, tx, p.Person, p.Session, causeLogout)
	})
}
