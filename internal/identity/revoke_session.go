package identity

import (
	"context"

	identityv1 "github.com/haolinju/haolinju/api/gen/haolinju/identity/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/session"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// RevokeSession ends one session of the caller.
func (s *Service) RevokeSession(ctx context.Context, req *identityv1.RevokeSessionRequest) (*identityv1.Session, error) {
	ids, err := name.Parse("me/sessions/*", req.GetName())
	if err != nil {
		return nil, err
	}
	p := access.From(ctx)
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*identityv1.Session, error) {
		row, err := tx.Session.Query().Where(session.ID(ids[0]), session.PersonID(p.Person)).ForUpdate().Only(ctx)
		switch {
		case ent.IsNotFound(err):
			return nil, fault.ErrNotFound.With("name", req.GetName())
		case err != nil:
			return nil, err
		case row.RevokeTime != nil || !row.ExpireTime.After(tx.Now()):
			return nil, ErrSessionOver
		}
		if err := endSession(ctx, tx, p.Person, row.ID, causeRevoked); err != nil {
			return nil, err
		}
		now := tx.Now()
		row.RevokeTime = &now
		return sessionToProto(row, p.Session), nil
	})
}
