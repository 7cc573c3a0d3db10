package partner

import (
	"context"

	identityv1 "github.com/haolinju/haolinju/api/gen/haolinju/identity/v1"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// RevokeApiClient ends a client for good.
func (s *Service) RevokeApiClient(ctx context.Context, req *identityv1.RevokeApiClientRequest) (*identityv1.ApiClient, error) {
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*identityv1.ApiClient, error) {
		c, err := moveClient(ctx, tx, req.GetName(), req.GetEtag(), RevokeClient)
		if err != nil {
			return nil, err
		}
		return clientToProto(c, tx.Now()), nil
	})
}
