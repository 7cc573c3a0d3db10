package identity

import (
	"context"

	"google.golang.org/protobuf/types/known/emptypb"

	identityv1 "github.com/haolinju/haolinju/api/gen/haolinju/identity/v1"
	"github.com/haolinju/haolinju/ent/person"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// SetPassword lets a person sign in by user name and password.
func (s *Service) SetPassword(ctx context.Context, req *identityv1.SetPasswordRequest) (*emptypb.Empty, error) {
	ids, err := name.Parse("persons/*", req.GetName())
	if err != nil {
		return nil, err
	}
	first, err := s.NewPassword(ctx, "password", req.GetPassword())
	if err != nil {
		return nil, err
	}
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*emptypb.Empty, error) {
		if known, err := tx.Person.Query().Where(person.ID(ids[0])).Exist(ctx); err != nil {
			return nil, err
		} else if !known {
			return nil, fault.ErrNotFound.With("name", req.GetName())
		}
		hours, err := firstPasswordHours.At(ctx, tx, tx.Now())
		if err != nil {
			return nil, err
		}
		if err := s.Accredit(ctx, tx, ids[0], req.GetUsername(), first, hours); err != nil {
			return nil, err
		}
		if req.GetDropTotp() {
			if err := dropTotp(ctx, tx, ids[0]); err != nil {
				return nil, err
			}
		}
		return &emptypb.Empty{}, endSessions(ctx, tx, ids[0], causeRevoked)
	})
}
